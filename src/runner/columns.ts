/** Which legs of a run belong together, and which scenarios a column leaves to others. Pure. */
import type { Leg } from '../testbench/leg.ts'
import type { ScenarioSummary } from './scenarios.ts'

/** Needs that stop the target for all of its sessions. */
export const STOPS_THE_TARGET: ReadonlySet<string> = new Set(['@needs:restart', '@needs:kill'])

/** Tag of scenarios about orders and what belongs to them. */
const ORDERS_TAG = '@application'

/** A leg that is not the first of its column stands behind the one it helps. */
export function columnsOf(legs: readonly Leg[]): Leg[][] {
  const columns: Leg[][] = []
  for (const leg of legs)
    if (leg.lane > 0) columns.at(-1)?.push(leg)
    else columns.push([leg])
  return columns
}

/** A foreign target is one process for all its sessions: restarting it for one would end the others. */
export function stopsOthers(legs: readonly Leg[], leg: Leg): boolean {
  return (
    leg.engine === 'external' &&
    legs.length > 1 &&
    leg.capabilities.some((name) => name === 'restart' || name === 'kill')
  )
}

/**
 * Application scenarios are written for some versions only. Where a run has one of these, the others do without them, and
 * without a row each that says so.
 */
export function leavesOrdersOut(legs: readonly Leg[], leg: Leg): boolean {
  return leg.trading === undefined && legs.some(({ trading }) => trading !== undefined)
}

export function isNotOfOrders({ tags }: Pick<ScenarioSummary, 'tags'>): boolean {
  return !tags.includes(ORDERS_TAG)
}

export function withoutOrders(tags: string | undefined): string {
  return tags === undefined ? `not ${ORDERS_TAG}` : `(${tags}) and not ${ORDERS_TAG}`
}
