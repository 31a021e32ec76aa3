/**
 * Formats and enumerations of a dictionary as one number for each tag, and the look at a value that goes with it.
 * Formats without a class of their own are asked as the rule asks them.
 */
import { isLocalMktDate } from '../../codec/time-values.ts'
import { FRACTION_DIGITS_MAX } from '../../codec/utc-timestamp.ts'
import {
  isBoolean,
  isChar,
  isDigits,
  isFloat,
  isInt,
  isMultipleCharValue,
  isMultipleValueString,
  isString,
} from '../../codec/values.ts'
import type { Dictionary, Field } from '../../dictionary/dictionary.ts'
import { dataFieldOf, lengthFieldOf } from '../../fix/data-fields.ts'
import { Tag } from '../../fix/tags.ts'
import { anything, type Format, isPositive, isTimestampType } from '../formats.ts'
import type { Settings } from '../options.ts'
import type { EnumPlan } from '../plan.ts'
import { NumberForm } from './byte-loops.ts'
import { ByteSets } from './byte-sets.ts'
import { type LongerValue, LongerValues, longerValues } from './longer-values.ts'

/** How a value of more than one byte is looked at; numbers from `Digits` on have the bits of their form. */
export const ValueClass = {
  /** Not at all: decoding leaves no SOH in a value. */
  Any: 0,
  Enumerated: 1,
  /** It is wrong: Boolean and char. */
  Byte: 2,
  Timestamp: 3,
  Time: 4,
  Date: 5,
  /** As the rule does it. */
  Other: 6,
  Digits: 8,
  Int: 8 | NumberForm.Signed,
  Float: 8 | NumberForm.Signed | NumberForm.Decimal,
  Length: 8 | NumberForm.NotZero,
} as const

/** The word of a tag. Bits 6 to 11 belong to the message type: tables.ts. */
export const Word = {
  ClassMask: 0xf,
  /** Tells the length of a data field that may follow. */
  Length: 1 << 4,
  /** The dictionary defines the tag. */
  Defined: 1 << 5,
  /** From here on: the number of the set of bytes that are values. */
  BytesShift: 12,
} as const

const CLASSES: ReadonlyMap<Format, number> = new Map<Format, number>([
  [anything, ValueClass.Any],
  [isString, ValueClass.Any],
  [isChar, ValueClass.Byte],
  [isBoolean, ValueClass.Byte],
  [isDigits, ValueClass.Digits],
  [isInt, ValueClass.Int],
  [isFloat, ValueClass.Float],
  [isPositive, ValueClass.Length],
  [isLocalMktDate, ValueClass.Date],
])

/** Formats that a list has when each of its items has it. */
const LIST_FORMATS: ReadonlySet<Format> = new Set([isString, isMultipleValueString, isMultipleCharValue])

/** What the plan of a dictionary knows about its fields. */
export interface FieldFacts {
  readonly dictionary: Dictionary
  readonly settings: Settings
  readonly formats: readonly (Format | undefined)[]
  readonly enums: readonly (EnumPlan | undefined)[]
}

export class PlainValues {
  /** By tag; 0 for one that the dictionary does not define. */
  readonly words: Int32Array
  /** The sets of bytes that are values by themselves. */
  readonly bits: Int32Array
  readonly #longer: LongerValues
  readonly #formats: readonly (Format | undefined)[]
  /** Most digits behind the point of a time. */
  readonly fraction: number

  constructor(facts: FieldFacts) {
    const { dictionary, settings, formats } = facts
    this.#formats = formats
    this.fraction = Math.min(FRACTION_DIGITS_MAX, settings.timestampFraction)
    this.words = new Int32Array(formats.length)
    const drafts: Drafts = { sets: new ByteSets(), longer: [], lists: new Set() }
    for (const field of dictionary.fields) {
      this.words[field.tag] = Word.Defined | (settings.checkValues ? wordOf(field, facts, drafts) : 0)
    }
    this.bits = drafts.sets.bits
    this.#longer = new LongerValues(this.bits, drafts.longer, drafts.lists)
  }

  /** True when a value of more than one byte is what the class in the word says, unless that is a number or a time. */
  isPlain(word: number, tag: number, source: Uint8Array, start: number, end: number): boolean {
    switch (word & Word.ClassMask) {
      case ValueClass.Any:
        return true
      case ValueClass.Enumerated:
        return this.#longer.holds(word >> Word.BytesShift, source, start, end)
      case ValueClass.Byte:
        return false
      default:
        return this.#formats[tag]?.(source, start, end) === true
    }
  }
}

/** What the tables of enumerations are made of. */
interface Drafts {
  readonly sets: ByteSets
  readonly longer: LongerValue[]
  readonly lists: Set<number>
}

function wordOf(field: Field, { settings, formats, enums }: FieldFacts, { sets, longer, lists }: Drafts): number {
  const { tag } = field
  const format = formats[tag] as Format
  const values = enums[tag]
  const length = dataFieldOf(tag) === undefined ? 0 : Word.Length
  if (values === undefined || tag === Tag.MsgType || settings.allowUnknownEnumValues) {
    return length | classOf(field, format, settings) | (sets.ofFormat(format) << Word.BytesShift)
  }
  const set = sets.ofValues(values.values, format)
  longer.push(...longerValues(set, values.values, format))
  if (values.list && LIST_FORMATS.has(format)) lists.add(set)
  return length | ValueClass.Enumerated | (set << Word.BytesShift)
}

function classOf({ tag, type }: Field, format: Format, { timestampFraction }: Settings): number {
  // Only here a SOH can stand in a value, which most formats refuse.
  if (lengthFieldOf(tag) !== undefined && format !== anything) return ValueClass.Other
  if (timestampFraction >= 0) {
    if (isTimestampType(type)) return ValueClass.Timestamp
    if (type === 'UTCTIMEONLY') return ValueClass.Time
  }
  return CLASSES.get(format) ?? ValueClass.Other
}
