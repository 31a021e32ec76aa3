/** What the parts of the client know of each other: its verbs, as the parts use them. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { ClientManner } from './manner.ts'
import type { OrderBookkeeping } from './orders.ts'
import type { Policies } from './policies.ts'

export interface ClientContext {
  readonly version: FixVersion
  readonly dictionary: Dictionary
  readonly manner: ClientManner
  readonly policies: Policies
  readonly orders: OrderBookkeeping
  /** The instant of the event under way, epoch ms. */
  readonly now: number
  /** There is a session to send on. */
  readonly connected: boolean
  /** @param ref - ClOrdID(11) or the message's own id */
  send(msgType: string, fields: readonly Field[], ref?: string): void
  arm(key: string, at: number): void
  disarm(key: string): void
  /** @param about - any id of an order, or the id that the venue wrote */
  alarm(text: string, about?: string): void
  note(text: string): void
  /** An id that was not used before, by this client or by one that was started at another instant. */
  newID(): string
  /** TransactTime(60) of now. */
  readonly transactTime: string
}

/** A part of the client for one kind of business beside orders: quotes, market data, reference data. */
export interface ClientDesk {
  /** MsgType(35) that it reads. */
  readonly msgTypes: readonly string[]
  onMessage(message: Message): void
  /** A message of the user's is about to leave. @returns why it must not, in a sentence */
  onSend?(msgType: string, fields: readonly Field[]): string | undefined
  onTimer?(key: string): void
  onSessionUp?(reset: boolean): void
  onSessionDown?(): void
}
