/** Checks of tags: those that nobody defined, those of other messages, those that are missing. */
import type { Field } from '../dictionary/dictionary.ts'
import { eachField, flatten } from '../dictionary/members.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { rejectAnswer } from './answer.ts'
import { exampleValue } from './example-values.ts'
import type { Check, Found, LeftOut, Subject } from './family.ts'
import { representativeOf } from './message-tree.ts'
import { inGroups, isData, type Place } from './places.ts'
import { nameOf, rowsOf } from './rows.ts'
import { fieldName, leftOut, treeWith } from './stated.ts'
import { NO_GROUPS, SEVERAL } from './value-checks.ts'

/** From here on numbers are free for agreements, up to 39999. */
const FIRST_AGREED = 5000

/**
 * Case 14.a: the two highest numbers that are free below those for agreements. Numbers just above the dictionary's may be
 * those of a later version, which a target may know.
 */
export function undefinedChecks(subject: Subject): Found {
  const { dictionary, definition } = subject
  const isFree = (tag: number): boolean => dictionary.fieldByTag(tag) === undefined
  const high = lastOf(FIRST_AGREED - 1, isFree)
  const tags = [high, lastOf(high - 1, isFree)].filter((tag) => tag > 0)
  const rows = rowsOf(treeWith(subject, new Map()), dictionary)
  const checks = tags.map(
    (tag): Check => ({
      kind: 'undefined',
      title: `${definition.name} with the undefined tag <tag>`,
      rows: [{ level: 0, name: '<tag>', cell: 'X' }, ...rows],
      // "Undefined tag" is for user-defined numbers that were not agreed upon, and often used for any.
      answer: rejectAnswer(subject, definition.name, '<tag>', [
        SessionRejectReason.InvalidTagNumber,
        SessionRejectReason.UndefinedTag,
      ]),
      words: { tag: String(tag) },
    }),
  )
  const why = 'numbers from 5000 on may be agreed upon between parties, or are for use inside a firm'
  return { checks, leftOut: [{ what: 'tags from 5000 on', why }] }
}

function lastOf(from: number, fits: (tag: number) => boolean): number {
  for (let tag = from; tag > 0; tag--) if (fits(tag)) return tag
  return 0
}

/** Case 14.c: of the fields of other messages that this one has nowhere, the first of each type. */
export function foreignChecks(subject: Subject): Found {
  const { dictionary, definition } = subject
  const { header, trailer, messages } = dictionary
  const own = new Set([...eachField([...header, ...definition.members, ...trailer])].map(({ tag }) => tag))
  const types = new Set<string>()
  const found: { field: Field; owner: string }[] = []
  for (const { name, members, msgType } of messages) {
    if (msgType === definition.msgType) continue
    for (const member of flatten(members)) {
      if (member.kind === 'group') continue
      const { field } = member
      // A number that is free for agreements may have been agreed upon for any message.
      if (own.has(field.tag) || types.has(field.type) || isData(field) || field.tag >= FIRST_AGREED) continue
      types.add(field.type)
      found.push({ field, owner: name })
    }
  }
  const rows = rowsOf(treeWith(subject, new Map()), dictionary)
  const checks = found.map(
    ({ field, owner }): Check => ({
      kind: 'foreign',
      title: `${definition.name} with <field> of <owner>`,
      rows: [{ level: 0, name: '<field>', cell: '<value>' }, ...rows],
      answer: rejectAnswer(subject, definition.name, '<field>', [SessionRejectReason.TagNotDefinedForThisMessageType]),
      words: { field: nameOf(field, dictionary), value: exampleValue(field), owner },
    }),
  )
  const why = 'a field of a group outside of its group: engines name several reasons, and the standard none'
  return { checks, leftOut: [{ what: 'fields of groups, alone', why }] }
}

/** Case 14.b: what the message requires, and what each entry of its groups requires beside its first field. */
export function missingChecks(subject: Subject, places: readonly Place[]): Found {
  const { definition, dictionary } = subject
  const checks: Check[] = []
  const out: LeftOut[] = []
  for (const place of places) {
    if (!place.required || place.begins) continue
    const why = whyNotMissed(place, subject)
    if (why !== undefined) {
      out.push(leftOut(place, why))
      continue
    }
    const group = place.groups.at(-1)
    const groupKey = place.key.slice(0, place.key.lastIndexOf('/'))
    const wants = new Map([
      [place.key, { absent: true as const }],
      ...(group === undefined ? [] : [[groupKey, {}] as const]),
    ])
    const name = fieldName(place, subject)
    checks.push({
      kind: 'missing',
      title: `${definition.name} without ${name}${inGroups(place.groups)}`,
      rows: rowsOf(treeWith(subject, wants), dictionary),
      answer: rejectAnswer(subject, definition.name, name, [SessionRejectReason.RequiredTagMissing]),
      words: {},
    })
  }
  return { checks, leftOut: [...out, ...openComponents(subject)] }
}

function whyNotMissed(place: Place, { several, version }: Subject): string | undefined {
  if (isData(place.field)) return 'data and its length go together: without one of them the other can not be read'
  if (place.groups.length > 0 && version.ordinal < 42) return NO_GROUPS
  if (several.has(place.field.tag)) return SEVERAL
  return undefined
}

/** Components that are required, and none of whose fields is: which of them is missed is not said. */
function openComponents({ definition }: Subject): LeftOut[] {
  return definition.members.flatMap((member): LeftOut[] => {
    if (member.kind !== 'component' || !member.required || flatten(member.members).some(({ required }) => required))
      return []
    const first = representativeOf(member.members)
    if (first === undefined) return []
    return [
      {
        what: `the component ${member.name}`,
        why: 'it is required, and no field of it is: what is missed is not said',
      },
    ]
  })
}
