/** What outlives a life of the target: both numbers, what was sent, and what waits to be sent. */
import type { Field } from '../../src/codec/encode.ts'

/** A way to be sent that is no ordinary one. */
export interface Delivery {
  /** The number is used and the message kept, and it is not sent until it is asked for. */
  readonly skip?: boolean
  /** What was sent before it goes once more under its old number, in its place. */
  readonly repeatLast?: boolean
}

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
  readonly queue: {
    readonly msgType: string
    readonly body: readonly Field[]
    readonly delivery?: Delivery | undefined
  }[]
  /** Numbers that were received: one that was jumped over may still come. */
  readonly received: Set<number>
  /** ClOrdID(11) of the orders that were taken. */
  readonly orders: Set<string>
  /** ExecutionReports that were made, for their ids. */
  reports: number
  /** Both numberings began anew since the session last stood. */
  renumbered: boolean
}

export function emptyStore(): Store {
  const numbers = { nextIn: 1, nextOut: 1, sent: new Map(), received: new Set<number>(), renumbered: false }
  return { ...numbers, queue: [], orders: new Set(), reports: 0 }
}

/** A message takes the next number, to be sent now or when it is asked for. @returns the number */
export function keep(store: Store, message: SentMessage): number {
  const msgSeqNum = store.nextOut++
  store.sent.set(msgSeqNum, message)
  return msgSeqNum
}

/** Both numberings begin anew; what waits has no number yet and stays. */
export function renumber(store: Store): void {
  store.nextIn = 1
  store.nextOut = 1
  store.sent.clear()
  store.received.clear()
  store.renumbered = true
}
