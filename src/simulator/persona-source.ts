/** The text of a persona as YAML, and where each of its keys stands. Scalars stay text: 10.50 is not 10.5. */
import { type Document, LineCounter, parseDocument } from 'yaml'

/** What is wrong with a persona: each line names file, line, column, key, value and what is allowed. */
export class PersonaFileError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'PersonaFileError'
    this.problems = problems
  }
}

/** More would be no help. */
const MOST_PROBLEMS = 50

export interface Source {
  readonly data: unknown
  /** @returns `file:line:column`, of what the key would stand in when it is not there */
  at(path: readonly PropertyKey[]): string
}

/** @throws PersonaFileError for what is no YAML, with every fault that the reader finds */
export function readSource(text: string, name: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'failsafe' })
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${name}:${line}:${col}`
  }
  if (document.errors.length > 0)
    throw new PersonaFileError(document.errors.map(({ pos, message }) => `${place(pos[0])}: ${message}`))
  return { data: dataOf(document, name), at: (path) => placeIn(document, path, place) ?? name }
}

/** What is given as data, from a JSON body. */
export function sourceOf(data: unknown, name: string): Source {
  return { data, at: () => name }
}

function dataOf(document: Document, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw new PersonaFileError([`${name}: ${(error as Error).message}`])
  }
}

function placeIn(
  document: Document,
  path: readonly PropertyKey[],
  place: (offset: number) => string,
): string | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    const range = (node as { range?: [number, number, number] } | null | undefined)?.range
    if (range !== undefined) return place(range[0])
  }
  return undefined
}

/** @returns the first of the problems, and how many more there are */
export function someProblems(problems: readonly string[]): string[] {
  const more = problems.length - MOST_PROBLEMS
  return more > 0 ? [...problems.slice(0, MOST_PROBLEMS), `and ${more} more`] : [...problems]
}
