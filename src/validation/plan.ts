/**
 * A dictionary compiled for checking: tables by tag instead of trees and names. Made once for each dictionary and set
 * of options, for each message type when it first comes.
 */
import { type Dictionary, isListType, type Member, type MessageDefinition } from '../dictionary/dictionary.ts'
import { delimiterOf, eachField, flatten } from '../dictionary/members.ts'
import { type Format, formatOf } from './formats.ts'
import { type Settings, settingsFor, type ValidationOptions } from './options.ts'
import { type PresenceCondition, presenceConditions } from './presence-conditions.ts'

/** Where a tag stands in a message. */
export const Place = { None: 0, Header: 1, Body: 2, Trailer: 3, GroupOnly: 4 } as const

export interface GroupPlan {
  readonly countTag: number
  /** The field that begins each entry. */
  readonly delimiter: number
  /** Position of each field in an entry, -1 for one that the dictionary lists twice: its position is free. */
  readonly positions: ReadonlyMap<number, number>
  readonly required: readonly number[]
  readonly groups: ReadonlyMap<number, GroupPlan>
  /** Fields of this group that may also stand behind it, in what encloses it. */
  readonly outside: ReadonlySet<number>
}

export interface MessagePlan {
  /** One of `Place` for each tag of the dictionary. */
  readonly places: Uint8Array
  /** Required outside groups: header, body and trailer, in the order of the dictionary. */
  readonly required: readonly number[]
  readonly groups: ReadonlyMap<number, GroupPlan>
  /** Fields that other fields of the message make required, by the words of the dictionary; mostly none. */
  readonly conditions: readonly PresenceCondition[]
}

/** The values of an enumeration: single characters as a bitmap over bytes, anything else as a set. */
export interface EnumPlan {
  readonly characters: Uint8Array | undefined
  readonly values: ReadonlySet<string>
  /** A value may be several of them with a blank between. */
  readonly list: boolean
}

export class Plan {
  readonly dictionary: Dictionary
  readonly settings: Settings
  /** By tag; undefined for a tag that the dictionary does not define. */
  readonly formats: readonly (Format | undefined)[]
  readonly enums: readonly (EnumPlan | undefined)[]
  readonly #messages = new Map<string, MessagePlan>()

  constructor(dictionary: Dictionary, options: ValidationOptions) {
    this.dictionary = dictionary
    this.settings = settingsFor(dictionary, options)
    const size = 1 + Math.max(0, ...dictionary.fields.map(({ tag }) => tag))
    const formats = new Array<Format | undefined>(size).fill(undefined)
    const enums = new Array<EnumPlan | undefined>(size).fill(undefined)
    const byType = new Map<string, Format>()
    for (const { tag, type, values, open } of dictionary.fields) {
      const format = byType.get(type) ?? formatOf(type, this.settings)
      byType.set(type, format)
      formats[tag] = format
      if (values !== undefined && open === undefined) enums[tag] = this.#enumPlan(type, values)
    }
    this.formats = formats
    this.enums = enums
  }

  /** The tables of a message type, undefined when the dictionary does not define it. */
  message(msgType: string): MessagePlan | undefined {
    const known = this.#messages.get(msgType)
    if (known !== undefined) return known
    const definition = this.dictionary.message(msgType)
    if (definition === undefined) return undefined
    const plan = this.#messagePlan(definition)
    this.#messages.set(msgType, plan)
    return plan
  }

  #enumPlan(type: string, values: ReadonlyMap<string, string>): EnumPlan {
    // Before FIX.4.2 there was no type for lists: ExecInst(18) was a char that could hold several.
    const list = isListType(type) || (type === 'CHAR' && this.settings.version.ordinal < 42)
    const plan = { values: new Set(values.keys()), list }
    if ([...values.keys()].some((value) => value.length !== 1)) return { ...plan, characters: undefined }
    const characters = new Uint8Array(256)
    for (const value of values.keys()) characters[value.charCodeAt(0)] = 1
    return { ...plan, characters }
  }

  #messagePlan(definition: MessageDefinition): MessagePlan {
    const { members: body } = definition
    const { header, trailer } = this.dictionary
    const places = new Uint8Array(this.formats.length)
    for (const { tag } of eachField([...header, ...body, ...trailer])) places[tag] = Place.GroupOnly
    const parts = [
      [trailer, Place.Trailer],
      [body, Place.Body],
      [header, Place.Header],
    ] as const
    for (const [members, place] of parts) for (const tag of tagsOf(members)) places[tag] = place
    const all = [...header, ...body, ...trailer]
    const { conditions } = presenceConditions(this.dictionary, definition)
    return { places, required: requiredOf(all), groups: groupsOf(all, new Set(tagsOf(all))), conditions }
  }
}

function tagsOf(members: readonly Member[]): number[] {
  return flatten(members).map((member) => (member.kind === 'field' ? member.field.tag : member.count.tag))
}

function requiredOf(members: readonly Member[]): number[] {
  const required = flatten(members).filter((member) => member.required)
  return [...new Set(required.map((member) => (member.kind === 'field' ? member.field.tag : member.count.tag)))]
}

function groupsOf(members: readonly Member[], enclosing: ReadonlySet<number>): Map<number, GroupPlan> {
  const groups = new Map<number, GroupPlan>()
  for (const member of flatten(members)) {
    if (member.kind !== 'group') continue
    const tags = tagsOf(member.members)
    const positions = new Map<number, number>()
    for (const [i, tag] of tags.entries()) positions.set(tag, positions.has(tag) ? -1 : i)
    groups.set(member.count.tag, {
      countTag: member.count.tag,
      delimiter: delimiterOf(member)?.tag ?? 0,
      positions,
      required: requiredOf(member.members),
      groups: groupsOf(member.members, new Set([...enclosing, ...tags])),
      outside: new Set(tags.filter((tag) => enclosing.has(tag))),
    })
  }
  return groups
}
