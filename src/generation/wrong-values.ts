/**
 * Values that are wrong, and wrong in one way: formats that a type does not have, and codes that are not in a set.
 *
 * @see FIX TagValue Encoding, field data types; FIX Session Layer Test Cases, scenario 14 (e) and 14 (f)
 */
import type { Dictionary, Field } from '../dictionary/dictionary.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import type { FixVersion } from '../fix/versions.ts'

/** A value that does not have the format of its field, and the reasons under which it may be rejected. */
export interface WrongValue {
  readonly value: string
  readonly reasons: readonly number[]
}

const NUMBERS = ['ABC', '1.5', '+1']
const DECIMALS = ['ten', '1.2.3', '1e5']
const DATES = ['today', '2026-01-05']

/** No such type is written like this. The first one is tried with every field, the others with those that a message needs. */
const MALFORMED: Readonly<Record<string, readonly string[]>> = {
  INT: NUMBERS,
  SEQNUM: NUMBERS,
  LENGTH: NUMBERS,
  TAGNUM: NUMBERS,
  NUMINGROUP: NUMBERS,
  DAYOFMONTH: ['ABC', '1.5'],
  FLOAT: DECIMALS,
  QTY: DECIMALS,
  PRICE: DECIMALS,
  PRICEOFFSET: DECIMALS,
  AMT: DECIMALS,
  PERCENTAGE: DECIMALS,
  CHAR: ['AB'],
  BOOLEAN: ['X', 'y', '1'],
  UTCTIMESTAMP: ['today', '2026-01-05T09:00:00', '20260105'],
  TIME: ['today', '2026-01-05T09:00:00', '20260105'],
  UTCTIMEONLY: ['noon', '9 am'],
  LOCALMKTTIME: ['noon', '9 am'],
  DATE: DATES,
  UTCDATE: DATES,
  UTCDATEONLY: DATES,
  LOCALMKTDATE: DATES,
  MONTHYEAR: ['soon', '2026-12'],
  TZTIMEONLY: ['noon'],
  TZTIMESTAMP: ['today'],
  MULTIPLECHARVALUE: ['AB'],
}

/** Types of which every text without SOH is well formed, or whose codes others keep: nothing to be tried. */
export const ANY_TEXT: ReadonlySet<string> = new Set([
  'STRING',
  'MULTIPLEVALUESTRING',
  'MULTIPLESTRINGVALUE',
  'CURRENCY',
  'COUNTRY',
  'EXCHANGE',
  'LANGUAGE',
  'XID',
  'XIDREF',
])

/**
 * Values in a format that is not that of the field, the plainest first; none for a type that has no wrong format, or that
 * nothing is known of. Where the field has codes as well, the value is in no list either, and either may be said.
 */
export function malformedValues(field: Field, dictionary: Dictionary, version: FixVersion): WrongValue[] {
  // "char" was free text before String came.
  if (field.type === 'CHAR' && version.ordinal < 42) return []
  const format = SessionRejectReason.IncorrectDataFormat
  // Y and N are the format of a Boolean, and its list.
  const alsoCode = field.type === 'BOOLEAN' || (field.values !== undefined && field.open === undefined)
  const reasons = alsoCode ? [SessionRejectReason.ValueIsIncorrect, format] : [format]
  return (MALFORMED[field.type] ?? [])
    .filter((value) => isNoValue(field, value, dictionary))
    .map((value) => ({ value, reasons }))
}

/** 99 is "other" in many a list, and from 100 on numbers may be agreed upon between parties. */
const NO_CODES_OF_NUMBERS = Array.from({ length: 89 }, (_, i) => String(98 - i))
const NO_CODES_OF_CHARACTERS = ['z', 'Z', 'q', '!', '~']
const NO_CODES_OF_TEXTS = ['zz9', 'nocode', '~~~']

/**
 * Fields whose list is not the end: by the words of the standard parties may agree upon further values, or the list names
 * a list that others keep.
 * Source: FIX field definitions, StipulationType, UnderlyingStipType, TradingSessionID, TradingSessionSubID, InstrRegistry.
 */
const OPEN_BY_STANDARD: ReadonlySet<number> = new Set([233, 888, 336, 625, 543])

/** Why a field's list can not be tried; undefined when it can. */
export function whyNoCodeToTry(field: Field): string | undefined {
  if (field.open !== undefined || OPEN_BY_STANDARD.has(field.tag))
    return 'parties may agree upon values beside its list'
  return undefined
}

/** A value in the right format that is none of the field's; undefined when the type is not one of lists. */
export function valueOutsideCodes(field: Field, dictionary: Dictionary): string | undefined {
  return candidatesFor(field.type).find((value) => isNoValue(field, value, dictionary))
}

function candidatesFor(type: string): readonly string[] {
  switch (type) {
    case 'CHAR':
    case 'MULTIPLECHARVALUE':
    // Its values are mostly single characters, and some targets read it as such.
    case 'MULTIPLEVALUESTRING':
      return NO_CODES_OF_CHARACTERS
    case 'INT':
      return NO_CODES_OF_NUMBERS
    case 'STRING':
    case 'MULTIPLESTRINGVALUE':
      return NO_CODES_OF_TEXTS
    default:
      return []
  }
}

/** Not a code of the field, nor a list of them, nor what a step would take for one of its labels. */
function isNoValue({ tag, values }: Field, value: string, dictionary: Dictionary): boolean {
  return values === undefined || dictionary.valueOf(tag, value) === undefined
}
