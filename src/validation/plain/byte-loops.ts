/**
 * The formats that most values have, once more, as loops that a compiler makes short work of: whole numbers, few
 * branches, no call for each digit. They are as strict as those of codec/values.ts and codec/time-values.ts, for ranges
 * that are not empty.
 */
import { MINUS, POINT, ZERO } from '../../codec/bytes.ts'
import { isDate } from '../../codec/utc-timestamp.ts'
import { wordsOf } from '../../codec/words.ts'

const DATE_LENGTH = 8
/** `HH:MM:SS` */
const TIME_LENGTH = 8

// Words of a date or time, first byte lowest: taken from the digits by XOR they leave numbers from 0 to 9, and nothing of
// the signs between. What is more shows in the high bit of its byte when the difference to 128 is added: nothing that was
// found right overflows into the next byte.
const HIGH_BITS = 0x80808080 | 0
const FOUR_DIGITS = 0x30303030
const ABOVE_NINE = 0x76767676
/** `HH:M` */
const HOUR_COLON = 0x303a3030
const ABOVE_HOUR_COLON = 0x767f7676
/** `M:SS` */
const COLON_SECOND = 0x30303a30
const ABOVE_COLON_SECOND = 0x76767f76
/** `.sss` */
const POINT_DIGITS = 0x3030302e
const ABOVE_POINT_DIGITS = 0x7676767f
/** Digits of a count that is read here; a longer one is left to the rules. */
const COUNT_DIGITS_MAX = 9

/** What a number may have besides digits, as bits. */
export const NumberForm = { Signed: 1, Decimal: 2, NotZero: 4 } as const

/** @param form - bits of `NumberForm`; others are not looked at */
export function isPlainNumber(source: Uint8Array, start: number, end: number, form: number): boolean {
  let first = start
  if (source[start] === MINUS) {
    if ((form & NumberForm.Signed) === 0) return false
    first++
  }
  let i = first
  let ones = 0
  for (; i < end; i++) {
    const digit = (source[i] as number) - ZERO
    // As an unsigned number what is below 0 is above 9, too.
    if (digit >>> 0 > 9) break
    ones |= digit
  }
  if (i === end) return i > first && (ones > 0 || (form & NumberForm.NotZero) === 0)
  if (source[i] !== POINT || (form & NumberForm.Decimal) === 0) return false
  return end - first > 1 && areDigits(source, i + 1, end)
}

function areDigits(source: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (((source[i] as number) - ZERO) >>> 0 > 9) return false
  }
  return true
}

// Memory of the last day found right, as two words: the messages of a session are of one day, or of a few.
let lastYear = 0
let lastMonthAndDay = 0

/** A day as `YYYYMMDD`. */
export function isPlainDate(source: Uint8Array, start: number, end: number): boolean {
  if (end - start !== DATE_LENGTH) return false
  const words = wordsOf(source)
  const first = words.getInt32(start, true)
  const second = words.getInt32(start + 4, true)
  if (first === lastYear && second === lastMonthAndDay) return true
  const year = first ^ FOUR_DIGITS
  const rest = second ^ FOUR_DIGITS
  if (!areFourDigits(year) || !areFourDigits(rest)) return false
  if (!isDate(100 * lowPair(year) + highPair(year), lowPair(rest), highPair(rest))) return false
  lastYear = first
  lastMonthAndDay = second
  return true
}

/** True for a word whose bytes were digits, and are numbers from 0 to 9 by now. */
function areFourDigits(word: number): boolean {
  return ((word | (word + ABOVE_NINE)) & HIGH_BITS) === 0
}

/** The number that the first two bytes of a word make, and the last two. */
function lowPair(word: number): number {
  return (word & 0xff) * 10 + ((word >>> 8) & 0xff)
}

function highPair(word: number): number {
  return ((word >>> 16) & 0xff) * 10 + (word >>> 24)
}

/**
 * A time of day as `HH:MM:SS`, with a fraction or without; second 60 is the leap second.
 *
 * @param fraction - most digits behind the point
 */
export function isPlainTime(source: Uint8Array, start: number, end: number, fraction: number): boolean {
  const point = start + TIME_LENGTH
  if (point > end) return false
  const words = wordsOf(source)
  const first = words.getInt32(start, true) ^ HOUR_COLON
  const second = words.getInt32(start + 4, true) ^ COLON_SECOND
  if (((first | (first + ABOVE_HOUR_COLON) | second | (second + ABOVE_COLON_SECOND)) & HIGH_BITS) !== 0) return false
  if (lowPair(first) > 23 || first >>> 24 > 5 || highPair(second) > 60) return false
  if (point === end) return true
  const digits = end - point - 1
  if (digits <= 0 || digits > fraction) return false
  if (digits === 3) {
    const milliseconds = words.getInt32(point, true) ^ POINT_DIGITS
    return ((milliseconds | (milliseconds + ABOVE_POINT_DIGITS)) & HIGH_BITS) === 0
  }
  return source[point] === POINT && areDigits(source, point + 1, end)
}

/** @param fraction - most digits behind the point */
export function isPlainTimestamp(source: Uint8Array, start: number, end: number, fraction: number): boolean {
  const dash = start + DATE_LENGTH
  return (
    dash < end &&
    source[dash] === MINUS &&
    isPlainTime(source, dash + 1, end, fraction) &&
    isPlainDate(source, start, dash)
  )
}

/** A number of up to nine digits; -1 when it is anything else. */
export function countIn(source: Uint8Array, start: number, end: number): number {
  if (start >= end || end - start > COUNT_DIGITS_MAX) return -1
  let count = 0
  for (let i = start; i < end; i++) {
    const digit = (source[i] as number) - ZERO
    if (digit >>> 0 > 9) return -1
    count = count * 10 + digit
  }
  return count
}
