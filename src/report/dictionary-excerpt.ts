/**
 * The part of the loaded dictionaries that a report needs to be read by itself: names, labels and groups of what
 * occurs in it and nothing else, so that the page names every field and stays small.
 */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { findGroup, flatten } from '../dictionary/members.ts'
import { dataFieldOf } from '../fix/data-fields.ts'
import type { Report } from './report.ts'

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

/** What occurs under one version: tag → values. */
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
  for (const [beginString, occurrences] of occurrencesByVersion(report)) {
    const dictionary = dictionaryOf(beginString)
    if (dictionary) excerpt[beginString] = excerptOf(dictionary, occurrences)
  }
  return excerpt
}

/** The fields of a raw message with `|` between them; a data field is cut by its length, so a `|` inside it is data. */
export function* rawFields(raw: string): Generator<{ tag: number; value: string }> {
  let at = 0
  let data: { tag: number; length: number } | undefined
  while (at < raw.length) {
    const equals = raw.indexOf('=', at)
    if (equals < 0) return
    const tag = Number(raw.slice(at, equals))
    let end = raw.indexOf('|', equals)
    if (data?.tag === tag && data.length > 0) end = equals + 1 + data.length
    if (end < 0) end = raw.length
    const value = raw.slice(equals + 1, end)
    const dataTag = dataFieldOf(tag)
    data = dataTag === undefined ? undefined : { tag: dataTag, length: Number(value) }
    if (Number.isInteger(tag)) yield { tag, value }
    at = end + 1
  }
}

function occurrencesByVersion(report: Pick<Report, 'results'>): Map<string, Occurrences> {
  const versions = new Map<string, Occurrences>()
  for (const result of report.results) {
    const occurrences: Occurrences = versions.get(result.beginString) ?? new Map()
    versions.set(result.beginString, occurrences)
    for (const entry of result.transcript) {
      for (const { tag, value } of rawFields(entry.raw)) occur(occurrences, tag, value)
    }
    for (const field of result.difference?.fields ?? []) occur(occurrences, field.tag, field.actual ?? '')
  }
  return versions
}

function occur(occurrences: Occurrences, tag: number, value: string): void {
  const values = occurrences.get(tag)
  if (values) values.add(value)
  else occurrences.set(tag, new Set([value]))
}

const MSG_TYPE_FIELDS = [35, 372]
const REF_TAG_ID = 371

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
    const members = field.type === 'NUMINGROUP' || /^No[A-Z]/.test(field.name) ? groupMembers(dictionary, tag) : []
    if (members.length) excerpt.groups[tag] = members
  }
  return excerpt
}

function labelsOf(dictionary: Dictionary, tag: number, values: Set<string> | undefined): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const value of values ?? []) {
    const label = dictionary.labelOf(tag, value)
    if (label !== undefined && label !== value) labels[value] = label
  }
  return labels
}

/** Members of a group under all messages that hold it: two of them may fill it differently. */
function groupMembers(dictionary: Dictionary, countTag: number): number[] {
  const tags = new Set<number>()
  for (const members of [dictionary.header, ...dictionary.messages.map((message) => message.members)]) {
    const group = findGroup(members, countTag)
    if (!group) continue
    for (const member of flatten(group.members)) tags.add(member.kind === 'group' ? member.count.tag : member.field.tag)
  }
  return [...tags]
}
