/** All that a run has to make: each scenario in each column that it belongs to. Pure. */
import type { Leg } from '../testbench/leg.ts'
import { columnsOf, isNotOfOrders, leavesOrdersOut } from './columns.ts'
import type { Part } from './part.ts'
import type { ScenarioSummary } from './scenarios.ts'

/** A scenario in a column, which its first leg stands for. */
export interface Unit {
  readonly leg: Leg
  readonly scenario: ScenarioSummary
}

/** In the order of the columns and of the scenarios. */
export function unitsOf(
  legs: readonly Leg[],
  scenarios: readonly ScenarioSummary[],
  part: Pick<Part, 'isToRun'> | undefined,
): Unit[] {
  return columnsOf(legs).flatMap(([leg]) =>
    leg === undefined ? [] : scenariosOf(leg, legs, scenarios, part).map((scenario) => ({ leg, scenario })),
  )
}

/** What a column is to run. */
export function scenariosOf(
  leg: Leg,
  legs: readonly Leg[],
  scenarios: readonly ScenarioSummary[],
  part: Pick<Part, 'isToRun'> | undefined,
): ScenarioSummary[] {
  const leftOut = leavesOrdersOut(legs, leg)
  return scenarios.filter(
    (scenario) => !(leftOut && !isNotOfOrders(scenario)) && (part?.isToRun(scenario, leg) ?? true),
  )
}
