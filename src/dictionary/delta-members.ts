/** Lists of members as a delta changes or writes them. */

import { expectedName } from './delta-fields.ts'
import type { Item, ListChange } from './delta-model.ts'
import type { Delta } from './delta-yaml.ts'
import type { ComponentMember, Field, Member } from './dictionary.ts'
import { changeList, isNamed, NotThere, replaceAt, reveal, withRequired } from './member-edits.ts'

/** What names in lists of new members mean. */
export interface Vocabulary {
  field(name: string): Field | undefined
  component(name: string): ComponentMember | undefined
  /** Names of both, for "did you mean". */
  names(): string[]
}

/** The list with a change: the whole list anew, or out, required, optional, in; in this order. @throws DictionaryError */
export function changedMembers(
  members: readonly Member[],
  change: ListChange,
  vocabulary: Vocabulary,
  delta: Delta,
  place: readonly PropertyKey[],
): readonly Member[] {
  let list =
    change.members === undefined ? members : newMembers(change.members, vocabulary, delta, [...place, 'members'])
  const edit = (key: string, paths: readonly string[] | undefined, to: (member: Member) => readonly Member[]): void => {
    for (const [i, path] of (paths ?? []).entries())
      list = located(delta, [...place, key, i], () => replaceAt(list, path.split('.'), to))
  }
  edit('remove', change.remove, () => [])
  edit('require', change.require, (member) => [withRequired(member, true)])
  edit('optional', change.optional, (member) => [withRequired(member, false)])
  for (const [i, item] of (change.add ?? []).entries())
    list = added(list, item, vocabulary, delta, [...place, 'add', i])
  return list
}

/** A list that is written whole. @throws DictionaryError */
export function newMembers(
  items: readonly Item[],
  vocabulary: Vocabulary,
  delta: Delta,
  place: readonly PropertyKey[],
): readonly Member[] {
  let list: readonly Member[] = []
  for (const [i, item] of items.entries()) list = added(list, item, vocabulary, delta, [...place, i])
  return list
}

function added(
  members: readonly Member[],
  item: Item,
  vocabulary: Vocabulary,
  delta: Delta,
  place: readonly PropertyKey[],
): readonly Member[] {
  const { path, member } = memberOf(item, vocabulary, delta, place)
  const name = path.at(-1) ?? ''
  const { after, before } = typeof item === 'string' ? {} : item
  return located(delta, place, () =>
    changeList(members, path.slice(0, -1), (list) => {
      if (reveal(list, name) !== undefined)
        throw delta.error(place, `${name} is there already`, 'require: or optional: to change it')
      const anchor = after ?? before
      if (anchor === undefined) return [...list, member]
      return replaceAt(list, [anchor], (found) => (after === undefined ? [member, found] : [found, member]))
    }),
  )
}

function memberOf(
  item: Item,
  vocabulary: Vocabulary,
  delta: Delta,
  place: readonly PropertyKey[],
): { path: string[]; member: Member } {
  if (typeof item === 'string') {
    const required = item.endsWith('!')
    const path = (required ? item.slice(0, -1) : item).split('.')
    const name = path.at(-1) ?? ''
    const field = vocabulary.field(name)
    const member = field === undefined ? vocabulary.component(name) : undefined
    if (field !== undefined) return { path, member: { kind: 'field', field, required } }
    if (member !== undefined) return { path, member: withRequired(member, required) }
    throw unknown(name, 'field or component', vocabulary, delta, place)
  }
  const required = item.required ?? false
  if ('group' in item) {
    const path = item.group.split('.')
    const count = vocabulary.field(path.at(-1) ?? '')
    if (count === undefined) throw unknown(item.group, 'field', vocabulary, delta, [...place, 'group'])
    const members = newMembers(item.members, vocabulary, delta, [...place, 'members'])
    if (members.length === 0)
      throw delta.error([...place, 'members'], 'a group that holds nothing', 'one member at least')
    return { path, member: { kind: 'group', count, required, members } }
  }
  if (item.component !== undefined) {
    const component = vocabulary.component(item.component)
    if (component === undefined) throw unknown(item.component, 'component', vocabulary, delta, [...place, 'component'])
    return { path: [item.component], member: withRequired(component, required) }
  }
  const path = (item.field ?? '').split('.')
  const field = vocabulary.field(path.at(-1) ?? '')
  if (field === undefined) throw unknown(item.field ?? '', 'field', vocabulary, delta, [...place, 'field'])
  const constant = item.constant === undefined ? {} : { constant: item.constant }
  return { path, member: { kind: 'field', field, required, ...constant } }
}

function unknown(
  name: string,
  what: string,
  vocabulary: Vocabulary,
  delta: Delta,
  place: readonly PropertyKey[],
): Error {
  return delta.error(
    place,
    `no ${what} "${name}"`,
    expectedName(name, vocabulary.names(), `a ${what} of the base or of this file`),
  )
}

/** Gives a name that was not found its place in the file. */
export function located<T>(delta: Delta, place: readonly PropertyKey[], edit: () => T): T {
  try {
    return edit()
  } catch (error) {
    if (!(error instanceof NotThere)) throw error
    throw delta.error(
      place,
      error.message,
      expectedName(error.missing, error.there, 'a member of this list, or of a group as NoPartyIDs.PartyID'),
    )
  }
}

/** True when the path leads to a member. @throws NotThere otherwise */
export function requirePath(members: readonly Member[], path: readonly string[]): Member {
  const found: Member[] = []
  replaceAt(members, path, (member) => {
    found.push(member)
    return [member]
  })
  return found.find((member) => isNamed(member, path.at(-1) ?? '')) as Member
}
