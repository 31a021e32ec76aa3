/**
 * One numbering on disk: its log, its index and what they amount to, kept in step. It does what it is told when it is
 * told; when to write and sync, and what a failure means, the store decides.
 */

import { join } from 'node:path'
import type { FileOperations } from './file-operations.ts'
import { IncomingLog } from './incoming-log.ts'
import { IndexFile } from './index-file.ts'
import { beginPayload } from './log-beginning.ts'
import { LogFile } from './log-file.ts'
import { LogSlices } from './log-slices.ts'
import type { OnDamaged, StoredMessage } from './message-store.ts'
import { Numbering } from './numbering.ts'
import { maxPayloadBytes } from './record.ts'
import { type Recovered, recoverNumbering } from './recovery.ts'
import type { KeptSession } from './session-folder-name.ts'
import { causeText } from './store-error.ts'
import { readMessages } from './stored-messages.ts'

const indexName = 'messages.index'
const noBytes = new Uint8Array(0)

export interface NumberingFilesOptions {
  readonly folder: string
  /** Whose log it must be. */
  readonly session: KeptSession
  /** When the numbering begins, should the log have lost even its beginning; epoch milliseconds UTC. */
  readonly now: number
  readonly files: FileOperations
  readonly onWarning: (text: string) => void
  /** Whether `sync` will be called. */
  readonly durable: boolean
  /** Bytes of a file of the log; no limit when absent. */
  readonly maxFileBytes: number | undefined
  /** Bytes that the log is made longer at a time; 0 = as long as what is in it. */
  readonly growBytes: number
}

export class NumberingFiles {
  readonly numbering: Numbering
  readonly incoming: IncomingLog
  readonly #slices: LogSlices
  readonly #log: LogFile
  readonly #index: IndexFile
  readonly #warn: (text: string) => void
  /** nextIn as the log has it: many changes of one tick become one record at its end. */
  #nextInLogged: number
  #indexedTo: number
  /** Bytes of the log that a sync was confirmed for, or that were there at the opening. */
  #syncedTo: number
  #closed = false

  /**
   * Takes up the numbering that lies in a folder, cutting off what a crash left unfinished.
   *
   * @throws StoreError when the log is missing, damaged or of another session
   */
  constructor(options: NumberingFilesOptions) {
    const { folder, session, now, files, durable, growBytes, maxFileBytes } = options
    const indexPath = join(folder, indexName)
    this.#warn = options.onWarning
    this.#slices = new LogSlices(folder, files, { growBytes, durable })
    try {
      const recovered = recoverNumbering(this.#slices, indexPath, session)
      const { numbering, end, indexBytes, covered } = recovered
      this.#cutUnfinished(recovered, growBytes)
      const payload = beginPayload(session)
      this.#log = new LogFile(
        this.#slices,
        maxFileBytes === undefined ? undefined : { maxBytes: maxFileBytes, payload },
      )
      if (end === 0) {
        this.#log.append('begin', now, payload)
        this.#log.write()
      }
      this.#index = new IndexFile(indexPath, indexBytes, files)
      this.incoming = new IncomingLog(folder, files, maxFileBytes)
      this.numbering = end === 0 ? new Numbering(now) : numbering
      this.#indexedTo = covered
      this.#syncedTo = this.#log.written
      this.#nextInLogged = numbering.nextIn
    } catch (error) {
      this.#slices.close()
      throw error
    }
  }

  /** Bytes that wait to be written. */
  get pendingBytes(): number {
    return this.#log.pending
  }

  /** Bytes of the log that the persisted index does not know of. */
  get unindexedBytes(): number {
    return this.#log.written - this.#indexedTo
  }

  /** @throws RangeError when the message is larger than any log takes */
  addMessage(msgSeqNum: number, bytes: Uint8Array, kind: 'message' | 'queued' | 'ahead' | 'late'): void {
    if (bytes.length > maxPayloadBytes) {
      throw new RangeError(`message of ${bytes.length} bytes: a store takes up to ${maxPayloadBytes}`)
    }
    const offset = this.#log.append(kind, msgSeqNum, bytes)
    this.numbering.apply(kind, msgSeqNum, offset, this.#log.end - offset)
  }

  markSent(msgSeqNum: number): void {
    if (msgSeqNum <= this.numbering.transmittedTo) return
    const offset = this.#log.append('sent', msgSeqNum, noBytes)
    this.numbering.apply('sent', msgSeqNum, offset, this.#log.end - offset)
  }

  setNextIn(msgSeqNum: number): void {
    this.numbering.apply('nextIn', msgSeqNum, 0, 0)
  }

  setNextOut(msgSeqNum: number): void {
    if (msgSeqNum === this.numbering.nextOut) return
    const offset = this.#log.append('nextOut', msgSeqNum, noBytes)
    this.numbering.apply('nextOut', msgSeqNum, offset, this.#log.end - offset)
  }

  /** @throws StoreError when a message asked for is damaged in the log and nobody is told of it */
  read(begin: number, end: number, onDamaged: OnDamaged | undefined): StoredMessage[] {
    return readMessages(this.#log, this.#slices, this.numbering.index, begin, end, onDamaged)
  }

  /** The messages that never had a connection. @throws StoreError as `read` */
  unsent(onDamaged: OnDamaged | undefined): StoredMessage[] {
    const { index, transmittedTo } = this.numbering
    const begin = transmittedTo + 1
    return readMessages(this.#log, this.#slices, index, begin, Number.POSITIVE_INFINITY, onDamaged, 'queued')
  }

  /** Writes the messages that wait. Returns whether there were any. @throws StoreError when the disk refuses */
  writeMessages(): boolean {
    // What was received stands in its log before anything says that it was counted.
    const received = this.incoming.write()
    if (this.#log.pending === 0) return received
    this.#log.write()
    return true
  }

  /** Writes all that waits, nextIn included. Returns whether there was anything. @throws StoreError as above */
  writeAll(): boolean {
    const { nextIn } = this.numbering
    if (nextIn !== this.#nextInLogged) {
      // Behind the messages of the tick: a torn write may then repeat an incoming message, never lose the answer to it.
      this.#log.append('nextIn', nextIn, noBytes)
      this.#nextInLogged = nextIn
    }
    return this.writeMessages()
  }

  /** Cuts off what a failed write may have left. The numbering must then be taken up anew. */
  takeBack(): void {
    this.incoming.takeBack()
    this.#slices.cutTo(this.#log.written)
  }

  /** Cuts off all that no sync was confirmed for. The numbering must then be taken up anew. */
  takeBackUnsynced(): void {
    this.#slices.cutTo(this.#syncedTo)
  }

  sync(): void {
    this.incoming.sync()
    this.#slices.sync()
    this.#syncedTo = this.#log.written
  }

  /** Persists the index up to what is written. A disk that refuses it is worth a warning, no more. */
  saveIndex(): void {
    // Also when it fails: the next attempt comes a stretch later.
    this.#indexedTo = this.#log.written
    try {
      this.#index.save(this.numbering, this.#log.written)
    } catch (cause) {
      this.#warn(`${this.#log.path}: index not saved (${causeText(cause)}); the next opening reads more of the log`)
    }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.incoming.close()
    this.#index.close()
    try {
      this.#slices.close()
    } catch (cause) {
      // The unused tail stays, which the next opening ignores.
      this.#warn(`${this.#log.path}: the unused tail was not cut off (${causeText(cause)})`)
    }
  }

  #cutUnfinished({ end, torn, zeros, logBytesOnce }: Recovered, growBytes: number): void {
    const unfinished = this.#slices.size - end
    const { file, offset } = this.#slices.placeOf(end)
    const found: string[] = []
    if (torn !== undefined) found.push(`${unfinished} bytes of an unfinished record were cut off (${torn})`)
    else if (zeros > 0 && growBytes === 0) found.push(`${zeros} bytes of zeros after the last record were cut off`)
    // Not what a crash of the process leaves, but a power loss can, where nothing is synced.
    if (logBytesOnce > end) found.push(`the log was ${logBytesOnce - end} bytes longer once: messages may be missing`)
    if (found.length > 0) this.#warn(`${file}, byte ${offset}: ${found.join('; ')}`)
    const isLastEmpty = end > 0 && end <= this.#slices.lastStart
    if (unfinished > 0 || isLastEmpty) this.#slices.cutTo(end)
  }
}

/** Messages in a folder that holds a numbering. @throws StoreError when its log is damaged */
export function countMessages(folder: string, session: KeptSession, files: FileOperations): number {
  const log = new LogSlices(folder, files)
  try {
    return recoverNumbering(log, join(folder, indexName), session).numbering.index.length
  } finally {
    log.close()
  }
}
