/** Rules from a YAML file. What is wrong is said with file, line, key, value and what is allowed. */
import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument } from 'yaml'
import { type Rules, rulesModel } from './rules-model.ts'

/** Rules that can not be used; the message says where and why. */
export class RulesFileError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'RulesFileError'
  }
}

/** Where a key stands in a text: `file:line: "key"`, the line of its parent where the key is missing. */
export type Locate = (path: readonly PropertyKey[]) => string

export interface RulesSource {
  readonly rules: Rules
  readonly locate: Locate
}

/** @throws RulesFileError */
export function loadRules(file: string): RulesSource {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new RulesFileError(`${file}: the rules could not be read (${(cause as NodeJS.ErrnoException).code})`)
  }
  return parseRules(text, file)
}

/**
 * @param at - where in the document the rules stand; the whole of it by default
 * @throws RulesFileError
 */
export function parseRules(text: string, file: string, at: readonly string[] = []): RulesSource {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [syntax] = document.errors
  if (syntax !== undefined) {
    const { line, col } = lines.linePos(syntax.pos[0])
    throw new RulesFileError(`${file}:${line}:${col}: ${syntax.message}`)
  }
  const locate: Locate = (inRules) => {
    const path = [...at, ...inRules]
    const key = path.length === 0 ? 'the rules' : `"${path.map(String).join('.')}"`
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined
      if (node?.range !== undefined) return `${file}:${lines.linePos(node.range[0]).line}: ${key}`
    }
    return `${file}: ${key}`
  }
  const data = valueAt(document.toJS(), at)
  const parsed = rulesModel.safeParse(data)
  if (parsed.success) return { rules: parsed.data, locate }
  throw new RulesFileError(
    parsed.error.issues
      .slice(0, 5)
      .map((issue) => {
        const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
        return issue.code === 'unrecognized_keys'
          ? `${locate(path)}: the key is not known`
          : `${locate(path)}${shown(data, path)}: ${issue.message}`
      })
      .join('\n'),
  )
}

function shown(data: unknown, path: readonly PropertyKey[]): string {
  const value = valueAt(data, path)
  if (value === undefined) return ' is missing'
  return typeof value === 'object' ? '' : ` is ${JSON.stringify(value)}`
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key]
  return value
}
