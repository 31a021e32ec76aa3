/**
 * UTCTimestamp values, `YYYYMMDD-HH:MM:SS` with a fraction of up to twelve digits, as instants and back. Knows no
 * fields and reads no clock.
 *
 * An instant is two numbers, because one double cannot hold picoseconds: whole milliseconds since 1970 and the
 * picoseconds inside that millisecond.
 *
 * @see FIX TagValue Encoding, UTCTimestamp
 */
import { POINT, ZERO } from './bytes.ts'

/** An instant as a UTCTimestamp states it. */
export interface UtcTimestamp {
  /** Whole milliseconds since 1970-01-01, UTC. */
  readonly epochMs: number
  /** Picoseconds inside the millisecond, 0 to 999 999 999. */
  readonly picos: number
  /** Digits after the point, 0 to 12; 0 when there is no point. */
  readonly fractionDigits: number
}

const DASH = 0x2d
const COLON = 0x3a
const SECOND_MS = 1000
const DAY_MS = 86_400_000
/** `YYYYMMDD-HH:MM:SS` */
const WHOLE_SECOND_LENGTH = 17
/** Twelve digits are picoseconds; nothing finer is in the standard. */
export const FRACTION_DIGITS_MAX = 12
const PICO_DIGITS = 9
const PICOS_OF_MS = 1e9
/** Picoseconds that the last of so many fraction digits counts. */
const DIGIT_PICOS = Float64Array.from(
  { length: FRACTION_DIGITS_MAX + 1 },
  (_, digits) => 10 ** (FRACTION_DIGITS_MAX - digits),
)
const YEAR_ZERO_MS = -62_167_219_200_000
const YEAR_10000_MS = 253_402_300_800_000

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** True when the day exists in the Gregorian calendar; `month` and `day` count from 1. */
export function isDate(year: number, month: number, day: number): boolean {
  if (year < 0 || month < 1 || month > 12 || day < 1) return false
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (DAYS_IN_MONTH[month - 1] as number) + (leap ? 1 : 0)
}

/** Days since 1970-01-01, by counting years from March so that the leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
}

// Memory of the last day read, as its digits say it: the messages of a session are of one day.
let lastDay = Number.NaN
let lastDayMs = 0

/** The instant at which a day begins that is stated as YYYYMMDD; NaN when there is no such day. */
function startOfDay(digits: number): number {
  if (digits !== lastDay) {
    const year = Math.floor(digits / 10_000)
    const month = Math.floor(digits / 100) % 100
    const day = digits % 100
    if (!isDate(year, month, day)) return Number.NaN
    lastDay = digits
    lastDayMs = daysSince1970(year, month, day) * DAY_MS
  }
  return lastDayMs
}

/** The number that the digits from `from` up to, not including, `to` make; -1 when one is none. No more than twelve. */
function plainDigits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] as number) - ZERO
    // As an unsigned number what is below 0 is above 9, too.
    if (digit >>> 0 > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/**
 * Reads a UTCTimestamp. The leap second 60 is accepted and means the instant one second after 59.
 *
 * @returns undefined when it is malformed, names a day that does not exist, or has more than twelve fraction digits
 */
export function readUtcTimestamp(bytes: Uint8Array, from: number, to: number): UtcTimestamp | undefined {
  if (to - from < WHOLE_SECOND_LENGTH) return undefined
  if (bytes[from + 8] !== DASH || bytes[from + 11] !== COLON || bytes[from + 14] !== COLON) return undefined
  const a = (bytes[from + 9] as number) - ZERO
  const b = (bytes[from + 10] as number) - ZERO
  const c = (bytes[from + 12] as number) - ZERO
  const d = (bytes[from + 13] as number) - ZERO
  const e = (bytes[from + 15] as number) - ZERO
  const f = (bytes[from + 16] as number) - ZERO
  // One look at the sign tells that all are digits, and that none counts more minutes or seconds than there are.
  if ((a | b | c | d | e | f | (2 - a) | (9 - b) | (5 - c) | (9 - d) | (6 - e) | (9 - f)) < 0) return undefined
  const hour = a * 10 + b
  const second = e * 10 + f
  if (hour > 23 || second > 60) return undefined
  const day = plainDigits(bytes, from, from + 8)
  const dayMs = day < 0 ? Number.NaN : startOfDay(day)
  if (Number.isNaN(dayMs)) return undefined
  const wholeMs = dayMs + ((hour * 60 + c * 10 + d) * 60 + second) * SECOND_MS
  const point = from + WHOLE_SECOND_LENGTH
  if (point === to) return { epochMs: wholeMs, picos: 0, fractionDigits: 0 }
  const fractionDigits = to - point - 1
  if (bytes[point] !== POINT || fractionDigits === 0 || fractionDigits > FRACTION_DIGITS_MAX) return undefined
  const fraction = plainDigits(bytes, point + 1, to)
  if (fraction < 0) return undefined
  if (fractionDigits === 3) return { epochMs: wholeMs + fraction, picos: 0, fractionDigits }
  const picosOfSecond = fraction * (DIGIT_PICOS[fractionDigits] as number)
  const ms = Math.floor(picosOfSecond / PICOS_OF_MS)
  return { epochMs: wholeMs + ms, picos: picosOfSecond - ms * PICOS_OF_MS, fractionDigits }
}

/** Reads a UTCTimestamp from text; see {@link readUtcTimestamp}. */
export function parseUtcTimestamp(text: string): UtcTimestamp | undefined {
  const bytes = Buffer.from(text, 'latin1')
  return bytes.toString('latin1') === text ? readUtcTimestamp(bytes, 0, bytes.length) : undefined
}

/** True for a well-formed UTCTimestamp with any number of fraction digits up to twelve. */
export function isUtcTimestamp(bytes: Uint8Array, from: number, to: number): boolean {
  return readUtcTimestamp(bytes, from, to) !== undefined
}

/** `.000` to `.999`, made once: the usual precision then costs one concatenation. */
const MILLISECOND_TEXT = Array.from({ length: SECOND_MS }, (_, ms) => `.${String(ms).padStart(3, '0')}`)

// Memory of the last second written: messages of one second share their first 17 characters.
let lastSecond = Number.NaN
let lastSecondText = ''

function wholeSecondText(second: number): string {
  if (second !== lastSecond) {
    // 2024-02-29T12:34:56.000Z → 20240229-12:34:56
    const iso = new Date(second * SECOND_MS).toISOString()
    lastSecondText = `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 10)}-${iso.slice(11, 19)}`
    lastSecond = second
  }
  return lastSecondText
}

// Memory of the last instant written without picoseconds: messages of one millisecond share one text.
let lastMs = Number.NaN
let lastDigits = -1
let lastText = ''

/**
 * Writes an instant as a UTCTimestamp. What is finer than the wanted precision is cut off, not rounded, so that a
 * written time is never later than the instant.
 *
 * @param epochMs - whole milliseconds since 1970, UTC
 * @param fractionDigits - 0 to 12; FIX names 0, 3, 6, 9 and 12 (default 3)
 * @param picos - picoseconds inside the millisecond (default 0)
 * @throws RangeError when the instant is not in the years 0 to 9999, or the precision or the picoseconds are out of range
 */
export function formatUtcTimestamp(epochMs: number, fractionDigits = 3, picos = 0): string {
  if (picos !== 0) return timestampText(epochMs, fractionDigits, picos)
  if (epochMs !== lastMs || fractionDigits !== lastDigits) {
    lastText = timestampText(epochMs, fractionDigits, 0)
    lastMs = epochMs
    lastDigits = fractionDigits
  }
  return lastText
}

function timestampText(epochMs: number, fractionDigits: number, picos: number): string {
  if (!(epochMs >= YEAR_ZERO_MS && epochMs < YEAR_10000_MS)) {
    throw new RangeError(`UTCTimestamp: instant ${epochMs} is outside the years 0 to 9999`)
  }
  const second = Math.floor(epochMs / SECOND_MS)
  const whole = wholeSecondText(second)
  if (fractionDigits === 0) return whole
  const milliseconds = MILLISECOND_TEXT[Math.floor(epochMs) - second * SECOND_MS] as string
  if (fractionDigits === 3) return whole + milliseconds
  if (!Number.isInteger(fractionDigits) || fractionDigits < 0 || fractionDigits > FRACTION_DIGITS_MAX) {
    throw new RangeError(`UTCTimestamp: ${fractionDigits} fraction digits, allowed are 0 to ${FRACTION_DIGITS_MAX}`)
  }
  if (!Number.isInteger(picos) || picos < 0 || picos >= 10 ** PICO_DIGITS) {
    throw new RangeError(`UTCTimestamp: ${picos} picoseconds do not lie inside a millisecond`)
  }
  return whole + (milliseconds + String(picos).padStart(PICO_DIGITS, '0')).slice(0, fractionDigits + 1)
}
