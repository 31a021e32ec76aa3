/** `fixproof cases`: the requirement catalogue with the scenarios that cover each row. */
import path from 'node:path'
import { styleText } from 'node:util'
import type { CommandModule } from 'yargs'
import { CATALOGUE, GROUPS } from '../../conformance/catalogue.ts'
import { groupOf, type Requirement } from '../../conformance/requirement.ts'
import { OWN_FEATURES, PACKAGE_ROOT } from '../../runner/package-paths.ts'
import { type ScenarioSummary, scenariosIn } from '../../runner/scenarios.ts'
import type { Terminal } from '../terminal.ts'

export function casesCommand(terminal: Terminal): CommandModule<object, { missing: boolean }> {
  return {
    command: 'cases',
    describe: 'requirement catalogue with the scenarios that cover each row',
    builder: (y) =>
      y.option('missing', { type: 'boolean', default: false, describe: 'only rows that no scenario covers' }),
    handler: ({ missing }) => terminal.print(catalogueText(scenariosIn([OWN_FEATURES]), missing, terminal.color)),
  }
}

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
