/**
 * Rows of a table that stand in repeating groups: by indentation below the row of the count, or by a path such as
 * `NoPartyIDs[1].PartyID`. The dictionary says what a group holds.
 */
import type { GroupStep } from '../conformance/group-place.ts'
import type { GroupMember, Member } from '../dictionary/dictionary.ts'
import { eachField, findGroup } from '../dictionary/members.ts'
import { type Speech, tagOf } from './field-names.ts'

/** A field as a step names it: `MsgSeqNum`, `34`, two blanks before it for each group that it stands in; and what the cell says. */
export type Row = readonly [name: string, cell: string]

/** A step into a group, with what the dictionary knows of it. */
export interface Place extends GroupStep {
  /** Undefined where no message of the version has the group. */
  readonly group: GroupMember | undefined
}

export interface PlacedRow {
  /** As people name it: `NoPartyIDs[1].PartyID`. */
  readonly name: string
  readonly tag: number
  /** Outermost group first; empty for a field of the message itself. */
  readonly within: readonly Place[]
  readonly cell: string
  /** Name under which what the field holds is kept. */
  readonly capture: string | undefined
  /** It counts entries that stand below it, indented. */
  readonly opens: boolean
}

/** @throws Error for an indented row that stands below no count, or a name that no version knows */
export function placeRows(speech: Speech, msgType: string | undefined, rows: readonly Row[]): PlacedRow[] {
  const placed: PlacedRow[] = []
  /** By level: the row that the next deeper ones stand below. */
  const open: OpenGroup[] = []
  for (const [i, [written, cell]] of rows.entries()) {
    const [, , path = '', capture] = /^( *)(.*?)(?: as "([^"]+)")?$/.exec(written.trimEnd()) ?? []
    const level = levelOf(written)
    const parent = level === 0 ? undefined : open[level - 1]
    if (level > 0 && parent === undefined)
      throw new Error(`"${path}" is indented as an entry of a group, and the row above it counts none`)
    open.length = level
    const outer = parent === undefined ? [] : entryFor(parent, tagOf(speech, path.split('[')[0] ?? ''))
    const { name, tag, within } = placesOf(speech, msgType, path, outer)
    const opens = levelOf(rows[i + 1]?.[0] ?? '') > level
    placed.push({ name: parent === undefined ? name : `${nameOf(parent)}.${path}`, tag, within, cell, capture, opens })
    open.push({ name: placed.at(-1)?.name ?? path, tag, outer: within, speech, msgType, first: undefined, entry: -1 })
  }
  return placed
}

function levelOf(name: string): number {
  return Math.floor((/^ */.exec(name)?.[0].length ?? 0) / 2)
}

interface OpenGroup {
  readonly name: string
  readonly tag: number
  readonly outer: readonly Place[]
  readonly speech: Speech
  readonly msgType: string | undefined
  /** Tag of the first field that was stated: where it comes again, an entry begins. */
  first: number | undefined
  entry: number
}

function nameOf({ name, entry }: OpenGroup): string {
  return `${name}[${entry + 1}]`
}

/** The place of a row that stands below a count. */
function entryFor(group: OpenGroup, tag: number): readonly Place[] {
  group.first ??= tag
  if (tag === group.first) group.entry++
  return [...group.outer, placeIn(group.speech, group.msgType, group.outer, group.tag, group.entry)]
}

/** Tag and place of a path: `PartyID`, `NoPartyIDs[1].PartyID`, `NoPartyIDs[1].NoPartySubIDs[2].PartySubID`. */
export function placesOf(
  speech: Speech,
  msgType: string | undefined,
  path: string,
  outer: readonly Place[] = [],
): { readonly name: string; readonly tag: number; readonly within: readonly Place[] } {
  const parts = path.split('.')
  const last = parts.pop() ?? ''
  let within = outer
  for (const part of parts) {
    const [, count, entry] = /^(\w+)\[(\d+)\]$/.exec(part) ?? []
    if (count === undefined || Number(entry) < 1)
      throw new Error(`"${path}": expected a place such as NoPartyIDs[1].PartyID, the first entry being 1`)
    within = [...within, placeIn(speech, msgType, within, tagOf(speech, count), Number(entry) - 1)]
  }
  if (/[[\]]/.test(last)) throw new Error(`"${path}": behind the entry stands a field of it, NoPartyIDs[1].PartyID`)
  return { name: path, tag: tagOf(speech, last), within }
}

function placeIn(
  { dictionary }: Speech,
  msgType: string | undefined,
  outer: readonly Place[],
  count: number,
  entry: number,
): Place {
  const body = msgType === undefined ? undefined : dictionary.message(msgType)?.members
  const here: readonly Member[] = outer.at(-1)?.group?.members ?? [...dictionary.header, ...(body ?? [])]
  // A group that the message does not have is sent all the same, as other messages have it.
  const group =
    findGroup(here, count) ??
    findGroup(
      dictionary.messages.flatMap(({ members }) => members),
      count,
    )
  const members = new Set<number>()
  if (group !== undefined) for (const { tag } of eachField(group.members)) members.add(tag)
  return { count, entry, group, members }
}
