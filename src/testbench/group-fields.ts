/** Stated fields in the order of the wire: entries of groups in their order, the fields of an entry as the dictionary has them. */
import type { Field } from '../codec/field.ts'
import { flatten } from '../dictionary/members.ts'
import type { Place, PlacedRow } from './group-rows.ts'

/** A row with what its cell says; null leaves the field out, undefined leaves a count to be computed. */
export interface StatedRow extends Pick<PlacedRow, 'tag' | 'within'> {
  readonly value: string | null | undefined
}

interface Group {
  readonly place: Place
  /** What is stated of the count. */
  value: string | null | undefined
  readonly entries: Map<number, Node[]>
}

type Node =
  | { readonly tag: number; readonly value: string | null | undefined }
  | { readonly tag: number; readonly group: Group }

/** What comes first in a table stays first; a count that is not stated is that of the entries. */
export function fieldsInOrder(rows: readonly StatedRow[]): Field[] {
  const top: Node[] = []
  const counts = new Set(rows.flatMap(({ within }) => within.map(({ count }) => count)))
  for (const { tag, within, value } of rows) {
    let nodes = top
    for (const place of within) nodes = entryOf(groupIn(nodes, place), place.entry)
    if (counts.has(tag)) stateCount(nodes, tag, value, rows)
    else nodes.push({ tag, value })
  }
  return top.flatMap(write)
}

/** The count of a group that has entries in the table; the group is made where the count stands. */
function stateCount(nodes: Node[], tag: number, value: StatedRow['value'], rows: readonly StatedRow[]): void {
  const place = rows.flatMap(({ within }) => within).find(({ count }) => count === tag)
  if (place === undefined) nodes.push({ tag, value })
  else groupIn(nodes, place).value = value
}

function groupIn(nodes: Node[], place: Place): Group {
  for (const node of nodes) if ('group' in node && node.tag === place.count) return node.group
  const group: Group = { place, value: undefined, entries: new Map() }
  nodes.push({ tag: place.count, group })
  return group
}

function entryOf({ entries }: Group, entry: number): Node[] {
  const known = entries.get(entry)
  if (known !== undefined) return known
  const nodes: Node[] = []
  entries.set(entry, nodes)
  return nodes
}

function write(node: Node): Field[] {
  if (!('group' in node)) return node.value === undefined ? [] : [[node.tag, node.value]]
  const { place, value, entries } = node.group
  const order = new Map(
    flatten(place.group?.members ?? []).map((member, i) => [
      member.kind === 'field' ? member.field.tag : member.count.tag,
      i,
    ]),
  )
  const rank = ({ tag }: Node): number => order.get(tag) ?? order.size
  const sorted = [...entries].sort(([a], [b]) => a - b)
  const content = sorted.flatMap(([, nodes]) => nodes.toSorted((a, b) => rank(a) - rank(b)).flatMap(write))
  return [[node.tag, value === undefined ? String(entries.size) : value], ...content]
}
