/**
 * Whether any scenario of a case can be run against any side of a target, and why not: by the same tags and the same rules
 * by which a run calls a result not applicable. Pure.
 */
import type { Requirement } from '../conformance/requirement.ts'
import { capabilitiesNeeded, whyNotApplicable } from '../testbench/applicability.ts'
import { CAPABILITIES } from '../testbench/profile-model.ts'
import { FEATURES } from './choices.ts'
import { BEYOND_REACH } from './obligation-rules.ts'
import type { PlannedSide } from './sides.ts'

/** What of a scenario decides: cases without the `@`, tags with it. */
export interface TaggedScenario {
  readonly cases: readonly string[]
  readonly tags: readonly string[]
  /** Of features beside ours, which the profile names: the suite's tags are not asked of them. */
  readonly beside?: true
}

export type Reach =
  | { readonly kind: 'runs' }
  /** Certain from the target's roles, versions and part, or because nothing can prove it. */
  | { readonly kind: 'never'; readonly reason: string }
  /** It would run if the target could do more. @property hooks - by which it could be made to; none where no hook can */
  | { readonly kind: 'lacks'; readonly reason: string; readonly hooks: readonly string[] }

/** Hooks by which a foreign engine can be made to do what a capability is. */
const HOOKS: Readonly<Record<string, string>> = {
  kill: 'kill',
  restart: 'restart',
  logout: 'logout',
  sendApplicationMessage: 'sendApplicationMessage',
  setSequenceNumbers: 'setSequenceNumbers',
  enterOrders: 'enterOrder',
  showOrders: 'showOrder',
  marketEvents: 'marketEvent',
}

export function reachOf(
  requirement: Requirement,
  all: readonly TaggedScenario[],
  sides: readonly PlannedSide[],
  inSuite: (tags: readonly string[]) => boolean,
): Reach {
  if (requirement.untestable !== undefined)
    return { kind: 'never', reason: `Nothing can prove it: ${requirement.untestable}` }
  const scenarios = scenariosOf(requirement, all)
  const chosen = scenarios.filter(({ tags, beside }) => beside === true || inSuite(tags))
  if (chosen.length === 0) return { kind: 'never', reason: whyLeftOut(scenarios) }
  const fitting = sides.filter((side) => concerns(requirement, side))
  // What is judged everywhere has no scenario of its own, whose tags would say whom it is about.
  const judged = requirement.everywhere === true ? fitting : sides
  const hindrances = chosen.flatMap(({ tags }) => judged.map((side) => hindranceOf(tags, side)))
  if (hindrances.includes(undefined)) return { kind: 'runs' }
  if (fitting.length === 0) return { kind: 'never', reason: whyNobody(requirement, sides) }
  const found = hindrances.filter((one) => one !== undefined)
  const [least] = found.filter(isLack).sort((a, b) => costOf(a.lacking) - costOf(b.lacking))
  if (least === undefined) return { kind: 'never', reason: sentence(found.find((one) => !isLack(one))?.why ?? '') }
  const hooks = least.lacking.map((capability) => HOOKS[capability])
  return {
    kind: 'lacks',
    reason: lackOf(least.lacking),
    hooks: hooks.every((hook) => hook !== undefined) ? hooks : [],
  }
}

/** Scenarios of the application are also about what is judged everywhere. */
function scenariosOf({ id, everywhere }: Requirement, all: readonly TaggedScenario[]): readonly TaggedScenario[] {
  if (everywhere === true) return all.filter(({ tags }) => tags.includes('@application'))
  return indexOf(all).get(id) ?? []
}

/** The features of the suite are the same for every case, and there are a thousand scenarios. */
const indexes = new WeakMap<readonly TaggedScenario[], ReadonlyMap<string, readonly TaggedScenario[]>>()

function indexOf(all: readonly TaggedScenario[]): ReadonlyMap<string, readonly TaggedScenario[]> {
  const known = indexes.get(all)
  if (known !== undefined) return known
  const index = new Map<string, TaggedScenario[]>()
  for (const scenario of all)
    for (const id of new Set(scenario.cases)) index.set(id, [...(index.get(id) ?? []), scenario])
  indexes.set(all, index)
  return index
}

interface Hindrance {
  readonly why: string
  /** Capabilities; none where the scenario is about somebody else. */
  readonly lacking: readonly string[]
}

/** @returns undefined when the scenario can be run against this side */
function hindranceOf(tags: readonly string[], side: PlannedSide): Hindrance | undefined {
  const why = whyNotApplicable(tags, side, side.fixVersion)
  if (why === undefined) return undefined
  const able = { ...side, capabilities: CAPABILITIES }
  if (whyNotApplicable(tags, able, side.fixVersion) !== undefined) return { why, lacking: [] }
  return { why, lacking: capabilitiesNeeded(tags).filter((one) => !side.capabilities.includes(one)) }
}

function isLack({ lacking }: Hindrance): boolean {
  return lacking.length > 0
}

/** A hook is soon written, a business is not; what nobody can do weighs more than any number of them. */
function costOf(lacking: readonly string[]): number {
  return lacking.reduce(
    (sum, one) => sum + (HOOKS[one] !== undefined ? 1 : BEYOND_REACH[one] === undefined ? 5 : 100),
    0,
  )
}

const FEATURE_OF = new Map(
  Object.values(FEATURES)
    .flat()
    .flatMap((feature) => (feature.capability === undefined ? [] : [[feature.capability, feature] as const])),
)

function lackOf(lacking: readonly string[]): string {
  const beyond = lacking.map((one) => BEYOND_REACH[one]).find((one) => one !== undefined)
  if (beyond !== undefined) return beyond
  const first = lacking.find((one) => HOOKS[one] === undefined) ?? lacking[0] ?? ''
  if (first === 'order-flow') return 'Your engine takes no orders.'
  const does = first === 'kill' ? 'end and start again' : FEATURE_OF.get(first)?.lack
  if (HOOKS[first] !== undefined) return `No command makes your engine ${does}; hooks.${HOOKS[first]} would.`
  return `Your engine has no ${FEATURE_OF.get(first)?.lack ?? first}.`
}

/** Roles and parts of the row itself: INV rows have no scenario of their own that would say them. */
function concerns({ roles, parts }: Requirement, { targetRole, trading }: PlannedSide): boolean {
  return roles.includes(targetRole) && (parts === undefined || (trading !== undefined && parts.includes(trading.plays)))
}

function whyNobody({ roles, parts }: Requirement, sides: readonly PlannedSide[]): string {
  if (!sides.some(({ targetRole }) => roles.includes(targetRole)))
    return roles[0] === 'initiator'
      ? 'It is about an engine that dials; yours listens.'
      : 'It is about an engine that listens; yours dials.'
  const plays = sides.flatMap(({ trading }) => trading?.plays ?? [])
  if (plays.length === 0) return 'The application suite is not written for the versions that your engine speaks.'
  return `It is about a ${parts?.[0] ?? 'venue'}; your engine plays the ${plays[0]}.`
}

function whyLeftOut(scenarios: readonly TaggedScenario[]): string {
  if (scenarios.length === 0) return 'The suite has no scenario for it.'
  return scenarios.every(({ tags }) => tags.includes('@application'))
    ? 'Your engine is judged on its session alone.'
    : 'The suite of the profile leaves it out.'
}

/** In the words of a plan, where a run's own are about one scenario. */
function sentence(why: string): string {
  const [, edge, version] = /^(begins|ends) with (.*)$/.exec(why) ?? []
  if (edge !== undefined) return `It ${edge} with ${version}, and your engine speaks no version of that time.`
  const [, role] = /^the case is about a target that is (acceptor|initiator)/.exec(why) ?? []
  if (role === 'initiator') return 'It is about an engine that dials; yours listens.'
  if (role === 'acceptor') return 'It is about an engine that listens; yours dials.'
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`
}
