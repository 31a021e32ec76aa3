/** Families of checks as a feature file, in the form that ours have. */
import { findRequirement } from '../conformance/catalogue.ts'
import { CASE_OF, type Family } from './family.ts'
import type { StatedRow } from './rows.ts'

const WIDTH = 120

export interface FeatureText {
  /** Lines of the comment at the head, without the `#`. */
  readonly comment: readonly string[]
  readonly tags: readonly string[]
  readonly title: string
  /** Paragraphs below the title. */
  readonly description: readonly string[]
  readonly families: readonly { readonly message: string; readonly family: Family }[]
}

/** The whole file, with a line feed at its end. */
export function featureText({ comment, tags, title, description, families }: FeatureText): string {
  const lines = [
    ...comment.flatMap((line) => wrapped(line, '# ')),
    tags.join(' '),
    `Feature: ${title}`,
    ...description.flatMap((paragraph) => wrapped(safe(paragraph), '  ')),
    '',
    '  Background:',
    '    Given an established session with the target',
  ]
  let rule = ''
  for (const { message, family } of families) {
    const heading = ruleOf(family)
    if (heading !== rule) lines.push('', `  Rule: ${heading}`)
    rule = heading
    lines.push('', ...scenario(family, message))
  }
  return `${lines.join('\n')}\n`
}

function ruleOf({ kind }: Family): string {
  return findRequirement(CASE_OF[kind])?.sentence ?? CASE_OF[kind]
}

function scenario(family: Family, message: string): string[] {
  const [only] = family.examples
  const alone = family.examples.length === 1 && only !== undefined
  const words = new Map(alone ? family.columns.map((name, i) => [name, only[i] ?? '']) : [])
  const put = (text: string): string => text.replace(/<([^<>]+)>/g, (whole, name: string) => words.get(name) ?? whole)
  const { kind, answer } = family
  const tags = [`@${CASE_OF[kind]}`, '@must', '@generated', ...(family.needsApplication ? ['@needs:order-flow'] : [])]
  const expected =
    answer.kind === 'reject'
      ? 'Then the target must send Reject within 2 seconds:'
      : 'Then the target must send one of these within 2 seconds:'
  const examples = alone ? [] : ['', '      Examples:', ...tableLines([family.columns, ...family.examples], '        ')]
  return [
    `    ${tags.join(' ')}`,
    `    Scenario${alone ? '' : ' Outline'}: ${put(family.title)}`,
    `      When the tester sends ${message}${family.rows.length === 0 ? '' : ':'}`,
    ...statedLines(
      family.rows.map((row) => ({ ...row, name: put(row.name), cell: put(row.cell) })),
      '        ',
    ),
    `      ${expected}`,
    ...tableLines(
      answer.rows.map((row) => row.map(put)),
      '        ',
    ),
    '      And the session is alive',
    ...examples,
  ]
}

/** Rows of groups stand two blanks further in for each group. */
function statedLines(rows: readonly StatedRow[], indent: string): string[] {
  return tableLines(
    rows.map(({ level, name, cell }) => [`${'  '.repeat(level)}${name}`, cell]),
    indent,
  )
}

function tableLines(rows: readonly (readonly string[])[], indent: string): string[] {
  const cells = rows.map((row) => row.map(escaped))
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells.map((row) => `${indent}| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
}

function escaped(cell: string): string {
  return cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', '\\n')
}

/** A description ends where a line begins with a word of Gherkin. */
function safe(text: string): string {
  return text.replace(/\s+/g, ' ')
}

function wrapped(text: string, indent: string): string[] {
  const lines: string[] = []
  let line = indent.trimEnd() === '' ? '' : ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(`${indent}${line}`)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  lines.push(`${indent}${line}`.trimEnd())
  return lines
}
