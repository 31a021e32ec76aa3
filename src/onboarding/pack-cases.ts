/** What a pack says of every case of the catalogue, with the reason that a plan and a report show. */
import { CATALOGUE, selectCases } from '../conformance/catalogue.ts'
import type { Part, Requirement, Role } from '../conformance/requirement.ts'
import type { Pack } from './pack.ts'

export interface PackCase {
  readonly id: string
  readonly obligation: 'mandatory' | 'optional' | 'notApplicable'
  /** A sentence. */
  readonly reason: string
}

/**
 * Every case of the catalogue once, in its order. What is stated more closely goes before what is stated as a group, and
 * the lists in the order notApplicable, mandatory, optional where both are equally close.
 */
export function packCases(pack: Pack): PackCase[] {
  const stated = statedCases(pack)
  return CATALOGUE.map((requirement): PackCase => {
    const { id } = requirement
    const one = stated.get(id)
    const unfit = whyUnfit(requirement, pack.certifies)
    if (one !== undefined && unfit === undefined) return { id, obligation: one.obligation, reason: one.reason }
    return { id, obligation: 'notApplicable', reason: unfit ?? `The script of ${pack.title} does not ask for it.` }
  })
}

interface Stated extends Omit<PackCase, 'id'> {
  /** Length of the word that selected it; the case itself is closest. */
  readonly closeness: number
}

function statedCases({ cases, title, venueIds }: Pack): ReadonlyMap<string, Stated> {
  const found = new Map<string, Stated>()
  const take = (word: string, obligation: PackCase['obligation'], reasonOf: (id: string) => string): void => {
    for (const id of selectCases(word)) {
      const before = found.get(id)
      const closeness = word === id ? Number.MAX_SAFE_INTEGER : word.length
      if (before === undefined || before.closeness < closeness)
        found.set(id, { obligation, reason: reasonOf(id), closeness })
    }
  }
  for (const [word, reason] of Object.entries(cases.notApplicable)) take(word, 'notApplicable', () => reason)
  for (const word of cases.mandatory)
    take(word, 'mandatory', (id) => `${title} asks for it${venueIds[id] === undefined ? '' : `: ${venueIds[id]}`}.`)
  for (const word of cases.optional)
    take(word, 'optional', () => `The rulebook of ${title} relies on it, and its script does not name it.`)
  return found
}

/** Why a case can not be asked of who is certified, a client that dials or a venue that accepts; undefined when it can. */
export function whyUnfit({ untestable, roles, parts, everywhere }: Requirement, who: Part): string | undefined {
  if (untestable !== undefined) return untestable
  const role: Role = who === 'client' ? 'initiator' : 'acceptor'
  if (!roles.includes(role)) return `It is about a target that is ${roles[0]}; the ${who} here is ${role}.`
  if (everywhere !== true && parts !== undefined && !parts.includes(who))
    return `It is about a target that plays the ${parts[0]}; here the ${who} is certified.`
  return undefined
}

/** How many cases of each obligation a pack has. */
export function countsOf(cases: readonly PackCase[]): Readonly<Record<PackCase['obligation'], number>> {
  const count = (wanted: PackCase['obligation']): number =>
    cases.filter(({ obligation }) => obligation === wanted).length
  return { mandatory: count('mandatory'), optional: count('optional'), notApplicable: count('notApplicable') }
}
