/** What outlives a life of the target: both numbers, what was sent, and what waits to be sent. */
import type { Field } from '../../src/codec/encode.ts'

export interface SentMessage {
  readonly msgType: string
  readonly body: readonly Field[]
  /** SendingTime(52) of the first sending. */
  readonly sendingTime: string
}

export interface Store {
  nextIn: number
  nextOut: number
  readonly sent: Map<number, SentMessage>
  /** Application messages that wait for a session, in order. */
  readonly queue: { readonly msgType: string; readonly body: readonly Field[] }[]
  /** Numbers that were received: one that was jumped over may still come. */
  readonly received: Set<number>
  /** ClOrdID(11) of the orders that were taken. */
  readonly orders: Set<string>
  /** ExecutionReports that were made, for their ids. */
  reports: number
}

export function emptyStore(): Store {
  return { nextIn: 1, nextOut: 1, sent: new Map(), queue: [], received: new Set(), orders: new Set(), reports: 0 }
}

/** Both numberings begin anew; what waits has no number yet and stays. */
export function renumber(store: Store): void {
  store.nextIn = 1
  store.nextOut = 1
  store.sent.clear()
  store.received.clear()
}
