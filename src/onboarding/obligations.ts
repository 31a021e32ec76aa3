/**
 * What a target has to prove: for every case of the catalogue mandatory, optional or not applicable, with the reason in a
 * sentence. A case is not applicable only where that is certain: no scenario of it concerns any side of the target, the
 * answers exclude it, or the venue's pack does. Whatever is in doubt is optional. Pure.
 */
import parseTags from '@cucumber/tag-expressions'
import { CATALOGUE, selectCases } from '../conformance/catalogue.ts'
import { groupOf, type Requirement } from '../conformance/requirement.ts'
import type { Answers } from './answers.ts'
import { FEATURE_RULES, isLacking, NEED_RULES, NUMBERS_GO_ON } from './obligation-rules.ts'
import type { PackCase } from './pack-cases.ts'
import type { PlannedCase } from './plan.ts'
import { type Reach, reachOf, type TaggedScenario } from './reach.ts'
import type { PlannedSide } from './sides.ts'

export type { TaggedScenario } from './reach.ts'

export interface PlanFacts {
  /** Every version in every role that the target is run in. */
  readonly sides: readonly PlannedSide[]
  /** Tag expression of the profile's suite; everything when absent. */
  readonly suiteTags?: string | undefined
  readonly answers: Answers
  /** What the venue's pack says of every case; absent without a pack. */
  readonly pack?: readonly PackCase[] | undefined
}

/** @returns every case of the catalogue once, in its order */
export function obligationsOf(scenarios: readonly TaggedScenario[], facts: PlanFacts): PlannedCase[] {
  const expression = facts.suiteTags === undefined || facts.suiteTags === '' ? undefined : parseTags(facts.suiteTags)
  const inSuite = (tags: readonly string[]): boolean => expression?.evaluate([...tags]) ?? true
  const byPack = new Map((facts.pack ?? []).map((row) => [row.id, row]))
  return CATALOGUE.map((requirement) => {
    const reach = reachOf(requirement, scenarios, facts.sides, inSuite)
    return { id: requirement.id, ...judged(requirement, reach, facts, byPack.get(requirement.id)) }
  })
}

type Judged = Omit<PlannedCase, 'id'>

function judged(requirement: Requirement, reach: Reach, facts: PlanFacts, pack: PackCase | undefined): Judged {
  const { answers } = facts
  if (reach.kind === 'never') return { obligation: 'notApplicable', reason: reach.reason }
  const lacking = NEED_RULES.find((rule) => NEEDED.get(rule)?.has(requirement.id) && isLacking(rule, answers))
  if (lacking !== undefined) return { obligation: 'notApplicable', reason: `Your engine has no ${lacking.lack}.` }
  if (pack?.obligation === 'notApplicable') return { obligation: 'notApplicable', reason: pack.reason }
  // What the venue asks for stays open until somebody can make the engine do it: to leave it out would be a wrong verdict.
  if (reach.kind === 'lacks')
    return pack?.obligation === 'mandatory' && reach.hooks.length > 0
      ? {
          obligation: 'mandatory',
          reason: `${pack.reason} ${reach.reason} It is open until there is ${or(reach.hooks)}.`,
        }
      : { obligation: 'notApplicable', reason: reach.reason }
  return pack === undefined
    ? byStandard(requirement, answers, facts.sides)
    : { obligation: pack.obligation, reason: pack.reason }
}

function byStandard(requirement: Requirement, answers: Answers, sides: readonly PlannedSide[]): Judged {
  const { id, level, clause, doubtful, optional, everywhere } = requirement
  const isOptional = (reason: string): Judged => ({ obligation: 'optional', reason })
  if (level !== 'must')
    return isOptional(level === 'should' ? `Recommended, and a miss is a warning (${clause}).` : `Allowed (${clause}).`)
  if (doubtful !== undefined) return isOptional(`In doubt: ${doubtful}`)
  const feature = FEATURE_RULES.find((rule) => FEATURED.get(rule)?.has(id) && !isLacking(rule, answers))
  if (feature !== undefined && answers[feature.key] !== undefined)
    return { obligation: 'mandatory', reason: `Your engine has ${feature.says}, and has to do it right (${clause}).` }
  if (optional === true) return isOptional(`Only who has the feature has to do it right (${clause}).`)
  if (groupOf(id) === 'VN') return isOptional(`Scripts of venues ask for it, and no venue was named (${clause}).`)
  if (answers.numbers === 'everyLogon' && NUMBERS_GO_ON.includes(id))
    return isOptional('Every Logon resets your numbers; what is left of a case about numbers that go on is in doubt.')
  if (everywhere === true && !everyReportComes(sides))
    return isOptional(`Judged wherever a report shows it; nothing makes sure that one does (${clause}).`)
  return { obligation: 'mandatory', reason: `Every ${whoOf(requirement)} has to keep it (${clause}).` }
}

/** A venue that does what quantities say can be made to fill, cancel and reject; of others no report is certain. */
function everyReportComes(sides: readonly PlannedSide[]): boolean {
  const needed = ['order-flow', 'quantityBands', 'marketEvents', 'gtcOrders']
  return sides.some(
    ({ trading, capabilities }) => trading?.plays === 'venue' && needed.every((one) => capabilities.includes(one)),
  )
}

function whoOf({ parts }: Requirement): string {
  if (parts === undefined) return 'engine'
  return parts.length === 1 ? String(parts[0]) : 'venue and client'
}

function or(hooks: readonly string[]): string {
  return hooks.map((hook) => `hooks.${hook}`).join(' or ')
}

/** Rules say words that stand for many cases. */
function idsOf<T extends { readonly cases: readonly string[] }>(
  rules: readonly T[],
): ReadonlyMap<T, ReadonlySet<string>> {
  return new Map(rules.map((rule) => [rule, new Set(rule.cases.flatMap((word) => selectCases(word)))]))
}

const NEEDED = idsOf(NEED_RULES)
const FEATURED = idsOf(FEATURE_RULES)
