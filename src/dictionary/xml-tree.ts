/** XML text as a small tree that knows where each element stands. Text content is kept only where it is asked for. */
import { SaxesParser } from 'saxes'
import { DictionaryError } from './dictionary-error.ts'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** What stands between the tags, ends trimmed; only of elements that `textIn` names. */
  readonly text?: string
  /** Position of the `<`, both from 1. */
  readonly line: number
  readonly column: number
}

/** Elements within elements that are read; dictionaries have up to ten, and reading goes as deep as they do. */
const MAX_DEPTH = 64

/** They end a field (SOH) or give orders to a terminal. XML 1.0 has few of them, XML 1.1 all. */
const CONTROL = /[^\P{Cc}\t\n\r]/u

/** Which parts of a document matter; names are without their prefix. */
export interface XmlInterest {
  /** Elements that are left out with all that they hold: documentation is most of an Orchestra file. */
  readonly skip?: ReadonlySet<string>
  /** Elements whose text is kept. */
  readonly textIn?: ReadonlySet<string>
}

/**
 * The root element of a document.
 *
 * @param source - the document; a byte order mark is skipped
 * @param file - the name for errors
 * @throws DictionaryError when the text is not well-formed XML, or nested deeper than a dictionary can be
 */
export function parseXml(source: string, file: string | undefined, { skip, textIn }: XmlInterest = {}): Element {
  const text = source.replace(/^\uFEFF/, '')
  const parser = new SaxesParser<{ position: true }>({ position: true })
  const place = file === undefined ? {} : { file }
  const open: (Element & { children: Element[]; text?: string })[] = []
  /** How many elements that are left out are open. */
  let skipped = 0
  let root: Element | undefined
  let start = { line: 1, column: 1 }
  parser.on('error', (error) => {
    const what = error.message.replace(/^(\d+:\d+: )/, '').replace(/\.$/, '')
    const unclosed = /^unclosed tag: (.*)/.exec(what)
    if (unclosed !== null) throw cutShort(unclosed[1] ?? '')
    throw new DictionaryError(`malformed XML (${what})`, 'a well-formed document', {
      ...place,
      line: parser.line,
      column: parser.column,
    })
  })
  const cutShort = (tag: string): DictionaryError => {
    const element = open.findLast(({ name }) => name === tag)
    const where = element === undefined ? '' : ` of line ${element.line}`
    return new DictionaryError(`the file ends within <${tag}>${where}`, `</${tag}>: is the file cut short?`, {
      ...place,
      line: parser.line,
      column: parser.column + 1,
    })
  }
  parser.on('opentagstart', (tag) => {
    // saxes stands behind the character that ended the name; the `<` may be lines above when that was a line feed.
    const offset = text.lastIndexOf(`<${tag.name}`, parser.position - tag.name.length - 1)
    const before = text.lastIndexOf('\n', offset)
    const ended = text.charCodeAt(offset + tag.name.length + 1) === 10
    start = { line: parser.line - (ended ? 1 : 0), column: offset - before }
  })
  parser.on('opentag', (tag) => {
    if (skipped > 0 || skip?.has(localName(tag.name)) === true) {
      skipped++
      return
    }
    if (open.length >= MAX_DEPTH) {
      throw new DictionaryError(`<${tag.name}> is nested ${open.length} deep`, `at most ${MAX_DEPTH} elements deep`, {
        ...place,
        ...start,
      })
    }
    for (const [name, value] of Object.entries(tag.attributes as Record<string, string>))
      if (CONTROL.test(value))
        throw new DictionaryError(`a control character in the attribute ${name}`, 'text without', {
          ...place,
          ...start,
        })
    const element = {
      name: tag.name,
      attributes: tag.attributes as Record<string, string>,
      children: [] as Element[],
      ...start,
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('text', (piece) => {
    const element = open.at(-1)
    if (element === undefined || skipped > 0 || textIn?.has(localName(element.name)) !== true) return
    element.text = ((element.text ?? '') + piece).trim()
  })
  parser.on('closetag', () => {
    if (skipped > 0) skipped--
    else open.pop()
  })
  parser.write(text).close()
  return root as Element
}

/** The name behind the prefix: `field` for `fixr:field`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
