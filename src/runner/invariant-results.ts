/** What held of the invariants in a leg, one result each: broken ones stand beside the scenario that saw them broken. */
import { INVARIANT_CASES } from '../conformance/invariant-cases.ts'
import type { Requirement } from '../conformance/requirement.ts'
import type { ReportResult } from '../report/report.ts'
import { plural } from '../report/verdicts.ts'
import type { Leg } from '../testbench/leg.ts'

/** Where a result stands that is about all scenarios of the application together. */
const EVERYWHERE = 'features/application'

/** It is told of all scenarios of a version and role together, and is no scenario's own. */
export function isOfAllScenarios({ feature, line }: Pick<ReportResult, 'feature' | 'line'>): boolean {
  return feature === EVERYWHERE && line === 0
}

/** What an invariant is counted by, where that is not reports. */
const COUNTED: ReadonlyMap<string, string> = new Map([
  ['INV-19', 'order'],
  ['INV-20', 'request'],
])

/** @returns nothing where no scenario about orders was run */
export function invariantResults(leg: Leg, results: readonly ReportResult[]): ReportResult[] {
  const scenarios = results.filter(({ checks }) => checks !== undefined)
  if (leg.trading === undefined || scenarios.length === 0) return []
  return INVARIANT_CASES.flatMap((requirement) => {
    const { id } = requirement
    const broken = new Set(results.filter((result) => result.case === id).map(placeOf))
    const held = scenarios.filter((scenario) => scenario.checks?.[id] !== undefined && !broken.has(placeOf(scenario)))
    const count = held.reduce((sum, { checks }) => sum + (checks?.[id] ?? 0), 0)
    return resultOf(leg, requirement, count, held.length, broken.size > 0) ?? []
  })
}

function placeOf({ feature, line }: ReportResult): string {
  return `${feature}:${line}`
}

function resultOf(
  leg: Leg,
  requirement: Requirement,
  count: number,
  scenarios: number,
  isBroken: boolean,
): ReportResult | undefined {
  const { id, title, sentence, clause, level, parts = [] } = requirement
  const plays = leg.trading?.plays ?? 'venue'
  const common = {
    ...{ case: id, title, feature: EVERYWHERE, line: 0, beginString: leg.version, targetRole: leg.targetRole, level },
    ...{ requirement: sentence, clause, expected: [sentence], durationMs: 0, virtualMs: 0, transcript: [] },
  }
  if (count > 0) {
    const what = plural(count, plays === 'client' ? 'request' : (COUNTED.get(id) ?? 'report'))
    return { ...common, verdict: 'passed', actual: `held on ${what} of ${plural(scenarios, 'scenario')}` }
  }
  if (isBroken) return undefined
  const reason = parts.includes(plays)
    ? 'no scenario of this run came to what it is about'
    : `it is about a ${parts.join(' or ')}, and the target plays the ${plays}`
  return { ...common, verdict: 'notApplicable', actual: reason, reason }
}
