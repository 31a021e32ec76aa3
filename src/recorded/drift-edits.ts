/** From choices to changes of the file. Several differences of one sentence become one change. */
import type { Choice, Drift } from './drift.ts'
import type { FeatureStep } from './feature-steps.ts'
import { fitsClause, type SendSentence, sentenceOf, withClause } from './send-sentence.ts'
import type { Edit } from './text-edits.ts'

export interface Chosen {
  readonly drift: Drift
  readonly choice: Choice
}

/** @param text - of the feature */
export function editsOf(text: string, chosen: readonly Chosen[]): Edit[] {
  const lines = text.split(/\r?\n/)
  const steps = new Map<FeatureStep, Chosen[]>()
  for (const one of chosen) steps.set(one.drift.change.step, [...(steps.get(one.drift.change.step) ?? []), one])
  return [...steps].flatMap(([step, choices]) => editsOfStep(step, choices, lines))
}

function editsOfStep(step: FeatureStep, chosen: readonly Chosen[], lines: readonly string[]): Edit[] {
  const edits: Edit[] = []
  const written = lines[step.line - 1] ?? ''
  const before = written.slice(0, written.length - written.trimStart().length)
  const [, keyword = 'Then'] = /^\s*(\S+)/.exec(written) ?? []
  let sentence = sentenceOf(step.text)
  const added: string[] = []
  let dropped = 0
  for (const { drift, choice } of chosen) {
    const { change } = drift
    if (change.kind === 'step') {
      const edit = change.edits[choice]
      if (edit !== undefined) edits.push(edit)
    } else if (change.kind === 'cell') {
      const row = step.rows[change.row]
      if (row === undefined) continue
      if (choice === 'drop') {
        dropped++
        edits.push({ line: row.line, remove: 1, insert: [] })
      } else
        edits.push({ line: row.line, remove: 1, insert: [withCell(lines[row.line - 1] ?? '', change.cells[choice])] })
    } else if (sentence !== undefined) {
      const cell = choice === 'drop' ? undefined : change.cells[choice]
      if (cell !== undefined && !fitsClause(cell)) added.push(`${before}  | ${change.field} | ${escapedCell(cell)} |`)
      sentence = parsed(withClause(sentence, change.field, cell !== undefined && fitsClause(cell) ? cell : undefined))
    }
  }
  const rows = step.rows.length - dropped + added.length
  const text = sentence === undefined ? step.text : withColon(sentence, rows > 0)
  if (text !== step.text || added.length > 0)
    edits.push({ line: step.line, remove: 1, insert: [`${before}${keyword} ${text}`, ...added] })
  return edits
}

function parsed(text: string): SendSentence | undefined {
  return sentenceOf(text)
}

function withColon({ head, clause, tail }: SendSentence, hasRows: boolean): string {
  const plain = tail.replace(/:$/, '')
  return `${head}${clause === '' ? '' : ` with ${clause}`}${plain}${hasRows ? ':' : ''}`
}

/** The row with another second cell, as wide as it was where that is enough. */
function withCell(row: string, cell: string): string {
  const found = /^(\s*\|(?:[^|\\]|\\.)*\|)((?:[^|\\]|\\.)*)(\|.*)$/.exec(row)
  if (found === null) return row
  const [, first = '', old = '', rest = ''] = found
  return `${first}${` ${escapedCell(cell)} `.padEnd(old.length)}${rest}`
}

function escapedCell(cell: string): string {
  return cell.replace(/\\(?=[\\n|]|$)/g, '\\\\').replaceAll('|', '\\|')
}
