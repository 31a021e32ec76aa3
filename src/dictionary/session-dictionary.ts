/** The dictionary of a session: that of its version, or the one that a profile names, whole and of the right version. */
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { combine } from './combine.ts'
import type { Dictionary } from './dictionary.ts'
import { DictionaryError } from './dictionary-error.ts'
import { builtIn, type LoadedDictionary, loadWithSources } from './load.ts'

/**
 * @param nameOrFile - as in `dictionary:` of a profile; a file of one layer of FIXT.1.1 is joined by the built-in other
 * @throws DictionaryError when it is faulty, or of another version than the session
 */
export function dictionaryOfSession(version: FixVersion, nameOrFile: string | undefined): LoadedDictionary {
  const own = version.dictionaries.join('/')
  if (nameOrFile === undefined) return loadWithSources(own)
  const loaded = loadWithSources(nameOrFile)
  const { name } = loaded.dictionary
  const found = findVersion(name)
  // A name that tells no version says nothing against this one.
  if (name !== 'FIXT.1.1' && found !== undefined && found !== version)
    throw new DictionaryError(
      `a dictionary of ${name} for a session of ${version.id}`,
      `one of ${version.id}: sessions of another version belong into a profile of their own, or take --begin-string`,
      { file: nameOrFile },
    )
  const [session, application] = version.dictionaries
  if (session === undefined || application === undefined) {
    if (name !== 'FIXT.1.1') return loaded
    throw new DictionaryError(`a dictionary of FIXT.1.1 for a session of ${version.id}`, `one of ${version.id}`, {
      file: nameOrFile,
    })
  }
  const isWhole = loaded.dictionary.message('A') !== undefined && name !== 'FIXT.1.1'
  if (isWhole) return loaded
  const other = loadWithSources(name === 'FIXT.1.1' ? application : session)
  const layers: [Dictionary, Dictionary] =
    name === 'FIXT.1.1' ? [loaded.dictionary, other.dictionary] : [builtIn(session), loaded.dictionary]
  return { dictionary: combine(...layers), sources: [...loaded.sources, ...other.sources] }
}
