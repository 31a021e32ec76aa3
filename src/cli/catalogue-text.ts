/** The requirement catalogue as text. */
import path from 'node:path'
import { styleText } from 'node:util'
import { CATALOGUE, GROUPS } from '../conformance/catalogue.ts'
import { groupOf, type Requirement } from '../conformance/requirement.ts'
import { wrap } from '../report/formats/terminal.ts'
import { coverageOf, missingOf, scenariosFor, totalOf, VERSION_HEADS } from '../runner/coverage.ts'
import type { ScenarioSummary } from '../runner/scenarios.ts'

const WIDTH = 100
/** Where the titles begin. */
const INDENT = 12

/** The catalogue as people read it, at most 100 columns. */
export function catalogueText(scenarios: readonly ScenarioSummary[], missing: boolean, color: boolean): string {
  const bold = (text: string): string => (color ? styleText('bold', text, { validateStream: false }) : text)
  const lines: string[] = []
  let missed = 0
  for (const group of GROUPS) {
    const rows = CATALOGUE.filter(({ id }) => groupOf(id) === group.id).flatMap((requirement) => {
      const isMissed = missingOf(requirement, scenarios) !== undefined
      if (isMissed) missed++
      return missing && !isMissed ? [] : row(requirement, scenarios)
    })
    if (rows.length > 0) lines.push(bold(`${group.id.padEnd(4)} ${group.title}`), ...rows, '')
  }
  if (!missing) lines.push(...matrix(scenarios, bold), '', '(must): of targets that have what the case is about', '')
  const { cases, covered, untestable } = totalOf(scenarios)
  lines.push(
    `${cases} cases, ${covered} covered by ${scenarios.length} scenarios, ${untestable} that can not be tested, ${missed} missing`,
  )
  return lines.join('\n')
}

/** Cases by group, role and version, as a table. */
function matrix(scenarios: readonly ScenarioSummary[], bold: (text: string) => string): string[] {
  const heads = ['', 'cases', 'covered', 'reason', 'scen.', 'acc.', 'init.', ...VERSION_HEADS]
  const rows = [...coverageOf(scenarios), totalOf(scenarios)].map((one) => [
    one.id === '' ? 'all' : one.id,
    one.cases,
    one.covered,
    one.untestable,
    one.scenarios,
    one.byRole.acceptor,
    one.byRole.initiator,
    ...one.byVersion,
  ])
  const line = (cells: readonly (string | number)[]): string =>
    cells.map((cell, i) => (i === 0 ? `${cell}`.padEnd(4) : `${cell}`.padStart(8))).join('')
  return [bold(line(heads)), ...rows.map(line)]
}

/** One line, and why there is no scenario where there can be none. */
function row(requirement: Requirement, scenarios: readonly ScenarioSummary[]): string[] {
  const { id, title, untestable, everywhere } = requirement
  const covering = scenariosFor(requirement, scenarios)
  const missing = missingOf(requirement, scenarios)
  const files = [...new Set(covering.map(({ file }) => path.basename(file)))].join(', ')
  const found = everywhere ? `all ${covering.length} of the application` : `${covering.length} in ${files}`
  const count = untestable !== undefined ? 'can not be tested' : covering.length === 0 ? 'no scenario' : found
  const lacking = missing === undefined || covering.length === 0 ? '' : `, ${missing}`
  return [
    `  ${id.padEnd(9)} ${title.padEnd(44)} ${strengthOf(requirement).padEnd(8)} ${whomOf(requirement).padEnd(9)} ${count}${lacking}`,
    ...indented(untestable),
  ]
}

/** Whom a case concerns: the part of the target where it has one, its role otherwise. */
function whomOf({ roles, parts }: Requirement): string {
  const whom = parts ?? roles
  return whom.length === 2 ? 'both' : (whom[0] ?? '')
}

/** What is asked for only of targets that have it stands in brackets. */
function strengthOf({ level, optional }: Requirement): string {
  return optional ? `(${level})` : level
}

function indented(text = ''): string[] {
  return wrap(text, WIDTH - INDENT).flatMap((line) => (line === '' ? [] : [' '.repeat(INDENT) + line]))
}
