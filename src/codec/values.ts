/**
 * Values of the plain FIX types (int, float, Boolean, char, strings) as ranges of bytes: what is well formed, and what
 * it means. Knows no fields and no messages; dates and times are in time-values.ts.
 *
 * Every range is from `from` up to, not including, `to`. An empty range is never well formed.
 *
 * @see FIX TagValue Encoding, field data types
 */
import { MINUS, POINT, readDigits, SOH, ZERO } from './bytes.ts'

const BLANK = 0x20
const YES = 0x59
const NO = 0x4e

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= ZERO + 9
}

/** True for the unsigned types SeqNum, Length, NumInGroup and TagNum: digits only, leading zeros allowed. */
export function isDigits(bytes: Uint8Array, from: number, to: number): boolean {
  if (from >= to) return false
  for (let i = from; i < to; i++) if (!isDigit(bytes[i])) return false
  return true
}

/** True for int: digits with an optional leading minus; leading zeros allowed, no plus sign, no blank, no point. */
export function isInt(bytes: Uint8Array, from: number, to: number): boolean {
  return isDigits(bytes, bytes[from] === MINUS ? from + 1 : from, to)
}

/**
 * Reads an int.
 *
 * @returns NaN when it is malformed (see {@link isInt}) or does not fit 53 bits
 */
export function readInt(bytes: Uint8Array, from: number, to: number): number {
  const negative = from < to && bytes[from] === MINUS
  const value = readDigits(bytes, negative ? from + 1 : from, to)
  if (value < 0) return Number.NaN
  return negative && value !== 0 ? -value : value
}

/** True for the float family (Qty, Price, Amt …): optional minus, digits with at most one point, no exponent. */
export function isFloat(bytes: Uint8Array, from: number, to: number): boolean {
  let digits = 0
  let points = 0
  for (let i = bytes[from] === MINUS ? from + 1 : from; i < to; i++) {
    if (isDigit(bytes[i])) digits++
    else if (bytes[i] === POINT) points++
    else return false
  }
  return digits > 0 && points <= 1
}

/** Powers of ten that a double holds exactly. */
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/**
 * Reads a value of the float family as the nearest double, as `Number` would; `-0` is 0. What must not be rounded is
 * read by {@link readDecimal}.
 *
 * @returns NaN when it is malformed (see {@link isFloat})
 */
export function readFloat(bytes: Uint8Array, from: number, to: number): number {
  const negative = from < to && bytes[from] === MINUS
  const first = negative ? from + 1 : from
  let digits = 0
  let point = -1
  for (let i = first; i < to; i++) {
    const digit = (bytes[i] as number) - ZERO
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit
    else if (digit === POINT - ZERO && point < 0) point = i
    else return Number.NaN
  }
  if (to - first === (point < 0 ? 0 : 1)) return Number.NaN
  const scale = point < 0 ? 0 : to - point - 1
  // Two numbers that are exact, and one division: rounded once, hence as exact as a double can be.
  if (digits > Number.MAX_SAFE_INTEGER || scale >= POWERS_OF_TEN.length) return roundedFloat(bytes, from, to)
  const value = scale === 0 ? digits : digits / (POWERS_OF_TEN[scale] as number)
  return negative && value !== 0 ? -value : value
}

/** A well-formed value with more digits than a double holds, read the long way. */
function roundedFloat(bytes: Uint8Array, from: number, to: number): number {
  let text = ''
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i] as number)
  return Number(text) + 0
}

/** A decimal number without loss: `unscaled` divided by ten to the power of `scale`. */
export interface Decimal {
  /** All digits, with the sign. */
  readonly unscaled: bigint
  /** Digits behind the point. */
  readonly scale: number
}

/**
 * Reads a value of the float family exactly, trailing zeros included: `10.50` is 1050 at scale 2.
 *
 * @returns undefined when it is malformed (see {@link isFloat})
 */
export function readDecimal(bytes: Uint8Array, from: number, to: number): Decimal | undefined {
  if (!isFloat(bytes, from, to)) return undefined
  let text = ''
  let scale = 0
  let negative = false
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number
    if (byte === MINUS) negative = true
    else if (byte === POINT) scale = to - i - 1
    else text += String.fromCharCode(byte)
  }
  const unscaled = BigInt(text)
  return { unscaled: negative ? -unscaled : unscaled, scale }
}

/** True for exactly `Y` or `N`. */
export function isBoolean(bytes: Uint8Array, from: number, to: number): boolean {
  return readBoolean(bytes, from, to) !== undefined
}

/** Reads a Boolean: `Y` is true, `N` is false, anything else undefined. */
export function readBoolean(bytes: Uint8Array, from: number, to: number): boolean | undefined {
  if (to - from !== 1) return undefined
  return bytes[from] === YES ? true : bytes[from] === NO ? false : undefined
}

/** True for one character that is not SOH. */
export function isChar(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from === 1 && bytes[from] !== SOH
}

/** True for String: at least one character, none of them SOH. */
export function isString(bytes: Uint8Array, from: number, to: number): boolean {
  if (from >= to) return false
  for (let i = from; i < to; i++) if (bytes[i] === SOH) return false
  return true
}

/** True for MultipleValueString (MultipleStringValue): values with exactly one blank between them. */
export function isMultipleValueString(bytes: Uint8Array, from: number, to: number): boolean {
  if (!isString(bytes, from, to)) return false
  for (let i = from, previous = BLANK; i <= to; i++) {
    const byte = i === to ? BLANK : (bytes[i] as number)
    if (byte === BLANK && previous === BLANK) return false
    previous = byte
  }
  return true
}

/** True for MultipleCharValue: single characters with exactly one blank between them. */
export function isMultipleCharValue(bytes: Uint8Array, from: number, to: number): boolean {
  return (to - from) % 2 === 1 && isMultipleValueString(bytes, from, to) && blankEverySecond(bytes, from, to)
}

function blankEverySecond(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i += 2) if (bytes[i] !== BLANK) return false
  return true
}
