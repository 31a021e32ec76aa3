/**
 * One numbering on disk: its log, its index and what they amount to, kept in step. It does what it is told when it is
 * told; when to write and sync, and what a failure means, the store decides.
 */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FileOperations } from './file-operations.ts'
import { IndexFile } from './index-file.ts'
import { LogFile } from './log-file.ts'
import type { StoredMessage } from './message-store.ts'
import { Numbering } from './numbering.ts'
import { maxPayloadBytes, parseRecord } from './record.ts'
import { beginPayload, recoverNumbering } from './recovery.ts'
import { causeText, StoreError } from './store-error.ts'

export const logName = 'messages.log'
const indexName = 'messages.index'
const noBytes = new Uint8Array(0)
/** Neighbouring messages are read together up to this size. */
const readTogetherBytes = 1024 * 1024

export class NumberingFiles {
  readonly numbering: Numbering
  readonly #log: LogFile
  readonly #index: IndexFile
  readonly #warn: (text: string) => void
  /** nextIn as the log has it: many changes of one tick become one record at its end. */
  #nextInLogged: number
  #indexedTo: number
  #closed = false

  /**
   * Takes up the numbering that lies in `folder`, cutting off what a crash left unfinished.
   *
   * @param identity - of the session, which the log must name
   * @param now - when the numbering begins, should the log have lost even its beginning; epoch milliseconds UTC
   * @throws StoreError when the log is missing, damaged or of another session
   */
  constructor(folder: string, identity: string, now: number, files: FileOperations, warn: (text: string) => void) {
    const logPath = join(folder, logName)
    const indexPath = join(folder, indexName)
    if (!existsSync(logPath)) {
      throw new StoreError({
        file: logPath,
        found: 'the log of the present numbering is missing',
        remedy: 'restore it, or remove the folder it was in to begin anew at 1/1',
      })
    }
    this.#warn = warn
    const { numbering, end, torn, indexBytes, covered } = recoverNumbering(logPath, indexPath, identity)
    this.#log = new LogFile(logPath, files)
    try {
      if (torn !== undefined) {
        warn(`${logPath}, byte ${end}: ${this.#log.written - end} bytes of an unfinished record were cut off (${torn})`)
        this.#log.cutTo(end)
      }
      if (end === 0) {
        this.#log.append('begin', now, beginPayload(identity))
        this.#log.write()
      }
      this.#index = new IndexFile(indexPath, indexBytes, files)
    } catch (error) {
      this.#log.close()
      throw error
    }
    this.numbering = end === 0 ? new Numbering(now) : numbering
    this.#indexedTo = covered
    this.#nextInLogged = numbering.nextIn
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
  addMessage(msgSeqNum: number, bytes: Uint8Array): void {
    if (bytes.length > maxPayloadBytes) {
      throw new RangeError(`message of ${bytes.length} bytes: a store takes up to ${maxPayloadBytes}`)
    }
    const offset = this.#log.append('message', msgSeqNum, bytes)
    this.numbering.apply('message', msgSeqNum, offset, this.#log.end - offset)
  }

  setNextIn(msgSeqNum: number): void {
    this.numbering.apply('nextIn', msgSeqNum, 0, 0)
  }

  setNextOut(msgSeqNum: number): void {
    if (msgSeqNum === this.numbering.nextOut) return
    const offset = this.#log.append('nextOut', msgSeqNum, noBytes)
    this.numbering.apply('nextOut', msgSeqNum, offset, this.#log.end - offset)
  }

  /** @throws StoreError when a message asked for is damaged in the log */
  read(begin: number, end: number): StoredMessage[] {
    const { index } = this.numbering
    const found: StoredMessage[] = []
    for (let from = index.firstFrom(begin); from < index.length && index.msgSeqNumAt(from) <= end; ) {
      const start = index.offsetAt(from)
      let to = from + 1
      while (to < index.length && index.msgSeqNumAt(to) <= end && index.endAt(to) - start <= readTogetherBytes) to++
      const bytes = this.#log.read(start, index.endAt(to - 1) - start)
      for (; from < to; from++) found.push(this.#messageIn(bytes, start, from))
    }
    return found
  }

  /** Writes the messages that wait. Returns whether there were any. @throws StoreError when the disk refuses */
  writeMessages(): boolean {
    if (this.#log.pending === 0) return false
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
    this.#log.cutTo(this.#log.written)
  }

  sync(): void {
    this.#log.sync()
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
    this.#log.close()
    this.#index.close()
  }

  #messageIn(bytes: Uint8Array, start: number, position: number): StoredMessage {
    const { index } = this.numbering
    const msgSeqNum = index.msgSeqNumAt(position)
    const record = parseRecord(bytes, index.offsetAt(position) - start, bytes.length)
    if (record.state === 'whole' && record.kind === 'message' && record.value === msgSeqNum) {
      return { msgSeqNum, bytes: bytes.subarray(record.payloadStart, record.payloadEnd) }
    }
    throw new StoreError({
      file: this.#log.path,
      offset: index.offsetAt(position),
      found: `the record of MsgSeqNum(34) ${msgSeqNum} is damaged (${record.state === 'broken' ? record.reason : 'other content'})`,
      remedy: 'restore the file from a copy, or reset the session',
    })
  }
}

/** Messages in a folder that holds a numbering. @throws StoreError when its log is damaged */
export function countMessages(folder: string, identity: string): number {
  return recoverNumbering(join(folder, logName), join(folder, indexName), identity).numbering.index.length
}
