/**
 * The store of a transient session: numbers and messages live as long as the process. It keeps every message of the
 * present numbering, so its size is the caller's to bound (reset, or a file store).
 */

import { KeptMessages } from './kept-messages.ts'
import type { ArchivedNumbering, MessageStore, StoredMessage } from './message-store.ts'
import { checkInstant, checkMsgSeqNum, checkOutgoing, noMessage } from './sequence-numbers.ts'

/** Numbers and messages of a session that need not outlive the process. */
export class MemoryStore implements MessageStore {
  #nextIn = 1
  #nextOut = 1
  #createdAt: number
  /** MsgSeqNum(34) up to which every message has been transmitted. */
  #transmittedTo = 0
  readonly #messages = new KeptMessages()
  /** Numbers above it that were transmitted all the same; some may have been given back. */
  readonly #overtaking = new Set<number>()
  readonly #archives: ArchivedNumbering[] = []
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
    return this.#messages.bytes
  }

  /** True behind `close` and `terminate`: nothing can be done with it any more. */
  get closed(): boolean {
    return this.#closed
  }

  saveOutgoing(msgSeqNum: number, bytes: Uint8Array, transmitted = true, overtakes = false): void {
    this.#checkOpen()
    checkOutgoing(msgSeqNum, this.#nextOut)
    this.#messages.add(msgSeqNum, bytes)
    this.#nextOut = msgSeqNum + 1
    if (this.#overtaking.size > 0) this.#overtaking.delete(msgSeqNum)
    if (transmitted && overtakes) this.#overtaking.add(msgSeqNum)
    else if (transmitted) this.markSent(msgSeqNum)
  }

  saveLate(msgSeqNum: number, bytes: Uint8Array): void {
    this.#checkOpen()
    if (!this.#messages.has(msgSeqNum)) throw noMessage(msgSeqNum)
    this.#messages.replace(msgSeqNum, bytes)
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
    if (msgSeqNum < this.#nextOut) this.#messages.cutFrom(msgSeqNum)
    this.#nextOut = msgSeqNum
    this.#transmittedTo = Math.min(this.#transmittedTo, msgSeqNum - 1)
  }

  read(begin: number, end: number): StoredMessage[] {
    this.#checkOpen()
    return this.#messages.read(begin, end)
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
    this.#messages.clear()
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
    this.#messages.clear()
  }

  #archive(at: number): void {
    const location = `memory:${this.#archives.length + 1}`
    this.#archives.push({ createdAt: this.#createdAt, archivedAt: at, messages: this.#messages.length, location })
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error('the store is closed')
  }
}
