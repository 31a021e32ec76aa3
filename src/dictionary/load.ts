/**
 * Where dictionaries come from: the built-in versions, and files of three kinds: QuickFIX XML, Orchestra XML, deltas.
 * The only part that reads files.
 */
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { FixVersion } from '../fix/versions.ts'
import { systemWords } from '../log/system-words.ts'
import { combine } from './combine.ts'
import { fromCompact } from './compact.ts'
import { applyDelta } from './delta.ts'
import { readDelta } from './delta-yaml.ts'
import type { Dictionary } from './dictionary.ts'
import { DictionaryError } from './dictionary-error.ts'
import { type DictionaryKind, kindOf, MAX_FILE_BYTES, textOf } from './dictionary-text.ts'
import { fromOrchestraXml } from './orchestra-xml.ts'
import { fromQuickFixXml } from './quickfix-xml.ts'

const FILES: ReadonlyMap<string, string> = new Map([
  ['FIX.4.0', 'FIX40.json'],
  ['FIX.4.1', 'FIX41.json'],
  ['FIX.4.2', 'FIX42.json'],
  ['FIX.4.3', 'FIX43.json'],
  ['FIX.4.4', 'FIX44.json'],
  ['FIX.5.0', 'FIX50.json'],
  ['FIX.5.0SP1', 'FIX50SP1.json'],
  ['FIX.5.0SP2', 'FIX50SP2.json'],
  ['FIXT.1.1', 'FIXT11.json'],
])

/** Deltas that stand on deltas: more than this is taken for a mistake. */
const MAX_BASES = 16

/** Names that `builtIn` knows, without the combinations `FIXT.1.1/FIX.5.0`, `…SP1`, `…SP2`. */
export const BUILT_IN: readonly string[] = [...FILES.keys()]

const cache = new Map<string, Dictionary>()

/**
 * A dictionary that comes with fixproof, read once.
 *
 * @param name - `FIX.4.4`, `FIXT.1.1`, or session and application together: `FIXT.1.1/FIX.5.0SP2`
 * @throws DictionaryError when there is none of this name; lists the names
 */
export function builtIn(name: string): Dictionary {
  const known = cache.get(name)
  if (known !== undefined) return known
  const dictionary = read(name)
  cache.set(name, dictionary)
  return dictionary
}

/** The dictionary of a version; for FIXT.1.1 session and application layer together. */
export function dictionaryFor(version: FixVersion): Dictionary {
  return builtIn(version.dictionaries.join('/'))
}

/** One thing that a dictionary was made from. */
export interface DictionarySource {
  /** `FIX.4.4`; for a file the name of the version that the dictionary is of. */
  readonly name: string
  readonly kind: 'builtIn' | DictionaryKind
  /** Absolute path; absent for those that come with fixproof. */
  readonly file?: string
  /** Of the bytes that were read, hexadecimal. */
  readonly sha256: string
}

export interface LoadedDictionary {
  readonly dictionary: Dictionary
  /** The file itself, then what it stands on, down to the built-in version. */
  readonly sources: readonly DictionarySource[]
  /** Of a delta: what it stands on. */
  readonly base?: Dictionary
  /** Of a delta: what it says of itself. */
  readonly title?: string
}

/**
 * A dictionary by built-in name, or from a file: QuickFIX XML, Orchestra XML, or a delta in YAML, told apart by what
 * they hold. A file is read anew at each call.
 *
 * @throws DictionaryError when it is none of these, or the file is faulty
 */
export function loadDictionary(nameOrFile: string): Dictionary {
  return loadWithSources(nameOrFile).dictionary
}

/** The same with what it was made from, for reports. @throws DictionaryError as `loadDictionary` */
export function loadWithSources(nameOrFile: string): LoadedDictionary {
  return load(nameOrFile, [])
}

/** True for a name that needs no file: `FIX.4.4`, `FIXT.1.1/FIX.5.0SP2`. */
export function isBuiltIn(name: string): boolean {
  return name.split('/', 2).every((part) => FILES.has(part)) && name.split('/').length <= 2
}

/** @param open - the deltas that are being read, outermost first: one that turns up again stands on itself */
function load(nameOrFile: string, open: readonly string[]): LoadedDictionary {
  if (isBuiltIn(nameOrFile))
    return { dictionary: builtIn(nameOrFile), sources: nameOrFile.split('/').map(builtInSource) }
  const bytes = bytesOf(nameOrFile)
  const text = textOf(bytes, nameOrFile)
  const kind = kindOf(text, nameOrFile)
  const file = path.resolve(nameOrFile)
  const source = { kind, file, sha256: sha256(bytes) }
  if (kind !== 'delta') {
    const dictionary = kind === 'orchestra' ? fromOrchestraXml(text, nameOrFile) : fromQuickFixXml(text, nameOrFile)
    return { dictionary, sources: [{ name: dictionary.name, ...source }] }
  }
  const delta = readDelta(text, nameOrFile)
  const chain = [...open, file]
  const baseFile = isBuiltIn(delta.base) ? delta.base : path.resolve(path.dirname(file), delta.base)
  if (chain.includes(baseFile)) {
    const cycle = [...chain.slice(chain.indexOf(baseFile)), baseFile].map((name) => path.basename(name)).join(' > ')
    throw delta.error(['base'], `the delta stands on itself (${cycle})`, 'a base that is made without this file')
  }
  if (chain.length > MAX_BASES) throw delta.error(['base'], `more than ${MAX_BASES} deltas in a row`, 'fewer')
  const base = loadBase(baseFile, chain, delta)
  const dictionary = applyDelta(base.dictionary, delta)
  const sources = [{ name: dictionary.name, ...source }, ...base.sources]
  const { title } = delta.stated
  return { dictionary, sources, base: base.dictionary, ...(title === undefined ? {} : { title }) }
}

/** A base that is not there is a mistake in the file that names it; one that is faulty tells its own place. */
function loadBase(file: string, chain: readonly string[], delta: ReturnType<typeof readDelta>): LoadedDictionary {
  try {
    return load(file, chain)
  } catch (error) {
    if (!(error instanceof DictionaryError) || error.file !== undefined) throw error
    throw delta.error(['base'], `no base "${delta.base}"`, `a file beside this one or a built-in name: ${names()}`)
  }
}

function bytesOf(file: string): Buffer {
  try {
    // Asked for before it is read: a file that is too large would not fit into memory.
    const { size } = statSync(file)
    if (size <= MAX_FILE_BYTES) return readFileSync(file)
    throw new DictionaryError(
      `${size} bytes are too much for a dictionary`,
      `at most ${MAX_FILE_BYTES} bytes: leave out annotations, or messages that are not traded`,
      { file },
    )
  } catch (cause) {
    if (cause instanceof DictionaryError) throw cause
    const error = new DictionaryError(
      `no dictionary "${file}" (${systemWords(cause)})`,
      `a QuickFIX XML, Orchestra XML or delta file, or a built-in name: ${names()}`,
    )
    error.cause = cause
    throw error
  }
}

function builtInSource(name: string): DictionarySource {
  return { name, kind: 'builtIn', sha256: sha256(readFileSync(dataOf(FILES.get(name) ?? ''))) }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function dataOf(file: string): URL {
  return new URL(`./data/${file}`, import.meta.url)
}

function read(name: string): Dictionary {
  const [session, application] = name.split('/')
  if (isBuiltIn(name) && session !== undefined && application !== undefined) {
    return combine(builtIn(session), builtIn(application))
  }
  const file = FILES.get(name)
  if (file === undefined) throw new DictionaryError(`no built-in dictionary "${name}"`, `one of ${names()}`)
  return fromCompact(JSON.parse(readFileSync(dataOf(file), 'utf8')))
}

function names(): string {
  return [...BUILT_IN, ...BUILT_IN.filter((name) => name.startsWith('FIX.5')).map((name) => `FIXT.1.1/${name}`)].join(
    ', ',
  )
}
