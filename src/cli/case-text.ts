/** Single cases of the catalogue as text, with all that it says of them. */
import path from 'node:path'
import { styleText } from 'node:util'
import { findRequirement } from '../conformance/catalogue.ts'
import type { Requirement } from '../conformance/requirement.ts'
import { wrap } from '../report/formats/terminal.ts'
import { missingOf, scenariosFor } from '../runner/coverage.ts'
import { PACKAGE_ROOT } from '../runner/package-paths.ts'
import type { ScenarioSummary } from '../runner/scenarios.ts'
import { casesOf } from '../runner/selection.ts'

const WIDTH = 100
/** Where what is said of a case begins. */
const INDENT = 13

/**
 * @param words - ids of cases or of groups, or beginnings of ids
 * @param missing - only cases that no scenario covers
 * @throws UsageError when a word selects nothing
 */
export function casesText(
  words: readonly string[],
  scenarios: readonly ScenarioSummary[],
  missing: boolean,
  color: boolean,
): string {
  const bold = (text: string): string => (color ? styleText('bold', text, { validateStream: false }) : text)
  const requirements = [...new Set(words.flatMap(casesOf))].flatMap((id) => findRequirement(id) ?? [])
  const shown = requirements.filter((one) => !missing || missingOf(one, scenarios) !== undefined)
  if (shown.length === 0) return 'Nothing is missing.'
  return shown.map((one) => [bold(`${one.id} ${one.title}`), ...factsOf(one, scenarios)].join('\n')).join('\n\n')
}

function factsOf(requirement: Requirement, scenarios: readonly ScenarioSummary[]): string[] {
  const { sentence, clause, doubtful, level, optional, parts, roles, map = [], rule, untestable } = requirement
  const facts: readonly (readonly [name: string, value: string | undefined])[] = [
    ['must hold', sentence],
    ['source', clause],
    ['note', doubtful],
    ['level', optional ? `${level}, of targets whose profile declares that they have it` : level],
    [parts === undefined ? 'role' : 'target', (parts ?? roles).join(' and ')],
    ['versions', versionsOf(requirement)],
    ['rule', rule],
    ['elsewhere', map.join(' · ')],
    ['scenarios', placesOf(requirement, scenarios)],
    ['missing', untestable ?? missingOf(requirement, scenarios)],
  ]
  return facts.flatMap(([name, value = '']) => {
    const [first = '', ...rest] = wrap(value, WIDTH - INDENT)
    const begin = `  ${name}`.padEnd(INDENT)
    return first === '' ? [] : [begin + first, ...rest.map((line) => ' '.repeat(INDENT) + line)]
  })
}

function versionsOf({ since, until }: Requirement): string {
  if (since === until && since !== undefined) return `${since} alone`
  return [since && `since ${since}`, until && `until ${until}`].filter(Boolean).join(', ')
}

function placesOf(requirement: Requirement, scenarios: readonly ScenarioSummary[]): string {
  const covering = scenariosFor(requirement, scenarios)
  if (requirement.everywhere) return `judged in each of the ${covering.length} of the application`
  const lines = Map.groupBy(covering, ({ file }) => path.relative(PACKAGE_ROOT, file))
  return [...lines].map(([file, found]) => `${file}:${found.map(({ line }) => line).join(',')}`).join(' ')
}
