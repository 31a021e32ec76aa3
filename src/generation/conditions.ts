/**
 * Fields that the value of another field makes required: what the prose of the standard says of orders, and what the
 * dictionary says by rules. A valid message keeps all of them; a check of case 14.m breaks one.
 */
import type { Dictionary, MessageDefinition } from '../dictionary/dictionary.ts'
import { conditionsFor } from '../validation/rules/conditionally-required.ts'
import { messageTree, type Node, tagOf, type Want } from './message-tree.ts'
import { placesOf } from './places.ts'

/** When `when` holds, one of `needs` has to be there. */
export interface Condition {
  /** As a title says it: `OrdType 2`. */
  readonly words: string
  /** Keys of places with the values that make it hold. */
  readonly when: ReadonlyMap<string, Want>
  readonly holds: (nodes: readonly Node[]) => boolean
  /** Keys of the places of which one is required. */
  readonly needs: readonly string[]
}

/** What the standard says of fields that the message of this dictionary has. */
export function conditionsOf({ msgType, members }: MessageDefinition, dictionary: Dictionary): Condition[] {
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
          holds: (nodes) => nodes.some((node) => tagOf(node) === tag && 'field' in node && node.value === value),
          needs: there,
        }),
      )
  })
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
