/** A delta: a small YAML file that says in what a dialect differs from its base. Text to model, errors with their place. */
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import { deltaModel, type ParsedDelta } from './delta-model.ts'
import { DictionaryError } from './dictionary-error.ts'
import { nearest } from './nearest.ts'

/** Longest delta, characters: the largest rulebooks come to a hundredth of it. */
const MAX_LENGTH = 4 * 1024 * 1024

/** The keys of a delta, by the key that they stand in. Names of fields, components and messages are free. */
const KEYS: readonly string[] = [
  ...['base', 'title', 'fields', 'components', 'header', 'trailer', 'messages'],
  ...['add', 'change', 'remove', 'only', 'require', 'optional', 'members', 'rules', 'values', 'after', 'before'],
  ...['tag', 'name', 'type', 'open', 'msgType', 'category', 'field', 'group', 'component', 'required', 'constant'],
  ...['member', 'presence', 'when'],
]

export class Delta {
  readonly stated: ParsedDelta
  readonly #file: string | undefined
  readonly #document: Document
  readonly #lines: LineCounter

  constructor(stated: ParsedDelta, file: string | undefined, document: Document, lines: LineCounter) {
    this.stated = stated
    this.#file = file
    this.#document = document
    this.#lines = lines
  }

  get base(): string {
    return this.stated.base
  }

  /** An error at a key; `path` as in the file: `['messages', 'change', 'NewOrderSingle', 'require', 0]`. */
  error(path: readonly PropertyKey[], what: string, expected: string): DictionaryError {
    const place = this.#file === undefined ? {} : { file: this.#file }
    return new DictionaryError(`"${path.join('.')}": ${what}`, expected, {
      ...place,
      ...placeOf(this.#document, this.#lines, path),
    })
  }
}

/**
 * @param file - the name of the file for errors
 * @throws DictionaryError: YAML that can not be read, a key that there is not, a value of the wrong form
 */
export function readDelta(text: string, file?: string): Delta {
  const place = file === undefined ? {} : { file }
  if (text.length > MAX_LENGTH)
    throw new DictionaryError(`${text.length} characters are too much`, `at most ${MAX_LENGTH} for a delta`, place)
  const lines = new LineCounter()
  // All scalars are text: a value 01 stays 01, and Y is no truth.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'failsafe' })
  const [syntax] = document.errors
  if (syntax !== undefined) {
    const { line, col } = lines.linePos(syntax.pos[0])
    throw new DictionaryError(`malformed YAML (${syntax.message})`, 'a well-formed document', {
      ...place,
      line,
      column: col,
    })
  }
  const data = plain(document, place)
  const parsed = deltaModel.safeParse(data)
  if (parsed.success) return new Delta(parsed.data, file, document, lines)
  const [issue] = parsed.error.issues
  if (issue === undefined) throw parsed.error
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = unknown === undefined ? issue.path : [...issue.path, unknown]
  throw new DictionaryError(describe(issue, path, data), expectedOf(issue, unknown), {
    ...place,
    ...placeOf(document, lines, path),
  })
}

function plain(document: Document, place: { file?: string }): unknown {
  try {
    return document.toJS()
  } catch (cause) {
    // Aliases that multiply without end.
    throw new DictionaryError(`YAML that can not be opened (${(cause as Error).message})`, 'no aliases', place)
  }
}

function describe(issue: z.core.$ZodIssue, path: readonly PropertyKey[], data: unknown): string {
  const key = path.join('.')
  if (issue.code === 'unrecognized_keys') return `unknown key "${key}"`
  let value: unknown = data
  for (const part of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[part]
  const shown = value === undefined ? 'is missing' : `is ${JSON.stringify(value).slice(0, 80)}`
  return `${key === '' ? 'the delta' : `"${key}"`} ${shown}`
}

function expectedOf(issue: z.core.$ZodIssue, unknown: string | undefined): string {
  if (unknown !== undefined) {
    const near = nearest(unknown, KEYS, 2)
    return near.length === 0 ? 'a key of the format, see docs/dictionaries.md' : near.join(' or ')
  }
  if (issue.code === 'invalid_type') {
    const words: Readonly<Record<string, string>> = {
      object: 'keys with values',
      record: 'names with values',
      array: 'a list [ … ]',
      string: 'a text',
    }
    return words[issue.expected] ?? issue.expected
  }
  return issue.message.replace(/^expected /, '')
}

/** Where a key stands; where it would stand in, when it is not there. */
function placeOf(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
): { line?: number; column?: number } {
  for (let depth = path.length; depth > 0; depth--) {
    const offset = offsetOf(document, path.slice(0, depth))
    if (offset === undefined) continue
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  return { line: 1, column: 1 }
}

/** The key where there is one, so that the place is that of the name; the item in a list. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  const last = path.at(-1)
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last))
    return (pair?.key as Node | undefined)?.range?.[0]
  }
  return (document.getIn(path, true) as Node | undefined)?.range?.[0]
}
