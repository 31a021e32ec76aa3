/** The requirement catalogue as text. */
import path from 'node:path'
import { styleText } from 'node:util'
import { CATALOGUE, GROUPS } from '../conformance/catalogue.ts'
import { groupOf, type Requirement } from '../conformance/requirement.ts'
import { PACKAGE_ROOT } from '../runner/package-paths.ts'
import type { ScenarioSummary } from '../runner/scenarios.ts'

/** The catalogue as people read it, at most 100 columns. */
export function catalogueText(scenarios: readonly ScenarioSummary[], missing: boolean, color: boolean): string {
  const bold = (text: string): string => (color ? styleText('bold', text, { validateStream: false }) : text)
  const lines: string[] = []
  let uncovered = 0
  for (const group of GROUPS) {
    const rows = CATALOGUE.filter(({ id }) => groupOf(id) === group.id).flatMap((requirement) => {
      const covering = scenarios.filter(({ cases }) => cases.includes(requirement.id))
      if (covering.length === 0) uncovered++
      return missing && covering.length > 0 ? [] : [row(requirement, covering)]
    })
    if (rows.length > 0) lines.push(bold(`${group.id.padEnd(4)} ${group.title}`), ...rows, '')
  }
  const covered = CATALOGUE.length - uncovered
  lines.push(`${CATALOGUE.length} cases, ${covered} covered by ${scenarios.length} scenarios, ${uncovered} missing`)
  return lines.join('\n')
}

function row({ id, title, level, roles }: Requirement, covering: readonly ScenarioSummary[]): string {
  const whom = roles.length === 2 ? 'both' : (roles[0] ?? '')
  const where = [...new Set(covering.map(({ file }) => path.relative(PACKAGE_ROOT, file)))]
  const count =
    covering.length === 0
      ? 'no scenario'
      : `${covering.length} in ${where.map((file) => path.basename(file)).join(', ')}`
  return `  ${id.padEnd(6)} ${title.padEnd(44)} ${level.padEnd(6)} ${whom.padEnd(9)} ${count}`
}
