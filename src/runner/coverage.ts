/** How far the suite reaches: cases by group, role and version. A fold over the catalogue and the tags of scenarios. */
import { CATALOGUE, GROUPS } from '../conformance/catalogue.ts'
import { BOTH_ROLES, groupOf, type Requirement, type Role } from '../conformance/requirement.ts'
import { type FixVersion, VERSIONS } from '../fix/versions.ts'
import { whyElsewhere } from '../testbench/applicability.ts'
import type { ScenarioSummary } from './scenarios.ts'

export interface GroupCoverage {
  readonly id: string
  readonly title: string
  /** Rows of the catalogue. */
  readonly cases: number
  /** Rows with a scenario. */
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
  const covering = new Map(rows.map(({ id }) => [id, scenarios.filter(({ cases }) => cases.includes(id))]))
  const isCovered = ({ id }: Requirement): boolean => (covering.get(id)?.length ?? 0) > 0
  const covered = rows.filter(isCovered).length
  const untestable = rows.filter((row) => !isCovered(row) && row.untestable !== undefined).length
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
    covered,
    untestable,
    missing: rows.length - covered - untestable,
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
