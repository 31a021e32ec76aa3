/**
 * Checks of repeating groups: a count that is not that of the entries, an entry that does not begin with its first field,
 * fields of an entry out of their order.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (i) and 14 (j)
 */
import type { GroupMember } from '../dictionary/dictionary.ts'
import { eachField } from '../dictionary/members.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { rejectAnswer } from './answer.ts'
import type { Check, Found, LeftOut, Subject } from './family.ts'
import { inGroups, isData, type Place } from './places.ts'
import { flat, nameOf, rowsOf, type StatedRow } from './rows.ts'
import { leftOut, treeWith } from './stated.ts'
import { NO_GROUPS, SEVERAL } from './value-checks.ts'

/** The groups of a message that can be tried, and why the others can not. */
function groupsOf({ version, several }: Subject, places: readonly Place[]): { tried: Tried[]; out: LeftOut[] } {
  const tried: Tried[] = []
  const out: LeftOut[] = []
  for (const place of places) {
    const { member } = place
    if (member.kind !== 'group') continue
    const inside = [...eachField(member.members)]
    const why =
      version.ordinal < 42
        ? NO_GROUPS
        : inside.some(({ tag }) => several.has(tag))
          ? SEVERAL
          : inside.length === 0
            ? 'it has no fields'
            : undefined
    if (why === undefined) tried.push({ place, group: member })
    else out.push(leftOut(place, why))
  }
  return { tried, out }
}

interface Tried {
  readonly place: Place
  readonly group: GroupMember
}

/** How many entries there are, and how many are announced. */
const WRONG_COUNTS = [
  [1, 2],
  [2, 1],
  [2, 3],
] as const

/** Case 14.i: one entry more announced than there are, and one less. */
export function countChecks(subject: Subject, places: readonly Place[]): Found {
  const { tried, out } = groupsOf(subject, places)
  const { definition, dictionary } = subject
  const check = ({ place, group }: Tried, entries: number, stated: number): Check => {
    const name = nameOf(group.count, dictionary)
    const tree = treeWith(subject, new Map([[place.key, { entries }]]))
    return {
      kind: 'count',
      title: `${definition.name} with ${name} ${stated} and ${entries} ${entries === 1 ? 'entry' : 'entries'}${inGroups(place.groups)}`,
      rows: rowsOf(tree, dictionary, (_, key) => (key === place.key ? { name, cell: String(stated) } : undefined)),
      answer: rejectAnswer(subject, definition.name, name, [SessionRejectReason.IncorrectNumInGroupCount]),
      words: {},
    }
  }
  const left: LeftOut[] = [...out]
  const checks = tried.flatMap((one) =>
    WRONG_COUNTS.flatMap(([entries, stated]) => {
      const { values } = one.group.count
      if (values === undefined || (values.has(String(stated)) && values.has(String(entries))))
        return [check(one, entries, stated)]
      left.push(leftOut(one.place, 'its count has a list of values, which would be broken as well'))
      return []
    }),
  )
  return { checks, leftOut: left }
}

/** Case 14.j. */
export function orderChecks(subject: Subject, places: readonly Place[]): Found {
  const { tried, out } = groupsOf(subject, places)
  const checks: Check[] = []
  const left: LeftOut[] = [...out]
  for (const one of tried) {
    const [first, second, third] = plainFields(one, places)
    if (first === undefined || second === undefined) {
      left.push(leftOut(one.place, 'an entry has no second field that is neither data nor a group'))
      continue
    }
    checks.push(beginsOtherwise(subject, one, first, second), lacksFirst(subject, one, first, second))
    if (third !== undefined) checks.push(otherOrder(subject, one, second, third))
  }
  return { checks, leftOut: left }
}

/** The field that begins an entry, and those behind it that can be moved. Empty where no plain field begins it. */
function plainFields({ place, group }: Tried, places: readonly Place[]): Place[] {
  const level = places.filter(
    ({ groups }) => groups.length === place.groups.length + 1 && groups.at(-1) === group && isWithin(groups, place),
  )
  const [first] = level
  if (first === undefined || first.member.kind === 'group' || first.twice || isData(first.field)) return []
  return level.filter(({ member, field, twice }) => member.kind === 'field' && !isData(field) && !twice)
}

function isWithin(groups: readonly GroupMember[], { groups: outer }: Place): boolean {
  return outer.every((group, i) => groups[i] === group)
}

const OUT_OF_ORDER = SessionRejectReason.RepeatingGroupFieldsOutOfOrder
const WRONG_COUNT = SessionRejectReason.IncorrectNumInGroupCount

/** Without its first field there is no entry to count, so the count may be what is told as wrong. */
function beginsOtherwise(subject: Subject, { place, group }: Tried, first: Place, second: Place): Check {
  return orderCheck(subject, {
    title: `${subject.definition.name} with an entry of ${group.count.name} that begins with ${second.field.name}${inGroups(place.groups)}`,
    rows: moved(rowsOfBoth(subject, first, second), first, second, subject),
    reasons: [OUT_OF_ORDER, WRONG_COUNT],
  })
}

/** It may also be called a required field that is missing, or the rest a field that belongs to no group. */
function lacksFirst(subject: Subject, { place, group }: Tried, first: Place, second: Place): Check {
  const tree = treeWith(
    subject,
    new Map([
      [first.key, { absent: true as const }],
      [second.key, {}],
    ]),
  )
  return orderCheck(subject, {
    title: `${subject.definition.name} with an entry of ${group.count.name} without its first field ${first.field.name}${inGroups(place.groups)}`,
    rows: flat(rowsOf(tree, subject.dictionary)),
    reasons: [
      SessionRejectReason.RequiredTagMissing,
      SessionRejectReason.TagNotDefinedForThisMessageType,
      OUT_OF_ORDER,
      WRONG_COUNT,
    ],
  })
}

function otherOrder(subject: Subject, { place, group }: Tried, second: Place, third: Place): Check {
  return orderCheck(subject, {
    title: `${subject.definition.name} with an entry of ${group.count.name} in which ${third.field.name} comes before ${second.field.name}${inGroups(place.groups)}`,
    rows: moved(rowsOfBoth(subject, second, third), second, third, subject),
    reasons: [OUT_OF_ORDER],
  })
}

function rowsOfBoth(subject: Subject, one: Place, other: Place): StatedRow[] {
  const tree = treeWith(
    subject,
    new Map([
      [one.key, {}],
      [other.key, {}],
    ]),
  )
  return rowsOf(tree, subject.dictionary, (node, key) =>
    key === one.key || key === other.key ? { name: key, cell: 'field' in node ? node.value : '' } : undefined,
  )
}

/** The second of the two in front of the first, every row where it stands. */
function moved(rows: readonly StatedRow[], one: Place, other: Place, { dictionary }: Subject): StatedRow[] {
  const from = rows.findIndex(({ name }) => name === other.key)
  const row = rows[from]
  const rest = rows.filter((_, i) => i !== from)
  const to = rest.findIndex(({ name }) => name === one.key)
  const inOrder = row === undefined ? rest : [...rest.slice(0, to), row, ...rest.slice(to)]
  const named = new Map([one, other].map((place) => [place.key, nameOf(place.field, dictionary)]))
  return flat(inOrder.map((one) => ({ ...one, name: named.get(one.name) ?? one.name })))
}

function orderCheck(
  subject: Subject,
  { title, rows, reasons }: { title: string; rows: readonly StatedRow[]; reasons: readonly number[] },
): Check {
  const answer = rejectAnswer(subject, subject.definition.name, undefined, reasons)
  return { kind: 'order', title, rows, answer, words: {} }
}
