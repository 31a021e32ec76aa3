/**
 * Fields to bytes. What is stated beats what is computed, so a faulty message is an ordinary message with stated fields
 * and there is no second encoder for bad ones. Knows the order of header and trailer, no dictionary and no session.
 *
 * @see FIX TagValue Encoding
 */
import { lengthFieldOf } from '../fix/data-fields.ts'
import { Tag } from '../fix/tags.ts'
import { EQUALS, SOH, TRAILER_LENGTH } from './bytes.ts'
import { checkSum, formatCheckSum } from './checksum.ts'
import { BODY, placeOf } from './field-order.ts'

/**
 * A value to be written.
 *
 * - string: one byte for each character (latin1); a string with any character beyond latin1 is written as UTF-8
 * - number: its decimal digits, never with an exponent
 * - Uint8Array: the bytes as they are
 * - null: the field is left out, even where it would be computed
 */
export type FieldValue = string | number | Uint8Array | null

/** A tag and its value, in the order of the wire. */
export type Field = readonly [tag: number, value: FieldValue]

/** Where fields are put. */
export interface EncodeOptions {
  /**
   * `standard` (default) puts header and trailer where the standard wants them and leaves the body as stated.
   * `asStated` moves nothing: computed fields go to their places around the stated ones.
   */
  readonly order?: 'standard' | 'asStated'
}

/** Stands in the list of fields where a value is computed from the bytes of the others. */
const COMPUTED = Symbol('computed')
type Slot = readonly [tag: number, value: FieldValue | typeof COMPUTED]
/** What is left when nothing is left out any more. */
type Written = readonly [tag: number, value: Exclude<Slot[1], null>]

/**
 * Writes one message. BodyLength(9), CheckSum(10), and the Length field directly before a data field are computed unless
 * `fields` states them.
 *
 * @param fields - what is stated; repeated tags (groups) are kept in their order
 * @param computed - defaults, each used only when `fields` does not state the tag: BeginString(8), MsgSeqNum(34) …
 * @throws RangeError when a number is not finite
 */
export function encode(fields: readonly Field[], computed: readonly Field[] = [], options: EncodeOptions = {}): Buffer {
  const stated = new Set<number>()
  for (const [tag] of fields) stated.add(tag)
  const defaults: Slot[] = []
  for (const field of computed) if (!stated.has(field[0])) defaults.push(field)
  const given = new Set(stated)
  for (const [tag] of defaults) given.add(tag)
  if (!given.has(Tag.BodyLength)) defaults.push([Tag.BodyLength, COMPUTED])
  if (!given.has(Tag.CheckSum)) defaults.push([Tag.CheckSum, COMPUTED])
  const slots = options.order === 'asStated' ? insert(fields, defaults) : sort(fields, defaults)
  return write(withLengths(slots, given))
}

/**
 * Turns text into bytes as it stands: `|` becomes SOH, every other character one byte (latin1). Nothing is computed.
 *
 * @throws RangeError when a character is not in latin1
 */
export function encodeRaw(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('|', String.fromCharCode(SOH)), 'latin1')
  if (isLatin1(text)) return bytes
  throw new RangeError('encodeRaw: the text holds characters beyond latin1, state them as bytes')
}

/** Header and trailer to their places; fields of one place keep their order. */
function sort(fields: readonly Slot[], defaults: readonly Slot[]): Slot[] {
  const header: Slot[] = []
  const body: Slot[] = []
  const trailer: Slot[] = []
  for (const slots of [fields, defaults]) {
    for (const slot of slots) {
      const place = placeOf(slot[0])
      if (place === BODY) body.push(slot)
      else insertByPlace(place < BODY ? header : trailer, slot, place)
    }
  }
  return header.concat(body, trailer)
}

/** Insertion from behind: fields mostly come in their order already. */
function insertByPlace(sorted: Slot[], slot: Slot, place: number): void {
  let i = sorted.length
  while (i > 0 && placeOf((sorted[i - 1] as Slot)[0]) > place) i--
  sorted.splice(i, 0, slot)
}

/**
 * Puts the defaults around fields that stay as they are: BeginString(8) first, BodyLength(9) behind BeginString(8), the
 * rest of the header behind the header fields with which the stated ones begin, body and trailer last.
 */
function insert(fields: readonly Field[], defaults: Slot[]): Slot[] {
  const slots: Slot[] = [...fields]
  const leading: Slot[] = []
  const trailing: Slot[] = []
  let bodyLength: Slot | undefined
  for (const slot of sort([], defaults)) {
    if (slot[0] === Tag.BeginString) slots.unshift(slot)
    else if (slot[0] === Tag.BodyLength) bodyLength = slot
    else (placeOf(slot[0]) < BODY ? leading : trailing).push(slot)
  }
  const body = slots.findIndex(([tag]) => placeOf(tag) >= BODY)
  slots.splice(body < 0 ? slots.length : body, 0, ...leading)
  if (bodyLength)
    slots.splice(slots.findIndex(([tag, value]) => tag === Tag.BeginString && value !== null) + 1, 0, bodyLength)
  return slots.concat(trailing)
}

/** Puts the Length field before each data field, unless that Length is given somewhere. */
function withLengths(slots: readonly Slot[], given: ReadonlySet<number>): Written[] {
  const all: Written[] = []
  for (const [tag, value] of slots) {
    if (value === null) continue
    const lengthTag = lengthFieldOf(tag)
    if (lengthTag !== undefined && value !== COMPUTED && !given.has(lengthTag)) {
      all.push([
        lengthTag,
        typeof value === 'object' ? value.length : Buffer.from(textOf(tag, value), charset(value)).length,
      ])
    }
    all.push([tag, value])
  }
  return all
}

function charset(value: string | number): 'latin1' | 'utf8' {
  return typeof value === 'number' || isLatin1(value) ? 'latin1' : 'utf8'
}

function isLatin1(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return false
  return true
}

function textOf(tag: number, value: string | number): string {
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) throw new RangeError(`field ${tag}: ${value} is not a number that can be written`)
  const text = String(value)
  return text.includes('e') ? withoutExponent(text) : text
}

/** `1.5e-7` → `0.00000015`, `1.5e+21` → `1500000000000000000000`. */
function withoutExponent(text: string): string {
  const [mantissa, exponent] = text.split('e') as [string, string]
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole, fraction = ''] = mantissa.slice(sign.length).split('.') as [string, string?]
  const power = Number(exponent)
  return power < 0
    ? `${sign}0.${'0'.repeat(-power - 1)}${whole}${fraction}`
    : `${sign}${(whole + fraction).padEnd(power + 1, '0')}`
}

// Working space for the message being written; what leaves is a copy.
let scratch: Buffer = Buffer.alloc(4096)

function reserve(used: number, length: number): void {
  if (used + length <= scratch.length) return
  const bigger = Buffer.alloc(Math.max(2 * scratch.length, used + length))
  scratch.copy(bigger, 0, 0, used)
  scratch = bigger
}

/** Room for a tag (JavaScript writes a number in at most 24 characters), `=` and SOH. */
const FRAME_ROOM = 32

/** Writes `tag=value<SOH>` into the working space at `at`; returns the position behind it. */
function writeField(tag: number, value: string | number | Uint8Array, at: number): number {
  const text = typeof value === 'object' ? '' : textOf(tag, value)
  // Three bytes hold any UTF-16 unit.
  reserve(at, FRAME_ROOM + (typeof value === 'object' ? value.length : 3 * text.length))
  let position = writeAscii(String(tag), at)
  scratch[position++] = EQUALS
  if (typeof value === 'object') {
    scratch.set(value, position)
    position += value.length
  } else {
    const end = writeAscii(text, position)
    position = end >= 0 ? end : position + scratch.write(text, position, 'utf8')
  }
  scratch[position++] = SOH
  return position
}

/** Writes one byte for each character; -1 when a character is not in latin1. */
function writeAscii(text: string, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0xff) return -1
    scratch[at + i] = code
  }
  return at + text.length
}

function write(fields: readonly Written[]): Buffer {
  // BodyLength(9) stands before what it counts: it is left out at first and its place remembered.
  let lengthAt = -1
  let bodyEnd = -1
  let position = 0
  let checkSumAt = -1
  for (const [tag, value] of fields) {
    if (tag === Tag.CheckSum && bodyEnd < 0) bodyEnd = position
    if (value !== COMPUTED) position = writeField(tag, value, position)
    else if (tag === Tag.BodyLength) lengthAt = position
    else checkSumAt = position
  }
  if (bodyEnd < 0) bodyEnd = position
  const bodyLength = lengthAt < 0 ? '' : `${Tag.BodyLength}=${Math.max(0, bodyEnd - lengthAt)}\x01`
  const trailerLength = checkSumAt < 0 ? 0 : TRAILER_LENGTH
  const bytes = Buffer.allocUnsafe(position + bodyLength.length + trailerLength)
  if (lengthAt < 0) lengthAt = position
  bytes.set(scratch.subarray(0, lengthAt), 0)
  bytes.write(bodyLength, lengthAt, 'latin1')
  bytes.set(scratch.subarray(lengthAt, position), lengthAt + bodyLength.length)
  if (checkSumAt >= 0) {
    const sum = checkSum(bytes, 0, bytes.length - trailerLength)
    bytes.write(`${Tag.CheckSum}=${formatCheckSum(sum)}\x01`, bytes.length - trailerLength, 'latin1')
  }
  return bytes
}
