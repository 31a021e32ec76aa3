/** Components, groups and what they and messages hold: references to members, and rules of their presence. */
import type { Component, GroupMember, Member, PresenceRule } from './dictionary.ts'
import { nearest } from './nearest.ts'
import type { OrchestraFields } from './orchestra-fields.ts'
import { presenceOf } from './orchestra-presence.ts'
import type { OrchestraSource } from './orchestra-source.ts'
import type { Element } from './xml-tree.ts'

/** What an element with references holds. */
export interface Content {
  readonly members: readonly Member[]
  /** Of its members, those of components and groups too. */
  readonly rules: readonly PresenceRule[]
}

const NOTHING: Content = { members: [], rules: [] }

/** Components within components: more than this is taken for a mistake, and would be a deep recursion. */
const MAX_NESTING = 64

/** Rules of one list, with those of its components: components that use each other twice would double them each time. */
const MAX_RULES = 10_000

/** What every message begins and ends with; references to it are left out of messages. */
const OUTER = ['StandardHeader', 'StandardTrailer']

/** Components and groups, read when they are first referred to. */
export class OrchestraMembers {
  readonly #source: OrchestraSource
  readonly #fields: OrchestraFields
  readonly #elements = { component: new Map<string, Element>(), group: new Map<string, Element>() }
  readonly #contents = new Map<Element, Content & { readonly group?: GroupMember }>()
  readonly #open: Element[] = []

  constructor(
    source: OrchestraSource,
    fields: OrchestraFields,
    sections: { components?: Element | undefined; groups?: Element | undefined },
  ) {
    this.#source = source
    this.#fields = fields
    const names = new Map<string, Element>()
    // In the release candidates groups stood among the components.
    for (const section of [sections.components, sections.groups]) {
      for (const { kind, element } of source.children(section, ['component', 'group'])) {
        const scenario = source.scenario(element)
        const ids = kind === 'group' ? this.#elements.group : this.#elements.component
        source.once(ids, `${source.id(element)}\n${scenario}`, element, `${kind} id`, element)
        source.once(names, `${source.attribute(element, 'name')}\n${scenario}`, element, `${kind} name`, element)
      }
    }
  }

  /** The header's or trailer's members; none when the file has no such component. */
  outer(name: 'StandardHeader' | 'StandardTrailer'): readonly Member[] {
    const element = [...this.#elements.component.values()].find(({ attributes }) => attributes.name === name)
    return element === undefined ? [] : this.#content(element).members
  }

  /** Components of the base scenario, header and trailer apart. Groups are members, not components. */
  components(): Component[] {
    const all = [...this.#elements.component.values(), ...this.#elements.group.values()]
    for (const element of all) this.#content(element)
    const components = [...this.#elements.component.values()].filter(
      (element) => !OUTER.includes(element.attributes.name ?? '') && this.#source.scenario(element) === 'base',
    )
    return components.map((element) => ({
      name: this.#source.attribute(element, 'name'),
      members: this.#content(element).members,
    }))
  }

  /** @param structure - the element whose children are references */
  read(structure: Element | undefined): Content {
    const parts = this.#source
      .children(structure, ['fieldRef', 'groupRef', 'componentRef', 'numInGroup'])
      .filter(({ kind, element }) => kind !== 'numInGroup' && this.#source.isSupported(element))
      .map(({ kind, element }) => this.#reference(kind, element))
    const rules = parts.flatMap((part) => part.rules)
    if (structure !== undefined && rules.length > MAX_RULES)
      throw this.#source.error(
        structure,
        `more than ${MAX_RULES} rules`,
        'fewer: do components with rules use each other?',
      )
    return { members: parts.flatMap(({ members }) => members), rules }
  }

  #reference(kind: string, element: Element): Content {
    if (kind === 'fieldRef') return this.#fieldReference(element)
    const target = this.#target(kind === 'groupRef' ? 'group' : 'component', element)
    const { members, rules, group } = this.#content(target, element)
    const name = this.#source.attribute(target, 'name')
    if (OUTER.includes(name)) return { members: [], rules }
    const presence = presenceOf(this.#source, element, group?.count.name ?? name)
    if (presence.absent) return NOTHING
    const member: Member =
      group === undefined
        ? { kind: 'component', name, required: presence.required, members }
        : { ...group, required: presence.required }
    return { members: [member], rules: [...presence.rules, ...rules] }
  }

  #fieldReference(element: Element): Content {
    const tag = this.#source.id(element)
    const field = this.#fields.find(tag, this.#source.scenario(element))
    if (field === undefined) throw this.#source.error(element, `unknown field ${tag}`, 'the id of one of <fields>')
    const { absent, required, constant, rules } = presenceOf(this.#source, element, field.name)
    if (absent) return NOTHING
    const member: Member = { kind: 'field', field, required, ...(constant === undefined ? {} : { constant }) }
    return { members: [member], rules }
  }

  #target(kind: 'component' | 'group', reference: Element): Element {
    const [id, scenario] = [this.#source.id(reference), this.#source.scenario(reference)]
    const target = this.#elements[kind].get(`${id}\n${scenario}`)
    if (target !== undefined) return target
    const other = kind === 'group' ? 'component' : 'group'
    const known = [...this.#elements[kind].values()]
    const name = reference.attributes.name
    const near =
      name === undefined
        ? []
        : nearest(
            name,
            known.map(({ attributes }) => attributes.name ?? ''),
          )
    const expected = this.#elements[other].has(`${id}\n${scenario}`)
      ? `a ${other}Ref: the ${other} ${id} has this id`
      : this.#elements[kind].has(`${id}\nbase`)
        ? `a scenario that the ${kind} ${id} has`
        : `the id of one of <${kind}s>${near.length === 0 ? '' : `; near it: ${near.join(', ')}`}`
    throw this.#source.error(
      reference,
      `unknown ${kind} ${id}${scenario === 'base' ? '' : ` of scenario "${scenario}"`}`,
      expected,
    )
  }

  #content(element: Element, use: Element = element): Content & { readonly group?: GroupMember } {
    const known = this.#contents.get(element)
    if (known !== undefined) return known
    if (this.#open.includes(element)) {
      const cycle = [...this.#open.slice(this.#open.indexOf(element)), element].map(({ attributes }) => attributes.name)
      const what = this.#source.nameOf(element)
      throw this.#source.error(
        use,
        `${what} "${element.attributes.name}" contains itself (${cycle.join(' > ')})`,
        'components and groups without a circle',
      )
    }
    if (this.#open.length >= MAX_NESTING)
      throw this.#source.error(use, `${MAX_NESTING} components within each other`, 'fewer')
    this.#open.push(element)
    const content = this.#source.nameOf(element) === 'group' ? this.#group(element) : this.read(element)
    this.#open.pop()
    this.#contents.set(element, content)
    return content
  }

  #group(element: Element): Content & { readonly group: GroupMember } {
    const counters = element.children.filter((child) => this.#source.nameOf(child) === 'numInGroup')
    const [counter] = counters
    if (counter === undefined || counters.length > 1) {
      const many = counter === undefined ? 'no <numInGroup>' : 'several <numInGroup>'
      throw this.#source.error(counters[1] ?? element, `group "${element.attributes.name}" has ${many}`, 'one')
    }
    const tag = this.#source.id(counter)
    const count = this.#fields.find(tag, this.#source.scenario(counter))
    if (count === undefined) throw this.#source.error(counter, `unknown field ${tag}`, 'the id of one of <fields>')
    const { members, rules } = this.read(element)
    if (members.length === 0)
      throw this.#source.error(element, `group "${element.attributes.name}" holds nothing`, 'one member at least')
    return {
      members,
      rules: rules.map((rule) => ({ ...rule, path: [count.name, ...rule.path] })),
      group: { kind: 'group', count, required: false, members },
    }
  }
}
