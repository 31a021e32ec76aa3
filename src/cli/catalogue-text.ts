/** The requirement catalogue as text. */
import path from 'node:path'
import { styleText } from 'node:util'
import { CATALOGUE, GROUPS } from '../conformance/catalogue.ts'
import { groupOf, type Requirement } from '../conformance/requirement.ts'
import { wrap } from '../report/formats/terminal.ts'
import { coverageOf, totalOf, VERSION_HEADS } from '../runner/coverage.ts'
import { PACKAGE_ROOT } from '../runner/package-paths.ts'
import type { ScenarioSummary } from '../runner/scenarios.ts'

const WIDTH = 100
/** Where the titles begin. */
const INDENT = 9

/** The catalogue as people read it, at most 100 columns. */
export function catalogueText(scenarios: readonly ScenarioSummary[], missing: boolean, color: boolean): string {
  const bold = (text: string): string => (color ? styleText('bold', text, { validateStream: false }) : text)
  const lines: string[] = []
  let missed = 0
  for (const group of GROUPS) {
    const rows = CATALOGUE.filter(({ id }) => groupOf(id) === group.id).flatMap((requirement) => {
      const covering = scenarios.filter(({ cases }) => cases.includes(requirement.id))
      const isMissed = covering.length === 0 && requirement.untestable === undefined
      if (isMissed) missed++
      return missing && !isMissed ? [] : row(requirement, covering)
    })
    if (rows.length > 0) lines.push(bold(`${group.id.padEnd(4)} ${group.title}`), ...rows, '')
  }
  if (!missing) lines.push(...matrix(scenarios, bold), '')
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
function row({ id, title, level, roles, untestable }: Requirement, covering: readonly ScenarioSummary[]): string[] {
  const whom = roles.length === 2 ? 'both' : (roles[0] ?? '')
  const where = [...new Set(covering.map(({ file }) => path.relative(PACKAGE_ROOT, file)))]
  const count =
    covering.length === 0
      ? untestable === undefined
        ? 'no scenario'
        : 'can not be tested'
      : `${covering.length} in ${where.map((file) => path.basename(file)).join(', ')}`
  const line = `  ${id.padEnd(6)} ${title.padEnd(44)} ${level.padEnd(6)} ${whom.padEnd(9)} ${count}`
  return [
    line,
    ...wrap(untestable ?? '', WIDTH - INDENT).flatMap((text) => (text === '' ? [] : [' '.repeat(INDENT) + text])),
  ]
}
