/** Values of an answer: text with `${FIELD}` of the request, `${unique}` and `${now}` in it. */
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { FixVersion } from '../fix/versions.ts'

export interface TemplateValues {
  readonly request: Message
  readonly version: FixVersion
  /** A number that no other use was given. */
  unique(): number
  /** Epoch milliseconds UTC. */
  now(): number
}

/** A part of a value: text as it stands, or where it comes from. */
type Part = string | { readonly tag: number } | { readonly made: 'unique' | 'now' }

export class Template {
  readonly #parts: readonly Part[]

  constructor(parts: readonly Part[]) {
    this.#parts = parts
  }

  /** True when nothing is to be put in. */
  get constant(): boolean {
    return this.#parts.every((part) => typeof part === 'string')
  }

  /** @returns undefined when the value is nothing but a field that the request does not have: it is then left out */
  fill(values: TemplateValues): Uint8Array | string | undefined {
    const [only] = this.#parts
    if (this.#parts.length === 1 && typeof only === 'object' && 'tag' in only) {
      const i = values.request.indexOf(only.tag)
      // Bytes as they came, whatever they mean.
      return i < 0 ? undefined : Uint8Array.from(values.request.bytesAt(i))
    }
    return this.#parts.map((part) => (typeof part === 'string' ? part : this.#made(part, values))).join('')
  }

  #made(part: Exclude<Part, string>, { request, version, unique, now }: TemplateValues): string {
    if ('tag' in part) return request.text(part.tag) ?? ''
    return part.made === 'unique' ? String(unique()) : formatUtcTimestamp(now(), version.timestampFraction)
  }
}

/**
 * @param tagOf - the tag of a field's name; throws when there is none
 */
export function parseTemplate(text: string, tagOf: (field: string) => number): Template {
  const parts = text.split(/(\$\{[^}]*\})/).filter((part) => part !== '')
  return new Template(
    parts.map((part): Part => {
      const name = /^\$\{(.*)\}$/s.exec(part)?.[1]?.trim()
      if (name === undefined) return part
      return name === 'unique' || name === 'now' ? { made: name } : { tag: tagOf(name) }
    }),
  )
}
