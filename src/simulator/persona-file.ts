/**
 * Personas by name or file, and steps by themselves. What is wrong is told all at once, each line with file, line, column,
 * key, value, what is allowed and what is near.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { nearest } from '../dictionary/nearest.ts'
import type { Persona, Step } from '../venue/persona.ts'
import { type Draft, draftOf, personaOf } from './persona-extends.ts'
import { type PersonaText, personaModel } from './persona-model.ts'
import { PersonaFileError, readSource, type Source, someProblems, sourceOf } from './persona-source.ts'
import { stepModel } from './step-model.ts'

export { PersonaFileError } from './persona-source.ts'

const FOLDER = path.join(import.meta.dirname, 'personas')
const ENDING = /\.ya?ml$/

/** Each extends the next; nobody means more. */
const MOST_LAYERS = 8

/** A persona is a page or two of text. */
const MOST_BYTES = 1024 * 1024

export interface PersonaOptions {
  /** Rules of kind `fault` are followed too: the venue is wrong on purpose. Default false. */
  readonly faults?: boolean | undefined
  /** `extends` may name a file. Default true; false for a text that comes from elsewhere. */
  readonly files?: boolean | undefined
}

/** Names of the personas that come with fixproof. */
export function personaNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => ENDING.test(file))
    .map((file) => file.replace(ENDING, ''))
    .sort()
}

/**
 * A persona that comes with fixproof, by its name, or one in a file, by its path.
 *
 * @throws PersonaFileError
 */
export function loadPersona(nameOrFile: string, { faults = false }: PersonaOptions = {}): Persona {
  return personaOf(load(nameOrFile, '', 0), faults)
}

/** @throws PersonaFileError */
export function parsePersona(
  text: string,
  name: string,
  { faults = false, files = true }: PersonaOptions = {},
): Persona {
  return personaOf(read(readSource(text, name), files ? path.dirname(name) : undefined, 0), faults)
}

/**
 * A persona from data, such as a JSON body; it may extend those that come with fixproof, and no file.
 *
 * @throws PersonaFileError
 */
export function personaFromData(data: unknown, name: string, { faults = false }: PersonaOptions = {}): Persona {
  return personaOf(read(sourceOf(data, name), undefined, 0), faults)
}

/**
 * One step in YAML, or a list of them: `ack`, `fill: 10`, `{ fill: 10, px: 50 }`, `[ack, { fill: rest }]`.
 *
 * @throws PersonaFileError
 */
export function parseSteps(text: string): Step[] {
  const source = readSource(text, `"${text}"`)
  const { data } = source
  const given = Array.isArray(data) ? data : [data]
  const parsed = z.array(stepModel('hand')).min(1).max(100).safeParse(given)
  if (parsed.success) return parsed.data
  throw new PersonaFileError(
    parsed.error.issues.map(({ path: [, ...key], message }) => describe(`"${text}"`, key, undefined, message)),
  )
}

/**
 * @param folder - where a file is named from; undefined: no file can be named
 * @param depth - how many personas extend this one
 */
function load(nameOrFile: string, folder: string | undefined, depth: number): Draft {
  const isFile = ENDING.test(nameOrFile) || /[/\\]/.test(nameOrFile)
  if (!isFile && !personaNames().includes(nameOrFile)) throw new PersonaFileError([unknownName(nameOrFile)])
  if (isFile && folder === undefined)
    throw new PersonaFileError([
      `"${nameOrFile}": here only personas that come with fixproof can be named: ${personaNames().join(', ')}`,
    ])
  const file = isFile ? path.resolve(folder ?? '', nameOrFile) : path.join(FOLDER, `${nameOrFile}.yaml`)
  const shown = isFile ? nameOrFile : `${nameOrFile}.yaml`
  if (depth >= MOST_LAYERS)
    throw new PersonaFileError([`${shown}: "extends" goes round, or is deeper than ${MOST_LAYERS}`])
  return read(readSource(textOf(file, shown), shown), path.dirname(file), depth + 1)
}

function textOf(file: string, shown: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new PersonaFileError([`${shown}: the persona could not be read (${(cause as NodeJS.ErrnoException).code})`])
  }
  if (text.length > MOST_BYTES) throw new PersonaFileError([`${shown}: longer than ${MOST_BYTES} bytes`])
  return text
}

function unknownName(name: string): string {
  const near = nearest(name, personaNames(), 1)[0]
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`
  return `there is no persona "${name}".${hint} Known are ${personaNames().join(', ')}; a file is named by its path, such as ./mine.yaml`
}

function read(source: Source, folder: string | undefined, depth: number): Draft {
  const parsed = personaModel.safeParse(source.data)
  const problems = parsed.success
    ? sense(parsed.data, source)
    : parsed.error.issues.flatMap((issue) => told(issue, source))
  if (!parsed.success || problems.length > 0) throw new PersonaFileError(someProblems(problems))
  const own = parsed.data
  if (own.extends === undefined) return draftOf(own)
  const base = baseOf(own.extends, source, folder, depth)
  const unknown = own.without.flatMap((id, i) => {
    if (base.rules.some((rule) => rule.id === id)) return []
    const near = nearest(
      id,
      base.rules.map((rule) => rule.id),
      1,
    )[0]
    const hint = near === undefined ? '' : `; did you mean "${near}"?`
    return [describe(source.at(['without', i]), ['without', i], id, `"${base.name}" has no such rule${hint}`)]
  })
  if (unknown.length > 0) throw new PersonaFileError(someProblems(unknown))
  return draftOf(own, base)
}

function baseOf(name: string, source: Source, folder: string | undefined, depth: number): Draft {
  try {
    return load(name, folder, depth)
  } catch (error) {
    if (!(error instanceof PersonaFileError)) throw error
    // What is wrong in the other file stands there; what is wrong with its name stands here.
    const [first = ''] = error.problems
    if (error.problems.length > 1 || /:\d+:\d+: /.test(first)) throw error
    throw new PersonaFileError([`${source.at(['extends'])}: "extends" is "${name}": ${first}`])
  }
}

/** What is right in each part, and wrong together. */
function sense({ rules, symbols, extends: base, without }: PersonaText, source: Source): string[] {
  const twice = (key: 'rules' | 'symbols', ids: readonly string[]): string[] =>
    ids.flatMap((id, i) =>
      ids.indexOf(id) === i
        ? []
        : [describe(source.at([key, i]), [key, i], id, `stands twice; the first is ${key}[${ids.indexOf(id)}]`)],
    )
  return [
    ...twice(
      'rules',
      rules.map(({ id }) => id),
    ),
    ...twice(
      'symbols',
      symbols.map(({ symbol }) => symbol),
    ),
    ...(without.length > 0 && base === undefined
      ? [
          describe(
            source.at(['without']),
            ['without'],
            undefined,
            'goes with "extends": it leaves out rules of another persona',
          ),
        ]
      : []),
  ]
}

function told(issue: z.core.$ZodIssue, source: Source): string[] {
  if (issue.code !== 'unrecognized_keys')
    return [describe(source.at(issue.path), issue.path, valueAt(source.data, issue.path), wordsOf(issue))]
  const known = knownKeys(issue.path)
  return issue.keys.map((key) => {
    const near = nearest(key, known, 1)[0]
    const at = [...issue.path, key]
    return `${source.at(at)}: unknown key "${keyOf(at)}": ${near === undefined ? `allowed are ${known.join(', ')}` : `did you mean "${near}"?`}`
  })
}

function wordsOf({ code, message }: z.core.$ZodIssue): string {
  return code === 'invalid_type' ? message.replace(/^Invalid input: /, '').replace(/, received.*$/, '') : message
}

function describe(at: string, key: readonly PropertyKey[], value: unknown, message: string): string {
  const name = key.length === 0 ? '' : ` "${keyOf(key)}"`
  const isScalar = value !== undefined && value !== null && typeof value !== 'object'
  const shown = isScalar ? ` is ${JSON.stringify(value)}` : ''
  return `${at}:${name}${shown}${name === '' && shown === '' ? ' ' : ': '}${message}`
}

/** `rules[3].then[1].fill`. */
function keyOf(key: readonly PropertyKey[]): string {
  return key
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`))
    .join('')
}

function valueAt(data: unknown, key: readonly PropertyKey[]): unknown {
  let value = data
  for (const part of key) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[part]
  return value
}

interface Shape {
  properties?: Record<string, Shape>
  items?: Shape
  anyOf?: Shape[]
}

/** Keys that the model has at a place. */
function knownKeys(key: readonly PropertyKey[]): string[] {
  let shapes: Shape[] = [z.toJSONSchema(personaModel, { io: 'input', unrepresentable: 'any' }) as Shape]
  const all = (some: Shape[]): Shape[] => some.flatMap((shape) => [shape, ...all(shape.anyOf ?? [])])
  for (const part of key)
    shapes = all(shapes).flatMap(
      (shape) => (typeof part === 'number' ? shape.items : shape.properties?.[String(part)]) ?? [],
    )
  return [...new Set(all(shapes).flatMap((shape) => Object.keys(shape.properties ?? {})))]
}
