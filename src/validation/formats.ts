/** The format of each data type as a check on bytes. Types of the versions differ: FIX.4.0 and FIX.4.1 wrote `char` for text. */
import {
  isDayOfMonth,
  isLocalMktDate,
  isMonthYear,
  isTzTimeOnly,
  isTzTimestamp,
  isUtcTimeOnly,
} from '../codec/time-values.ts'
import { readUtcTimestamp } from '../codec/utc-timestamp.ts'
import {
  isBoolean,
  isChar,
  isDigits,
  isFloat,
  isInt,
  isMultipleCharValue,
  isMultipleValueString,
  isString,
} from '../codec/values.ts'
import type { Settings } from './options.ts'

/** True when the bytes from `from` up to, not including, `to` are well formed. */
export type Format = (bytes: Uint8Array, from: number, to: number) => boolean

/** SeqNum fields may be 0 or negative here: the session judges BeginSeqNo, EndSeqNo and NewSeqNo with its own texts. */
const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['INT', isInt],
  ['SEQNUM', isInt],
  ['NUMINGROUP', isDigits],
  ['TAGNUM', isDigits],
  ['DAYOFMONTH', isDayOfMonth],
  ['FLOAT', isFloat],
  ['QTY', isFloat],
  ['PRICE', isFloat],
  ['PRICEOFFSET', isFloat],
  ['AMT', isFloat],
  ['PERCENTAGE', isFloat],
  ['CHAR', isChar],
  ['BOOLEAN', isBoolean],
  ['MULTIPLEVALUESTRING', isMultipleValueString],
  ['MULTIPLESTRINGVALUE', isMultipleValueString],
  ['MULTIPLECHARVALUE', isMultipleCharValue],
  ['DATE', isLocalMktDate],
  ['UTCDATE', isLocalMktDate],
  ['UTCDATEONLY', isLocalMktDate],
  ['LOCALMKTDATE', isLocalMktDate],
  ['MONTHYEAR', isMonthYear],
  ['TZTIMEONLY', isTzTimeOnly],
  ['TZTIMESTAMP', isTzTimestamp],
  ['LOCALMKTTIME', isUtcTimeOnly],
  ['DATA', anything],
  ['XMLDATA', anything],
])

/** Data may be any bytes. */
export function anything(): boolean {
  return true
}

const ZERO = 0x30

/** Digits with more than zeros among them. */
export function isPositive(bytes: Uint8Array, from: number, to: number): boolean {
  let first = from
  while (first < to && bytes[first] === ZERO) first++
  return first < to && isDigits(bytes, first, to)
}

/** True for the type of instants, which was called Time before FIX.4.2. */
export function isTimestampType(type: string): boolean {
  return type === 'UTCTIMESTAMP' || type === 'TIME'
}

/** `HH:MM:SS` and what follows the point. */
const WHOLE_TIME_LENGTH = 8

/**
 * The format of a type. Types that the table does not know are String.
 *
 * @see FIX TagValue Encoding, field data types
 */
export function formatOf(type: string, { allowEmptyValues, version, timestampFraction }: Settings): Format {
  switch (type) {
    case 'LENGTH':
      // Data without a byte is a field without a value: where those are accepted, so is the length of none.
      return allowEmptyValues ? isDigits : isPositive
    case 'UTCTIMESTAMP':
    case 'TIME':
      return (bytes, from, to) => {
        const time = readUtcTimestamp(bytes, from, to)
        return time !== undefined && time.fractionDigits <= timestampFraction
      }
    case 'UTCTIMEONLY':
      return (bytes, from, to) =>
        isUtcTimeOnly(bytes, from, to) && to - from - WHOLE_TIME_LENGTH - 1 <= timestampFraction
    case 'CHAR':
      // "char" was free text before String came, which was with FIX.4.2.
      return version.ordinal < 42 ? isString : isChar
    default:
      return FORMATS.get(type) ?? isString
  }
}
