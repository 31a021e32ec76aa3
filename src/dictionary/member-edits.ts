/** Changing lists of members without touching the ones they came from: find, take out, put in, require. */
import type { Member } from './dictionary.ts'

/** What a member is called in a delta: the field, the group's counting field, or the component. */
export function memberName(member: Member): string {
  if (member.kind === 'component') return member.name
  return member.kind === 'field' ? member.field.name : member.count.name
}

/** True for the name of a member, or the tag of its field. */
export function isNamed(member: Member, name: string): boolean {
  if (memberName(member) === name) return true
  if (member.kind === 'component') return false
  return String(member.kind === 'field' ? member.field.tag : member.count.tag) === name
}

/**
 * The same list with this member standing in it directly: the components around it are opened, so that it can be
 * changed here without being changed everywhere. What a component held is required only when the component was.
 *
 * @returns undefined when there is no such member
 */
export function reveal(members: readonly Member[], name: string): readonly Member[] | undefined {
  if (members.some((member) => isNamed(member, name))) return members
  for (const [i, member] of members.entries()) {
    if (member.kind !== 'component') continue
    const inner = reveal(member.members, name)
    if (inner === undefined) continue
    const opened = member.required ? inner : inner.map((each) => withRequired(each, false))
    return [...members.slice(0, i), ...opened, ...members.slice(i + 1)]
  }
  return undefined
}

/** Why a list could not be changed: the name that was not found, where it was looked for, and what there is. */
export class NotThere extends Error {
  readonly missing: string
  readonly there: readonly string[]

  constructor(missing: string, members: readonly Member[], what = `there is no member "${missing}" here`) {
    super(what)
    this.missing = missing
    this.there = [...namesIn(members)]
  }
}

function noGroup(member: Member): NotThere {
  const name = memberName(member)
  return new NotThere(name, [], `${name} is no group, so nothing is in it`)
}

/**
 * Puts something else in the place of one member.
 *
 * @param path - names of groups on the way, the member's name last
 * @param change - what comes in its place; an empty list takes it out
 * @throws NotThere
 */
export function replaceAt(
  members: readonly Member[],
  path: readonly string[],
  change: (member: Member) => readonly Member[],
): readonly Member[] {
  const [name = '', ...rest] = path
  const list = reveal(members, name)
  if (list === undefined) throw new NotThere(name, members)
  return list.flatMap((member) => {
    if (!isNamed(member, name)) return [member]
    if (rest.length === 0) return change(member)
    if (member.kind !== 'group') throw noGroup(member)
    return [{ ...member, members: replaceAt(member.members, rest, change) }]
  })
}

/** Changes the list of a group; of the message itself with an empty path. @throws NotThere */
export function changeList(
  members: readonly Member[],
  path: readonly string[],
  change: (members: readonly Member[]) => readonly Member[],
): readonly Member[] {
  if (path.length === 0) return change(members)
  return replaceAt(members, path, (member) => {
    if (member.kind !== 'group') throw noGroup(member)
    return [{ ...member, members: change(member.members) }]
  })
}

export function withRequired(member: Member, required: boolean): Member {
  // Spread would read a component's members; they are shared, so reading them costs nothing but time.
  return { ...member, required }
}

/** Names in a list and in the components of it. */
export function* namesIn(members: readonly Member[]): Generator<string> {
  for (const member of members) {
    yield memberName(member)
    if (member.kind === 'component') yield* namesIn(member.members)
  }
}
