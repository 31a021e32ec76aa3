/** The plan of a message type as tables of numbers, for the pass over a message that is plainly in order. */
import type { Settings } from '../options.ts'
import { type GroupPlan, type MessagePlan, Place } from '../plan.ts'
import { type Condition, conditionsFor } from '../rules/conditionally-required.ts'
import type { PlainValues } from './values.ts'

/** Bits of the word of a tag that belong to the message type; those of its value are in `Word`. */
export const Bit = {
  /** Required outside groups. */
  Required: 1 << 6,
  /** `Place`, where the tag may stand outside groups; 0: nowhere. */
  PlaceShift: 7,
  PlaceMask: 3 << 7,
  /** Counts the entries of a group. */
  Group: 1 << 9,
  /** Its value may make other fields required. */
  Condition: 1 << 10,
} as const

/** The word of a member of a group: bits, and its position in an entry counted from 1; -1: left to the rules. */
export const MemberBit = {
  Required: 1,
  Group: 2,
  /** Listed twice: its position is free. */
  Free: 4,
  PositionShift: 3,
} as const

/** Tags above have no place in the tables: the rules look at messages that have some. */
export const TAG_MAX = 0xffff

/** When the tag has one of the values, characters as bytes, one of `needs` must be there. */
export interface PlainCondition {
  readonly tag: number
  readonly values: readonly number[]
  readonly needs: readonly number[]
}

export interface PlainTables {
  readonly values: PlainValues
  /** Those of `values`. */
  readonly bits: Int32Array
  readonly settings: Settings
  /** By tag: a number from 1 that this message type has for each tag it may hold, 0 for all others. */
  readonly slots: Uint16Array
  /** By slot: bits of `Bit` and `Word`. */
  readonly words: Int32Array
  /** By slot of the count. */
  readonly groups: readonly (PlainGroup | undefined)[]
  /** `Bit.Required` as often as tags are required outside groups. */
  readonly required: number
  /** At most 31. */
  readonly conditions: readonly PlainCondition[]
}

/**
 * Compiles the plan of a message type.
 *
 * @returns undefined for what no dictionary of the standard has, and the pass is not made for: members that the list of
 * fields lacks, and a condition on a field that may stand in a group, or that is let pass as an unknown one
 */
export function plainTables(
  plan: MessagePlan,
  msgType: string,
  values: PlainValues,
  settings: Settings,
): PlainTables | undefined {
  const grouped = new Set<number>()
  collectMembers(plan.groups, grouped)
  const slots = slotsFor(plan)
  const isKnown = (tag: number) => (slots[tag] ?? 0) > 0
  if (![...plan.groups.keys(), ...grouped].every(isKnown)) return undefined
  const conditions = settings.checkConditional ? conditionsFor(msgType) : []
  // What a dictionary states in expressions is left to the rules.
  if (settings.checkConditional && plan.conditions.length > 0) return undefined
  if (conditions.some(({ tag }) => (isKnown(tag) ? grouped.has(tag) : settings.allowUnknownTags))) return undefined

  const words = [0]
  const groups: (PlainGroup | undefined)[] = [undefined]
  for (const [tag, slot] of slots.entries()) {
    if (slot === 0) continue
    const place = plan.places[tag] as number
    const group = plan.groups.get(tag)
    words[slot] =
      (values.words[tag] as number) |
      (settings.checkRequired && plan.required.includes(tag) ? Bit.Required : 0) |
      (place === Place.GroupOnly ? 0 : place << Bit.PlaceShift) |
      (group === undefined ? 0 : Bit.Group) |
      (conditions.some((condition) => condition.tag === tag) ? Bit.Condition : 0)
    groups[slot] = group && new PlainGroup(group, slots, settings)
  }
  const required = settings.checkRequired ? plan.required.length * Bit.Required : 0
  return {
    values,
    bits: values.bits,
    settings,
    slots,
    words: Int32Array.from(words),
    groups,
    required,
    conditions: conditions.map(inBytes),
  }
}

function inBytes({ tag, values, needs }: Condition): PlainCondition {
  return { tag, values: values.map((value) => value.charCodeAt(0)), needs }
}

/** Numbers the tags that the message may hold, as far as there are tables for them. */
function slotsFor({ places }: MessagePlan): Uint16Array {
  const size = Math.min(places.length, TAG_MAX + 1)
  let last = size - 1
  while (last > 0 && places[last] === Place.None) last--
  const slots = new Uint16Array(last + 1)
  let used = 0
  for (let tag = 1; tag <= last; tag++) if (places[tag] !== Place.None) slots[tag] = ++used
  return slots
}

function collectMembers(groups: ReadonlyMap<number, GroupPlan>, tags: Set<number>): void {
  for (const group of groups.values()) {
    for (const tag of group.positions.keys()) tags.add(tag)
    collectMembers(group.groups, tags)
  }
}

export interface EntryTables {
  /** By slot: bits of `MemberBit`, 0 for a tag that is no member. */
  readonly members: Int32Array
  /** By position counted from 1. */
  readonly groups: readonly (PlainGroup | undefined)[]
  /** How many tags are required in each entry. */
  readonly required: number
}

/** A group of a message type. A message has up to a thousand and uses a few, so that each is compiled when it first comes. */
export class PlainGroup {
  readonly delimiter: number
  readonly #plan: GroupPlan
  readonly #slots: Uint16Array
  readonly #settings: Settings
  #tables: EntryTables | undefined

  constructor(plan: GroupPlan, slots: Uint16Array, settings: Settings) {
    this.delimiter = plan.delimiter
    this.#plan = plan
    this.#slots = slots
    this.#settings = settings
  }

  get tables(): EntryTables {
    this.#tables ??= this.#compile()
    return this.#tables
  }

  #compile(): EntryTables {
    const { positions, delimiter, groups: inner, required } = this.#plan
    const needed = this.#settings.checkRequiredInGroups ? required : []
    const members = new Int32Array(1 + Math.max(...this.#slots))
    const groups: (PlainGroup | undefined)[] = []
    for (const [tag, position] of positions) {
      const group = inner.get(tag)
      const bits = (needed.includes(tag) ? MemberBit.Required : 0) | (group === undefined ? 0 : MemberBit.Group)
      const slot = this.#slots[tag] as number
      if (position >= 0) {
        members[slot] = bits | ((position + 1) << MemberBit.PositionShift)
        groups[position + 1] = group && new PlainGroup(group, this.#slots, this.#settings)
      } else members[slot] = bits === 0 && tag !== delimiter ? MemberBit.Free : -1
    }
    return { members, groups, required: needed.length }
  }
}
