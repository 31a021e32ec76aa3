/** What has gone over a session since it was made, in numbers. */

import { EQUALS, FIVE, SOH, THREE } from '../codec/bytes.ts'
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'

/** Counts since the hosted session was made; they go on over connections, numberings and re-creations. */
export interface SessionStatistics {
  /** Messages received, those of the session included; garbled ones are counted apart. */
  readonly messagesIn: number
  /** Messages sent, resent ones included. */
  readonly messagesOut: number
  /** Bytes of `messagesIn`. */
  readonly bytesIn: number
  /** Bytes of `messagesOut`. */
  readonly bytesOut: number
  /** ResendRequest(2) received. */
  readonly resendRequestsIn: number
  /** ResendRequest(2) sent. */
  readonly resendRequestsOut: number
  /** Reject(3) and BusinessMessageReject(j). */
  readonly rejectsIn: number
  /** The same, sent. */
  readonly rejectsOut: number
  /** Gaps in the incoming numbers. */
  readonly gaps: number
  /** Garbled messages received. */
  readonly garbled: number
  /** Transport connections that stood. */
  readonly connections: number
  /** Sessions established. */
  readonly logons: number
  /** Dials of an initiator, by destination. */
  readonly attempts: { readonly primary: number; readonly backup: number }
  /** Messages that were handed back as undelivered. */
  readonly undelivered: number
  /** Epoch milliseconds UTC; absent before the first. */
  readonly lastInAt?: number
  /** The last message sent, likewise. */
  readonly lastOutAt?: number
  /** When the session was last established; absent while it is not. */
  readonly establishedAt?: number
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** The counters themselves. */
export class StatisticsCounter {
  readonly #counts: Writable<Omit<SessionStatistics, 'attempts' | 'establishedAt'>> = {
    messagesIn: 0,
    messagesOut: 0,
    bytesIn: 0,
    bytesOut: 0,
    resendRequestsIn: 0,
    resendRequestsOut: 0,
    rejectsIn: 0,
    rejectsOut: 0,
    gaps: 0,
    garbled: 0,
    connections: 0,
    logons: 0,
    undelivered: 0,
  }
  readonly #attempts = { primary: 0, backup: 0 }
  /** Beside the counts: to take a field out of an object makes it slow, and large, for good. */
  #establishedAt: number | undefined

  /** A copy of the moment. */
  get snapshot(): SessionStatistics {
    const establishedAt = this.#establishedAt
    const since = establishedAt === undefined ? {} : { establishedAt }
    return { ...this.#counts, ...since, attempts: { ...this.#attempts } }
  }

  received(message: Message, at: number): void {
    const counts = this.#counts
    counts.messagesIn++
    counts.bytesIn += message.length
    counts.lastInAt = at
    const { msgType } = message
    if (msgType === MsgType.ResendRequest) counts.resendRequestsIn++
    else if (isReject(msgType)) counts.rejectsIn++
  }

  sent(bytes: Buffer, at: number): void {
    const counts = this.#counts
    counts.messagesOut++
    counts.bytesOut += bytes.length
    counts.lastOutAt = at
    const msgType = msgTypeOf(bytes)
    if (msgType === MsgType.ResendRequest) counts.resendRequestsOut++
    else if (isReject(msgType)) counts.rejectsOut++
  }

  count(what: 'gaps' | 'garbled' | 'connections' | 'undelivered'): void {
    this.#counts[what]++
  }

  attempted(connection: 'primary' | 'backup'): void {
    this.#attempts[connection]++
  }

  established(at: number): void {
    this.#counts.logons++
    this.#establishedAt = at
  }

  ended(): void {
    this.#establishedAt = undefined
  }
}

function isReject(msgType: string): boolean {
  return msgType === MsgType.Reject || msgType === MsgType.BusinessMessageReject
}

/** MsgType(35) of bytes of our own, without decoding them: it is the third field, or the message is wrong on purpose. */
function msgTypeOf(bytes: Buffer): string {
  const tag = bytes.indexOf(SOH, bytes.indexOf(SOH) + 1) + 1
  if (bytes[tag] !== THREE || bytes[tag + 1] !== FIVE || bytes[tag + 2] !== EQUALS) return ''
  const begin = tag + 3
  // One character, as nearly always: no string has to be made for it.
  if (bytes[begin + 1] === SOH) return String.fromCharCode(bytes[begin] as number)
  const end = bytes.indexOf(SOH, begin)
  return end < 0 ? '' : bytes.toString('latin1', begin, end)
}
