/** An Orchestra document as it is read: elements of its own namespace, attributes, and errors that name the place. */
import { DictionaryError } from './dictionary-error.ts'
import { nearest } from './nearest.ts'
import { type Element, localName, parseXml } from './xml-tree.ts'

/**
 * Namespaces of the editions: 2016 (release candidates), 2020 (version 1.0) and those after it.
 *
 * @see FIX Orchestra Technical Specification, repository schema
 */
const NAMESPACE = /^http:\/\/fixprotocol\.io\/\d{4}\/(orchestra\/)?(fix)?repository$/i

const INTEREST = { skip: new Set(['annotation', 'documentation', 'metadata', 'appinfo']), textIn: new Set(['when']) }

/** @throws DictionaryError for what is no Orchestra document */
export function readSource(text: string, file: string | undefined): { root: Element; source: OrchestraSource } {
  const root = parseXml(text, file, INTEREST)
  const prefix = root.name.includes(':') ? root.name.slice(0, root.name.indexOf(':') + 1) : ''
  const source = new OrchestraSource(file, prefix)
  if (!['repository', 'fixRepository'].includes(localName(root.name)))
    throw source.error(root, `unknown root element <${root.name}>`, '<repository>')
  const declared = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`
  const uri = root.attributes[declared]
  if (uri === undefined || !NAMESPACE.test(uri)) {
    throw source.error(
      root,
      `${declared} is ${uri === undefined ? 'missing' : `"${uri}"`}`,
      'the namespace of an Orchestra repository: http://fixprotocol.io/2020/orchestra/repository, or that of 2016',
    )
  }
  return { root, source }
}

export class OrchestraSource {
  readonly #file: string | undefined
  readonly #prefix: string

  constructor(file: string | undefined, prefix: string) {
    this.#file = file
    this.#prefix = prefix
  }

  /** The local name of an element of the repository; undefined for extensions in other namespaces. */
  nameOf(element: Element): string | undefined {
    const { name } = element
    if (!name.startsWith(this.#prefix)) return undefined
    const local = name.slice(this.#prefix.length)
    return local.includes(':') ? undefined : local
  }

  /**
   * The children that are known here; those of other namespaces are passed over.
   *
   * @param others - what there may be besides: `none`, or what later editions have, as long as it is no slip of the pen
   * @throws DictionaryError for others
   */
  children(
    parent: Element | undefined,
    known: readonly string[],
    others: 'none' | 'later' = 'none',
  ): { kind: string; element: Element }[] {
    return (parent?.children ?? []).flatMap((element) => {
      const kind = this.nameOf(element)
      if (kind === undefined) return []
      if (known.includes(kind)) return [{ kind, element }]
      const near = nearest(kind, known, 1)[0]
      if (others === 'later' && near === undefined) return []
      throw this.error(
        element,
        `unknown element <${element.name}> in <${parent?.name}>`,
        near === undefined ? known.map((name) => `<${this.#prefix}${name}>`).join(' or ') : `<${this.#prefix}${near}>`,
      )
    })
  }

  /** @throws DictionaryError when it is missing or empty */
  attribute(element: Element, name: string): string {
    const value = element.attributes[name]
    if (value !== undefined && value.trim() !== '') return value
    throw this.error(element, `<${element.name}> without ${name}`, `the attribute ${name}`)
  }

  /** The attribute `id`. @throws DictionaryError unless it is a whole number from 1 */
  id(element: Element, highest = 999_999_999): number {
    const text = this.attribute(element, 'id')
    if (!/^[0-9]{1,9}$/.test(text) || Number(text) < 1 || Number(text) > highest)
      throw this.error(element, `id="${text}"`, `a whole number from 1 to ${highest}`)
    return Number(text)
  }

  /** The scenario that a definition is of, or that a reference means. */
  scenario(element: Element): string {
    return element.attributes.scenario ?? 'base'
  }

  /** True unless the file says that it is not to be used. */
  isSupported(element: Element): boolean {
    return element.attributes.supported !== 'forbidden'
  }

  /** @throws DictionaryError when the key is there already */
  once<V>(map: Map<string, V>, key: string, value: V, what: string, element: Element): void {
    const [name, scenario] = key.split('\n')
    const which = scenario === undefined || scenario === 'base' ? '' : ` of scenario "${scenario}"`
    if (map.has(key)) throw this.error(element, `${what} "${name}"${which} is defined twice`, 'one definition')
    map.set(key, value)
  }

  error(element: Element, what: string, expected: string): DictionaryError {
    const { line, column } = element
    return new DictionaryError(what, expected, {
      ...(this.#file === undefined ? {} : { file: this.#file }),
      line,
      column,
    })
  }
}
