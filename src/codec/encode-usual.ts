/**
 * Messages as they nearly always come: `fields` begins with its header fields, each once, the body follows, and only
 * header fields are defaults. Such a message is written in one pass, without lists of what is stated and without sorting.
 * Any other is left to the general way, which arranges the fields first and writes them with the same writer.
 */
import { lengthFieldOf } from '../fix/data-fields.ts'
import { Tag } from '../fix/tags.ts'
import type { Field, FieldValue } from './field.ts'
import { BODY, HEADER, placeOf } from './field-order.ts'
import { NO_ROOM, writeField } from './field-writer.ts'
import { leaveRoomForLength, writeBodyLength, writeCheckSum } from './message-frame.ts'
import { renewSlab, slab } from './slab.ts'

/** Not for this way: data fields, which may want a Length before them, the hops, the trailer, and a stated BodyLength(9). */
const SPECIAL = BODY + 1
/** Not for this way either; it stands where a position would. */
const UNUSUAL = -3

/** For tags below its length: the place of a header field, {@link BODY} or {@link SPECIAL}. */
const KINDS = new Uint8Array(10_000)
for (let tag = 0; tag < KINDS.length; tag++) KINDS[tag] = kindOf(tag)

function kindOf(tag: number): number {
  const place = placeOf(tag)
  if (tag === Tag.BodyLength || lengthFieldOf(tag) !== undefined) return SPECIAL
  return place < HEADER.length || place === BODY ? place : SPECIAL
}

// The header of the message being written, by place: bit n of `places` is set when there is a value at n.
const values: Exclude<FieldValue, null>[] = HEADER.map(() => '')
let places = 0
const BEGIN_STRING_BIT = 1 << placeOf(Tag.BeginString)

/** @returns undefined when the message is not a usual one, too big for the shared memory, or states what can't be written */
export function encodeUsual(fields: readonly Field[], computed: readonly Field[]): Buffer | undefined {
  const headerCount = takeHeader(fields, computed)
  if (headerCount < 0) return undefined
  let end = write(fields, headerCount)
  if (end === NO_ROOM && renewSlab()) end = write(fields, headerCount)
  if (end < 0) return undefined
  const start = slab.used
  slab.used = end
  return slab.bytes.subarray(start, end)
}

/**
 * Notes the header fields with which `fields` begins, and the defaults that are not among them.
 *
 * Elements are read with `at` here and below: a pair of two numbers is stored in another way than one with a string, and
 * reading `field[1]` of both kinds makes V8 convert the pairs, which costs as much as writing their fields.
 *
 * @returns how many of `fields` these are, or {@link UNUSUAL}
 */
function takeHeader(fields: readonly Field[], computed: readonly Field[]): number {
  const { length } = fields
  places = 0
  let count = 0
  for (; count < length; count++) {
    const field = fields[count] as Field
    const place = kind(field.at(0) as number)
    if (place >= BODY) break
    if (!take(place, field.at(1) as FieldValue)) return UNUSUAL
  }
  const stated = places
  for (let i = 0; i < computed.length; i++) {
    const field = computed[i] as Field
    const place = kind(field.at(0) as number)
    if (place >= BODY) return UNUSUAL
    if ((stated & (1 << place)) === 0 && !take(place, field.at(1) as FieldValue)) return UNUSUAL
  }
  return count
}

function kind(tag: number): number {
  return KINDS[tag] ?? kindOf(tag)
}

/** False when the field is there already, or is one to be left out. */
function take(place: number, value: FieldValue): boolean {
  const bit = 1 << place
  if ((places & bit) !== 0 || value === null) return false
  places |= bit
  values[place] = value
  return true
}

/** Returns the position behind the message, or something negative. */
function write(fields: readonly Field[], headerCount: number): number {
  const { bytes, view, used: start } = slab
  const { length } = fields
  let at = start
  let rest = places
  if ((rest & BEGIN_STRING_BIT) !== 0) {
    at = writeField(bytes, view, Tag.BeginString, values[0] as string, at)
    if (at < 0) return at
    rest &= ~BEGIN_STRING_BIT
  }
  const lengthAt = at
  at = leaveRoomForLength(at)
  for (; rest !== 0; rest &= rest - 1) {
    const place = 31 - Math.clz32(rest & -rest)
    at = writeField(bytes, view, HEADER[place] as number, values[place] as string, at)
    if (at < 0) return at
  }
  for (let i = headerCount; i < length; i++) {
    const field = fields[i] as Field
    const tag = field.at(0) as number
    if (kind(tag) !== BODY) return UNUSUAL
    const value = field.at(1) as FieldValue
    if (value === null) continue
    at = writeField(bytes, view, tag, value, at)
    if (at < 0) return at
  }
  at = writeBodyLength(bytes, view, lengthAt, at, at)
  return at < 0 ? at : writeCheckSum(bytes, view, start, at)
}
