/**
 * Where a message may be changed on its way, so that an engine can be made wrong on purpose. The rules that do it live
 * with the simulator; the engine only knows that they may exist.
 */
import type { Message } from '../codec/message.ts'

/** Sees every message on its way; what our session stores of its own is the message before the change. */
export interface Tamper {
  /** What leaves instead of a message: itself, another, several, or none. */
  outgoing(bytes: Buffer): Buffer[]
  /** What the session sees instead of a message received; undefined when it sees nothing. */
  incoming(message: Message): Message | undefined
}
