/** In which order legs in memory begin. Pure. */
import { findVersion } from '../fix/versions.ts'
import { whyNotApplicable } from '../testbench/applicability.ts'
import type { Leg } from '../testbench/leg.ts'
import type { ScenarioSummary } from './scenarios.ts'

/**
 * The same, sorted so that the last to end, when the other threads have nothing more to begin, is a short one. What a leg
 * takes is told by how many scenarios apply to it: the others take no time.
 */
export function longestFirst<W extends { readonly leg: Leg }>(
  waiting: readonly W[],
  scenarios: readonly Pick<ScenarioSummary, 'tags'>[],
): W[] {
  const applicable = new Map(waiting.map((work) => [work, applicableTo(work.leg, scenarios)]))
  return waiting.toSorted((a, b) => (applicable.get(b) ?? 0) - (applicable.get(a) ?? 0))
}

function applicableTo(leg: Leg, scenarios: readonly Pick<ScenarioSummary, 'tags'>[]): number {
  const version = findVersion(leg.version)
  if (version === undefined) return 0
  return scenarios.filter(({ tags }) => whyNotApplicable(tags, leg, version) === undefined).length
}
