/** Data types, code sets and fields of an Orchestra file. */
import type { Field } from './dictionary.ts'
import { HIGHEST_TAG } from './dictionary-limits.ts'
import { knownType, nearTypes } from './field-types.ts'
import { nearest } from './nearest.ts'
import { quickFixLabel } from './orchestra-labels.ts'
import type { OrchestraSource } from './orchestra-source.ts'
import type { Element } from './xml-tree.ts'

/** The fields by number and scenario, and their list without those that are only another scenario's. */
export interface OrchestraFields {
  readonly list: readonly Field[]
  /** @returns undefined when there is none of this number; the base one where the scenario has none of its own */
  find(tag: number, scenario: string): Field | undefined
}

interface CodeSet {
  readonly type: string
  readonly values: ReadonlyMap<string, string>
}

/** Sections that hold what is read here. */
export interface FieldSections {
  readonly datatypes?: Element | undefined
  readonly codeSets?: Element | undefined
  readonly fields: Element
}

/** @throws DictionaryError for unknown types and code sets, numbers or names defined twice, code sets in a circle */
export function readFields(source: OrchestraSource, sections: FieldSections): OrchestraFields {
  const types = new Types(source, sections.datatypes)
  const codeSets = new CodeSets(source, sections.codeSets, types)
  const byKey = new Map<string, Field>()
  const byName = new Map<string, Field>()
  const list = new Map<number, Field>()
  for (const { element } of source.children(sections.fields, ['field'])) {
    if (!source.isSupported(element)) continue
    const [tag, name, scenario] = [
      source.id(element, HIGHEST_TAG),
      source.attribute(element, 'name'),
      source.scenario(element),
    ]
    const field: Field = { tag, name, ...typeOf(element, source, types, codeSets) }
    source.once(byKey, `${tag}\n${scenario}`, field, 'field number', element)
    source.once(byName, `${name}\n${scenario}`, field, 'field name', element)
    if (scenario === 'base' || !list.has(tag)) list.set(tag, field)
  }
  return {
    list: [...list.values()],
    find: (tag, scenario) => byKey.get(`${tag}\n${scenario}`) ?? list.get(tag),
  }
}

/** The type of a field is a data type, or a code set that has one; an attribute `codeSet` may name the set apart. */
function typeOf(
  element: Element,
  source: OrchestraSource,
  types: Types,
  codeSets: CodeSets,
): Pick<Field, 'type' | 'values' | 'open'> {
  const name = source.attribute(element, 'type')
  const setName = element.attributes.codeSet ?? (types.has(name) && !codeSets.has(name) ? undefined : name)
  if (setName === undefined) return { type: types.resolve(name, element) }
  const set = codeSets.find(setName, source.scenario(element))
  if (set === undefined) {
    const near = [...nearest(setName, codeSets.names()), ...nearTypes(setName)].slice(0, 3)
    throw source.error(
      element,
      `unknown type "${setName}" of field "${element.attributes.name}"`,
      near.length === 0
        ? 'a data type or a code set of this file'
        : `a data type or a code set; near it: ${near.join(', ')}`,
    )
  }
  const { type, values } = set
  // An empty set would forbid every value.
  if (values.size === 0) return { type }
  return { type, values, ...(element.attributes.unionDataType === undefined ? {} : { open: true as const }) }
}

/** Data types of the file; those of the standard need not be listed. */
class Types {
  readonly #source: OrchestraSource
  readonly #elements = new Map<string, Element>()

  constructor(source: OrchestraSource, section: Element | undefined) {
    this.#source = source
    for (const { element } of source.children(section, ['datatype']))
      source.once(this.#elements, source.attribute(element, 'name'), element, 'data type', element)
  }

  has(name: string): boolean {
    return this.#elements.has(name) || knownType(name) !== undefined
  }

  /** The type of the standard that a name comes down to, String when it is a type of its own. */
  resolve(name: string, use: Element): string {
    const seen = [name]
    for (;;) {
      const current = seen.at(-1) ?? name
      const known = knownType(current)
      if (known !== undefined) return known
      const element = this.#elements.get(current)
      if (element === undefined) {
        const near = [...nearest(current, this.#elements.keys()), ...nearTypes(current)].slice(0, 3)
        throw this.#source.error(
          use,
          `unknown data type "${current}"`,
          near.length === 0 ? 'one of <datatypes>' : `one of <datatypes>; near it: ${near.join(', ')}`,
        )
      }
      const base = element.attributes.baseType
      if (base === undefined) return 'STRING'
      if (seen.includes(base))
        throw this.#source.error(element, `data type "${base}" stands on itself`, 'base types without a circle')
      seen.push(base)
    }
  }
}

class CodeSets {
  readonly #source: OrchestraSource
  readonly #types: Types
  readonly #elements = new Map<string, Element>()
  readonly #sets = new Map<string, CodeSet>()
  /** Those that are being read now: one that turns up again extends itself. */
  readonly #open: string[] = []

  constructor(source: OrchestraSource, section: Element | undefined, types: Types) {
    this.#source = source
    this.#types = types
    const ids = new Map<string, Element>()
    for (const { element } of source.children(section, ['codeSet'])) {
      const key = `${source.attribute(element, 'name')}\n${source.scenario(element)}`
      source.once(this.#elements, key, element, 'code set', element)
      if (element.attributes.id !== undefined)
        source.once(ids, `${source.id(element)}\n${source.scenario(element)}`, element, 'code set id', element)
    }
    // Each is read even when no field uses it: what is wrong in it is told.
    for (const key of this.#elements.keys()) this.#read(key)
  }

  has(name: string): boolean {
    return this.#elements.has(`${name}\nbase`) || this.names().includes(name)
  }

  names(): string[] {
    return [...new Set([...this.#elements.keys()].map((key) => key.slice(0, key.indexOf('\n'))))]
  }

  find(name: string, scenario: string): CodeSet | undefined {
    const keys = [`${name}\n${scenario}`, `${name}\nbase`]
    const key = keys.find((candidate) => this.#elements.has(candidate))
    return key === undefined ? undefined : this.#read(key)
  }

  #read(key: string): CodeSet {
    const known = this.#sets.get(key)
    if (known !== undefined) return known
    const element = this.#elements.get(key) as Element
    const name = key.slice(0, key.indexOf('\n'))
    if (this.#open.includes(key))
      throw this.#source.error(element, `code set "${name}" extends itself`, 'code sets without a circle')
    this.#open.push(key)
    const set = this.#make(element)
    this.#open.pop()
    this.#sets.set(key, set)
    return set
  }

  #make(element: Element): CodeSet {
    const base = element.attributes.extends
    const extended = base === undefined ? undefined : this.find(base, this.#source.scenario(element))
    if (base !== undefined && extended === undefined) {
      const near = nearest(base, this.names(), 1)[0]
      throw this.#source.error(
        element,
        `extends="${base}"`,
        `a code set${near === undefined ? '' : `, such as ${near}`}`,
      )
    }
    const own = new Map<string, string>()
    for (const { element: code } of this.#source.children(element, ['code'])) {
      if (!this.#source.isSupported(code)) continue
      const label = quickFixLabel(this.#source.attribute(code, 'name'))
      this.#source.once(own, this.#source.attribute(code, 'value'), label, 'value', code)
    }
    const type = this.#types.resolve(this.#source.attribute(element, 'type'), element)
    return { type, values: new Map([...(extended?.values ?? []), ...own]) }
  }
}
