/**
 * A message as small as its dictionary lets it be, and what a check wants in it beside that. Whatever an optional component
 * or group requires comes with the field that is wanted in it: a check has one fault.
 */
import type { Field, GroupMember, Member } from '../dictionary/dictionary.ts'
import { delimiterOf, flatten } from '../dictionary/members.ts'
import { dataFieldOf, lengthFieldOf } from '../fix/data-fields.ts'
import { exampleValue, otherValue } from './example-values.ts'

export interface FieldNode {
  readonly field: Field
  readonly value: string
}

export interface GroupNode {
  readonly group: GroupMember
  readonly entries: readonly (readonly Node[])[]
}

export type Node = FieldNode | GroupNode

/** What a check wants at a place. The key of a place is the tags of the groups on the way and its own: `78/80`. */
export interface Want {
  /** The value; default: the example of the field. */
  readonly value?: string
  /** Left out, whoever requires it. */
  readonly absent?: true
  /** Entries of a group; default: one, or the fewest that its count may say. */
  readonly entries?: number
}

export type Wants = ReadonlyMap<string, Want>

/** The key of a field or counting field in groups. */
export function placeKey(groups: readonly GroupMember[], tag: number): string {
  return [...groups.map(({ count }) => count.tag), tag].join('/')
}

/** One entry, unless the count has a list of values without it. */
function fewestEntries({ count: { values } }: GroupMember): number {
  if (values === undefined || values.has('1')) return 1
  return Math.min(...[...values.keys()].map(Number).filter((count) => count > 0 && count <= MOST_ENTRIES), MOST_ENTRIES)
}

/** A dictionary that asks for more entries than this of every message is beyond what checks can be made for. */
const MOST_ENTRIES = 20

/** The message with what is required and what is wanted, in the order of the dictionary. */
export function messageTree(members: readonly Member[], wants: Wants): Node[] {
  return new Growing(wants).list(members, '', true)
}

class Growing {
  readonly #wants: Wants

  constructor(wants: Wants) {
    this.#wants = wants
  }

  /** @param used - tags that this level has already: some dictionaries list a field twice */
  list(members: readonly Member[], path: string, included: boolean, used = new Set<number>(), entry = 0): Node[] {
    return members.flatMap((member): Node[] => {
      if (member.kind === 'component') return this.#component(member, path, included, used, entry)
      const { tag } = member.kind === 'field' ? member.field : member.count
      const key = `${path}${tag}`
      const want = this.#wants.get(key)
      if (want?.absent === true || used.has(tag)) return []
      const asked = want !== undefined || this.#wantsWithin(`${key}/`)
      const needed = included && member.required
      if (!asked && !needed) return []
      used.add(tag)
      if (member.kind === 'field')
        return [{ field: member.field, value: valueFor(member.field, want, member.constant, entry) }]
      return [this.#group(member, key, want?.entries ?? fewestEntries(member))]
    })
  }

  #component(
    { members, required }: Extract<Member, { kind: 'component' }>,
    path: string,
    included: boolean,
    used: Set<number>,
    entry: number,
  ): Node[] {
    const needed = included && required
    const wanted = flatten(members).some((member) => {
      const key = `${path}${member.kind === 'field' ? member.field.tag : member.count.tag}`
      const want = this.#wants.get(key)
      return (want !== undefined && want.absent === undefined) || this.#wantsWithin(`${key}/`)
    })
    if (!needed && !wanted) return []
    const nodes = this.list(members, path, true, used, entry)
    // A component that is required and requires nothing: one of its fields stands for it.
    const first = needed ? representativeOf(members) : undefined
    const stands = first !== undefined && !used.has(first.tag) && !this.#isLeftOut(first, path)
    if (!stands || (nodes.length > 0 && first.name !== SYMBOL)) return nodes
    used.add(first.tag)
    return [{ field: first, value: exampleValue(first) }, ...nodes]
  }

  #isLeftOut({ tag }: Field, path: string): boolean {
    return this.#wants.get(`${path}${tag}`)?.absent === true
  }

  /** An entry begins with the first field of the group, whether that is required or not. */
  #group(group: GroupMember, key: string, entries: number): GroupNode {
    const delimiter = `${key}/${delimiterOf(group)?.tag}`
    const inside = new Growing(new Map([[delimiter, {}], ...this.#wants]))
    return {
      group,
      entries: Array.from({ length: entries }, (_, i) => inside.list(group.members, `${key}/`, true, new Set(), i)),
    }
  }

  #wantsWithin(prefix: string): boolean {
    for (const [key, { absent }] of this.#wants) if (absent === undefined && key.startsWith(prefix)) return true
    return false
  }
}

function valueFor(field: Field, want: Want | undefined, constant: string | undefined, entry: number): string {
  if (want?.value !== undefined) return want.value
  if (constant !== undefined) return constant
  const data = dataFieldOf(field.tag)
  // A Length in front of its data: that of the one letter which the data then holds.
  if (data !== undefined) return '1'
  return entry === 0 ? exampleValue(field) : (otherValue(field) ?? exampleValue(field))
}

/** An instrument has one, whatever else it is told by. */
const SYMBOL = 'Symbol'

/** Fields that stand for a component where none is required. */
const USUAL: ReadonlySet<string> = new Set([SYMBOL, 'OrderQty'])

/** The field that stands for a component of which none is required. */
export function representativeOf(members: readonly Member[]): Field | undefined {
  const fields = flatten(members).flatMap((member) => (member.kind === 'field' ? [member.field] : []))
  const plain = fields.filter(({ tag }) => dataFieldOf(tag) === undefined && lengthFieldOf(tag) === undefined)
  return plain.find(({ name }) => USUAL.has(name)) ?? plain[0]
}

export function tagOf(node: Node): number {
  return 'field' in node ? node.field.tag : node.group.count.tag
}
