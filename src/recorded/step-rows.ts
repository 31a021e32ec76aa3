/** Rows of a step, and how fields and values are called in them. */
import { parseMatcher, valueSaid } from '../conformance/matcher.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { Tag } from '../fix/tags.ts'

export interface Row {
  /** Name of a field, or its tag where it has none; a capture behind it. */
  readonly name: string
  readonly cell: string
  /** Levels of indentation. */
  readonly depth: number
}

/** The name that leads back to the tag, else the tag itself. */
export function fieldName(dictionary: Dictionary, tag: number): string {
  const name = dictionary.fieldByTag(tag)?.name
  if (name !== undefined && dictionary.fieldByName(name)?.tag === tag && /^[A-Z]\w*$/.test(name)) return name
  return KNOWN_NAMES.get(tag) ?? String(tag)
}

const KNOWN_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(Tag).map(([name, tag]) => [tag, name]))

/** Longer ones say less than the value. */
const LABEL_MAX = 40

/** The label of a value, where a cell with it says this value and no other. */
export function labelFor(dictionary: Dictionary, tag: number, value: string): string | undefined {
  if (dictionary.fieldByTag(tag)?.type === 'BOOLEAN' || value === '') return undefined
  const label =
    tag === Tag.RefTagID
      ? dictionary.fieldByTag(Number(value))?.name
      : tag === Tag.RefMsgType
        ? dictionary.message(value)?.name
        : dictionary.labelOf(tag, value)
  if (label === undefined || label.length > LABEL_MAX || /[|<>"/\\]|^\d|^(any|absent)$/i.test(label)) return undefined
  return valueSaid(tag, label, dictionary) === value ? label : undefined
}

/** Whether a cell of an expectation takes this text for just this value. */
export function saysItself(text: string, tag: number, value: string, dictionary: Dictionary): boolean {
  if (text.trim() !== text || text === '' || /[\r\n]|<[^<>]+>|^(same as|other than) |from now$/.test(text)) return false
  try {
    const matcher = parseMatcher(text, tag, dictionary)
    return matcher.value === value
  } catch {
    return false
  }
}

/** A regular expression in a cell that fits just this text. */
export function exactly(text: string): string {
  return `/^${escaped(text)}$/`
}

export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
