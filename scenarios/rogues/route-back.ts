/** The way back of a message: what is said about it goes where it came from (PX-15). */
import type { Field } from '../../src/codec/encode.ts'
import type { Message } from '../../src/codec/message.ts'
import type { Dictionary } from '../../src/dictionary/dictionary.ts'
import { Tag } from '../../src/fix/tags.ts'

/** A Reject goes back the way the message came: who it was on behalf of is whom it is delivered to. */
const ROUTES: readonly (readonly [from: number, to: number])[] = [
  [Tag.OnBehalfOfCompID, Tag.DeliverToCompID],
  [Tag.OnBehalfOfSubID, Tag.DeliverToSubID],
  [Tag.OnBehalfOfLocationID, Tag.DeliverToLocationID],
  [Tag.DeliverToCompID, Tag.OnBehalfOfCompID],
  [Tag.DeliverToSubID, Tag.OnBehalfOfSubID],
  [Tag.DeliverToLocationID, Tag.OnBehalfOfLocationID],
]

export function routeBack(message: Message, dictionary: Dictionary): Field[] {
  return ROUTES.flatMap(([from, to]): Field[] => {
    const value = message.text(from)
    const known = dictionary.fieldByTag(to) !== undefined
    return value === undefined || value === '' || !known ? [] : [[to, value]]
  })
}
