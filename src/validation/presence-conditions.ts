/**
 * Conditions that a dictionary states of a message: Orchestra's rules about presence, and the further scenarios of a
 * message. A scenario is meant when all fields that are constant in it have their constants; then what it requires is required.
 */
import type { Dictionary, MessageDefinition } from '../dictionary/dictionary.ts'
import { flatten } from '../dictionary/members.ts'
import { parseScore, type Score } from './score.ts'
import { evaluateScore, fieldsOf } from './score-evaluation.ts'

/** The field `member` has to be there when `when` holds. */
export interface PresenceCondition {
  /** Name of the rule, or of the scenario. */
  readonly name: string
  readonly member: number
  readonly when: Score
  /** Names of the fields that `when` speaks of. */
  readonly fields: readonly string[]
  readonly kind: 'rule' | 'scenario'
}

/** What is stated and not judged, and why. */
export interface UnknownCondition {
  readonly name: string
  readonly why: string
}

export interface PresenceConditions {
  readonly conditions: readonly PresenceCondition[]
  readonly unknown: readonly UnknownCondition[]
}

export function presenceConditions(dictionary: Dictionary, definition: MessageDefinition): PresenceConditions {
  const conditions: PresenceCondition[] = []
  const unknown: UnknownCondition[] = []
  for (const found of [...fromRules(dictionary, definition), ...fromScenarios(dictionary, definition)])
    if ('why' in found) unknown.push(found)
    else conditions.push(found)
  return { conditions, unknown }
}

type Read = PresenceCondition | UnknownCondition

function fromRules(dictionary: Dictionary, { rules = [], members }: MessageDefinition): Read[] {
  const level = tagsOf(members)
  return rules.map(({ name, path, member, presence, when }): Read => {
    const no = (why: string): UnknownCondition => ({ name: `rule ${name}`, why })
    if (presence !== 'required') return no('a rule that makes a field optional or forbidden has no answer of its own')
    if (path.length > 0) return no('its rule is about entries of a group')
    const score = parseScore(when)
    if (score.kind === 'unknown') return no(`its Score expression is not understood: ${score.why}`)
    const tag = dictionary.fieldByName(member)?.tag
    if (tag === undefined || !level.has(tag)) return no(`${member} is no field of the message itself`)
    const fields = fieldsOf(score)
    const strange = fields.find((field) => !level.has(dictionary.fieldByName(field)?.tag ?? -1))
    if (strange !== undefined)
      return no(`its Score expression speaks of ${strange}, which is no field of the message itself`)
    return { name, member: tag, when: score, fields, kind: 'rule' }
  })
}

function fromScenarios(dictionary: Dictionary, { msgType, members }: MessageDefinition): Read[] {
  const level = tagsOf(members)
  const always = new Set(flatten(members).flatMap((member) => (member.required ? [tagOf(member)] : [])))
  return dictionary.scenariosOf(msgType).flatMap((scenario): Read[] => {
    const name = scenario.scenario ?? 'scenario'
    const own = flatten(scenario.members)
    const constants = own.flatMap((member) =>
      member.kind === 'field' && member.constant !== undefined && level.has(member.field.tag)
        ? [[member.field.name, member.constant] as const]
        : [],
    )
    if (constants.length === 0)
      return [{ name: `scenario ${name}`, why: 'no field is constant in it, so nothing tells when it is meant' }]
    const equal = constants.map(
      ([field, value]): Score => ({
        kind: 'compare',
        operator: '==',
        left: { kind: 'field', name: field },
        right: { kind: 'value', value },
      }),
    )
    const when = equal.reduce((left, right): Score => ({ kind: 'and', left, right }))
    const fields = constants.map(([field]) => field)
    return own
      .filter((member) => member.required && level.has(tagOf(member)) && !always.has(tagOf(member)))
      .filter((member) => !fields.includes(member.kind === 'field' ? member.field.name : ''))
      .map((member) => ({ name, member: tagOf(member), when, fields, kind: 'scenario' }))
  })
}

function tagsOf(members: MessageDefinition['members']): ReadonlySet<number> {
  return new Set(flatten(members).map(tagOf))
}

function tagOf(member: ReturnType<typeof flatten>[number]): number {
  return member.kind === 'field' ? member.field.tag : member.count.tag
}

/** True when the condition holds for a message. @param value - of a field of the message itself, by its name */
export function isCalledFor(
  { when }: PresenceCondition,
  dictionary: Dictionary,
  value: (field: string) => string | undefined,
): boolean {
  return evaluateScore(when, { value, codes: (field) => dictionary.fieldByName(field)?.values }) === true
}
