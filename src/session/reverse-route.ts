/** The way back to whoever a message came from, for what answers it (PX-15; QuickFIX calls it reverse route). */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import type { SessionSettings } from './settings.ts'

/** Where it came from becomes where it goes, and the other way round. */
const TURNED: readonly (readonly [from: number, to: number])[] = [
  [Tag.OnBehalfOfCompID, Tag.DeliverToCompID],
  [Tag.OnBehalfOfSubID, Tag.DeliverToSubID],
  [Tag.DeliverToCompID, Tag.OnBehalfOfCompID],
  [Tag.DeliverToSubID, Tag.OnBehalfOfSubID],
]

/** FIX.4.1 and later. */
const TURNED_SINCE_41: readonly (readonly [from: number, to: number])[] = [
  [Tag.OnBehalfOfLocationID, Tag.DeliverToLocationID],
  [Tag.DeliverToLocationID, Tag.OnBehalfOfLocationID],
]

/** The routing fields of an answer to `message`; none where `reverseRoute` is off. An empty field is left out. */
export function routeBack({ reverseRoute, version }: SessionSettings, message: Message): Field[] {
  if (!reverseRoute) return []
  const pairs = version.ordinal >= 41 ? [...TURNED, ...TURNED_SINCE_41] : TURNED
  return pairs.flatMap(([from, to]): Field[] => {
    const value = message.text(from)
    return value === undefined || value === '' ? [] : [[to, value]]
  })
}
