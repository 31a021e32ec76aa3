/** What a log tells of one session, as values: who said what, on which connection. Sides are named by their part in a test. */
import type { Message } from '../codec/message.ts'
import type { FixVersion } from '../fix/versions.ts'

/** Whose engine is to be tested, and who talked with it. */
export type Side = 'tester' | 'target'

export interface RecordedMessage {
  readonly kind: 'message'
  /** Of the log, from 1. */
  readonly line: number
  /** Epoch ms of the line; of SendingTime(52) where the line has no time stamp. */
  readonly at: number | undefined
  readonly from: Side
  readonly message: Message
}

/** Bytes that are no message. */
export interface RecordedGarbage {
  readonly kind: 'garbage'
  readonly line: number
  readonly at: number | undefined
  readonly from: Side
  /** One character a byte, with SOH. */
  readonly text: string
  readonly problem: string
}

export type RecordedItem = RecordedMessage | RecordedGarbage

export interface RecordedConnection {
  readonly items: RecordedItem[]
  /** How it ended; undefined when the log does not tell. */
  end?: { readonly line: number; readonly at: number | undefined; readonly by: Side | undefined }
}

export interface RecordedSession {
  readonly version: FixVersion
  readonly testerCompID: string
  readonly targetCompID: string
  /** Who dialled is told by the first Logon. */
  readonly targetRole: 'acceptor' | 'initiator'
  /** In the order of the log, at least one. */
  readonly connections: readonly RecordedConnection[]
}

export function itemsOf({ connections }: RecordedSession): RecordedItem[] {
  return connections.flatMap(({ items }) => items)
}

/** A message of a type, of either side or of one. */
export function isMessage(item: RecordedItem | undefined, msgType: string, from?: Side): item is RecordedMessage {
  return item?.kind === 'message' && item.message.msgType === msgType && (from === undefined || item.from === from)
}
