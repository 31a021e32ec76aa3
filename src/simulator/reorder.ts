/** Fields of a message in another order: for what must be rejected for its order, and for what may stand in any. */
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'

/**
 * Puts fields into another order. Those that are named share out the places they have among them; all others stay where
 * they are. BodyLength(9) and CheckSum(10) hold for any order of the same fields.
 *
 * @param tags - the order wanted
 * @throws Error when the message lacks one of them
 */
export function reorder(bytes: Buffer, tags: readonly number[]): Buffer {
  const message = decode(bytes)
  const fields = Array.from({ length: message.count }, (_, i): Field => [message.tagAt(i), message.bytesAt(i)])
  const missing = tags.find((tag) => fields.every((field) => field[0] !== tag))
  if (missing !== undefined) throw new Error(`the message has no field ${missing} whose place could change`)
  const inOrder = tags.flatMap((tag) => fields.filter((field) => field[0] === tag))
  const named = new Set(tags)
  let next = 0
  const reordered = fields.map((field) => (named.has(field[0]) ? (inOrder[next++] as Field) : field))
  return encode(reordered, [], { order: 'asStated' })
}
