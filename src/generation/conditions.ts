/**
 * Fields that the value of another field makes required: what the prose of the standard says of orders, and what the
 * dictionary says by rules. A valid message keeps all of them; a check of case 14.m breaks one.
 */
import type { Dictionary, MessageDefinition } from '../dictionary/dictionary.ts'
import { isCalledFor, type PresenceConditions, presenceConditions } from '../validation/presence-conditions.ts'
import { conditionsFor } from '../validation/rules/conditionally-required.ts'
import type { LeftOut } from './family.ts'
import { messageTree, type Node, tagOf, type Want } from './message-tree.ts'
import { placesOf } from './places.ts'
import { assignmentsFor } from './score.ts'

/** When `when` holds, one of `needs` has to be there. */
export interface Condition {
  /** As a title says it: `OrdType 2`. */
  readonly words: string
  /** Keys of places with the values that make it hold. */
  readonly when: ReadonlyMap<string, Want>
  readonly holds: (nodes: readonly Node[]) => boolean
  /** Keys of the places of which one is required. */
  readonly needs: readonly string[]
  /** Name of the scenario of the message that asks for it. */
  readonly scenario?: string
}

/** What the standard says of fields that the message of this dictionary has. */
function ofStandard({ msgType, members }: MessageDefinition, dictionary: Dictionary): Condition[] {
  const keys = new Set(placesOf(members).map(({ key }) => key))
  return conditionsFor(msgType).flatMap(({ tag, values, needs }) => {
    const field = dictionary.fieldByTag(tag)
    const there = needs.map(String).filter((key) => keys.has(key))
    if (field === undefined || !keys.has(String(tag)) || there.length === 0) return []
    return values
      .filter((value) => field.values?.has(value) ?? true)
      .map(
        (value): Condition => ({
          words: `${field.name} ${value}`,
          when: new Map([[String(tag), { value }]]),
          holds: (nodes) => valueIn(nodes, tag) === value,
          needs: there,
        }),
      )
  })
}

/** What the dictionary says by rules and scenarios; for one of several values a condition each. */
function ofDictionary(
  { conditions }: PresenceConditions,
  dictionary: Dictionary,
): { readonly conditions: Condition[]; readonly leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = []
  const found = conditions.flatMap((condition) => {
    const assignments = assignmentsFor(condition.when, condition.fields, dictionary)
    const of = `${condition.kind} ${condition.name}`
    if (assignments.length === 0) leftOut.push({ what: of, why: 'no values were found that make its condition hold' })
    return assignments.map((assigned): Condition => {
      const said = [...assigned].map(([name, value]) => saidOf(name, value))
      return {
        words: said.join(', '),
        when: new Map(
          [...assigned].map(([name, value]): [string, Want] => [
            String(dictionary.fieldByName(name)?.tag),
            value === null ? { absent: true } : { value },
          ]),
        ),
        holds: (nodes) =>
          isCalledFor(condition, dictionary, (name) => valueIn(nodes, dictionary.fieldByName(name)?.tag)),
        needs: [String(condition.member)],
        ...(condition.kind === 'scenario' ? { scenario: condition.name } : {}),
      }
    })
  })
  return { conditions: found, leftOut }
}

/** `OrdType 2`, `no Price`, and of what is only there its name. */
function saidOf(name: string, value: string | null): string {
  if (value === null) return `no ${name}`
  return value.startsWith('<') ? name : `${name} ${value}`
}

function valueIn(nodes: readonly Node[], tag: number | undefined): string | undefined {
  const node = nodes.find((one) => tagOf(one) === tag)
  return node !== undefined && 'field' in node ? node.value : undefined
}

/** Every condition of a message that checks can be made for, and those that they can not. */
export function conditionsOf(
  definition: MessageDefinition,
  dictionary: Dictionary,
): { readonly conditions: readonly Condition[]; readonly leftOut: readonly LeftOut[] } {
  const stated = presenceConditions(dictionary, definition)
  const own = ofDictionary(stated, dictionary)
  const unknown = stated.unknown.map(({ name, why }): LeftOut => ({ what: name, why }))
  return {
    conditions: [...own.conditions, ...ofStandard(definition, dictionary)],
    leftOut: [...unknown, ...own.leftOut],
  }
}

/**
 * What a message needs beside what it states, so that every condition is kept.
 *
 * @param stated - what it states
 * @returns that, and what came to it
 */
export function keeping(
  definition: MessageDefinition,
  conditions: readonly Condition[],
  stated: ReadonlyMap<string, Want> = new Map(),
): Map<string, Want> {
  const wants = new Map(stated)
  // Each round adds a field, or is the last.
  for (let round = 0; round <= conditions.length; round++) {
    const tree = messageTree(definition.members, wants)
    const tags = new Set(tree.map((node) => String(tagOf(node))))
    const broken = conditions.find(
      ({ holds, needs }) => holds(tree) && !needs.some((key) => tags.has(key) || wants.has(key)),
    )
    if (broken === undefined) break
    wants.set(broken.needs[0] ?? '', {})
  }
  return wants
}
