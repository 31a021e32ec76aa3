/**
 * QuickFIX data dictionaries: XML text to model. The format of `spec/FIX44.xml` and its siblings, which most engines
 * and venues use.
 */
import { type Component, Dictionary, type Field, type Member, type MessageDefinition } from './dictionary.ts'
import { DictionaryError } from './dictionary-error.ts'
import { HIGHEST_TAG, MAX_OPENED, openedSize } from './dictionary-limits.ts'
import { type Element, parseXml } from './xml-tree.ts'

/**
 * Reads a QuickFIX data dictionary.
 *
 * @param file - the name of the file for errors
 * @throws DictionaryError with line and column: malformed XML, an element or attribute that is missing or unknown, a
 *   number, name or MsgType defined twice, a member that is not defined, a component that contains itself
 */
export function fromQuickFixXml(text: string, file?: string): Dictionary {
  return new QuickFixReader(file).read(parseXml(text, file))
}

const SECTIONS = ['header', 'messages', 'trailer', 'components', 'fields']

class QuickFixReader {
  readonly #file: string | undefined
  readonly #fieldsByName = new Map<string, Field>()
  readonly #componentElements = new Map<string, Element>()
  readonly #components = new Map<string, Component>()
  /** Components that are being read now, outermost first: one that turns up again contains itself. */
  readonly #open: string[] = []

  constructor(file: string | undefined) {
    this.#file = file
  }

  read(root: Element): Dictionary {
    if (root.name !== 'fix') throw this.#error(root, `unknown root element <${root.name}>`, '<fix>')
    const sections = new Map<string, Element>()
    for (const child of root.children) {
      if (!SECTIONS.includes(child.name)) throw this.#unknown(child, SECTIONS)
      if (sections.has(child.name)) throw this.#error(child, `second <${child.name}>`, 'one')
      sections.set(child.name, child)
    }
    if (!sections.has('fields')) throw this.#error(root, 'no <fields>', 'a list of fields')
    const fields = this.#readFields(sections.get('fields') as Element)
    for (const element of this.#children(sections.get('components'), 'component')) {
      this.#once(this.#componentElements, this.#attribute(element, 'name'), element, 'component', element)
    }
    return new Dictionary({
      name: this.#name(root),
      header: this.#members(sections.get('header')),
      trailer: this.#members(sections.get('trailer')),
      fields,
      components: [...this.#componentElements].map(([name, element]) => this.#component(name, element)),
      messages: this.#readMessages(sections.get('messages')),
    })
  }

  #name(root: Element): string {
    const type = root.attributes.type ?? 'FIX'
    const [major, minor] = [this.#number(root, 'major'), this.#number(root, 'minor')]
    const servicePack = root.attributes.servicepack === undefined ? 0 : this.#number(root, 'servicepack')
    return `${type}.${major}.${minor}${servicePack === 0 ? '' : `SP${servicePack}`}`
  }

  #readFields(section: Element): Field[] {
    const byTag = new Map<number, Field>()
    for (const element of this.#children(section, 'field')) {
      const tag = this.#number(element, 'number')
      const name = this.#attribute(element, 'name')
      const base = { tag, name, type: this.#attribute(element, 'type').toUpperCase() }
      const values = this.#values(element)
      const field: Field = values.size === 0 ? base : { ...base, values }
      this.#once(byTag, tag, field, 'field number', element)
      this.#once(this.#fieldsByName, name, field, 'field name', element)
    }
    return [...byTag.values()]
  }

  /** A value without description, which some venues' files have, is its own label. */
  #values(field: Element): Map<string, string> {
    const values = new Map<string, string>()
    for (const element of this.#children(field, 'value')) {
      const value = this.#attribute(element, 'enum')
      this.#once(values, value, element.attributes.description ?? value, 'value', element)
    }
    return values
  }

  #readMessages(section: Element | undefined): MessageDefinition[] {
    const byType = new Map<string, MessageDefinition>()
    const byName = new Map<string, MessageDefinition>()
    const sizes = new WeakMap()
    for (const element of this.#children(section, 'message')) {
      const category = this.#attribute(element, 'msgcat')
      if (category !== 'admin' && category !== 'app') {
        throw this.#error(element, `msgcat="${category}"`, '"admin" or "app"')
      }
      const msgType = this.#attribute(element, 'msgtype')
      const name = this.#attribute(element, 'name')
      const message: MessageDefinition = { msgType, name, category, members: this.#members(element) }
      if (openedSize(message.members, sizes) > MAX_OPENED) {
        throw this.#error(
          element,
          `message "${name}" opens to more than ${MAX_OPENED} members`,
          'fewer components in components',
        )
      }
      this.#once(byType, msgType, message, 'msgtype', element)
      this.#once(byName, name, message, 'message name', element)
    }
    return [...byType.values()]
  }

  #members(parent: Element | undefined): Member[] {
    return (parent?.children ?? []).map((element): Member => {
      switch (element.name) {
        case 'field':
          return { kind: 'field', field: this.#field(element), required: this.#required(element) }
        case 'group': {
          const [count, required] = [this.#field(element), this.#required(element)]
          return { kind: 'group', count, required, members: this.#members(element) }
        }
        case 'component': {
          const name = this.#attribute(element, 'name')
          const { members } = this.#component(name, element)
          return { kind: 'component', name, required: this.#required(element), members }
        }
        default:
          throw this.#unknown(element, ['field', 'group', 'component'])
      }
    })
  }

  #field(element: Element): Field {
    const name = this.#attribute(element, 'name')
    const field = this.#fieldsByName.get(name)
    if (field === undefined) throw this.#error(element, `unknown field "${name}"`, 'a name that <fields> defines')
    return field
  }

  /** The component, read once and shared by all that use it. */
  #component(name: string, use: Element): Component {
    const known = this.#components.get(name)
    if (known !== undefined) return known
    const element = this.#componentElements.get(name)
    if (element === undefined) {
      throw this.#error(use, `unknown component "${name}"`, 'a name that <components> defines')
    }
    if (this.#open.includes(name)) {
      const cycle = [...this.#open.slice(this.#open.indexOf(name)), name].join(' > ')
      throw this.#error(use, `component "${name}" contains itself (${cycle})`, 'components without cycles')
    }
    this.#open.push(name)
    const component: Component = { name, members: this.#members(element) }
    this.#open.pop()
    this.#components.set(name, component)
    return component
  }

  #children(parent: Element | undefined, name: string): readonly Element[] {
    for (const child of parent?.children ?? []) if (child.name !== name) throw this.#unknown(child, [name])
    return parent?.children ?? []
  }

  #attribute(element: Element, name: string): string {
    const value = element.attributes[name]
    if (value === undefined || value === '') {
      throw this.#error(element, `<${element.name}> without ${name}`, `the attribute ${name}`)
    }
    return value
  }

  #number(element: Element, name: string): number {
    const text = this.#attribute(element, name)
    const [lowest, highest] = name === 'number' ? [1, HIGHEST_TAG] : [0, 99]
    if (!/^[0-9]{1,9}$/.test(text) || Number(text) < lowest || Number(text) > highest) {
      throw this.#error(element, `${name}="${text}"`, `a whole number from ${lowest} to ${highest}`)
    }
    return Number(text)
  }

  #required(element: Element): boolean {
    const text = this.#attribute(element, 'required')
    if (!/^[YN]$/i.test(text)) throw this.#error(element, `required="${text}"`, '"Y" or "N"')
    return text.toUpperCase() === 'Y'
  }

  #once<K, V>(map: Map<K, V>, key: K, value: V, what: string, element: Element): void {
    if (map.has(key)) throw this.#error(element, `${what} "${key}" is defined twice`, 'one definition')
    map.set(key, value)
  }

  #unknown(element: Element, names: readonly string[]): DictionaryError {
    return this.#error(element, `unknown element <${element.name}>`, names.map((name) => `<${name}>`).join(' or '))
  }

  #error(element: Element, what: string, expected: string): DictionaryError {
    const { line, column } = element
    return new DictionaryError(what, expected, {
      ...(this.#file === undefined ? {} : { file: this.#file }),
      line,
      column,
    })
  }
}
