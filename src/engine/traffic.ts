/** What passes through a session, as whoever counts it or waits for it is told. */
import type { Message } from '../codec/message.ts'

export interface Traffic {
  /** A message was read off the connection, before the session looks at it. */
  received?(message: Message, at: number): void
  /** A message was handed to the connection. */
  sent?(bytes: Buffer, at: number): void
  /** A message was numbered and stored without a connection that could take it. */
  kept?(msgSeqNum: number, bytes: Buffer): void
  /** A stored message has left after all: behind the reply to our Logon, or as the answer to a ResendRequest. */
  resent?(msgSeqNum: number): void
}
