/** How far the suite reaches: cases by group, role and version. A fold over the catalogue and the tags of scenarios. */
import { CATALOGUE, GROUPS } from '../conformance/catalogue.ts'
import { BOTH_PARTS, BOTH_ROLES, groupOf, type Part, type Requirement, type Role } from '../conformance/requirement.ts'
import { type FixVersion, VERSIONS } from '../fix/versions.ts'
import { whyElsewhere } from '../testbench/applicability.ts'
import type { ScenarioSummary } from './scenarios.ts'

export interface GroupCoverage {
  readonly id: string
  readonly title: string
  /** Rows of the catalogue. */
  readonly cases: number
  /** Rows with a scenario; of those for both parts of the target, with one for each. */
  readonly covered: number
  /** Rows with a written reason why there can be none. */
  readonly untestable: number
  /** Rows with neither. */
  readonly missing: number
  /** Scenarios that prove a case of the group, rows of outlines counted one by one. */
  readonly scenarios: number
  /** Cases with a scenario that is about a target of this role. */
  readonly byRole: Readonly<Record<Role, number>>
  /** Cases with a scenario that is about this version, in the order of `VERSIONS`. */
  readonly byVersion: readonly number[]
}

/** Tag of scenarios about orders, quotes and data. */
const APPLICATION = '@application'

/** Scenarios that prove a case; those of the application are also about each invariant of the part that the target plays. */
export function scenariosFor(
  { id, everywhere, parts }: Requirement,
  scenarios: readonly ScenarioSummary[],
): readonly ScenarioSummary[] {
  return scenarios.filter(
    ({ cases, tags }) =>
      cases.includes(id) ||
      (everywhere === true && tags.includes(APPLICATION) && (parts ?? []).some((part) => isAbout(part, tags))),
  )
}

/**
 * What a case lacks: a scenario, or one in which the target plays the other part.
 *
 * @returns undefined when it has all, or says why it can not
 */
export function missingOf(requirement: Requirement, scenarios: readonly ScenarioSummary[]): string | undefined {
  const { untestable, parts = [] } = requirement
  if (untestable !== undefined) return undefined
  const covering = scenariosFor(requirement, scenarios)
  if (covering.length === 0) return 'no scenario'
  const lacking = parts.find((part) => !covering.some(({ tags }) => isAbout(part, tags)))
  return lacking === undefined ? undefined : `no scenario for a ${lacking}`
}

/** A scenario that names no part is about both. */
function isAbout(part: Part, tags: readonly string[]): boolean {
  const named = BOTH_PARTS.filter((one) => tags.includes(`@${one}`))
  return named.length === 0 || named.includes(part)
}

/** One row for each group of the catalogue, in its order. */
export function coverageOf(scenarios: readonly ScenarioSummary[]): GroupCoverage[] {
  return GROUPS.map((group) => {
    const rows = CATALOGUE.filter(({ id }) => groupOf(id) === group.id)
    return { ...group, ...countsOf(rows, scenarios) }
  })
}

/** All groups together. */
export function totalOf(scenarios: readonly ScenarioSummary[]): GroupCoverage {
  return { id: '', title: 'all', ...countsOf(CATALOGUE, scenarios) }
}

function countsOf(
  rows: readonly Requirement[],
  scenarios: readonly ScenarioSummary[],
): Omit<GroupCoverage, 'id' | 'title'> {
  const covering = new Map(rows.map((row) => [row.id, scenariosFor(row, scenarios)]))
  const untestable = rows.filter((row) => row.untestable !== undefined).length
  const missing = rows.filter((row) => missingOf(row, scenarios) !== undefined).length
  const casesAbout = (roles: readonly Role[], versions: readonly FixVersion[]): number =>
    rows.filter(({ id }) =>
      covering
        .get(id)
        ?.some(({ tags }) =>
          roles.some((role) => versions.some((version) => whyElsewhere(tags, role, version) === undefined)),
        ),
    ).length
  return {
    cases: rows.length,
    covered: rows.length - missing - untestable,
    untestable,
    missing,
    scenarios: new Set([...covering.values()].flat()).size,
    byRole: { acceptor: casesAbout(['acceptor'], VERSIONS), initiator: casesAbout(['initiator'], VERSIONS) },
    byVersion: VERSIONS.map((version) => casesAbout(BOTH_ROLES, [version])),
  }
}

/** Versions as column heads, without what all have in common: `4.0` … `5.0SP2`. */
export const VERSION_HEADS: readonly string[] = VERSIONS.map(({ id }) => id.replace(/^.*FIX\./, ''))

/** The table of README, between its marks. */
export function coverageMarkdown(scenarios: readonly ScenarioSummary[]): string {
  const total = totalOf(scenarios)
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  const row = ({ id, title, ...counts }: GroupCoverage): string =>
    line([
      id === '' ? '**all**' : `${id} ${title}`,
      counts.cases,
      counts.covered,
      counts.untestable,
      counts.scenarios,
      counts.byRole.acceptor,
      counts.byRole.initiator,
      ...counts.byVersion,
    ])
  const heads = ['group', 'cases', 'covered', 'with a reason', 'scenarios', 'acceptor', 'initiator', ...VERSION_HEADS]
  return [
    line(heads),
    line(heads.map((_, i) => (i === 0 ? '---' : '--:'))),
    ...coverageOf(scenarios).map(row),
    row(total),
  ].join('\n')
}
