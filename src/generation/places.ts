/** Where a field may stand in a message: each place once, those in groups with the groups on the way. */
import type { Field, FieldMember, GroupMember, Member } from '../dictionary/dictionary.ts'
import { delimiterOf, flatten } from '../dictionary/members.ts'
import { dataFieldOf, lengthFieldOf } from '../fix/data-fields.ts'
import { placeKey } from './message-tree.ts'

export interface Place {
  /** Outermost first; empty for a field of the message itself. */
  readonly groups: readonly GroupMember[]
  readonly member: FieldMember | GroupMember
  readonly field: Field
  readonly key: string
  /** Required where it stands: in every such message, or in every entry of its group. */
  readonly required: boolean
  /** It begins the entries of its group. */
  readonly begins: boolean
  /** The same number stands on the same level a second time, so that its place says nothing. */
  readonly twice: boolean
}

/** Every place of a message's body, in the order of the dictionary. */
export function placesOf(members: readonly Member[], groups: readonly GroupMember[] = []): Place[] {
  const level = flatten(members)
  const tags = level.map((member) => fieldOf(member).tag)
  const last = groups.at(-1)
  const delimiter = last === undefined ? undefined : delimiterOf(last)?.tag
  return level.flatMap((member, i): Place[] => {
    const field = fieldOf(member)
    const first = tags.indexOf(field.tag)
    if (first < i) return []
    const place = {
      groups,
      member,
      field,
      key: placeKey(groups, field.tag),
      required: member.required,
      begins: field.tag === delimiter,
      twice: tags.lastIndexOf(field.tag) > i,
    }
    return member.kind === 'field' ? [place] : [place, ...placesOf(member.members, [...groups, member])]
  })
}

export function fieldOf(member: FieldMember | GroupMember): Field {
  return member.kind === 'field' ? member.field : member.count
}

/** Data, or the length of data: its value is read by another one, so a fault in it is a fault in two fields. */
export function isData({ tag, type }: Field): boolean {
  return dataFieldOf(tag) !== undefined || lengthFieldOf(tag) !== undefined || type === 'DATA' || type === 'XMLDATA'
}

/**
 * Tags that may stand at several places of the message, in a group and around it for instance. Whether such a field is
 * missing, is there twice, or belongs to an entry can not be seen for certain.
 */
export function tagsOfSeveralPlaces(places: readonly Place[]): ReadonlySet<number> {
  const seen = new Set<number>()
  const again = new Set<number>()
  for (const { field } of places) (seen.has(field.tag) ? again : seen).add(field.tag)
  return again
}

/** A field stands twice among those of an entry, here or in a group inside: there no order of fields is certain. */
export function isUncertain({ members }: GroupMember): boolean {
  const level = flatten(members)
  const tags = level.map((member) => fieldOf(member).tag)
  return new Set(tags).size < tags.length || level.some((member) => member.kind === 'group' && isUncertain(member))
}

/** ` in NoAllocs, NoNestedPartyIDs` */
export function inGroups(groups: readonly GroupMember[]): string {
  return groups.length === 0 ? '' : ` in ${groups.map(({ count }) => count.name).join(', ')}`
}
