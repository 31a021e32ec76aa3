/** Where dictionaries come from: the built-in versions and QuickFIX XML files. The only part that reads files. */
import { readFileSync } from 'node:fs'
import type { FixVersion } from '../fix/versions.ts'
import { combine } from './combine.ts'
import { fromCompact } from './compact.ts'
import type { Dictionary } from './dictionary.ts'
import { DictionaryError } from './dictionary-error.ts'
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

/**
 * A dictionary by built-in name, or from a QuickFIX XML file. A file is read anew at each call.
 *
 * @throws DictionaryError when it is neither, or the file is faulty
 */
export function loadDictionary(nameOrFile: string): Dictionary {
  if (isBuiltIn(nameOrFile)) return builtIn(nameOrFile)
  let text: string
  try {
    text = readFileSync(nameOrFile, 'utf8')
  } catch (cause) {
    const error = new DictionaryError(
      `no dictionary "${nameOrFile}" (${(cause as NodeJS.ErrnoException).code ?? cause})`,
      `a QuickFIX XML file or a built-in name: ${names()}`,
    )
    error.cause = cause
    throw error
  }
  return fromQuickFixXml(text, nameOrFile)
}

function isBuiltIn(name: string): boolean {
  return name.split('/', 2).every((part) => FILES.has(part)) && name.split('/').length <= 2
}

function read(name: string): Dictionary {
  const [session, application] = name.split('/')
  if (isBuiltIn(name) && session !== undefined && application !== undefined) {
    return combine(builtIn(session), builtIn(application))
  }
  const file = FILES.get(name)
  if (file === undefined) throw new DictionaryError(`no built-in dictionary "${name}"`, `one of ${names()}`)
  return fromCompact(JSON.parse(readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8')))
}

function names(): string {
  return [...BUILT_IN, ...BUILT_IN.filter((name) => name.startsWith('FIX.5')).map((name) => `FIXT.1.1/${name}`)].join(
    ', ',
  )
}
