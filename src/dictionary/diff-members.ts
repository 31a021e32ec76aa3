/** In what two lists of members differ once their components are opened. */
import type { FieldMember, GroupMember, Member } from './dictionary.ts'
import type { DictionaryChange } from './dictionary-diff.ts'
import { flatten } from './members.ts'

type Opened = FieldMember | GroupMember

/**
 * Changes of one list, without saying of which message. A group that is new or gone is one change, whatever it holds.
 * Order matters in groups only: it is the order on the wire there.
 */
export function diffMembers(
  before: readonly Member[],
  now: readonly Member[],
  path: readonly string[] = [],
): DictionaryChange[] {
  const [old, present] = [byTag(before), byTag(now)]
  const within = path.length === 0 ? {} : { path }
  const removed = [...old.values()]
    .filter((member) => !present.has(tagOf(member)))
    .map(
      (member): DictionaryChange => ({
        change: 'removed',
        of: 'member',
        ...within,
        ...about(member),
        before: presence(member),
      }),
    )
  const others = [...present.values()].flatMap((member): DictionaryChange[] => {
    const was = old.get(tagOf(member))
    if (was === undefined)
      return [{ change: 'added', of: 'member', ...within, ...about(member), now: presence(member) }]
    return diffMember(was, member, path)
  })
  return [
    ...removed,
    ...others,
    ...(path.length === 0 ? [] : diffOrder([...old.keys()], [...present.keys()], present, path)),
  ]
}

function diffMember(before: Opened, now: Opened, path: readonly string[]): DictionaryChange[] {
  const within = path.length === 0 ? {} : { path }
  const changes: DictionaryChange[] = []
  for (const [of, was, is] of [
    ['kind', before.kind, now.kind],
    ['required', presence(before), presence(now)],
    ['constant', constantOf(before), constantOf(now)],
  ] as const)
    if (was !== is)
      changes.push({
        change: 'changed',
        of,
        ...within,
        ...about(now),
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { now: is }),
      })
  if (before.kind === 'group' && now.kind === 'group')
    changes.push(...diffMembers(before.members, now.members, [...path, now.count.name]))
  return changes
}

/** Members that both have, in another order. */
function diffOrder(
  before: readonly number[],
  now: readonly number[],
  members: ReadonlyMap<number, Opened>,
  path: readonly string[],
): DictionaryChange[] {
  const [old, present] = [before.filter((tag) => now.includes(tag)), now.filter((tag) => before.includes(tag))]
  const first = present.findIndex((tag, i) => tag !== old[i])
  if (first < 0) return []
  const member = members.get(present[first] as number)
  const list = (tags: readonly number[]): string => tags.slice(first, first + 4).join(', ')
  return [
    {
      change: 'changed',
      of: 'order',
      path,
      ...(member === undefined ? {} : about(member)),
      before: list(old),
      now: list(present),
    },
  ]
}

/** A field that a list names twice counts as required when one of the two is. */
function byTag(members: readonly Member[]): Map<number, Opened> {
  const map = new Map<number, Opened>()
  for (const member of flatten(members)) {
    const known = map.get(tagOf(member))
    if (known === undefined || (member.required && !known.required)) map.set(tagOf(member), member)
  }
  return map
}

function tagOf(member: Opened): number {
  return member.kind === 'field' ? member.field.tag : member.count.tag
}

function about(member: Opened): Pick<DictionaryChange, 'field'> {
  const { tag, name } = member.kind === 'field' ? member.field : member.count
  return { field: { tag, name } }
}

function presence({ required }: Opened): string {
  return required ? 'required' : 'optional'
}

function constantOf(member: Opened): string | undefined {
  return member.kind === 'field' ? member.constant : undefined
}
