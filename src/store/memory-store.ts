/**
 * The store of a transient session: numbers and messages live as long as the process. It keeps every message of the
 * present numbering, so its size is the caller's to bound (reset, or a file store).
 */

import type { ArchivedNumbering, MessageStore, StoredMessage } from './message-store.ts'
import { checkInstant, checkMsgSeqNum, checkOutgoing, noMessage } from './sequence-numbers.ts'

/** Where a message lies. */
interface Kept {
  readonly msgSeqNum: number
  readonly chunk: Buffer
  readonly start: number
  readonly length: number
}

/** Messages are copied into chunks: memory of its own for each costs more than the message does. */
const FIRST_CHUNK_BYTES = 512
/** A chunk is twice as long as the one before it, so that a session that says little has little, up to this. */
const MAX_CHUNK_BYTES = 64 * 1024

/** Numbers and messages of a session that need not outlive the process. */
export class MemoryStore implements MessageStore {
  #nextIn = 1
  #nextOut = 1
  #createdAt: number
  /** MsgSeqNum(34) up to which every message has been transmitted. */
  #transmittedTo = 0
  /** Ascending by MsgSeqNum(34). */
  #messages: Kept[] = []
  /** The newest chunk, and how much of it is used. */
  #chunk: Buffer | undefined
  #chunkUsed = 0
  /** Numbers above it that were transmitted all the same; some may have been given back. */
  readonly #overtaking = new Set<number>()
  readonly #archives: ArchivedNumbering[] = []
  #memoryBytes = 0
  #closed = false

  /**
   * @param createdAt - when the numbering begins, whole epoch milliseconds UTC
   * @throws RangeError when it is no whole number
   */
  constructor(createdAt: number) {
    checkInstant('createdAt', createdAt)
    this.#createdAt = createdAt
  }

  get nextIn(): number {
    return this.#nextIn
  }

  get nextOut(): number {
    return this.#nextOut
  }

  get createdAt(): number {
    return this.#createdAt
  }

  get memoryBytes(): number {
    return this.#memoryBytes
  }

  /** True behind `close` and `terminate`: nothing can be done with it any more. */
  get closed(): boolean {
    return this.#closed
  }

  saveOutgoing(msgSeqNum: number, bytes: Uint8Array, transmitted = true, overtakes = false): void {
    this.#checkOpen()
    checkOutgoing(msgSeqNum, this.#nextOut)
    this.#messages.push(this.#keep(msgSeqNum, bytes))
    this.#memoryBytes += bytes.length
    this.#nextOut = msgSeqNum + 1
    if (this.#overtaking.size > 0) this.#overtaking.delete(msgSeqNum)
    if (transmitted && overtakes) this.#overtaking.add(msgSeqNum)
    else if (transmitted) this.markSent(msgSeqNum)
  }

  saveLate(msgSeqNum: number, bytes: Uint8Array): void {
    this.#checkOpen()
    const at = this.#firstFrom(msgSeqNum)
    const before = this.#messages[at]
    if (before?.msgSeqNum !== msgSeqNum) throw noMessage(msgSeqNum)
    this.#messages[at] = this.#keep(msgSeqNum, bytes)
    this.#memoryBytes += bytes.length - before.length
    if (msgSeqNum > this.#transmittedTo) this.#overtaking.add(msgSeqNum)
  }

  markSent(msgSeqNum: number): void {
    this.#checkOpen()
    if (msgSeqNum <= this.#transmittedTo) return
    this.#transmittedTo = msgSeqNum
    if (this.#overtaking.size === 0) return
    for (const number of this.#overtaking) if (number <= msgSeqNum) this.#overtaking.delete(number)
  }

  setNextIn(msgSeqNum: number): void {
    this.#checkOpen()
    checkMsgSeqNum('nextIn', msgSeqNum)
    this.#nextIn = msgSeqNum
  }

  setNextOut(msgSeqNum: number): void {
    this.#checkOpen()
    checkMsgSeqNum('nextOut', msgSeqNum)
    if (msgSeqNum < this.#nextOut) this.#cutFrom(this.#firstFrom(msgSeqNum))
    this.#nextOut = msgSeqNum
    this.#transmittedTo = Math.min(this.#transmittedTo, msgSeqNum - 1)
  }

  #cutFrom(at: number): void {
    for (const { length } of this.#messages.splice(at)) this.#memoryBytes -= length
  }

  /** A copy of the bytes, in the newest chunk. */
  #keep(msgSeqNum: number, bytes: Uint8Array): Kept {
    const { length } = bytes
    if (this.#chunk === undefined || this.#chunkUsed + length > this.#chunk.length) {
      const size = Math.min(2 * (this.#chunk?.length ?? FIRST_CHUNK_BYTES / 2), MAX_CHUNK_BYTES)
      this.#chunk = Buffer.allocUnsafeSlow(Math.max(size, length))
      this.#chunkUsed = 0
    }
    const start = this.#chunkUsed
    this.#chunk.set(bytes, start)
    this.#chunkUsed += length
    return { msgSeqNum, chunk: this.#chunk, start, length }
  }

  read(begin: number, end: number): StoredMessage[] {
    this.#checkOpen()
    const from = this.#firstFrom(begin)
    const to = this.#firstFrom(end + 1)
    let total = 0
    for (let i = from; i < to; i++) total += (this.#messages[i] as Kept).length
    // One piece of memory for all of them.
    const copies = new Uint8Array(total)
    const found: StoredMessage[] = []
    let at = 0
    for (let i = from; i < to; i++) {
      const { msgSeqNum, chunk, start, length } = this.#messages[i] as Kept
      chunk.copy(copies, at, start, start + length)
      found.push({ msgSeqNum, bytes: copies.subarray(at, at + length) })
      at += length
    }
    return found
  }

  unsent(): StoredMessage[] {
    const messages = this.read(this.#transmittedTo + 1, Number.POSITIVE_INFINITY)
    return messages.filter(({ msgSeqNum }) => !this.#overtaking.has(msgSeqNum))
  }

  flush(): void {
    this.#checkOpen()
  }

  reset(at: number): void {
    this.#checkOpen()
    checkInstant('reset', at)
    this.#archive(at)
    this.#createdAt = at
    this.#nextIn = 1
    this.#nextOut = 1
    this.#transmittedTo = 0
    this.#overtaking.clear()
    this.#forgetMessages()
  }

  terminate(at: number): void {
    this.#checkOpen()
    checkInstant('terminate', at)
    this.#archive(at)
    this.close()
  }

  archives(): readonly ArchivedNumbering[] {
    this.#checkOpen()
    return [...this.#archives]
  }

  close(): void {
    this.#closed = true
    // Whoever still holds a closed store does not hold its messages.
    this.#forgetMessages()
  }

  #forgetMessages(): void {
    this.#messages = []
    this.#chunk = undefined
    this.#memoryBytes = 0
  }

  #archive(at: number): void {
    const location = `memory:${this.#archives.length + 1}`
    this.#archives.push({ createdAt: this.#createdAt, archivedAt: at, messages: this.#messages.length, location })
  }

  /** Position of the first message with `msgSeqNum` or above; the length when there is none. */
  #firstFrom(msgSeqNum: number): number {
    let low = 0
    let high = this.#messages.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#messages[middle] as Kept).msgSeqNum < msgSeqNum) low = middle + 1
      else high = middle
    }
    return low
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error('the store is closed')
  }
}
