/** Rows of a message with something wanted in it, and the words of a check in the place of that. */

import type { LeftOut, Subject } from './family.ts'
import type { Node, Want } from './message-tree.ts'
import { messageTree } from './message-tree.ts'
import { inGroups, type Place } from './places.ts'
import { nameOf, rowsOf, type StatedRow } from './rows.ts'

/** The valid message, with what is wanted beside. */
export function treeWith({ definition, needs }: Subject, wants: ReadonlyMap<string, Want>): Node[] {
  return messageTree(definition.members, new Map([...needs, ...wants]))
}

/**
 * Rows with a field whose name and value are words of the check; of a group the count alone. Fields of the message itself
 * may come in any order: the one that is looked at comes first. In a group it comes behind what begins the entry, and is
 * sent in its place.
 */
export function rowsWithWords(subject: Subject, place: Place, times = 1): StatedRow[] {
  const all = rowsOf(treeWith(subject, new Map([[place.key, {}]])), subject.dictionary, (_, key) =>
    key === place.key ? { name: '<field>', cell: '<value>' } : undefined,
  )
  const at = all.findIndex(({ name }) => name === '<field>')
  const row = all[at]
  if (row === undefined) return all
  const others = [...all.slice(0, at), ...all.slice(endOf(all, at))]
  const inEntry = place.begins ? at : endOf(others, beginOfEntry(others, at, row.level))
  const to = place.groups.length > 0 ? inEntry : place.required ? at : 0
  const placed = [...others.slice(0, to), row, ...others.slice(to)]
  if (times === 1) return placed
  return placed.flatMap((one) => (one.name === '<field>' ? [one, { ...one, cell: '<again>' }] : [one]))
}

/** Behind a row and what stands below it. */
function endOf(rows: readonly StatedRow[], at: number): number {
  const level = rows[at]?.level ?? 0
  let end = at + 1
  while ((rows[end]?.level ?? -1) > level) end++
  return end
}

/** Where the entry begins that the row at `at` was taken from. */
function beginOfEntry(rows: readonly StatedRow[], at: number, level: number): number {
  let begin = at
  for (let i = at - 1; i >= 0 && (rows[i]?.level ?? 0) >= level; i--) if (rows[i]?.level === level) begin = i
  return begin
}

/** `AllocQty in NoAllocs` */
export function whereOf({ field, groups }: Place): string {
  return `${field.name}${inGroups(groups)}`
}

export function leftOut(place: Place, why: string): LeftOut {
  return { what: whereOf(place), why }
}

/** Name in cells: of the field, or its number. */
export function fieldName({ field }: Place, { dictionary }: Subject): string {
  return nameOf(field, dictionary)
}
