/** Checks of one kind that differ in a few words: a scenario, or the rows of a scenario outline. */
import type { Dictionary, MessageDefinition } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Answer } from './answer.ts'
import type { StatedRow } from './rows.ts'

/** What can be asked for by `--checks`, in the order of the file. */
export const CHECK_KINDS = [
  'undefined',
  'missing',
  'foreign',
  'empty',
  'codes',
  'format',
  'repeated',
  'count',
  'order',
  'conditions',
] as const

export type CheckKind = (typeof CHECK_KINDS)[number]

/** The case of the standard that each kind belongs to. */
export const CASE_OF: Readonly<Record<CheckKind, string>> = {
  undefined: '14.a',
  missing: '14.b',
  foreign: '14.c',
  empty: '14.d',
  codes: '14.e',
  format: '14.f',
  repeated: '14.h',
  count: '14.i',
  order: '14.j',
  conditions: '14.m',
}

/** What messages are checked against. */
export interface Subject {
  readonly dictionary: Dictionary
  readonly version: FixVersion
  readonly definition: MessageDefinition
  /** What a valid message needs beyond what is required: the price of a limit order. */
  readonly needs: ReadonlyMap<string, { readonly value?: string }>
  /** Tags that may stand at several places of the message. */
  readonly several: ReadonlySet<number>
}

/** One check: what its words are, and the message and answer that it shares with others of its family. */
export interface Check {
  readonly kind: CheckKind
  /** Title; what stands in `<…>` is a word of `words`. */
  readonly title: string
  readonly rows: readonly StatedRow[]
  readonly answer: Answer
  readonly words: Readonly<Record<string, string>>
  /** The target's application has to be there. */
  readonly needsApplication?: true
}

/** Fields that no check is made for, and why: the reason is a sentence. */
export interface LeftOut {
  readonly why: string
  /** As people name the place: `AllocQty in NoAllocs`. */
  readonly what: string
}

export interface Found {
  readonly checks: readonly Check[]
  readonly leftOut: readonly LeftOut[]
}

export interface Family extends Omit<Check, 'words'> {
  readonly columns: readonly string[]
  readonly examples: readonly (readonly string[])[]
}

/** Checks that share everything but their words, together; families in the order in which they begin. */
export function familiesOf(checks: readonly Check[]): Family[] {
  const families = new Map<string, { readonly first: Check; readonly examples: string[][] }>()
  for (const check of checks) {
    const { words, ...shared } = check
    const key = JSON.stringify([shared, Object.keys(words)])
    const known = families.get(key) ?? { first: check, examples: [] }
    families.set(key, known)
    known.examples.push(Object.values(words))
  }
  return [...families.values()].map(({ first: { words, ...shared }, examples }) => ({
    ...shared,
    columns: Object.keys(words),
    examples,
  }))
}

/** A title with the words of a check put in. */
export function titleOf(title: string, words: Readonly<Record<string, string>>): string {
  return title.replace(/<([^<>]+)>/g, (whole, word: string) => words[word] ?? whole)
}

/** Titles of the checks of a family, in its order. */
export function titlesOf({ title, columns, examples }: Family): string[] {
  return examples.map((row) => titleOf(title, Object.fromEntries(columns.map((name, i) => [name, row[i] ?? '']))))
}
