/**
 * The store of a session that outlives its process: one append-only log of everything that changes the numbering, and
 * an index that can be made again from it. The saves of a tick wait in memory and are written by `flush` in one write;
 * the send comes after it. A process killed at any instant leaves a log that ends between two records or in a torn one,
 * which the next opening cuts off.
 *
 * When a write fails, the store stands where its last whole write left it, as if the process had ended before the tick:
 * what was not stored does not exist, its numbers are free, and it must not be sent.
 */

import { type FileOperations, nodeFileOperations } from './file-operations.ts'
import type { ArchivedNumbering, MessageStore, StoredMessage } from './message-store.ts'
import { countMessages, NumberingFiles } from './numbering-files.ts'
import { checkInstant, checkMsgSeqNum, checkOutgoing } from './sequence-numbers.ts'
import { SessionFolder } from './session-folder.ts'
import { type StoredSession, sessionIdentity } from './session-folder-name.ts'
import { asStoreError, type StoreError } from './store-error.ts'
import { acquireLock } from './store-lock.ts'

/**
 * When what was written is forced to the disk. `never` is safe against the end of the process, not against power loss;
 * `interval` loses at most the interval to power loss; `always` nothing that `flush` came back from.
 */
export type FsyncPolicy = 'never' | 'interval' | 'always'

export interface FileStoreOptions {
  /** Holds a folder for each session; created when it is not there. */
  readonly directory: string
  readonly session: StoredSession
  /** The instant of opening, whole epoch milliseconds UTC: `createdAt` of a store that begins now. */
  readonly now: number
  /** Default `never`. */
  readonly fsync?: FsyncPolicy | undefined
  /** For `interval`; default 1000. */
  readonly fsyncIntervalMs?: number | undefined
  /** Told what was repaired and what could not be saved but can be done without; default: nobody. */
  readonly onWarning?: ((text: string) => void) | undefined
  /** Default: those of node:fs. */
  readonly files?: FileOperations | undefined
}

/** How far the log may run ahead of the persisted index: what a start after a crash has to scan. */
const indexEveryBytes = 4 * 1024 * 1024
/** A tick that stores more than this is written in parts, so that what waits stays small. */
const maxPendingBytes = 1024 * 1024

/**
 * Opens the store of a session, making it when it is not there. What is torn or not to be believed is repaired, with a
 * warning where something was cut off.
 *
 * @throws StoreError when another process has it open, its log is damaged, or the disk refuses
 * @throws RangeError when `now` is no whole number of milliseconds
 */
export function openFileStore(options: FileStoreOptions): FileStore {
  return new FileStore(options)
}

export class FileStore implements MessageStore {
  readonly #folder: SessionFolder
  readonly #files: FileOperations
  readonly #fsync: FsyncPolicy
  readonly #fsyncIntervalMs: number
  readonly #warn: (text: string) => void
  readonly #releaseLock: () => void
  readonly #archivedMessages = new Map<string, number>()
  #current: NumberingFiles
  #syncedAt: number
  #unsynced = false
  #closed = false
  /** A failure after which the files can no longer be trusted to hold what they were told. */
  #fault: StoreError | undefined

  constructor(options: FileStoreOptions) {
    checkInstant('now', options.now)
    this.#files = options.files ?? nodeFileOperations
    this.#fsync = options.fsync ?? 'never'
    this.#fsyncIntervalMs = options.fsyncIntervalMs ?? 1000
    this.#warn = options.onWarning ?? (() => {})
    this.#syncedAt = options.now
    const identity = sessionIdentity(options.session)
    this.#folder = new SessionFolder(options.directory, identity, this.#files, this.#fsync !== 'never')
    this.#releaseLock = acquireLock(this.#folder.path)
    try {
      if (!this.#folder.settle()) {
        this.#folder.prepareNext(options.now)
        this.#folder.promoteNext()
      }
      this.#current = this.#open(options.now)
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

  saveOutgoing(msgSeqNum: number, bytes: Uint8Array): void {
    const current = this.#usable()
    checkOutgoing(msgSeqNum, current.numbering.nextOut)
    current.addMessage(msgSeqNum, bytes)
    if (current.pendingBytes >= maxPendingBytes) this.#write(() => current.writeMessages())
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

  /** @throws StoreError also when a message asked for is damaged in the log */
  read(begin: number, end: number): StoredMessage[] {
    return this.#usable().read(begin, end)
  }

  /**
   * @param at - the instant, epoch milliseconds UTC; without it, `interval` syncs at every flush
   * @throws StoreError when the disk refuses; nothing of this tick may be sent then
   */
  flush(at?: number): void {
    const current = this.#usable()
    this.#write(() => current.writeAll())
    if (this.#unsynced && this.#syncIsDue(at)) {
      this.#sync(current)
      this.#syncedAt = at ?? this.#syncedAt
    }
    if (current.unindexedBytes >= indexEveryBytes) current.saveIndex()
  }

  /** @throws StoreError when the disk refuses: the store then stands in the old numbering, or whole in the new one */
  reset(at: number): void {
    const current = this.#usable()
    checkInstant('reset', at)
    this.#seal(current)
    try {
      this.#folder.prepareNext(at)
      current.close()
      const location = this.#folder.archiveCurrent(current.numbering.createdAt, at)
      this.#archivedMessages.set(location, current.numbering.index.length)
      this.#folder.promoteNext()
      this.#current = this.#open(at)
    } catch (cause) {
      this.#standAgain(() => this.#folder.settle())
      throw asStoreError(cause, this.#folder.path, 'the numbering could not be reset')
    }
  }

  /** @throws StoreError when an archived log is damaged */
  archives(): readonly ArchivedNumbering[] {
    this.#usable()
    return this.#folder.archived().map(({ createdAt, archivedAt, path }) => {
      const messages = this.#archivedMessages.get(path) ?? countMessages(path, this.#folder.identity)
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
    const current = new NumberingFiles(this.#folder.currentPath, this.#folder.identity, now, this.#files, this.#warn)
    if (current.unindexedBytes >= indexEveryBytes) current.saveIndex()
    return current
  }

  #write(write: () => boolean): void {
    try {
      if (write()) this.#unsynced = true
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
    } catch (cause) {
      this.#fault = asStoreError(cause, this.#folder.path, 'the store failed and could not be taken up again')
    }
  }

  #syncIsDue(at: number | undefined): boolean {
    if (this.#fsync !== 'interval') return this.#fsync === 'always'
    // A clock set back must not put the sync off.
    return at === undefined || at < this.#syncedAt || at - this.#syncedAt >= this.#fsyncIntervalMs
  }

  #sync(current: NumberingFiles): void {
    try {
      current.sync()
      this.#unsynced = false
    } catch (cause) {
      // The system may have dropped what it could not write; a second sync would report success about nothing.
      this.#fault = asStoreError(cause, this.#folder.currentPath, 'the disk did not confirm what was written')
      throw this.#fault
    }
  }

  /** Has the files hold everything, index and all. */
  #seal(current: NumberingFiles): void {
    this.#write(() => current.writeAll())
    if (this.#unsynced && this.#fsync !== 'never') this.#sync(current)
    if (current.unindexedBytes > 0) current.saveIndex()
  }
}
