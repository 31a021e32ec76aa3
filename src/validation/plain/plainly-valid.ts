/**
 * One pass over a message that says "nothing is wrong with it", or nothing at all. It makes no strings and no objects,
 * and knows no reasons: what it does not find plainly right is left to the rules, which name the first violation. So it
 * may be stricter than they are, never more lenient.
 */
import { dataTagAfter } from '../../codec/data-tags.ts'
import { INDEX_STRIDE, type Message } from '../../codec/message.ts'
import { isUserDefined } from '../options.ts'
import { countIn, isPlainDate, isPlainNumber, isPlainTime, isPlainTimestamp } from './byte-loops.ts'
import { isInSet } from './byte-sets.ts'
import { Bit, MemberBit, type PlainCondition, type PlainGroup, type PlainTables, TAG_MAX } from './tables.ts'
import { ValueClass, Word } from './values.ts'

/** By tag the number of the last message that held it outside groups: nothing has to be cleared between messages. */
const seenIn = new Int32Array(TAG_MAX + 1)
let messageNumber = 0

function nextMessageNumber(): number {
  if (messageNumber === 0x7fffffff) {
    seenIn.fill(0)
    messageNumber = 0
  }
  return ++messageNumber
}

/** True when the rules have nothing to say about a message of this type; false when that is not plain. */
export function isPlainlyValid(message: Message, tables: PlainTables): boolean {
  const { source, index, indexStart } = message
  const { slots, words, settings } = tables
  const number = nextMessageNumber()
  const end = indexStart + message.count * INDEX_STRIDE
  let missing = tables.required
  let reached = 0
  let conditions = 0
  let at = indexStart
  while (at < end) {
    const tag = index[at] as number
    const slot = tag < slots.length ? (slots[tag] as number) : 0
    const word = slot > 0 ? (words[slot] as number) : wordOfUnknown(tag, tables)
    if (word < 0) return false
    if (slot > 0) {
      const place = word & Bit.PlaceMask
      if (place === 0 || (place < reached && settings.checkOrder)) return false
      reached = place
    }
    if (seenIn[tag] === number) return false
    seenIn[tag] = number
    missing -= word & Bit.Required
    if (!isPlainField(tables, word, source, index, at, end)) return false
    if ((word & (Bit.Group | Bit.Condition)) !== 0) {
      if ((word & Bit.Condition) !== 0) conditions |= conditionsMet(tables.conditions, source, index, at)
      if ((word & Bit.Group) !== 0) {
        at = behindGroup(tables, tables.groups[slot] as PlainGroup, source, index, at, end)
        if (at < 0) return false
        continue
      }
    }
    at += INDEX_STRIDE
  }
  return missing === 0 && (conditions === 0 || areFulfilled(tables.conditions, conditions, number))
}

/** The word of a tag that the message type does not have; -1 unless such tags are accepted. */
function wordOfUnknown(tag: number, { values, settings }: PlainTables): number {
  if (tag <= 0 || tag > TAG_MAX) return -1
  const word = tag < values.words.length ? (values.words[tag] as number) : 0
  if (settings.allowUnknownTags) return word
  return word === 0 && settings.allowUserDefined && isUserDefined(tag) ? 0 : -1
}

/** True when the value of the field at `at` is right by itself, and as the length of the data behind it. */
function isPlainField(
  tables: PlainTables,
  word: number,
  source: Uint8Array,
  index: Int32Array,
  at: number,
  indexEnd: number,
): boolean {
  const start = index[at + 1] as number
  const end = index[at + 2] as number
  if (end - start === 1) {
    if (!isInSet(tables.bits, word >> Word.BytesShift, source[start] as number)) return false
  } else if (start >= end) return tables.settings.allowEmptyValues
  else {
    const valueClass = word & Word.ClassMask
    if (valueClass >= ValueClass.Digits) {
      if (!isPlainNumber(source, start, end, valueClass)) return false
    } else if (valueClass !== ValueClass.Any && !isPlainValue(tables, valueClass, word, source, index, at)) return false
  }
  return (word & Word.Length) === 0 || tellsLength(source, index, at, indexEnd)
}

/** True when a value of more than one byte is of this class; numbers are not asked here. */
function isPlainValue(
  { values }: PlainTables,
  valueClass: number,
  word: number,
  source: Uint8Array,
  index: Int32Array,
  at: number,
): boolean {
  const start = index[at + 1] as number
  const end = index[at + 2] as number
  // Asked for here, where the compiler sees them: two in every message, and one in each entry of market data.
  if (valueClass === ValueClass.Timestamp) return isPlainTimestamp(source, start, end, values.fraction)
  if (valueClass === ValueClass.Time) return isPlainTime(source, start, end, values.fraction)
  if (valueClass === ValueClass.Date) return isPlainDate(source, start, end)
  return values.isPlain(word, index[at] as number, source, start, end)
}

function tellsLength(source: Uint8Array, index: Int32Array, at: number, end: number): boolean {
  const next = at + INDEX_STRIDE
  if (next >= end || index[next] !== dataTagAfter(index[at] as number)) return true
  const length = (index[next + 2] as number) - (index[next + 1] as number)
  return countIn(source, index[at + 1] as number, index[at + 2] as number) === length
}

/** The position behind the group whose count stands at `countAt`; -1 when it is not plainly right. */
function behindGroup(
  tables: PlainTables,
  group: PlainGroup,
  source: Uint8Array,
  index: Int32Array,
  countAt: number,
  end: number,
): number {
  const announced = countIn(source, index[countAt + 1] as number, index[countAt + 2] as number)
  if (announced < 0 || (announced === 0 && !tables.settings.allowZeroNumInGroup)) return -1
  const { slots, words } = tables
  const { members, groups, required } = group.tables
  const { delimiter } = group
  let entries = 0
  let missing = 0
  let last = 0
  let at = countAt + INDEX_STRIDE
  while (at < end) {
    const tag = index[at] as number
    const slot = tag < slots.length ? (slots[tag] as number) : 0
    const member = members[slot] as number
    if (member === 0) {
      if (entries === 0 || !isUserDefined(tag)) break
      const behind = behindUserDefined(tables, members, index, at, end)
      if (behind < 0) return -1
      if (behind === at) break
      at = behind
      continue
    }
    if (member < 0) return -1
    const position = member >> MemberBit.PositionShift
    // A member that cannot stand here ends the group: it stands behind it, or nowhere, as its next reader will find.
    if (tag === delimiter) {
      if (entries === announced) break
      if (missing !== 0) return -1
      entries++
      missing = required
      last = position
    } else if (entries === 0) return -1
    else if ((member & MemberBit.Free) === 0) {
      if (position <= last) break
      last = position
    }
    missing -= member & MemberBit.Required
    if (!isPlainField(tables, words[slot] as number, source, index, at, end)) return -1
    if ((member & MemberBit.Group) !== 0) {
      at = behindGroup(tables, groups[position] as PlainGroup, source, index, at, end)
      if (at < 0) return -1
    } else at += INDEX_STRIDE
  }
  return missing === 0 && entries === announced ? at : -1
}

/**
 * The position behind fields that are user-defined: they belong to the entry that goes on behind them, or to nothing.
 *
 * @returns `from` when the group ends here, -1 when that is not plain
 */
function behindUserDefined(
  tables: PlainTables,
  members: Int32Array,
  index: Int32Array,
  from: number,
  end: number,
): number {
  const { slots, settings } = tables
  let at = from
  while (at < end && isUserDefined(index[at] as number)) at += INDEX_STRIDE
  const tag = at < end ? (index[at] as number) : 0
  if (members[tag < slots.length ? (slots[tag] as number) : 0] === 0) return from
  for (let i = from; i < at; i += INDEX_STRIDE) {
    if (wordOfUnknown(index[i] as number, tables) !== 0) return -1
    if (!settings.allowEmptyValues && (index[i + 1] as number) >= (index[i + 2] as number)) return -1
  }
  return at
}

/** A bit for each condition that the value of the field at `at` brings about. */
function conditionsMet(
  conditions: readonly PlainCondition[],
  source: Uint8Array,
  index: Int32Array,
  at: number,
): number {
  const start = index[at + 1] as number
  if ((index[at + 2] as number) - start !== 1) return 0
  let met = 0
  for (let i = 0; i < conditions.length; i++) {
    const { tag, values } = conditions[i] as PlainCondition
    if (tag === index[at] && values.includes(source[start] as number)) met |= 1 << i
  }
  return met
}

/** True when the message has for each condition one of the fields that it needs. */
function areFulfilled(conditions: readonly PlainCondition[], met: number, number: number): boolean {
  for (let i = 0; i < conditions.length; i++) {
    if (((met >> i) & 1) === 1 && !isAnySeen((conditions[i] as PlainCondition).needs, number)) return false
  }
  return true
}

function isAnySeen(tags: readonly number[], number: number): boolean {
  for (let i = 0; i < tags.length; i++) if (seenIn[tags[i] as number] === number) return true
  return false
}
