/**
 * What a table cell says about a field, as a value that can be asked and printed. Cells are FIX words: a value or its
 * enum label, alternatives, ranges, tolerances, `not …`, `any`, `absent`, a regular expression. Pure; what a name stands
 * for comes from the dictionary handed in.
 */
import type { Message } from '../codec/message.ts'
import type { Dictionary, Field } from '../dictionary/dictionary.ts'
import { readableLabel } from '../dictionary/labels.ts'
import { nearest } from '../dictionary/nearest.ts'
import { Tag } from '../fix/tags.ts'
import { numberMatcher, sameValue } from './number-matchers.ts'

export interface Matcher {
  /** For people: `5 Value is incorrect`, `between 1 and 99`. */
  readonly describe: string
  /** The one value wanted, where there is one. */
  readonly value?: string
  /**
   * @param received - undefined when the field is absent
   * @param holder - the message that it stands in, for what depends on another field of it
   */
  matches(received: string | undefined, holder?: Message): boolean
}

export const ANY: Matcher = { describe: 'any value', matches: (received) => received !== undefined }
export const ABSENT: Matcher = { describe: 'absent', matches: (received) => received === undefined }

/**
 * Reads a cell.
 *
 * @throws Error when it is empty, no range, or no label of the field; with the nearest labels
 */
export function parseMatcher(cell: string, tag: number, dictionary: Dictionary): Matcher {
  const text = cell.trim()
  if (text === '') throw new Error('an empty cell says nothing: use "any" or "absent"')
  if (text === 'any') return ANY
  if (text === 'absent') return ABSENT
  const expression = /^\/(.*)\/([a-z]*)$/.exec(text)
  if (expression !== null) return regularExpression(expression[1] as string, expression[2] as string)
  // `Fill or Kill` and `Not held` are labels.
  const isLabel = valueSaid(tag, text, dictionary) !== text
  if (!isLabel && text.startsWith('not ')) return not(parseMatcher(text.slice('not '.length), tag, dictionary))
  const range = isLabel ? undefined : numberMatcher(text)
  if (range !== undefined) return range
  const alternatives = text.split(/ or (?=\S)/)
  if (alternatives.length === 1 || isLabel) return exactly(text, tag, dictionary)
  return anyOf(alternatives.map((alternative) => parseMatcher(alternative, tag, dictionary)))
}

/** The value itself, or the value that an enum label stands for. */
function exactly(text: string, tag: number, dictionary: Dictionary): Matcher {
  const value = valueSaid(tag, text, dictionary)
  const field = dictionary.fieldByTag(tag)
  // A slip of the pen in a label would fail every target: it is ours to mend, not theirs. A MsgType may be one that nobody knows.
  const closed = field?.values !== undefined && tag !== Tag.RefMsgType
  if (closed && !field.values.has(value) && !/^[-\d]+$/.test(value) && !isListOf(field, value))
    throw new Error(
      `"${text}" is no value of ${field.name}(${tag}) in ${dictionary.name}, nor a label of one${hint(text, field.values)}`,
    )
  return valueMatcher(value, tag, dictionary)
}

/** True when each item of a list field is one of its values: `1 G`. */
function isListOf(field: Field, value: string): boolean {
  return value.includes(' ') && value.split(' ').every((item) => field.values?.has(item))
}

function hint(text: string, values: ReadonlyMap<string, string>): string {
  const labels = [...values.values()].map(readableLabel)
  const near = nearest(text, labels)
  if (near.length > 0) return `; near it: ${near.join(', ')}`
  return labels.length > 0 && labels.length <= 20 ? `; there are ${labels.join(', ')}` : ''
}

/** The field holds this value, as it stands on the wire; numbers by what they mean. */
export function valueMatcher(value: string, tag: number, dictionary: Dictionary): Matcher {
  const label = labelOf(dictionary, tag, value)
  const type = dictionary.fieldByTag(tag)?.type
  return {
    describe: label === undefined || label === value ? value : `${value} ${label}`,
    value,
    matches: (received) => received !== undefined && sameValue(received, value, type),
  }
}

/** The value that a person's word stands for: an enum label, a field's name in RefTagID, a message's in RefMsgType. */
export function valueSaid(tag: number, text: string, dictionary: Dictionary): string {
  if (tag === Tag.RefTagID) return dictionary.fieldByName(text)?.tag.toString() ?? text
  if (tag === Tag.RefMsgType) return dictionary.messageByName(text)?.msgType ?? text
  return dictionary.valueOf(tag, text) ?? text
}

/** How a value is called: the reverse of `valueSaid`. */
export function labelOf(dictionary: Dictionary, tag: number, value: string): string | undefined {
  if (tag === Tag.RefTagID) return dictionary.fieldByTag(Number(value))?.name
  if (tag === Tag.RefMsgType || tag === Tag.MsgType) return dictionary.message(value)?.name
  return dictionary.labelOf(tag, value)
}

export function anyOf(matchers: readonly Matcher[]): Matcher {
  return {
    describe: matchers.map((matcher) => matcher.describe).join(' or '),
    matches: (received, holder) => matchers.some((matcher) => matcher.matches(received, holder)),
  }
}

/** The field is there and holds something else. */
export function not(matcher: Matcher): Matcher {
  return {
    describe: `not ${matcher.describe}`,
    matches: (received, holder) => received !== undefined && !matcher.matches(received, holder),
  }
}

function regularExpression(source: string, flags: string): Matcher {
  const expression = new RegExp(source, flags.replace(/[gy]/g, ''))
  return {
    describe: `matching /${source}/${flags}`,
    matches: (received) => received !== undefined && expression.test(received),
  }
}
