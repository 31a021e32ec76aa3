/** A finding as a feature file: nothing but steps of the vocabulary, under the case whose rule was broken. */
import { findRequirement } from '../conformance/catalogue.ts'
import type { Leg } from '../testbench/leg.ts'
import type { Finding } from './game.ts'
import type { Step } from './step.ts'

/** The line on which the scenario stands in every file, which is part of what seeds its run. */
export const SCENARIO_LINE = 7

export function featureText(finding: Finding, steps: readonly Step[], leg: Leg): string {
  const known = finding.cases.filter((id) => findRequirement(id) !== undefined).slice(0, 1)
  const needs = needsOf(steps).map((capability) => `needs:${capability}`)
  const tags = [...known, 'must', leg.targetRole, ...needs].map((tag) => `@${tag}`)
  const head = [
    '@explored',
    `Feature: Found by exploration: ${finding.move}`,
    `  ${oneLine(finding.actual)}`,
    `  Explored as ${leg.version}, a target that is ${leg.targetRole}, with seed ${leg.seed}.`,
    '',
    `  ${tags.join(' ')}`,
    `  Scenario: ${finding.move}`,
  ]
  return `${[...head, ...stepLines(steps).map((line) => `    ${line}`)].join('\n')}\n`
}

/** Gherkin reads some beginnings of a line as its own words. */
function oneLine(text: string): string {
  return `The target: ${text.replaceAll(/\s+/g, ' ')}`
}

/** Steps as they stand in a file, without its margin. */
export function stepLines(steps: readonly Step[]): string[] {
  return steps.flatMap(({ keyword, text, table }, i) => {
    const said = steps[i - 1]?.keyword === keyword ? 'And' : keyword
    return [`${said} ${text}`, ...tableLines(table ?? []).map((line) => `  ${line}`)]
  })
}

/** Columns as wide as their widest cell. */
function tableLines(table: NonNullable<Step['table']>): string[] {
  const cells = table.map((row) => row.map(cellOf))
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
}

function cellOf(cell: string): string {
  return cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|')
}

/** Capabilities by the words of the steps that need them. */
const NEEDS: readonly (readonly [step: RegExp, capability: string])[] = [
  [/^the tester sends an order|ExecutionReport/, 'order-flow'],
  [/^the target is told to log out/, 'logout'],
  [/^the target is told to reset/, 'setSequenceNumbers'],
  [/^the target's application sends/, 'sendApplicationMessage'],
  [/^the target is killed/, 'kill'],
]

function needsOf(steps: readonly Step[]): string[] {
  return NEEDS.filter(([step]) => steps.some(({ text }) => step.test(text))).map(([, capability]) => capability)
}
