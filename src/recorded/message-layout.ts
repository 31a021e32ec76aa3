/** Fields of a message with their depth in repeating groups, as a table shows them by indentation. */
import { placeOf } from '../codec/field-order.ts'
import type { Message } from '../codec/message.ts'
import type { Dictionary, GroupMember, Member } from '../dictionary/dictionary.ts'
import { eachField, findGroup, flatten } from '../dictionary/members.ts'
import { Tag } from '../fix/tags.ts'

export interface LaidField {
  readonly tag: number
  readonly value: string
  /** 0 for a field of the message itself, 1 in an entry of a group. */
  readonly depth: number
  /** It counts entries that stand below it. */
  readonly counts: boolean
}

interface OpenGroup {
  readonly group: GroupMember
  readonly tags: ReadonlySet<number>
}

/** All fields in their order. Groups stay flat in a message without any tag that comes twice. */
export function layOut(message: Message, dictionary: Dictionary): LaidField[] {
  const nested = hasRepeatedTag(message)
  const body = membersOf(message.msgType, dictionary)
  const open: OpenGroup[] = []
  const fields: LaidField[] = []
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    while (open.length > 0 && open.at(-1)?.tags.has(tag) === false) open.pop()
    const here = open.at(-1)?.group.members ?? body
    const group = nested ? groupsIn(here).get(tag) : undefined
    const tags = group?.tags
    const counts = tags !== undefined && i + 1 < message.count && tags.has(message.tagAt(i + 1))
    fields.push({ tag, value: message.textAt(i), depth: open.length, counts })
    if (counts && group !== undefined) open.push(group)
  }
  return fields
}

/** Header and body of a message, one list for each so that what is made of it is made once. */
const bodies = new WeakMap<Dictionary, Map<string, readonly Member[]>>()

function membersOf(msgType: string, dictionary: Dictionary): readonly Member[] {
  const known = bodies.get(dictionary) ?? new Map<string, readonly Member[]>()
  bodies.set(dictionary, known)
  const found = known.get(msgType) ?? [...dictionary.header, ...(dictionary.message(msgType)?.members ?? [])]
  known.set(msgType, found)
  return found
}

const groupsOfMembers = new WeakMap<readonly Member[], ReadonlyMap<number, OpenGroup>>()

/** Groups that stand in these members, by the tag that counts their entries. */
function groupsIn(members: readonly Member[]): ReadonlyMap<number, OpenGroup> {
  const known = groupsOfMembers.get(members)
  if (known !== undefined) return known
  const groups = new Map<number, OpenGroup>()
  for (const member of flatten(members))
    if (member.kind === 'group') groups.set(member.count.tag, { group: member, tags: tagsOf(member.members) })
  groupsOfMembers.set(members, groups)
  return groups
}

function tagsOf(members: readonly Member[]): ReadonlySet<number> {
  return new Set([...eachField(members)].map(({ tag }) => tag))
}

export function hasRepeatedTag(message: Message): boolean {
  const seen = new Set<number>()
  for (let i = 0; i < message.count; i++) {
    if (seen.has(message.tagAt(i))) return true
    seen.add(message.tagAt(i))
  }
  return false
}

/**
 * Whether a table can say the message so that it is sent as it was: header first and trailer last, no tag twice but in
 * entries of groups, and those in the order of the dictionary.
 */
export function canBeSaid(message: Message, dictionary: Dictionary): boolean {
  let last = 0
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    if (tag === 0) return false
    const part = partOf(tag)
    if (part < last) return false
    last = part
  }
  if (message.tagAt(2) !== Tag.MsgType) return false
  return !hasRepeatedTag(message) || groupsInOrder(layOut(message, dictionary), membersOf(message.msgType, dictionary))
}

/** 0 for the header, 1 for the body, 2 for the trailer. */
function partOf(tag: number): number {
  const place = placeOf(tag)
  return place < BODY ? 0 : place === BODY ? 1 : 2
}

const BODY = placeOf(Tag.Text)

function groupsInOrder(fields: readonly LaidField[], members: readonly Member[]): boolean {
  const seen: Set<number>[] = [new Set()]
  /** By depth: ranks of the members of the group, and the first tag of its entries. */
  const groups: { ranks: ReadonlyMap<number, number>; first: number; last: number }[] = []
  for (const [i, { tag, depth, counts }] of fields.entries()) {
    groups.length = Math.min(groups.length, depth)
    seen.length = Math.min(seen.length, depth + 1)
    const group = groups[depth - 1]
    if (group !== undefined) {
      const rank = group.ranks.get(tag) ?? -1
      if (tag === group.first) {
        seen[depth] = new Set()
        group.last = -1
      } else if (rank < group.last) return false
      group.last = rank
    }
    const here = seen[depth] ?? new Set()
    if (here.has(tag)) return false
    here.add(tag)
    seen[depth] = here
    if (!counts) continue
    const found = findGroup(members, tag)
    const ranks = new Map(
      flatten(found?.members ?? []).map((member, rank) => [
        member.kind === 'field' ? member.field.tag : member.count.tag,
        rank,
      ]),
    )
    const first = fields[i + 1]?.tag ?? 0
    if (ranks.get(first) !== 0) return false
    groups[depth] = { ranks, first, last: -1 }
    seen[depth + 1] = new Set()
  }
  return true
}
