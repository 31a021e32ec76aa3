/** XML text as a small tree that knows where each element stands. Text content is dropped: dictionaries have none. */
import { SaxesParser } from 'saxes'
import { DictionaryError } from './dictionary-error.ts'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** Position of the `<`, both from 1. */
  readonly line: number
  readonly column: number
}

/**
 * The root element of a document.
 *
 * @param source - the document; a byte order mark is skipped
 * @param file - the name for errors
 * @throws DictionaryError when the text is not well-formed XML
 */
export function parseXml(source: string, file: string | undefined): Element {
  const text = source.replace(/^\uFEFF/, '')
  const parser = new SaxesParser<{ position: true }>({ position: true })
  const place = file === undefined ? {} : { file }
  const open: (Element & { children: Element[] })[] = []
  let root: Element | undefined
  let start = { line: 1, column: 1 }
  parser.on('error', (error) => {
    const what = error.message.replace(/^(\d+:\d+: )/, '').replace(/\.$/, '')
    throw new DictionaryError(`malformed XML (${what})`, 'a well-formed document', {
      ...place,
      line: parser.line,
      column: parser.column,
    })
  })
  parser.on('opentagstart', (tag) => {
    // saxes stands behind the character that ended the name; the `<` may be lines above when that was a line feed.
    const offset = text.lastIndexOf(`<${tag.name}`, parser.position - tag.name.length - 1)
    const before = text.lastIndexOf('\n', offset)
    const ended = text.charCodeAt(offset + tag.name.length + 1) === 10
    start = { line: parser.line - (ended ? 1 : 0), column: offset - before }
  })
  parser.on('opentag', (tag) => {
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
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(text).close()
  return root as Element
}
