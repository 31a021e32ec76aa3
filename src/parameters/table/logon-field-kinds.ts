/** Kinds of the parameters that hold fields of a Logon. */
import type { Kind } from '../kinds.ts'

const isTag = (tag: unknown): boolean => /^[1-9]\d*$/.test(String(tag))

/** Fields as pairs of tag and value, or as an object from tags to values. */
export const logonFields: Kind = {
  name: 'fields',
  allowed: 'expected tags with their values, such as { "553": "user" } or [[553, "user"]]',
  schema: { type: ['object', 'array'] },
  read(stated) {
    if (typeof stated !== 'object' || stated === null) return undefined
    const pairs: unknown[] = Array.isArray(stated) ? stated : Object.entries(stated)
    const fields = pairs.flatMap((pair): [number, string | number][] => {
      const [tag, value] = Array.isArray(pair) ? pair : []
      const usable = isTag(tag) && (typeof value === 'string' || typeof value === 'number')
      return usable ? [[Number(tag), value]] : []
    })
    return fields.length === pairs.length ? { value: fields } : undefined
  },
}

/** One field as QuickFIX writes it: `553=user`. */
export const tagAndValue: Kind = {
  name: 'field',
  allowed: 'expected tag=value, such as 553=user',
  schema: { type: 'string' },
  read(stated) {
    // As it was read before, and went through a profile.
    if (Array.isArray(stated) && stated.length === 2 && isTag(stated[0])) return { value: stated }
    const [, tag, value] = /^\s*([1-9]\d*)\s*=(.*)$/.exec(String(stated)) ?? []
    return tag === undefined || value === undefined ? undefined : { value: [Number(tag), value.trim()] }
  },
}
