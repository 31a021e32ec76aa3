/**
 * One field to bytes, `tag=value` and SOH, at a given place. Whatever the encoder writes is written here; it knows no
 * order and no meaning of fields.
 */
import { EQUALS, SOH, ZERO } from './bytes.ts'
import type { FieldValue } from './field.ts'
import { NUMBER_ROOM, writeDecimal, writeInt } from './number-digits.ts'
import { decimalText } from './number-text.ts'

/** Instead of a position: there is no room for the field. */
export const NO_ROOM = -1
/** Instead of a position: the value is a number that is not finite, or nothing that can be written at all. */
export const NOT_WRITABLE = -2

/** Tags below it have their `tag=` ready. */
const TABLE_SIZE = 10_000
/** The first four bytes of `tag=`, low byte first: all of it up to tag 999. Written with one store. */
const BEGINNINGS = new Int32Array(TABLE_SIZE)
for (let tag = 0; tag < TABLE_SIZE; tag++) BEGINNINGS[tag] = beginningOf(tag)

/** From behind; the `=` behind four digits is shifted out. */
function beginningOf(tag: number): number {
  let word = EQUALS
  let rest = tag
  do {
    word = (word << 8) | (ZERO + (rest % 10))
    rest = (rest / 10) | 0
  } while (rest > 0)
  return word
}

/** For `tag=` (JavaScript writes a number in at most 24 characters), a number, and SOH. */
const FIELD_ROOM = 24 + 1 + NUMBER_ROOM + 1
/** From this length on a call into the runtime costs less than a loop over the characters. */
const LONG_TEXT = 32

/**
 * Writes a field. Bytes behind the returned position may have been touched.
 *
 * @param view - over the same bytes
 * @returns the position behind it, {@link NO_ROOM} or {@link NOT_WRITABLE}
 */
export function writeField(
  bytes: Buffer,
  view: DataView,
  tag: number,
  value: Exclude<FieldValue, null>,
  from: number,
): number {
  const room = bytes.length - from - FIELD_ROOM
  if (room < 0) return NO_ROOM
  let at = writeTag(bytes, view, tag, from)
  if (typeof value === 'string') {
    // Three bytes hold any UTF-16 unit.
    if (3 * value.length > room) return NO_ROOM
    at = writeText(bytes, value, at)
  } else if (typeof value === 'number') {
    if (value === (value | 0) && value >= 0) at = writeInt(view, value, at)
    else {
      at = writeDecimal(view, value, at)
      if (at < 0) return Number.isFinite(value) ? writeField(bytes, view, tag, decimalText(value), from) : NOT_WRITABLE
    }
  } else {
    const length = typeof value === 'object' ? value.length : Number.NaN
    if (length > room) return NO_ROOM
    if (!(length >= 0)) return NOT_WRITABLE
    if (length < LONG_TEXT) for (let i = 0; i < length; i++) bytes[at + i] = value[i] as number
    else bytes.set(value, at)
    at += length
  }
  bytes[at] = SOH
  return at + 1
}

function writeTag(bytes: Buffer, view: DataView, tag: number, at: number): number {
  const beginning = BEGINNINGS[tag]
  if (beginning === undefined) return at + bytes.write(`${tag}=`, at, 'latin1')
  view.setInt32(at, beginning, true)
  if (tag < 1000) return at + (tag < 100 ? (tag < 10 ? 2 : 3) : 4)
  bytes[at + 4] = EQUALS
  return at + 5
}

function writeText(bytes: Buffer, text: string, at: number): number {
  const { length } = text
  if (length >= LONG_TEXT) return writeLongText(bytes, text, at)
  let all = 0
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    all |= code
    bytes[at + i] = code
  }
  return at + (all > 0xff ? bytes.write(text, at, 'utf8') : length)
}

/** As many bytes of UTF-8 as characters: all of them are ASCII, and it stands there already. */
function writeLongText(bytes: Buffer, text: string, at: number): number {
  const written = bytes.write(text, at, 'utf8')
  if (written === text.length) return at + written
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return at + written
  return at + bytes.write(text, at, 'latin1')
}
