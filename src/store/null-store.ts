/**
 * The store of a session that keeps nothing: the numbers live as long as the process, messages are not kept at all.
 * Whatever a counterparty asks for again is answered by a gap fill.
 */

import type { ArchivedNumbering, MessageStore, StoredMessage } from './message-store.ts'
import { checkInstant, checkMsgSeqNum, checkOutgoing } from './sequence-numbers.ts'

export class NullStore implements MessageStore {
  #nextIn = 1
  #nextOut = 1
  #createdAt: number
  #closed = false

  /** @param createdAt - when the numbering begins, whole epoch milliseconds UTC */
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

  saveOutgoing(msgSeqNum: number): void {
    this.#checkOpen()
    checkOutgoing(msgSeqNum, this.#nextOut)
    this.#nextOut = msgSeqNum + 1
  }

  /** There is nothing whose place it could take. */
  saveLate(): void {
    this.#checkOpen()
  }

  /** Nothing waits here. */
  markSent(): void {
    this.#checkOpen()
  }

  setNextIn(msgSeqNum: number): void {
    this.#checkOpen()
    checkMsgSeqNum('nextIn', msgSeqNum)
    this.#nextIn = msgSeqNum
  }

  setNextOut(msgSeqNum: number): void {
    this.#checkOpen()
    checkMsgSeqNum('nextOut', msgSeqNum)
    this.#nextOut = msgSeqNum
  }

  /** Always empty. */
  read(): StoredMessage[] {
    this.#checkOpen()
    return []
  }

  /** Always empty: what had no connection is gone as well. */
  unsent(): StoredMessage[] {
    return this.read()
  }

  flush(): void {
    this.#checkOpen()
  }

  reset(at: number): void {
    this.#checkOpen()
    checkInstant('reset', at)
    this.#createdAt = at
    this.#nextIn = 1
    this.#nextOut = 1
  }

  terminate(at: number): void {
    this.#checkOpen()
    checkInstant('terminate', at)
    this.close()
  }

  /** Always empty. */
  archives(): readonly ArchivedNumbering[] {
    this.#checkOpen()
    return []
  }

  close(): void {
    this.#closed = true
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error('the store is closed')
  }
}
