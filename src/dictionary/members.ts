/** Reading member lists: what a message holds once its components are opened. Groups stay closed. */
import type { Field, FieldMember, GroupMember, Member } from './dictionary.ts'

/**
 * The fields and groups of a list in order, components replaced by what they hold. A member of a component is required
 * only when the component is: inside an optional component the standard means "required if the component is used".
 */
export function flatten(members: readonly Member[], required = true): (FieldMember | GroupMember)[] {
  return members.flatMap((member): (FieldMember | GroupMember)[] => {
    if (member.kind === 'component') return flatten(member.members, required && member.required)
    return [required || !member.required ? member : { ...member, required: false }]
  })
}

/** The field that begins each entry of a group, undefined for a group that holds nothing. */
export function delimiterOf(group: GroupMember): Field | undefined {
  const first = flatten(group.members)[0]
  return first === undefined ? undefined : first.kind === 'field' ? first.field : first.count
}

/** Every field that may stand in these members at any depth, group counts included; a field may come twice. */
export function* eachField(members: readonly Member[]): Generator<Field> {
  for (const member of members) {
    if (member.kind === 'field') yield member.field
    else {
      if (member.kind === 'group') yield member.count
      yield* eachField(member.members)
    }
  }
}

/** The group that this field counts, wherever it stands in these members; undefined when there is none. */
export function findGroup(members: readonly Member[], countTag: number): GroupMember | undefined {
  for (const member of members) {
    if (member.kind === 'field') continue
    if (member.kind === 'group' && member.count.tag === countTag) return member
    const inner = findGroup(member.members, countTag)
    if (inner !== undefined) return inner
  }
  return undefined
}
