/**
 * The formats that most values have, once more, as loops that a compiler makes short work of: whole numbers, few
 * branches, no call for each digit. They are as strict as those of codec/values.ts and codec/time-values.ts, for ranges
 * that are not empty.
 */
import { MINUS, POINT, ZERO } from '../../codec/bytes.ts'
import { isDate } from '../../codec/utc-timestamp.ts'

const DATE_LENGTH = 8
/** `HH:MM:SS` */
const TIME_LENGTH = 8
const COLON = 0x3a
/** Every month has them. */
const SHORTEST_MONTH = 28
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

/** A day as `YYYYMMDD`. */
export function isPlainDate(source: Uint8Array, start: number, end: number): boolean {
  if (end - start !== DATE_LENGTH) return false
  const a = (source[start] as number) - ZERO
  const b = (source[start + 1] as number) - ZERO
  const c = (source[start + 2] as number) - ZERO
  const d = (source[start + 3] as number) - ZERO
  const e = (source[start + 4] as number) - ZERO
  const f = (source[start + 5] as number) - ZERO
  const g = (source[start + 6] as number) - ZERO
  const h = (source[start + 7] as number) - ZERO
  // One look at the sign tells that all are from 0 to 9, or in the tens of month and day not above those there are.
  if ((a | b | c | d | e | f | g | h) < 0) return false
  if (((9 - a) | (9 - b) | (9 - c) | (9 - d) | (1 - e) | (9 - f) | (3 - g) | (9 - h)) < 0) return false
  const month = e * 10 + f
  const day = g * 10 + h
  if (day <= SHORTEST_MONTH) return day > 0 && month > 0 && month <= 12
  return isDate(a * 1000 + b * 100 + c * 10 + d, month, day)
}

/**
 * A time of day as `HH:MM:SS`, with a fraction or without; second 60 is the leap second.
 *
 * @param fraction - most digits behind the point
 */
export function isPlainTime(source: Uint8Array, start: number, end: number, fraction: number): boolean {
  const point = start + TIME_LENGTH
  if (point > end || source[start + 2] !== COLON || source[start + 5] !== COLON) return false
  const a = (source[start] as number) - ZERO
  const b = (source[start + 1] as number) - ZERO
  const c = (source[start + 3] as number) - ZERO
  const d = (source[start + 4] as number) - ZERO
  const e = (source[start + 6] as number) - ZERO
  const f = (source[start + 7] as number) - ZERO
  if ((a | b | c | d | e | f | (2 - a) | (9 - b) | (5 - c) | (9 - d) | (6 - e) | (9 - f)) < 0) return false
  if (a * 10 + b > 23 || e * 10 + f > 60) return false
  if (point === end) return true
  const digits = end - point - 1
  return digits > 0 && digits <= fraction && source[point] === POINT && areDigits(source, point + 1, end)
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
