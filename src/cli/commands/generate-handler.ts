/** What `fixproof generate` does: reads the dictionary, writes the features, says what is in them and what to do next. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ArgumentsCamelCase } from 'yargs'
import { combine } from '../../dictionary/combine.ts'
import type { Dictionary, MessageDefinition } from '../../dictionary/dictionary.ts'
import { BUILT_IN, builtIn, isBuiltIn, loadWithSources } from '../../dictionary/load.ts'
import { nearest } from '../../dictionary/nearest.ts'
import { type FixVersion, findVersion, VERSIONS } from '../../fix/versions.ts'
import { ALL, chosenMessages } from '../../generation/chosen-messages.ts'
import { CHECK_KINDS, type CheckKind } from '../../generation/family.ts'
import { byReason, type Generated, generate, HEAD } from '../../generation/generate.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { Terminal } from '../terminal.ts'
import type { GenerateOptions } from './generate.ts'

const USUAL_DICTIONARY = 'FIX.4.4'
const USUAL_MESSAGE = 'NewOrderSingle'

interface Source {
  readonly name: string
  readonly isFile: boolean
  readonly dictionary: Dictionary
  readonly version: FixVersion
  readonly sha256: string
}

export function generateFeatures(args: ArgumentsCamelCase<GenerateOptions>, terminal: Terminal): void {
  const [name, words] = dictionaryAndMessages(args, terminal.cwd)
  const kinds = kindsOf(args.checks)
  const source = load(name, args.beginString, terminal.cwd)
  const messages = chosenMessages(source.dictionary, words.length === 0 ? [USUAL_MESSAGE] : words)
  if ('kind' in messages) throw new UsageError(messages.text)
  const files = plannedFiles(args.out, messages, source.version)
  if (!args.list) for (const { file } of files) refuseForeign(path.resolve(terminal.cwd, file))
  const made = files.map(({ file, messages: some }, i) => {
    terminal.showLive?.(`${i} of ${files.length}  ${some[0]?.name ?? ''}`)
    const command = commandOf(name, some, args, file)
    const { dictionary, version, sha256 } = source
    return {
      file,
      generated: generate({ dictionary, version, messages: some, kinds, source: { name, sha256 }, command }),
    }
  })
  terminal.showLive?.('')
  if (args.list) {
    for (const { generated } of made) for (const title of generated.titles) terminal.print(title)
  } else for (const { file, generated } of made) write(path.resolve(terminal.cwd, file), generated.text)
  tell(terminal, args, source, made)
}

/** `generate NewOrderSingle` means the message: no dictionary is called that. */
function dictionaryAndMessages(
  { dictionary, message }: ArgumentsCamelCase<GenerateOptions>,
  cwd: string,
): [string, string[]] {
  const words = message.map(String)
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

function kindsOf(checks: string | undefined): readonly CheckKind[] {
  if (checks === undefined) return CHECK_KINDS
  return checks.split(',').map((word) => {
    const kind = CHECK_KINDS.find((one) => one === word.trim())
    if (kind !== undefined) return kind
    const near = nearest(word.trim(), CHECK_KINDS, 1)[0]
    const hint = near === undefined ? '.' : `, did you mean "${near}"?`
    throw new UsageError(`--checks "${word}": there are no such checks${hint} There are ${CHECK_KINDS.join(', ')}`)
  })
}

/** @throws DictionaryError when it can not be read; UsageError when its version is not known */
function load(name: string, beginString: string | undefined, cwd: string): Source {
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

/** One file for all messages, or one for each. */
function plannedFiles(out: string, messages: readonly MessageDefinition[], version: FixVersion) {
  if (out.endsWith('.feature')) return [{ file: out, messages }]
  const span = (version.id.split('/').at(-1) ?? '').replaceAll('.', '').toLowerCase()
  return messages.map((message) => {
    const words = message.name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase()
    return { file: path.join(out, `${words}-${span}.feature`), messages: [message] }
  })
}

/** What we did not make is not ours to write over. */
function refuseForeign(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) return
  if (stat.isFile() && readFileSync(file, 'utf8').startsWith(`# ${HEAD}`)) return
  throw new UsageError(
    `--out ${file}: there is something that this command did not make. Name another file, or remove it`,
  )
}

function write(file: string, text: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`--out ${file}: it could not be written: ${(error as Error).message}`)
  }
}

function commandOf(
  name: string,
  messages: readonly MessageDefinition[],
  { checks, beginString }: ArgumentsCamelCase<GenerateOptions>,
  file: string,
): string {
  const options = [
    ...(checks === undefined ? [] : [`--checks ${checks}`]),
    ...(beginString === undefined ? [] : [`--begin-string ${beginString}`]),
  ]
  return ['npx fixproof generate', name, ...messages.map((message) => message.name), ...options, `--out ${file}`].join(
    ' ',
  )
}

/** Reasons with more places than this are told by their first ones. */
const SHOWN_PLACES = 4

function tell(
  terminal: Terminal,
  { list, out }: ArgumentsCamelCase<GenerateOptions>,
  source: Source,
  made: readonly { readonly file: string; readonly generated: Generated }[],
): void {
  const counts = CHECK_KINDS.map((kind) => [kind, sum(made, kind)] as const).filter(([, count]) => count > 0)
  const total = made.reduce((all, { generated }) => all + generated.titles.length, 0)
  terminal.say(`${total} scenarios${list ? ' would be made' : ''} from ${source.name} (${source.version.id}):`)
  for (const [kind, count] of counts) terminal.say(`  ${kind.padEnd(12)}${count}`)
  const left = byReason(made.flatMap(({ generated }) => generated.leftOut))
  if (left.length > 0) terminal.say('Left out:')
  for (const { why, what } of left) {
    const more = what.length > SHOWN_PLACES ? ` and ${what.length - SHOWN_PLACES} more` : ''
    terminal.say(`  ${what.slice(0, SHOWN_PLACES).join(', ')}${more}: ${why}`)
  }
  if (total === 0) return terminal.say('There is nothing to be checked.')
  if (list) return
  for (const { file } of made.slice(0, SHOWN_PLACES)) terminal.say(`written   ${file}`)
  if (made.length > SHOWN_PLACES) terminal.say(`          and ${made.length - SHOWN_PLACES} more in ${out}`)
  const what = made.length === 1 ? made[0]?.file : out.endsWith('/') ? out : `${out}/`
  const profile = source.isFile ? ` --profile PROFILE   (its "dictionary:" names ${source.name})` : ''
  terminal.say(`next      npx fixproof run ${what} --begin-string ${source.version.id.split('/').at(-1)}${profile}`)
}

function sum(made: readonly { readonly generated: Generated }[], kind: CheckKind): number {
  return made.reduce((all, { generated }) => all + (generated.counts.get(kind) ?? 0), 0)
}
