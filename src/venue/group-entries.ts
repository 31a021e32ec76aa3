/** The entries of a repeating group as a message brings them, read by the dictionary of its session. */
import type { Message } from '../codec/message.ts'
import type { Dictionary, GroupMember, Member } from '../dictionary/dictionary.ts'
import { eachField, findGroup } from '../dictionary/members.ts'

/** Fields from here on are agreed between the parties and may stand anywhere. */
const FIRST_USER_DEFINED = 5000

const tagsOfGroups = new WeakMap<GroupMember, ReadonlySet<number>>()

function tagsOf(group: GroupMember): ReadonlySet<number> {
  let tags = tagsOfGroups.get(group)
  if (tags === undefined) {
    tags = new Set([...eachField(group.members)].map((field) => field.tag))
    tagsOfGroups.set(group, tags)
  }
  return tags
}

/** One entry: the fields from one delimiter to the next. */
export class GroupEntry {
  readonly #message: Message
  readonly #from: number
  readonly #to: number
  readonly #members: readonly Member[]

  constructor(message: Message, from: number, to: number, members: readonly Member[]) {
    this.#message = message
    this.#from = from
    this.#to = to
    this.#members = members
  }

  /** The first value of the tag in this entry, undefined when it has none. */
  text(tag: number): string | undefined {
    const at = this.#message.indexOf(tag, this.#from, this.#to)
    return at < 0 ? undefined : this.#message.textAt(at)
  }

  /** The entries of a group inside this entry; none when it is not there. */
  entries(countTag: number): GroupEntry[] {
    return read(this.#message, this.#members, countTag, this.#from, this.#to)
  }
}

/** The entries of a group of the message; none when it is not there. What the count says is not believed. */
export function groupEntries(message: Message, dictionary: Dictionary, countTag: number): GroupEntry[] {
  const definition = dictionary.message(message.msgType)
  return definition === undefined ? [] : read(message, definition.members, countTag, 0, message.count)
}

function read(message: Message, members: readonly Member[], countTag: number, from: number, to: number): GroupEntry[] {
  const group = findGroup(members, countTag)
  const countAt = message.indexOf(countTag, from, to)
  if (group === undefined || countAt < 0 || countAt + 1 >= to) return []
  const tags = tagsOf(group)
  const delimiter = message.tagAt(countAt + 1)
  if (!tags.has(delimiter)) return []
  const entries: GroupEntry[] = []
  let start = countAt + 1
  let i = start + 1
  for (; i < to; i++) {
    const tag = message.tagAt(i)
    if (tag === delimiter) {
      entries.push(new GroupEntry(message, start, i, group.members))
      start = i
    } else if (!tags.has(tag) && tag < FIRST_USER_DEFINED) break
  }
  entries.push(new GroupEntry(message, start, i, group.members))
  return entries
}
