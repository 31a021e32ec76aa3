/**
 * Which fields a message has and in which order they stand: the stated ones, the computed ones that are not stated, and
 * the Length field before each data field. It writes no bytes.
 */
import { lengthFieldOf } from '../fix/data-fields.ts'
import { Tag } from '../fix/tags.ts'
import type { Field, FieldValue } from './field.ts'
import { BODY, placeOf } from './field-order.ts'
import { textOf } from './number-text.ts'

/** Stands in the list of fields where a value is computed from the bytes of the others: BodyLength(9), CheckSum(10). */
export const COMPUTED = Symbol('computed')

type Slot = readonly [tag: number, value: FieldValue | typeof COMPUTED]
/** A field in its place; what is left out is not there any more. A computed CheckSum(10) is the last one. */
export type Arranged = readonly [tag: number, value: Exclude<Slot[1], null>]

/**
 * @param asStated - see the `order` of the encoder's options
 * @throws RangeError when the value of a data field is a number that is not finite
 */
export function arrange(fields: readonly Field[], computed: readonly Field[], asStated: boolean): Arranged[] {
  const stated = new Set<number>()
  for (const [tag] of fields) stated.add(tag)
  const defaults: Slot[] = []
  for (const field of computed) if (!stated.has(field[0])) defaults.push(field)
  const given = new Set(stated)
  for (const [tag] of defaults) given.add(tag)
  if (!given.has(Tag.BodyLength)) defaults.push([Tag.BodyLength, COMPUTED])
  if (!given.has(Tag.CheckSum)) defaults.push([Tag.CheckSum, COMPUTED])
  return withLengths(asStated ? insert(fields, defaults) : sort(fields, defaults), given)
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
function withLengths(slots: readonly Slot[], given: ReadonlySet<number>): Arranged[] {
  const all: Arranged[] = []
  for (const [tag, value] of slots) {
    if (value === null) continue
    const lengthTag = lengthFieldOf(tag)
    if (lengthTag !== undefined && value !== COMPUTED && !given.has(lengthTag)) {
      all.push([lengthTag, typeof value === 'object' ? value.length : writtenLength(textOf(tag, value))])
    }
    all.push([tag, value])
  }
  return all
}

/** Bytes that a text takes on the wire. */
function writtenLength(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return Buffer.byteLength(text, 'utf8')
  return text.length
}
