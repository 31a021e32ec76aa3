/** Scenarios in a row that found no session with the target: after some, the rest of the leg would wait in vain. */
import type { Leg } from './leg.ts'

/** So many in a row, and no other is tried. */
const GIVE_UP_AFTER = 3

const inARow = new Map<string, { count: number; reason: string }>()

/** @param reason - why this scenario found no session; undefined when it found one */
export function noteReached(leg: Leg, reason: string | undefined): void {
  if (reason === undefined) inARow.delete(keyOf(leg))
  else inARow.set(keyOf(leg), { count: (inARow.get(keyOf(leg))?.count ?? 0) + 1, reason })
}

/** The last scenarios of a leg, one or more, found no session. */
export function isUnreached(leg: Leg): boolean {
  return inARow.has(keyOf(leg))
}

/** Why nothing more is tried in this leg; undefined while it is. */
export function givenUp(leg: Leg): string | undefined {
  // In memory waiting costs nothing, and a module that breaks off one session may keep the next.
  if (leg.engine === 'module') return undefined
  const lost = inARow.get(keyOf(leg))
  return lost !== undefined && lost.count >= GIVE_UP_AFTER
    ? `not tried: ${lost.count} scenarios in a row found no session (${lost.reason})`
    : undefined
}

function keyOf(leg: Leg): string {
  return `${leg.profile} ${leg.version} ${leg.targetRole} ${leg.host}:${leg.port} ${leg.senderCompID} ${leg.seed}`
}
