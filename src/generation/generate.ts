/**
 * Features that check how a target answers faulty messages, made from a dictionary. Text in, text out: who reads and
 * writes files hands in what is needed of them.
 */
import type { Dictionary, MessageDefinition } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'
import { conditionChecks } from './condition-checks.ts'
import { conditionsOf, keeping } from './conditions.ts'
import {
  CHECK_KINDS,
  type CheckKind,
  type Found,
  familiesOf,
  type LeftOut,
  type Subject,
  titleOf,
  titlesOf,
} from './family.ts'
import { featureText } from './gherkin.ts'
import { countChecks, orderChecks } from './group-checks.ts'
import { isUncertain, placesOf, tagsOfSeveralPlaces } from './places.ts'
import { leftOut } from './stated.ts'
import { foreignChecks, missingChecks, undefinedChecks } from './tag-checks.ts'
import { codeChecks, emptyChecks, formatChecks, repeatedChecks } from './value-checks.ts'

export interface GenerationRequest {
  readonly dictionary: Dictionary
  readonly version: FixVersion
  readonly messages: readonly MessageDefinition[]
  /** Default: all. */
  readonly kinds?: readonly CheckKind[]
  /** Where the dictionary came from, for the head of the file. */
  readonly source: { readonly name: string; readonly sha256: string }
  /** The command that makes the file again. */
  readonly command: string
}

export interface Generated {
  /** The feature file. */
  readonly text: string
  /** Titles of the checks, rows of outlines one by one, in the order of the file. */
  readonly titles: readonly string[]
  readonly counts: ReadonlyMap<CheckKind, number>
  readonly leftOut: readonly LeftOut[]
}

/** What a file that was made begins with, behind the `#`. */
export const HEAD = 'Made by fixproof generate'

/** One feature with the checks of the messages, one behind the other. */
export function generate(request: GenerationRequest): Generated {
  const { dictionary, version, messages, kinds = CHECK_KINDS, source, command } = request
  const counts = new Map<CheckKind, number>(kinds.map((kind) => [kind, 0]))
  const known = new Set<string>()
  const leftOut: LeftOut[] = []
  const families = messages.flatMap((definition) => {
    const found = checksFor({ dictionary, version, definition }, kinds)
    const whose = messages.length > 1 ? `${definition.name}: ` : ''
    leftOut.push(...found.leftOut.map(({ what, why }) => ({ what: `${whose}${what}`, why })))
    // Baselines find a check by its title: of two that would have the same the first one is made.
    const checks = found.checks.filter((check) => {
      const title = titleOf(check.title, check.words)
      if (known.has(title)) leftOut.push({ what: title, why: 'another check has the same name' })
      return !known.has(title) && known.add(title)
    })
    for (const { kind } of checks) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    return familiesOf(checks).map((family) => ({ message: definition.name, family }))
  })
  const titles = families.flatMap(({ family }) => titlesOf(family))
  const application = dictionary.name.split('/').at(-1) ?? dictionary.name
  const names = messages.map(({ name }) => name).join(', ')
  const span = version.id.split('/').at(-1) ?? version.id
  const text = featureText({
    comment: [`${HEAD} from ${source.name}, sha256 ${source.sha256}.`, `Not to be edited, but made again: ${command}`],
    tags: ['@session', '@generated', `@since:${span}`, `@until:${span}`],
    title: `Generated checks of ${names}, ${application}`,
    description: [
      'Each message is in order but for one fault, which the target has to reject for the reason that its version has for it.',
      ...summaryOf(leftOut),
    ],
    families,
  })
  return { text, titles, counts, leftOut }
}

/** What was left out, by its reason. */
export function byReason(leftOut: readonly LeftOut[]): { readonly why: string; readonly what: readonly string[] }[] {
  const reasons = new Map<string, string[]>()
  for (const { why, what } of leftOut) {
    const list = reasons.get(why) ?? []
    reasons.set(why, list)
    if (!list.includes(what)) list.push(what)
  }
  return [...reasons].map(([why, what]) => ({ why, what }))
}

function summaryOf(leftOut: readonly LeftOut[]): string[] {
  const reasons = byReason(leftOut)
  if (reasons.length === 0) return []
  return ['Left out, since the standard leaves the answer open or there is nothing to be wrong:'].concat(
    reasons.map(
      ({ why, what }) =>
        `- ${what.length > 3 ? `${what.slice(0, 2).join(', ')} and ${what.length - 2} more` : what.join(', ')}: ${why}.`,
    ),
  )
}

function checksFor(base: Omit<Subject, 'needs' | 'several'>, kinds: readonly CheckKind[]): Found {
  const { conditions, leftOut: unknown } = conditionsOf(base.definition, base.dictionary)
  const all = placesOf(base.definition.members)
  const subject: Subject = { ...base, needs: keeping(base.definition, conditions), several: tagsOfSeveralPlaces(all) }
  const places = all.filter(
    ({ groups, member }) => ![...groups, member].some((one) => 'count' in one && isUncertain(one)),
  )
  const uncertain = all
    .filter((place) => !places.includes(place))
    .map((place): LeftOut => leftOut(place, 'a field stands twice in its group, so that no order is certain'))
  const makers: Readonly<Record<CheckKind, () => Found>> = {
    undefined: () => undefinedChecks(subject),
    missing: () => missingChecks(subject, places),
    foreign: () => foreignChecks(subject),
    empty: () => emptyChecks(subject, places),
    codes: () => codeChecks(subject, places),
    format: () => formatChecks(subject, places),
    repeated: () => repeatedChecks(subject, places),
    count: () => countChecks(subject, places),
    order: () => orderChecks(subject, places),
    conditions: () => conditionChecks(subject, conditions, unknown),
  }
  const found = CHECK_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => makers[kind]())
  return {
    checks: found.flatMap(({ checks }) => checks),
    leftOut: [...uncertain, ...found.flatMap((one) => one.leftOut)],
  }
}
