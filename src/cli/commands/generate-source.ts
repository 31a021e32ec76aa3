/** The dictionary that checks are made from: which one is meant, its version, and its hash. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { combine } from '../../dictionary/combine.ts'
import type { Dictionary } from '../../dictionary/dictionary.ts'
import { BUILT_IN, builtIn, isBuiltIn, loadWithSources } from '../../dictionary/load.ts'
import { nearest } from '../../dictionary/nearest.ts'
import { type FixVersion, findVersion, VERSIONS } from '../../fix/versions.ts'
import { ALL } from '../../generation/chosen-messages.ts'
import { UsageError } from '../../runner/usage-error.ts'

const USUAL_DICTIONARY = 'FIX.4.4'

export interface Source {
  readonly name: string
  readonly isFile: boolean
  readonly dictionary: Dictionary
  readonly version: FixVersion
  readonly sha256: string
}

/** `generate NewOrderSingle` means the message: no dictionary is called that. */
export function dictionaryAndMessages(
  dictionary: string,
  words: readonly string[],
  cwd: string,
): [name: string, messages: readonly string[]] {
  const known = findVersion(dictionary) !== undefined || isBuiltIn(dictionary)
  if (known || existsSync(path.resolve(cwd, dictionary))) return [dictionary, words]
  const usual = builtIn(USUAL_DICTIONARY)
  const isMessage = usual.messageByName(dictionary) ?? usual.message(dictionary)
  if (isMessage !== undefined || dictionary === ALL) return [USUAL_DICTIONARY, [dictionary, ...words]]
  const near = nearest(dictionary, [...BUILT_IN, ...usual.messages.map(({ name }) => name)])
  // What looks like a file is looked for as one, which says best what is wrong.
  if (near.length === 0 || /[./\\]\w+$/.test(dictionary)) return [dictionary, words]
  throw new UsageError(
    `"${dictionary}" is neither a dictionary nor a message of ${USUAL_DICTIONARY}, did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`,
  )
}

/** @throws DictionaryError when it can not be read; UsageError when its version is not known */
export function loadSource(name: string, beginString: string | undefined, cwd: string): Source {
  const spoken = findVersion(name)
  // `FIX.5.0SP2` alone means the version as it is spoken, with its session layer.
  const isFile = spoken === undefined && !isBuiltIn(name)
  const { dictionary, sources } = loadWithSources(
    isFile ? path.resolve(cwd, name) : (spoken?.dictionaries.join('/') ?? name),
  )
  const version = versionOf(dictionary, beginString)
  const sha256 = sources.map((source) => source.sha256).join(' and ')
  // A file of the application layer alone has no header and no Reject.
  const whole = dictionary.header.length > 0 || version.beginString !== 'FIXT.1.1'
  return { name, isFile, version, sha256, dictionary: whole ? dictionary : combine(builtIn('FIXT.1.1'), dictionary) }
}

function versionOf(dictionary: Dictionary, beginString: string | undefined): FixVersion {
  const stated = beginString === undefined ? undefined : findVersion(beginString)
  const known = VERSIONS.map(({ id }) => id).join(', ')
  if (beginString !== undefined && stated === undefined)
    throw new UsageError(`--begin-string "${beginString}" is no FIX version. Known are ${known}`)
  const version = stated ?? findVersion(dictionary.name)
  if (version !== undefined) return version
  throw new UsageError(
    `the dictionary "${dictionary.name}" does not tell its FIX version: say it by --begin-string, one of ${known}`,
  )
}
