/**
 * The part of the loaded dictionaries that a report needs to be read by itself: names, labels and groups of what
 * occurs in it and nothing else, so that the page names every field and stays small.
 */
import type { Dictionary, GroupMember, Member } from '../dictionary/dictionary.ts'
import { flatten } from '../dictionary/members.ts'
import { dataFieldOf } from '../fix/data-fields.ts'
import type { Report } from './report.ts'
import { partsOf, type ResultPart } from './result-parts.ts'

export interface VersionExcerpt {
  /** MsgType → name. */
  messages: Record<string, string>
  /** Tag → name, type, and the labels of the values that occur. */
  fields: Record<string, { name: string; type: string; values?: Record<string, string> }>
  /** Tag of a NumInGroup field → tags of its members, nested counts among them. */
  groups: Record<string, number[]>
}

/** By the `beginString` of the results. */
export type DictionaryExcerpt = Record<string, VersionExcerpt>

/** What occurs under one version: tag → values, where it matters which. */
type Occurrences = Map<number, Set<string>>

/**
 * @param dictionaryOf - the dictionary that the results of this `beginString` were made with, session and application
 *   together; undefined where none is at hand: the page then shows bare tags
 */
export function dictionaryExcerpt(
  report: Pick<Report, 'results'>,
  dictionaryOf: (beginString: string) => Dictionary | undefined,
): DictionaryExcerpt {
  const excerpt: DictionaryExcerpt = {}
  for (const [beginString, parts] of Map.groupBy(
    partsOf(report.results),
    ({ results: [first] }) => first?.beginString,
  )) {
    const dictionary = beginString === undefined ? undefined : dictionaryOf(beginString)
    if (beginString === undefined || dictionary === undefined) continue
    excerpt[beginString] = excerptOf(dictionary, together(parts.map((part) => occurrencesIn(part, dictionary))))
  }
  return excerpt
}

/** In the order in which they occur. */
function together(several: readonly Occurrences[]): Occurrences {
  const all: Occurrences = new Map()
  for (const [tag, values] of several.flatMap((occurrences) => [...occurrences])) {
    const known = all.get(tag)
    all.set(tag, known === undefined || values === UNNAMED ? values : new Set([...known, ...values]))
  }
  return all
}

/**
 * The fields of a raw message with `|` between them; a data field is cut by its length, so a `|` inside it is data.
 *
 * @param visit - told of each tag, and where in the text its value begins and ends: most values are never looked at
 */
export function eachRawField(raw: string, visit: (tag: number, from: number, to: number) => void): void {
  let at = 0
  let dataTag: number | undefined
  let dataLength = 0
  while (at < raw.length) {
    const equals = raw.indexOf('=', at)
    if (equals < 0) return
    const tag = Number(raw.slice(at, equals))
    let end = raw.indexOf('|', equals)
    if (dataTag === tag && dataLength > 0) end = equals + 1 + dataLength
    if (end < 0) end = raw.length
    dataTag = dataFieldOf(tag)
    if (dataTag !== undefined) dataLength = Number(raw.slice(equals + 1, end))
    if (Number.isInteger(tag)) visit(tag, equals + 1, end)
    at = end + 1
  }
}

/** What a part holds stays the same, and is looked for once. */
const known = new WeakMap<ResultPart, { readonly dictionary: Dictionary; readonly occurrences: Occurrences }>()

/** Looks early at what a part holds: the excerpt of a report with this part is made sooner then. */
export function prepareExcerpt(part: ResultPart, dictionary: Dictionary): void {
  groupMembers(dictionary, [...occurrencesIn(part, dictionary).keys()])
}

/** What occurs in a part, remembered. */
function occurrencesIn(part: ResultPart, dictionary: Dictionary): Occurrences {
  const found = known.get(part)
  if (found?.dictionary === dictionary) return found.occurrences
  const occurrences: Occurrences = new Map()
  known.set(part, { dictionary, occurrences })
  for (const result of part.results) {
    for (const { raw } of result.transcript)
      eachRawField(raw, (tag, from, to) => {
        const values = valuesOf(occurrences, tag, dictionary)
        if (values !== UNNAMED) values.add(raw.slice(from, to))
      })
    for (const { tag, actual } of result.difference?.fields ?? []) {
      const values = valuesOf(occurrences, tag, dictionary)
      if (values !== UNNAMED) values.add(actual ?? '')
    }
  }
  return occurrences
}

/** Stands for the values of a field that has no names for them: times, numbers and texts, of which there are thousands. */
const UNNAMED: Set<string> = new Set()

function valuesOf(occurrences: Occurrences, tag: number, dictionary: Dictionary): Set<string> {
  const known = occurrences.get(tag)
  if (known !== undefined) return known
  const named = NAMES_A_THING.includes(tag) || dictionary.fieldByTag(tag)?.values !== undefined
  const values = named ? new Set<string>() : UNNAMED
  occurrences.set(tag, values)
  return values
}

const MSG_TYPE_FIELDS = [35, 372]
const REF_TAG_ID = 371
/** Fields whose values are names of messages and of fields. */
const NAMES_A_THING = [...MSG_TYPE_FIELDS, REF_TAG_ID]

function excerptOf(dictionary: Dictionary, occurrences: Occurrences): VersionExcerpt {
  const excerpt: VersionExcerpt = { messages: {}, fields: {}, groups: {} }
  for (const msgType of MSG_TYPE_FIELDS.flatMap((tag) => [...(occurrences.get(tag) ?? [])])) {
    const name = dictionary.message(msgType)?.name
    if (name !== undefined) excerpt.messages[msgType] = name
  }
  const named = [...(occurrences.get(REF_TAG_ID) ?? [])].map(Number).filter((tag) => !occurrences.has(tag))
  for (const tag of [...occurrences.keys(), ...named].sort((a, b) => a - b)) {
    const field = dictionary.fieldByTag(tag)
    if (!field) continue
    const labels = MSG_TYPE_FIELDS.includes(tag) ? {} : labelsOf(dictionary, tag, occurrences.get(tag))
    excerpt.fields[tag] = { name: field.name, type: field.type, ...(Object.keys(labels).length && { values: labels }) }
  }
  for (const [tag, members] of groupMembers(dictionary, Object.keys(excerpt.fields).map(Number)))
    excerpt.groups[tag] = [...members]
  return excerpt
}

function isCount(dictionary: Dictionary, tag: number): boolean {
  const field = dictionary.fieldByTag(tag)
  return field !== undefined && (field.type === 'NUMINGROUP' || /^No[A-Z]/.test(field.name))
}

function labelsOf(dictionary: Dictionary, tag: number, values: Set<string> | undefined): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const value of values ?? []) {
    const label = dictionary.labelOf(tag, value)
    if (label !== undefined && label !== value) labels[value] = label
  }
  return labels
}

/** Members by the tag of the count, of groups that were looked for; looking reads every message of a dictionary. */
const membersKnown = new WeakMap<Dictionary, Map<number, ReadonlySet<number>>>()

/** Of those of the tags that count a group, its members. */
function groupMembers(dictionary: Dictionary, tags: readonly number[]): [number, ReadonlySet<number>][] {
  const known = membersKnown.get(dictionary) ?? new Map<number, ReadonlySet<number>>()
  membersKnown.set(dictionary, known)
  const counts = tags.filter((tag) => isCount(dictionary, tag))
  const sought = new Set(counts.filter((tag) => !known.has(tag)))
  if (sought.size > 0) {
    const found = lookForMembers(dictionary, sought)
    for (const tag of sought) known.set(tag, found.get(tag) ?? new Set())
  }
  return counts
    .map((tag): [number, ReadonlySet<number>] => [tag, known.get(tag) ?? new Set()])
    .filter(([, members]) => members.size > 0)
}

/** Under all messages that hold them: two of them may fill a group differently. */
function lookForMembers(dictionary: Dictionary, counts: ReadonlySet<number>): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>()
  for (const members of [dictionary.header, ...dictionary.messages.map((message) => message.members)]) {
    // In one message a group is the same wherever it stands: the first is looked at.
    const seen = new Set<number>()
    for (const { count, members: held } of eachGroup(members)) {
      if (!counts.has(count.tag) || seen.has(count.tag)) continue
      seen.add(count.tag)
      const tags = found.get(count.tag) ?? new Set()
      found.set(count.tag, tags)
      for (const member of flatten(held)) tags.add(member.kind === 'group' ? member.count.tag : member.field.tag)
    }
  }
  return found
}

/** The groups among these members at any depth, those around before those within. */
function* eachGroup(members: readonly Member[]): Generator<GroupMember> {
  for (const member of members) {
    if (member.kind === 'field') continue
    if (member.kind === 'group') yield member
    yield* eachGroup(member.members)
  }
}
