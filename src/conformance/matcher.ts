/**
 * What a table cell says about a field, as a value that can be asked and printed. Cells are FIX words: a value or its
 * enum label, alternatives, ranges, `any`, `absent`, a regular expression. Pure; what a name stands for comes from the
 * dictionary handed in.
 */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { Tag } from '../fix/tags.ts'

export interface Matcher {
  /** For people: `5 Value is incorrect`, `between 1 and 99`. */
  readonly describe: string
  /** The one value wanted, where there is one. */
  readonly value?: string
  /** @param received - undefined when the field is absent */
  matches(received: string | undefined): boolean
}

/**
 * Reads a cell.
 *
 * @throws Error when it is empty or no range
 */
export function parseMatcher(cell: string, tag: number, dictionary: Dictionary): Matcher {
  const text = cell.trim()
  if (text === '') throw new Error('an empty cell says nothing: use "any" or "absent"')
  if (text === 'any') return { describe: 'any value', matches: (received) => received !== undefined }
  if (text === 'absent') return { describe: 'absent', matches: (received) => received === undefined }
  const expression = /^\/(.*)\/([a-z]*)$/.exec(text)
  if (expression !== null) return regularExpression(expression[1] as string, expression[2] as string)
  const range = /^between (\S+) and (\S+)$/.exec(text)
  if (range !== null) return numeric(text, Number(range[1]), Number(range[2]))
  const atMost = /^at most (\S+)$/.exec(text)
  if (atMost !== null) return numeric(text, Number.NEGATIVE_INFINITY, Number(atMost[1]))
  const atLeast = /^at least (\S+)$/.exec(text)
  if (atLeast !== null) return numeric(text, Number(atLeast[1]), Number.POSITIVE_INFINITY)
  const alternatives = text.split(/ or (?=\S)/)
  // `Fill or Kill` is one label.
  if (alternatives.length === 1 || valueSaid(tag, text, dictionary) !== text) return exactly(text, tag, dictionary)
  return anyOf(alternatives.map((alternative) => parseMatcher(alternative, tag, dictionary)))
}

/** The value itself, or the value that an enum label stands for. */
function exactly(text: string, tag: number, dictionary: Dictionary): Matcher {
  const value = valueSaid(tag, text, dictionary)
  const field = dictionary.fieldByTag(tag)
  // A slip of the pen in a label would fail every target: it is ours to mend, not theirs.
  if (field?.values !== undefined && !field.values.has(value) && !/^[-\d]+$/.test(value))
    throw new Error(`"${text}" is no value of ${field.name}(${tag}) in ${dictionary.name}, nor a label of one`)
  const label = labelOf(dictionary, tag, value)
  return {
    describe: label === undefined || label === value ? value : `${value} ${label}`,
    value,
    matches: (received) => received !== undefined && sameValue(received, value),
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

/** Numbers compare by value (`0` and `00`), everything else by text. */
function sameValue(received: string, value: string): boolean {
  return received === value || (isInteger(received) && isInteger(value) && BigInt(received) === BigInt(value))
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text)
}

function anyOf(matchers: readonly Matcher[]): Matcher {
  return {
    describe: matchers.map((matcher) => matcher.describe).join(' or '),
    matches: (received) => matchers.some((matcher) => matcher.matches(received)),
  }
}

function numeric(text: string, low: number, high: number): Matcher {
  if (Number.isNaN(low) || Number.isNaN(high)) throw new Error(`"${text}" is no range of numbers`)
  return {
    describe: text,
    matches: (received) =>
      received !== undefined && /^-?\d+(\.\d+)?$/.test(received) && Number(received) >= low && Number(received) <= high,
  }
}

function regularExpression(source: string, flags: string): Matcher {
  const expression = new RegExp(source, flags.replace(/[gy]/g, ''))
  return {
    describe: `matching /${source}/${flags}`,
    matches: (received) => received !== undefined && expression.test(received),
  }
}
