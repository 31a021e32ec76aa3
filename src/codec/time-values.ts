/**
 * Formats of the date and time types other than UTCTimestamp, as ranges of bytes. Says what is well formed and nothing
 * more: it knows no fields, no clock and no time zones.
 *
 * Every range is from `from` up to, not including, `to`.
 *
 * @see FIX TagValue Encoding, field data types
 */
import { MINUS, ONE, POINT, readDigits } from './bytes.ts'
import { FRACTION_DIGITS_MAX, isDate } from './utc-timestamp.ts'
import { isDigits } from './values.ts'

const COLON = 0x3a
const PLUS = 0x2b
const DASH = 0x2d
const WEEK = 0x77
const ZULU = 0x5a
const DATE_LENGTH = 8
const MONTH_LENGTH = 6

/** Reads two digits and checks that they are at most `max`. */
function isTwoDigits(bytes: Uint8Array, from: number, to: number, max: number): boolean {
  if (from + 2 > to) return false
  const value = readDigits(bytes, from, from + 2)
  return value >= 0 && value <= max
}

function isHourAndMinute(bytes: Uint8Array, from: number, to: number): boolean {
  return isTwoDigits(bytes, from, to, 23) && bytes[from + 2] === COLON && isTwoDigits(bytes, from + 3, to, 59)
}

/** Where the time of day that starts at `from` ends: `HH:MM`, `HH:MM:SS`, or with a fraction; -1 when malformed. */
function endOfTime(bytes: Uint8Array, from: number, to: number): number {
  if (!isHourAndMinute(bytes, from, to)) return -1
  let end = from + 5
  if (end >= to || bytes[end] !== COLON) return end
  if (!isTwoDigits(bytes, end + 1, to, 60)) return -1
  end += 3
  if (end >= to || bytes[end] !== POINT) return end
  const fraction = end + 1
  end = fraction
  while (end < to && isDigits(bytes, end, end + 1)) end++
  return end === fraction || end - fraction > FRACTION_DIGITS_MAX ? -1 : end
}

/** True for `HH:MM:SS`, optionally with 1 to 12 fraction digits; second 60 is the leap second. */
export function isUtcTimeOnly(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from >= DATE_LENGTH && endOfTime(bytes, from, to) === to
}

/** True for a day of the calendar as `YYYYMMDD`. */
export function isLocalMktDate(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== DATE_LENGTH) return false
  return isDate(
    readDigits(bytes, from, from + 4),
    readDigits(bytes, from + 4, from + 6),
    readDigits(bytes, from + 6, to),
  )
}

/** True for a day of the calendar as `YYYYMMDD`; the same format as {@link isLocalMktDate}. */
export function isUtcDateOnly(bytes: Uint8Array, from: number, to: number): boolean {
  return isLocalMktDate(bytes, from, to)
}

/** True for `YYYYMM`, `YYYYMMDD`, or `YYYYMMwN` with the week N from 1 to 5. */
export function isMonthYear(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < MONTH_LENGTH) return false
  const month = from + MONTH_LENGTH
  if (!isDate(readDigits(bytes, from, from + 4), readDigits(bytes, from + 4, month), 1)) return false
  if (to === month) return true
  if (to - from !== DATE_LENGTH) return false
  const week = bytes[month + 1] as number
  return bytes[month] === WEEK ? week >= ONE && week <= ONE + 4 : isLocalMktDate(bytes, from, to)
}

/** True for the rest of a time with a zone: nothing (local time), `Z`, `+hh`, `-hh`, `+hh:mm` or `-hh:mm`. */
function isZone(bytes: Uint8Array, from: number, to: number): boolean {
  if (from === to) return true
  if (bytes[from] === ZULU) return from + 1 === to
  if (bytes[from] !== PLUS && bytes[from] !== MINUS) return false
  return from + 3 === to
    ? isTwoDigits(bytes, from + 1, to, 23)
    : from + 6 === to && isHourAndMinute(bytes, from + 1, to)
}

/** True for TZTimeOnly: `HH:MM`, optionally seconds and their fraction, optionally a zone. */
export function isTzTimeOnly(bytes: Uint8Array, from: number, to: number): boolean {
  const end = endOfTime(bytes, from, to)
  return end >= 0 && isZone(bytes, end, to)
}

/** True for TZTimestamp: `YYYYMMDD-HH:MM:SS`, optionally a fraction, optionally a zone. */
export function isTzTimestamp(bytes: Uint8Array, from: number, to: number): boolean {
  const time = from + DATE_LENGTH + 1
  if (time > to || bytes[time - 1] !== DASH || !isLocalMktDate(bytes, from, time - 1)) return false
  const end = endOfTime(bytes, time, to)
  return end >= time + DATE_LENGTH && isZone(bytes, end, to)
}

/** True for DayOfMonth: a number from 1 to 31. */
export function isDayOfMonth(bytes: Uint8Array, from: number, to: number): boolean {
  const day = readDigits(bytes, from, to)
  return day >= 1 && day <= 31
}
