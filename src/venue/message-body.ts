/**
 * The body of a message by its dictionary: fields and group members stand where the version has them, and what the
 * version does not have in this message is left out. So a desk states a message once for all versions.
 */
import type { Field, FieldValue } from '../codec/encode.ts'
import type { Dictionary, Member } from '../dictionary/dictionary.ts'
import { flatten } from '../dictionary/members.ts'

/** A field, or a group as its count and its entries. A value that is undefined is left out. */
export type Part =
  | readonly [tag: number, value: FieldValue | undefined]
  | readonly [countTag: number, entries: readonly (readonly Part[])[]]

/** Where a field stands among its fellows, and what it holds when it counts a group. */
interface Place {
  readonly order: number
  readonly required: boolean
  readonly members: readonly Member[] | undefined
}

type Layout = ReadonlyMap<number, Place>

const layouts = new WeakMap<readonly Member[], Layout>()

function layoutOf(members: readonly Member[]): Layout {
  const known = layouts.get(members)
  if (known !== undefined) return known
  const layout = new Map<number, Place>()
  flatten(members).forEach((member, order) => {
    const tag = member.kind === 'field' ? member.field.tag : member.count.tag
    const inner = member.kind === 'group' ? member.members : undefined
    if (!layout.has(tag)) layout.set(tag, { order, required: member.required, members: inner })
  })
  layouts.set(members, layout)
  return layout
}

/** True when the version has a message of this type. */
export function hasMessage(dictionary: Dictionary, msgType: string): boolean {
  return dictionary.message(msgType) !== undefined
}

/** True when the message may carry the field outside of its groups. */
export function hasField(dictionary: Dictionary, msgType: string, tag: number): boolean {
  const definition = dictionary.message(msgType)
  return definition !== undefined && layoutOf(definition.members).has(tag)
}

/**
 * The body of a message. A group without entries is left out, unless the message requires it: then its count is 0.
 *
 * @returns no fields when the version has no such message
 */
export function bodyOf(dictionary: Dictionary, msgType: string, parts: readonly Part[]): Field[] {
  const definition = dictionary.message(msgType)
  const fields: Field[] = []
  if (definition !== undefined) place(layoutOf(definition.members), parts, fields)
  return fields
}

function place(layout: Layout, parts: readonly Part[], out: Field[]): void {
  const placed = parts.flatMap((part) => {
    const at = layout.get(part[0])
    return at === undefined || part[1] === undefined ? [] : [{ at, part }]
  })
  placed.sort((a, b) => a.at.order - b.at.order)
  for (const { at, part } of placed) {
    const [tag, value] = part
    if (!Array.isArray(value)) out.push([tag, value as FieldValue])
    else if (at.members !== undefined && (value.length > 0 || at.required)) {
      out.push([tag, value.length])
      const inner = layoutOf(at.members)
      for (const entry of value) place(inner, entry, out)
    }
  }
}
