/**
 * Third-party routing: what a message says of who is behind it comes back crosswise.
 *
 * @see FIX header: OnBehalfOfCompID(115), OnBehalfOfSubID(116), DeliverToCompID(128), DeliverToSubID(129)
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'

const CROSSWISE = [
  [Tag.OnBehalfOfCompID, Tag.DeliverToCompID],
  [Tag.OnBehalfOfSubID, Tag.DeliverToSubID],
  [Tag.DeliverToCompID, Tag.OnBehalfOfCompID],
  [Tag.DeliverToSubID, Tag.OnBehalfOfSubID],
] as const

/** Header fields for the answers to this message. */
export function routingOf(message: Message): readonly Field[] {
  return CROSSWISE.flatMap(([from, to]): Field[] => {
    const value = message.text(from)
    return value === undefined ? [] : [[to, value]]
  })
}
