/** A YAML file that people edit, read by a zod model; what is wrong is told with file, line, key and what is allowed. */
import { readFileSync } from 'node:fs'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { nearest } from '../dictionary/nearest.ts'
import { systemWords } from '../log/system-words.ts'

/** Nobody reads a thousand mistakes; the first ones say what kind they are. */
const MAX_PROBLEMS = 5

/** Files of this kind have some thousand lines; what is much longer is another file. */
const MAX_BYTES = 4 * 1024 * 1024

export interface YamlFile<T> {
  readonly data: T
  /** `file:line` of a key, for what only the caller can see; the nearest key around it when it is not there. */
  where(...path: readonly PropertyKey[]): string
}

/**
 * @param kind - what the file is, for messages: `plan`
 * @param refuse - makes the error that is thrown, of the problems with their places, one a line
 */
export function readYaml<T>(
  file: string,
  kind: string,
  model: z.ZodType<T>,
  refuse: (text: string) => Error,
): YamlFile<T> {
  return parseYaml(textOf(file, kind, refuse), file, kind, model, refuse)
}

/** The same with the text at hand. */
export function parseYaml<T>(
  text: string,
  file: string,
  kind: string,
  model: z.ZodType<T>,
  refuse: (text: string) => Error,
): YamlFile<T> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [syntax] = document.errors
  if (syntax !== undefined) {
    const { line, col } = lines.linePos(syntax.pos[0])
    throw refuse(`${file}:${line}:${col}: ${syntax.message}`)
  }
  const where = (...path: readonly PropertyKey[]): string => `${file}${placeOf(document, lines, path)}`
  const data = plainOf(document, file, refuse)
  const parsed = model.safeParse(data)
  if (parsed.success) return { data: parsed.data, where }
  const problems = parsed.error.issues.slice(0, MAX_PROBLEMS).map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    const path = unknown === undefined ? issue.path : [...issue.path, unknown]
    return `${where(...path)}: ${describe(issue, path.map(String), data, kind, keysOf(model, issue.path))}`
  })
  const more = parsed.error.issues.length - problems.length
  throw refuse([...problems, ...(more > 0 ? [`and ${more} more of the kind`] : [])].join('\n'))
}

/** Aliases that multiply what they stand for are refused by the parser's own limit. */
function plainOf(document: Document, file: string, refuse: (text: string) => Error): unknown {
  try {
    return document.toJS()
  } catch (cause) {
    throw refuse(`${file}: ${(cause as Error).message}`)
  }
}

function textOf(file: string, kind: string, refuse: (text: string) => Error): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw refuse(`${file}: the ${kind} could not be read: ${systemWords(cause)}`)
  }
  if (bytes.length > MAX_BYTES) throw refuse(`${file}: ${bytes.length} bytes, and a ${kind} has at most ${MAX_BYTES}`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refuse(`${file}: the ${kind} is not UTF-8: save it in that encoding`)
  }
}

/** `:LINE` of a key; of what it would stand in, when it is not there. */
function placeOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): string {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined
    if (node?.range !== undefined) return `:${lines.linePos(node.range[0]).line}`
  }
  return ''
}

function describe(
  issue: z.core.$ZodIssue,
  path: readonly string[],
  data: unknown,
  kind: string,
  known: readonly string[],
): string {
  const key = path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const near = nearest(path.at(-1) ?? '', known, 1)[0]
    return `unknown key "${key}": ${near === undefined ? `allowed are ${known.join(', ')}` : `did you mean "${near}"?`}`
  }
  let value: unknown = data
  for (const part of path) value = (value as Record<string, unknown> | undefined)?.[part]
  const shown = value === undefined ? 'is missing' : `is ${shortened(JSON.stringify(value))}`
  return `${key === '' ? `the ${kind}` : `"${key}"`} ${shown}: ${wordsOf(issue.message)}`
}

/** Of zod's `Invalid input: expected array, received undefined`: what was expected. What is there stands before it. */
function wordsOf(message: string): string {
  return message.replace(/^Invalid (?:input|option): /, '').replace(/, received \w+$/, '')
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** Keys that the model has at a place. */
function keysOf(model: z.ZodType, path: readonly PropertyKey[]): string[] {
  interface Node {
    readonly shape?: Readonly<Record<string, Node>>
    readonly element?: Node
    readonly unwrap?: () => Node
  }
  let node: Node | undefined = model as unknown as Node
  for (const part of path) {
    node = inner(node)
    node = typeof part === 'number' ? node?.element : node?.shape?.[String(part)]
  }
  return Object.keys(inner(node)?.shape ?? {})

  /** What stands inside of `optional`, `default` and their like. */
  function inner(one: Node | undefined): Node | undefined {
    let found = one
    while (
      found !== undefined &&
      found.shape === undefined &&
      found.element === undefined &&
      found.unwrap !== undefined
    )
      found = found.unwrap()
    return found
  }
}
