/** Whether a reference must, may or must not be there, and under which conditions. */
import type { PresenceRule } from './dictionary.ts'
import type { OrchestraSource } from './orchestra-source.ts'
import type { Element } from './xml-tree.ts'

/** What a reference says about presence. */
export interface Presence {
  /** Forbidden, whatever else the message holds. */
  readonly absent: boolean
  readonly required: boolean
  readonly constant?: string
  readonly rules: readonly PresenceRule[]
}

const PRESENCES = ['optional', 'required', 'forbidden', 'ignored', 'constant']

/** @throws DictionaryError for a presence that there is not, a constant without value, a rule without condition */
export function presenceOf(source: OrchestraSource, element: Element, member: string): Presence {
  const presence = presenceAttribute(source, element) ?? 'optional'
  const rules = source
    .children(element, ['rule', 'assign', 'blockAssignment'])
    .filter(({ kind }) => kind === 'rule')
    .flatMap(({ element: rule }) => readRule(source, rule, member))
  if (presence === 'constant') {
    const constant = source.attribute(element, 'value')
    return { absent: false, required: true, constant, rules }
  }
  if (presence !== 'forbidden') return { absent: false, required: presence === 'required', rules }
  const allowing = rules.filter((rule) => rule.presence !== 'forbidden')
  if (allowing.length === 0) return { absent: true, required: false, rules: [] }
  // Forbidden but for its rules: a member that may be there, with the rest said as a rule of its own.
  const otherwise: PresenceRule = {
    name: `${member} otherwise`,
    path: [],
    member,
    presence: 'forbidden',
    when: allowing.map(({ when }) => `!(${when})`).join(' && '),
  }
  return { absent: false, required: false, rules: [...rules, otherwise] }
}

/** A rule that says nothing about presence (it may set bounds or a value) is passed over. */
function readRule(source: OrchestraSource, rule: Element, member: string): PresenceRule[] {
  const presence = presenceAttribute(source, rule)
  const [when, second] = source.children(rule, ['when', 'assign']).filter(({ kind }) => kind === 'when')
  const text = when?.element.text ?? ''
  if (text === '' || second !== undefined) {
    const what = second === undefined ? 'without a condition' : 'with several conditions'
    throw source.error(second?.element ?? rule, `rule ${what}`, 'one <when> with a Score expression')
  }
  if (presence === undefined) return []
  return [
    {
      name: rule.attributes.name ?? `${member} ${presence}`,
      path: [],
      member,
      presence: presence === 'constant' ? 'required' : (presence as PresenceRule['presence']),
      when: text.replace(/\s+/g, ' '),
    },
  ]
}

function presenceAttribute(source: OrchestraSource, element: Element): string | undefined {
  const { presence } = element.attributes
  if (presence === undefined || PRESENCES.includes(presence)) return presence
  throw source.error(element, `presence="${presence}"`, `one of ${PRESENCES.join(', ')}`)
}
