/** Rows of a step's table: a tree of fields with groups indented, or as flat as the wire has them. */
import type { Dictionary, Field } from '../dictionary/dictionary.ts'
import type { Node } from './message-tree.ts'
import { isUncertain } from './places.ts'

/** A row. `level` is how many groups it stands in, 0 where the row is sent exactly where it stands. */
export interface StatedRow {
  readonly level: number
  readonly name: string
  readonly cell: string
}

/** The name of a field as steps find it; its number where the name means another field, or none that a step could write. */
export function nameOf(field: Field, dictionary: Dictionary): string {
  const known = dictionary.fieldByName(field.name)?.tag === field.tag && /^[A-Za-z]\w*$/.test(field.name)
  return known ? field.name : String(field.tag)
}

/** What stands in the place of a value. */
export type Cells = (node: Node, path: string) => Pick<StatedRow, 'name' | 'cell'> | undefined

/**
 * The rows of a tree.
 *
 * @param special - for a node that is to be said otherwise: its row; undefined for all others
 */
export function rowsOf(nodes: readonly Node[], dictionary: Dictionary, special: Cells = () => undefined): StatedRow[] {
  return rowsAt(nodes, dictionary, special, '', 0)
}

function rowsAt(
  nodes: readonly Node[],
  dictionary: Dictionary,
  special: Cells,
  path: string,
  level: number,
): StatedRow[] {
  return nodes.flatMap((node): StatedRow[] => {
    const field = 'field' in node ? node.field : node.group.count
    const key = `${path}${field.tag}`
    const usual = {
      name: nameOf(field, dictionary),
      cell: 'field' in node ? node.value : String(node.entries.length),
    }
    const row = { level, ...(special(node, key) ?? usual) }
    if ('field' in node) return [row]
    const inside = node.entries.flatMap((entry) => rowsAt(entry, dictionary, special, `${key}/`, level + 1))
    // Rows that are indented are put into the order of the dictionary, which such a group has not.
    return level === 0 && isUncertain(node.group) ? flat([row, ...inside]) : [row, ...inside]
  })
}

/** The same rows in the same order, none of them moved by what it stands in. */
export function flat(rows: readonly StatedRow[]): StatedRow[] {
  return rows.map((row) => ({ ...row, level: 0 }))
}
