/**
 * The store of a session that outlives its process: one append-only log of everything that changes the numbering, and
 * an index that can be made again from it. The saves of a tick wait in memory and are written by `flush` in one write;
 * the send comes after it. A process killed at any instant leaves a log that ends between two records or in a torn one,
 * which the next opening cuts off.
 *
 * When a write fails, the store stands where its last whole write left it, as if the process had ended before the tick:
 * what was not stored does not exist, its numbers are free, and it must not be sent.
 */

import type { FileOperations } from './file-operations.ts'
import { type FileStoreOptions, settledOptions } from './file-store-options.ts'
import type { ArchivedNumbering, MessageStore, OnDamaged, StoredMessage } from './message-store.ts'
import { countMessages, NumberingFiles, type NumberingFilesOptions } from './numbering-files.ts'
import { checkInstant, checkMsgSeqNum, checkOutgoing, noMessage } from './sequence-numbers.ts'
import { SessionFolder } from './session-folder.ts'
import { type KeptSession, sessionIdentity } from './session-folder-name.ts'
import { asStoreError, StoreError } from './store-error.ts'
import { acquireLock } from './store-lock.ts'
import { SyncPolicy } from './sync-policy.ts'

/** How far the log may run ahead of the persisted index: what a start after a crash has to scan. */
const indexEveryBytes = 4 * 1024 * 1024
/** A tick that stores more than this is written in parts, so that what waits stays small. */
const maxPendingBytes = 1024 * 1024

/**
 * Opens the store of a session, making it when it is not there. What is torn or not to be believed is repaired, with a
 * warning where something was cut off.
 *
 * @throws StoreError when another process has it open, its log is damaged and `recovery` is `none`, or the disk refuses
 * @throws RangeError when `now` is no whole number of milliseconds
 */
export function openFileStore(options: FileStoreOptions): FileStore {
  return new FileStore(options)
}

export class FileStore implements MessageStore {
  readonly #session: KeptSession
  readonly #folder: SessionFolder
  readonly #files: FileOperations
  readonly #syncPolicy: SyncPolicy
  readonly #keepsIncoming: boolean
  readonly #terminates: boolean
  readonly #filesOptions: Omit<NumberingFilesOptions, 'now'>
  readonly #releaseLock: () => void
  readonly #archivedMessages = new Map<string, number>()
  #current: NumberingFiles
  #unsynced = false
  #closed = false
  /** A failure after which the files can no longer be trusted to hold what they were told. */
  #fault: StoreError | undefined

  constructor(options: FileStoreOptions) {
    checkInstant('now', options.now)
    const settled = settledOptions(options)
    const { directory, now, files, onWarning } = settled
    this.#files = files
    this.#syncPolicy = new SyncPolicy(settled.fsync, settled.fsyncIntervalMs, now)
    this.#keepsIncoming = settled.logIncoming
    this.#terminates = settled.cleanupMode !== 'none'
    this.#session = { identity: sessionIdentity(options.session), role: options.session.role }
    const durable = this.#syncPolicy.isOn
    try {
      this.#folder = new SessionFolder(directory, this.#session, files, { ...settled, durable })
      this.#releaseLock = acquireLock(this.#folder.path)
    } catch (cause) {
      throw asStoreError(cause, directory, 'the store cannot be opened')
    }
    const { maxFileBytes, growBytes } = settled
    const folder = this.#folder.currentPath
    this.#filesOptions = { folder, session: this.#session, files, onWarning, durable, maxFileBytes, growBytes }
    try {
      if (!this.#folder.settle()) this.#folder.begin(now)
      this.#current = this.#openOrBeginAnew(now, settled.recovery === 'createNewOnError')
      // Told now, while there is time to mend it: a numbering may end in the night.
      const missing = this.#folder.archive.problem()
      if (missing !== undefined) onWarning(missing.message)
    } catch (cause) {
      this.#releaseLock()
      throw asStoreError(cause, this.#folder.path, 'the store cannot be opened')
    }
  }

  get nextIn(): number {
    return this.#current.numbering.nextIn
  }

  get nextOut(): number {
    return this.#current.numbering.nextOut
  }

  get createdAt(): number {
    return this.#current.numbering.createdAt
  }

  saveOutgoing(msgSeqNum: number, bytes: Uint8Array, transmitted = true, overtakes = false): void {
    const current = this.#usable()
    checkOutgoing(msgSeqNum, current.numbering.nextOut)
    current.addMessage(msgSeqNum, bytes, transmitted ? (overtakes ? 'ahead' : 'message') : 'queued')
    if (current.pendingBytes >= maxPendingBytes) this.#write(() => current.writeMessages())
  }

  saveLate(msgSeqNum: number, bytes: Uint8Array): void {
    const current = this.#usable()
    if (!current.numbering.index.has(msgSeqNum)) throw noMessage(msgSeqNum)
    current.addMessage(msgSeqNum, bytes, 'late')
    if (current.pendingBytes >= maxPendingBytes) this.#write(() => current.writeMessages())
  }

  markSent(msgSeqNum: number): void {
    this.#usable().markSent(msgSeqNum)
  }

  saveIncoming(msgSeqNum: number, bytes: Uint8Array, at: number): void {
    const current = this.#usable()
    if (this.#keepsIncoming) this.#write(() => current.incoming.add(msgSeqNum, bytes, at))
  }

  setNextIn(msgSeqNum: number): void {
    const current = this.#usable()
    checkMsgSeqNum('nextIn', msgSeqNum)
    current.setNextIn(msgSeqNum)
  }

  setNextOut(msgSeqNum: number): void {
    const current = this.#usable()
    checkMsgSeqNum('nextOut', msgSeqNum)
    current.setNextOut(msgSeqNum)
  }

  /** @throws StoreError also when a message asked for is damaged in the log, and nobody is told of it */
  read(begin: number, end: number, onDamaged?: OnDamaged): StoredMessage[] {
    return this.#usable().read(begin, end, onDamaged)
  }

  unsent(onDamaged?: OnDamaged): StoredMessage[] {
    return this.#usable().unsent(onDamaged)
  }

  /**
   * @param at - the instant, epoch milliseconds UTC; without it, `interval` syncs at every flush
   * @throws StoreError when the disk refuses; nothing of this tick may be sent then
   */
  flush(at?: number): void {
    const current = this.#usable()
    this.#write(() => current.writeAll())
    if (this.#unsynced && this.#syncPolicy.isDue(at)) {
      this.#sync(current)
      this.#syncPolicy.synced(at)
    }
    if (current.unindexedBytes >= indexEveryBytes) current.saveIndex()
  }

  /** @throws StoreError when the disk refuses: the store then stands in the old numbering, or whole in the new one */
  reset(at: number): void {
    const current = this.#usable()
    checkInstant('reset', at)
    this.#seal(current)
    try {
      const location = this.#folder.renew(this.createdAt, at, () => current.close())
      this.#archivedMessages.set(location, current.numbering.index.length)
      this.#current = this.#open(at)
    } catch (cause) {
      this.#standAgain(() => this.#folder.settle())
      throw asStoreError(cause, this.#folder.path, 'the numbering could not be reset')
    }
  }

  /**
   * With `cleanupMode` `none` it only closes: the files stay, and the next opening goes on with them. A numbering in which
   * nothing has happened is not worth an archive: behind a reset at the end of a day its files just go.
   */
  terminate(at: number): void {
    const current = this.#usable()
    checkInstant('terminate', at)
    if (!this.#terminates) return this.close()
    this.#seal(current)
    try {
      const { nextIn, nextOut, index } = current.numbering
      if (nextIn === 1 && nextOut === 1 && index.length === 0) this.#folder.drop(() => current.close())
      else this.#folder.end(this.createdAt, at, () => current.close())
    } catch (cause) {
      this.#standAgain(() => this.#folder.settle())
      throw asStoreError(cause, this.#folder.path, 'the numbering could not be archived')
    }
    this.#closed = true
    this.#releaseLock()
  }

  /** @throws StoreError when an archived log is damaged */
  archives(): readonly ArchivedNumbering[] {
    this.#usable()
    return this.#folder.archive.list().map(({ createdAt, archivedAt, path }) => {
      const messages = this.#archivedMessages.get(path) ?? countMessages(path, this.#session, this.#files)
      this.#archivedMessages.set(path, messages)
      return { createdAt, archivedAt, messages, location: path }
    })
  }

  /** @throws StoreError when what waits cannot be written; the store is closed all the same */
  close(): void {
    if (this.#closed) return
    try {
      if (this.#fault === undefined) this.#seal(this.#current)
    } finally {
      this.#closed = true
      this.#current.close()
      this.#releaseLock()
    }
  }

  #usable(): NumberingFiles {
    if (this.#closed) throw new Error('the store is closed')
    if (this.#fault !== undefined) throw this.#fault
    return this.#current
  }

  #open(now: number): NumberingFiles {
    const current = new NumberingFiles({ ...this.#filesOptions, now })
    if (current.unindexedBytes >= indexEveryBytes) current.saveIndex()
    return current
  }

  #openOrBeginAnew(now: number, beginAnew: boolean): NumberingFiles {
    try {
      return this.#open(now)
    } catch (error) {
      if (!beginAnew || !(error instanceof StoreError) || error.problem !== 'damaged') throw error
      const location = this.#folder.putAsideDamaged(now)
      this.#filesOptions.onWarning(`${error.message}. The files were moved to ${location}; the session begins at 1/1`)
      return this.#open(now)
    }
  }

  #write(write: () => unknown): void {
    try {
      if (write() === true) this.#unsynced = true
    } catch (error) {
      this.#standAgain(() => this.#current.takeBack())
      throw error
    }
  }

  /** After a failure: mend, then take the state from the files, as a new process would. */
  #standAgain(mend: () => void): void {
    try {
      mend()
      this.#current.close()
      this.#current = this.#open(this.#current.numbering.createdAt)
      this.#unsynced = false
    } catch (cause) {
      this.#fault = asStoreError(cause, this.#folder.path, 'the store failed and could not be taken up again')
    }
  }

  #sync(current: NumberingFiles): void {
    try {
      current.sync()
      this.#unsynced = false
    } catch (cause) {
      const error = asStoreError(cause, this.#folder.currentPath, 'the disk did not confirm what was written')
      // The system may have dropped what it could not write; a second sync would report success about nothing. What no
      // sync was confirmed for can be cut off only where it never counted. Otherwise the store ends here, and opened
      // again takes what the disk really has.
      if (error.problem !== 'full' || !this.#syncPolicy.isEachTick) this.#fault = error
      else this.#standAgain(() => current.takeBackUnsynced())
      throw error
    }
  }

  /** Has the files hold everything, index and all. */
  #seal(current: NumberingFiles): void {
    this.#write(() => current.writeAll())
    if (this.#unsynced && this.#syncPolicy.isOn) this.#sync(current)
    if (current.unindexedBytes > 0) current.saveIndex()
  }
}
