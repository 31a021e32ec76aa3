/** The dictionary file of a profile: read once in a run, for each scenario asks for it. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { dictionaryOfSession } from '../dictionary/session-dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'

const read = new Map<string, Dictionary>()

/** @throws DictionaryError when it is faulty, or of another version */
export function ownDictionary(version: FixVersion, nameOrFile: string): Dictionary {
  const key = `${version.id}\n${nameOrFile}`
  const known = read.get(key)
  if (known !== undefined) return known
  const { dictionary } = dictionaryOfSession(version, nameOrFile)
  read.set(key, dictionary)
  return dictionary
}
