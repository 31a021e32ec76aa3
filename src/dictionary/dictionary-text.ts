/** Bytes of a dictionary file as text, whichever encoding they are in, and which kind of dictionary the text is. */
import { DictionaryError } from './dictionary-error.ts'

/** Longest file that is read, bytes. The whole of FIX Latest as Orchestra has 20 MB. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024

/** Which of the forms that are read: told by what is in the file, not by its name. */
export type DictionaryKind = 'quickfix' | 'orchestra' | 'delta'

const KINDS_EXPECTED =
  'QuickFIX XML (root <fix>), Orchestra XML (root <repository>), or a delta in YAML that begins with `base:`'

/**
 * The text of a file: UTF-8, UTF-16 with byte order mark, or what its XML declaration names.
 *
 * @throws DictionaryError when the bytes are not text of the encoding that they claim, with the place of the first fault
 */
export function textOf(bytes: Buffer, file: string): string {
  const { encoding, marked } = encodingOf(bytes)
  if (!marked && /^(utf-?16|ucs-?2|utf-?32)/.test(encoding)) {
    throw new DictionaryError(
      `the XML declaration says ${encoding}, and is not written in it`,
      'the encoding that the file is in: UTF-8, say',
      { file, line: 1, column: 1 },
    )
  }
  const zero = marked ? -1 : bytes.indexOf(0)
  if (zero >= 0) {
    throw new DictionaryError('a NUL character', 'text: is this a binary file, or UTF-16 without byte order mark?', {
      file,
      ...placeAt(bytes.toString('latin1', 0, zero), zero),
    })
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new DictionaryError(`unknown encoding "${encoding}"`, 'UTF-8: save the file as that', { file, line: 1 })
    }
    throw new DictionaryError(`this is no ${encoding} text`, `UTF-8, or an XML declaration that names the encoding`, {
      file,
      ...placeOfFault(bytes, encoding),
    })
  }
}

/** `marked`: by a byte order mark; a declaration can be read only when its characters are single bytes. */
function encodingOf(bytes: Buffer): { encoding: string; marked: boolean } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', marked: true }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', marked: true }
  const declaration = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(
    bytes.toString('latin1', 0, 200),
  )
  return { encoding: declaration?.[1]?.toLowerCase() ?? 'utf-8', marked: false }
}

/** Where decoding fails first: the longest beginning that decodes, found by halving. */
function placeOfFault(bytes: Buffer, encoding: string): { line: number; column: number } {
  const decodes = (length: number): string | undefined => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
    } catch {
      return undefined
    }
  }
  let [good, bad] = [0, bytes.length]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (decodes(middle) === undefined) bad = middle
    else good = middle
  }
  const text = decodes(good) ?? ''
  return placeAt(text, text.length)
}

function placeAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** @throws DictionaryError when it is none of them */
export function kindOf(text: string, file: string): DictionaryKind {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start === '') throw new DictionaryError('the file is empty', KINDS_EXPECTED, { file })
  if (!start.startsWith('<')) {
    if (/^base\s*:/m.test(start)) return 'delta'
    throw new DictionaryError('this is no dictionary', KINDS_EXPECTED, { file })
  }
  const root = rootName(start)
  if (root === undefined || root === 'fix') return 'quickfix'
  if (['repository', 'fixRepository'].includes(root.replace(/^.*:/, ''))) return 'orchestra'
  throw new DictionaryError(`the root element <${root}> is that of no dictionary`, KINDS_EXPECTED, { file })
}

/** The name of the first element; declarations, comments and a document type may stand before it. */
function rootName(text: string): string | undefined {
  let at = 0
  for (;;) {
    at = text.indexOf('<', at)
    if (at < 0) return undefined
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : undefined
    if (end !== undefined) {
      const closed = text.indexOf(end, at + 2)
      if (closed < 0) return undefined
      at = closed + end.length
    } else if (text.startsWith('<!', at)) {
      const closed = endOfDocumentType(text, at)
      if (closed < 0) return undefined
      at = closed
    } else return /^<([^\s/>]+)/.exec(text.slice(at, at + 200))?.[1]
  }
}

/** Behind the `>` of a document type, whose internal subset may hold others in its brackets. */
function endOfDocumentType(text: string, from: number): number {
  const close = text.indexOf('>', from)
  const bracket = text.indexOf('[', from)
  if (bracket < 0 || bracket > close) return close < 0 ? -1 : close + 1
  const end = text.indexOf(']>', bracket)
  return end < 0 ? -1 : end + 2
}
