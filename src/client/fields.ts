/** Bodies made of fields: what a message type may hold, and how what is stated goes over what is there. */
import type { Field } from '../codec/encode.ts'
import type { Dictionary, Member } from '../dictionary/dictionary.ts'

const known = new WeakMap<Dictionary, Map<string, ReadonlySet<number>>>()

/** Every tag that the body of a message type may hold, those inside groups too; empty for a type that is not defined. */
export function tagsOf(dictionary: Dictionary, msgType: string): ReadonlySet<number> {
  const kept = known.get(dictionary) ?? new Map<string, ReadonlySet<number>>()
  known.set(dictionary, kept)
  const before = kept.get(msgType)
  if (before !== undefined) return before
  const tags = new Set<number>()
  collect(dictionary.message(msgType)?.members ?? [], tags)
  kept.set(msgType, tags)
  return tags
}

function collect(members: readonly Member[], tags: Set<number>): void {
  for (const member of members) {
    if (member.kind === 'field') tags.add(member.field.tag)
    else {
      if (member.kind === 'group') tags.add(member.count.tag)
      collect(member.members, tags)
    }
  }
}

/**
 * What is stated beats what is there. A field stands where it stood; a group that is stated anew takes the place of the
 * old one, at the end. A field stated as null is left out.
 */
export function merge(base: readonly Field[], stated: readonly Field[]): Field[] {
  const count = (fields: readonly Field[], tag: number) => fields.filter(([t]) => t === tag).length
  const inPlace = new Set(
    stated.map(([tag]) => tag).filter((tag) => count(stated, tag) === 1 && count(base, tag) === 1),
  )
  const values = new Map(stated)
  const kept = base.flatMap((field): Field[] => {
    const [tag] = field
    if (inPlace.has(tag)) return [[tag, values.get(tag) ?? null]]
    return values.has(tag) ? [] : [field]
  })
  return [...kept, ...stated.filter(([tag]) => !inPlace.has(tag))].filter(([, value]) => value !== null)
}
