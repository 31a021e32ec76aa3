/** What comes out of a stream of bytes. */
import type { Message } from './message.ts'

/** What the framer found: a message, or bytes that are none and why. */
export type Frame =
  | { readonly kind: 'complete'; readonly message: Message; readonly bytes: Buffer }
  | { readonly kind: 'garbled'; readonly bytes: Buffer; readonly why: string }

/** Who has the message seldom wants its bytes, and a view of them costs a fifth of the reading: made when asked for. */
export class CompleteFrame {
  readonly kind = 'complete'
  readonly message: Message

  constructor(message: Message) {
    this.message = message
  }

  get bytes(): Buffer {
    return this.message.bytes
  }
}
