/** Steps of a scenario, and their text. */
import type { Row } from './step-rows.ts'

export interface Step {
  readonly keyword: 'Given' | 'When' | 'Then'
  /** Without the name, the clause and what stands behind them. */
  readonly head: string
  /** Behind the clause: `within 2 seconds`, `, garbled: wrong CheckSum`. */
  readonly tail?: string
  /** Written as ` as "name"` behind the head, where it is asked for. */
  readonly name?: () => string | undefined
  readonly rows?: readonly Row[]
  /** Rows stand in the sentence whatever they are; there is no form of it with a table. */
  readonly inSentence?: boolean
  readonly docString?: readonly string[]
  /** Lines of the log that it comes from. */
  readonly line?: number
}

/** As many fields as a sentence can hold and still be read. */
const IN_SENTENCE = 3
const SENTENCE_MAX = 110

const INDENT = '    '

/** Lines of the steps of a scenario; the same keyword again is `And`. */
export function stepLines(steps: readonly Step[]): string[] {
  let last = ''
  return steps.flatMap((step) => {
    const keyword = step.keyword === last ? 'And' : step.keyword
    last = step.keyword
    return linesOf(keyword, step)
  })
}

function linesOf(keyword: string, step: Step): string[] {
  const { head, tail = '', rows = [], docString } = step
  const name = step.name?.()
  const subject = `${INDENT}${keyword} ${head}${name === undefined ? '' : ` as "${name}"`}`
  if (docString !== undefined)
    return [`${subject}${tail}:`, `${INDENT}  """`, ...docString.map((line) => `${INDENT}  ${line}`), `${INDENT}  """`]
  if (rows.length === 0) return [`${subject}${tail}`]
  const clause = rows.map(({ name: field, cell }) => `${field} ${inClause(cell)}`).join(' and ')
  const sentence = `${subject} with ${clause}${tail}`
  const fits = rows.length <= IN_SENTENCE && sentence.length <= SENTENCE_MAX && rows.every(canStandInSentence)
  if (fits || step.inSentence) return [sentence]
  return [`${subject}${tail}:`, ...tableLines(rows)]
}

/** A cell that can not be taken for anything but one value behind `with`. */
export function canStandInSentence({ name, cell, depth }: Row): boolean {
  return depth === 0 && !/ as "/.test(name) && !/[:"|\\/]|, |^\s|\s$/.test(cell) && !/ (and|within|garbled) /.test(cell)
}

/** With quotation marks where it has blanks that are none of ours. */
function inClause(cell: string): string {
  return /\s/.test(cell) && !/^(same as|[+-]\d+ \w+ from now$)|^<.*>$/.test(cell) ? `"${cell}"` : cell
}

function tableLines(rows: readonly Row[]): string[] {
  const names = rows.map(({ name, depth }) => `${'  '.repeat(depth)}${name}`)
  const cells = rows.map(({ cell }) => cell.replace(/\\(?=[\\n|]|$)/g, '\\\\').replaceAll('|', '\\|'))
  const width = Math.max(...names.map((name) => name.length))
  const cellWidth = Math.min(40, Math.max(...cells.map((cell) => cell.length)))
  return names.map((name, i) => `${INDENT}  | ${name.padEnd(width)} | ${(cells[i] ?? '').padEnd(cellWidth)} |`)
}
