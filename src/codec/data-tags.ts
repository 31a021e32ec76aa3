/**
 * The Length/data pairs as a table for the byte loops, where a Map look-up for each field would cost more than the
 * field. Knows tags, not messages.
 */
import { dataFieldOf } from '../fix/data-fields.ts'

/** Beyond the highest Length field of the standard; a higher tag announces no data. */
const TABLE_SIZE = 0x10000

const DATA_TAGS = Uint16Array.from({ length: TABLE_SIZE }, (_, tag) => dataFieldOf(tag) ?? 0)

/** The data field that has to follow the given Length field, 0 when the field announces none. */
export function dataTagAfter(tag: number): number {
  return tag < TABLE_SIZE ? (DATA_TAGS[tag] as number) : 0
}
