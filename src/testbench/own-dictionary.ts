/** The dictionary file of a profile: read once in a run, for each scenario asks for it. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { loadDictionary } from '../dictionary/load.ts'

const read = new Map<string, Dictionary>()

/** @throws DictionaryError */
export function ownDictionary(nameOrFile: string): Dictionary {
  const known = read.get(nameOrFile)
  if (known !== undefined) return known
  const dictionary = loadDictionary(nameOrFile)
  read.set(nameOrFile, dictionary)
  return dictionary
}
