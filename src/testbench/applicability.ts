/** Whether a scenario concerns a leg, by its tags; and why not, in words that a report can show. */
import { type FixVersion, findVersion } from '../fix/versions.ts'
import type { Leg } from './leg.ts'
import { TRADING_VERSIONS } from './trading.ts'

/** What of a leg decides whether a scenario concerns it. */
export type Side = Pick<Leg, 'targetRole' | 'version' | 'trading' | 'capabilities'>

/** Tags of scenarios for what the profile calls otherwise. */
const CAPABILITY_OF: Readonly<Record<string, string>> = { clock: 'advanceClock' }

/**
 * - `@acceptor`, `@initiator`: the role of the target that the scenario is about
 * - `@venue`, `@client`: what the target plays, in scenarios that are `@application`
 * - `@since:FIX.4.2`, `@until:FIX.4.1`: versions that have what it is about
 * - `@needs:restart`: a capability of the target
 *
 * @returns undefined when it applies
 */
export function whyNotApplicable(tags: readonly string[], leg: Side, version: FixVersion): string | undefined {
  const elsewhere = whyElsewhere(tags, leg.targetRole, version) ?? whyNotTraded(tags, leg)
  if (elsewhere !== undefined) return elsewhere
  const lacking = capabilitiesNeeded(tags).find((capability) => !leg.capabilities.includes(capability))
  return lacking === undefined ? undefined : `needs the capability ${lacking}, which the profile does not declare`
}

/** Capabilities of the target that a scenario needs, by its tags. */
export function capabilitiesNeeded(tags: readonly string[]): string[] {
  return tags
    .filter((tag) => tag.startsWith('@needs:'))
    .map((tag) => tag.slice('@needs:'.length))
    .map((value) => CAPABILITY_OF[value] ?? value)
}

/** Why an application scenario is not about what this target plays; undefined when it is, and for all others. */
function whyNotTraded(tags: readonly string[], { trading, version }: Side): string | undefined {
  if (!tags.includes('@application')) return undefined
  if (trading === undefined) return `the application suite is for ${TRADING_VERSIONS.join(', ')}, not for ${version}`
  const plays = (['venue', 'client'] as const).filter((part) => tags.includes(`@${part}`))
  if (plays.length === 0 || plays.includes(trading.plays)) return undefined
  return `the case is about a target that plays the ${plays[0]}; this one plays the ${trading.plays}`
}

/** Why a scenario is not about this role and version, whatever the target can be asked to do; undefined when it is. */
export function whyElsewhere(
  tags: readonly string[],
  targetRole: Leg['targetRole'],
  version: FixVersion,
): string | undefined {
  const roles = tags.filter((tag) => tag === '@acceptor' || tag === '@initiator').map((tag) => tag.slice(1))
  if (roles.length > 0 && !roles.includes(targetRole))
    return `the case is about a target that is ${roles[0]}; this one is ${targetRole}`
  for (const tag of tags) {
    const [key, value = ''] = tag.slice(1).split(/:(.*)/) as [string, string?]
    if (key === 'since' && version.ordinal < ordinalOf(tag, value)) return `begins with ${value}`
    if (key === 'until' && version.ordinal > ordinalOf(tag, value)) return `ends with ${value}`
  }
  return undefined
}

/** `FIXT.1.1` alone stands for its first application version here, not for the newest. */
function ordinalOf(tag: string, name: string): number {
  if (name === 'FIXT.1.1') return 50
  const version = findVersion(name)
  if (version === undefined) throw new Error(`tag ${tag}: "${name}" is no FIX version`)
  return version.ordinal
}
