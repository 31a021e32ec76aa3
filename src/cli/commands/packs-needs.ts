/** What a target has to be able to do, beyond FIX, for the cases of a pack: read from their scenarios. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import type { Pack } from '../../onboarding/pack.ts'
import { packCases } from '../../onboarding/pack-cases.ts'
import { OWN_FEATURES } from '../../runner/package-paths.ts'
import { type ScenarioSummary, scenariosIn } from '../../runner/scenarios.ts'

export interface CaseNeeds {
  readonly id: string
  readonly obligation: 'mandatory' | 'optional'
  /** Scenarios that are about who is certified. */
  readonly scenarios: number
  /** What the scenario needs that needs least; nothing where a stranger will do. */
  readonly needs: readonly string[]
}

/** Every case that a pack asks for, in the order of the catalogue. */
export function packNeeds(pack: Pack): CaseNeeds[] {
  const scenarios = scenariosIn([OWN_FEATURES, ...ownFeatures(pack)]).filter(({ tags }) =>
    isAbout(tags, pack.certifies),
  )
  return packCases(pack).flatMap(({ id, obligation }) => {
    if (obligation === 'notApplicable') return []
    const ways = scenarios.filter(({ cases }) => cases.includes(id)).map(needsOf)
    const [least = []] = ways.sort((a, b) => weightOf(a, pack.certifies) - weightOf(b, pack.certifies))
    return [{ id, obligation, scenarios: ways.length, needs: least }]
  })
}

/** Features that a pack has of its own, as its profile names them. */
function ownFeatures({ profile }: Pack): string[] {
  const { suite } = parse(readFileSync(profile, 'utf8')) as { suite?: { features?: readonly string[] } }
  return (suite?.features ?? []).map((file) => path.resolve(path.dirname(profile), file))
}

function isAbout(tags: readonly string[], who: Pack['certifies']): boolean {
  const others = who === 'client' ? ['@acceptor', '@venue'] : ['@initiator', '@client']
  // In scenarios of the session `@venue` only says where they come from.
  const looked = tags.includes('@application') ? others : others.slice(0, 1)
  return !looked.some((tag) => tags.includes(tag))
}

/** A client that answers orders as a venue does is rare: any other way is tried first. */
function weightOf(needs: readonly string[], who: Pack['certifies']): number {
  return needs.length + (who === 'client' && needs.includes('order-flow') ? 1 : 0)
}

function needsOf({ tags }: ScenarioSummary): string[] {
  return tags.filter((tag) => tag.startsWith('@needs:')).map((tag) => tag.slice('@needs:'.length))
}
