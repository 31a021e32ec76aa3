/** How messages, fields and values are called, by the dictionary of the session. */
import type { Naming } from '../conformance/expect.ts'
import { labelOf } from '../conformance/matcher.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { sessionMessageName } from '../fix/msg-types.ts'

export function namingFrom(dictionary: Dictionary): Naming {
  return {
    messageName: (msgType) => dictionary.message(msgType)?.name ?? sessionMessageName(msgType) ?? `MsgType ${msgType}`,
    label: (tag, value) => labelOf(dictionary, tag, value),
    fieldName: (tag) => dictionary.fieldByTag(tag)?.name,
  }
}
