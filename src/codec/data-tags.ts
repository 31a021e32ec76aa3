/**
 * The Length/data pairs as a table for the byte loops, where a Map look-up for each field would cost more than the
 * field. Knows tags, not messages.
 */
import { dataFieldOf } from '../fix/data-fields.ts'
import { Tag } from '../fix/tags.ts'

/** Beyond the highest Length field of the standard; a higher tag announces no data. */
const TABLE_SIZE = 0x10000

const DATA_TAGS = Uint16Array.from({ length: TABLE_SIZE }, (_, tag) => dataFieldOf(tag) ?? 0)

/** The data field that has to follow the given Length field, 0 when the field announces none. */
export function dataTagAfter(tag: number): number {
  return tag < TABLE_SIZE ? (DATA_TAGS[tag] as number) : 0
}

/**
 * Not 0 for each tag that means something to whoever looks for the end of a message: the Length fields, BeginString(8),
 * and CheckSum(10). One question for each field instead of three; tags beyond the table mean nothing.
 */
export const FRAMING_TAGS = Uint8Array.from({ length: TABLE_SIZE }, (_, tag) =>
  tag === Tag.BeginString || tag === Tag.CheckSum || dataFieldOf(tag) !== undefined ? 1 : 0,
)
