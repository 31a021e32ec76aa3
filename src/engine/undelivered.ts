/**
 * Messages that were numbered and stored without a connection, and have not left since. Each may wait only so long, or
 * goes back to the application when the session ends (engine parameters 5.4). What is given back keeps its number: in
 * the store a Heartbeat takes its place, which is filled over when it is asked for.
 */

import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { MessageStore } from '../store/message-store.ts'
import { asError } from './calling-back.ts'
import type { Clock, Timer } from './clock.ts'

export interface UndeliveredOptions {
  readonly clock: Clock
  readonly store: () => MessageStore
  /** Milliseconds that a message may wait; undefined: as long as the session lives. */
  readonly timeToLiveMs: number | undefined
  /** Whether what waits at the end of the session goes back to the application. */
  readonly giveBackAtEnd: boolean
  readonly onUndelivered: (message: Message) => void
  /** A message that was left can not be read: nobody will ever have it. */
  readonly onDamaged: (msgSeqNum: number, error: Error) => void
  /** The store failed. The messages stay in it, and may be sent. */
  readonly onFailure: (error: Error) => void
}

interface Waiting {
  readonly bytes: Buffer
  /** The numbering it belongs to: whoever ended that one has said what became of the message. */
  readonly numbering: number
  readonly timer: Timer | undefined
}

export class Undelivered {
  readonly #options: UndeliveredOptions
  /** By MsgSeqNum(34); made when there is something to wait: most sessions watch nothing. */
  #waiting: Map<number, Waiting> | undefined

  constructor(options: UndeliveredOptions) {
    this.#options = options
  }

  get #watches(): boolean {
    return this.#options.timeToLiveMs !== undefined || this.#options.giveBackAtEnd
  }

  /** Takes up what an earlier process left, or what a new numbering took along from the one before. */
  adopt(): void {
    const { store, onDamaged } = this.#options
    const { createdAt } = store()
    for (const { msgSeqNum, bytes } of store().unsent(onDamaged)) {
      const known = this.#waiting?.get(msgSeqNum)
      if (known === undefined) this.kept(msgSeqNum, Buffer.from(bytes))
      else this.#waiting?.set(msgSeqNum, { ...known, numbering: createdAt })
    }
  }

  kept(msgSeqNum: number, bytes: Buffer): void {
    // A message of the session is nobody's to miss; a place holder is one too.
    if (!this.#watches || isSessionMessage(decode(bytes).msgType)) return
    const { clock, store, timeToLiveMs } = this.#options
    const timer =
      timeToLiveMs === undefined
        ? undefined
        : clock.schedule(clock.now() + timeToLiveMs, () => this.#giveBack([msgSeqNum]))
    this.#waiting ??= new Map()
    this.#waiting.get(msgSeqNum)?.timer?.cancel()
    this.#waiting.set(msgSeqNum, { bytes, numbering: store().createdAt, timer })
  }

  resent(msgSeqNum: number): void {
    this.#waiting?.get(msgSeqNum)?.timer?.cancel()
    this.#waiting?.delete(msgSeqNum)
  }

  /** The session has ended. */
  end(): void {
    if (this.#options.giveBackAtEnd) this.#giveBack([...(this.#waiting?.keys() ?? [])])
  }

  /** Nobody is told any more. */
  halt(): void {
    for (const { timer } of this.#waiting?.values() ?? []) timer?.cancel()
    this.#waiting = undefined
  }

  #giveBack(msgSeqNums: readonly number[]): void {
    // A session that was removed has no store to look into.
    if (msgSeqNums.length === 0) return
    const store = this.#options.store()
    const found = new Map<number, Buffer>()
    for (const msgSeqNum of msgSeqNums) {
      const waiting = this.#waiting?.get(msgSeqNum)
      this.resent(msgSeqNum)
      if (waiting?.numbering === store.createdAt) found.set(msgSeqNum, waiting.bytes)
    }
    if (found.size === 0) return
    try {
      withdraw(store, found)
    } catch (error) {
      return this.#options.onFailure(asError(error))
    }
    for (const bytes of found.values()) this.#options.onUndelivered(decode(bytes))
  }
}

/** Writes the end of the log again, from the first of these messages on, with Heartbeats in their places. */
function withdraw(store: MessageStore, withdrawn: ReadonlyMap<number, Buffer>): void {
  const { nextOut } = store
  const first = Math.min(...withdrawn.keys())
  if (first >= nextOut) return
  // One that can not be read is lost already: its number has no message from here on, and is filled over as well.
  const unsent = new Set(store.unsent(() => undefined).map(({ msgSeqNum }) => msgSeqNum))
  const tail = store.read(first, nextOut - 1, () => undefined)
  store.setNextOut(first)
  const unsentFrom = Math.min(...unsent)
  for (const { msgSeqNum, bytes } of tail) {
    const kept = withdrawn.has(msgSeqNum) ? placeHolder(bytes) : bytes
    store.saveOutgoing(msgSeqNum, kept, !unsent.has(msgSeqNum), unsentFrom < msgSeqNum)
  }
  // Numbers that were left out at the end are still used up.
  store.setNextOut(nextOut)
  store.flush()
}

/** A Heartbeat(0) under the number, and of the time, of the message. */
function placeHolder(bytes: Uint8Array): Buffer {
  const message = decode(Buffer.from(bytes))
  const taken = [Tag.BeginString, Tag.SenderCompID, Tag.TargetCompID, Tag.MsgSeqNum, Tag.SendingTime]
  return encode(
    [[Tag.MsgType, MsgType.Heartbeat]],
    taken.map((tag) => [tag, message.text(tag) ?? '']),
  )
}
