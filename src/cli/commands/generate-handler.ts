/** What `fixproof generate` does: reads the dictionary, writes the features, says what is in them and what to do next. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ArgumentsCamelCase } from 'yargs'
import type { MessageDefinition } from '../../dictionary/dictionary.ts'
import { nearest } from '../../dictionary/nearest.ts'
import type { FixVersion } from '../../fix/versions.ts'
import { chosenMessages } from '../../generation/chosen-messages.ts'
import { CHECK_KINDS, type CheckKind } from '../../generation/family.ts'
import { generate, HEAD } from '../../generation/generate.ts'
import { systemWords } from '../../log/system-words.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { Terminal } from '../terminal.ts'
import type { GenerateOptions } from './generate.ts'
import { dictionaryAndMessages, loadSource } from './generate-source.ts'
import { generatedText } from './generate-text.ts'

const USUAL_MESSAGE = 'NewOrderSingle'

export function generateFeatures(args: ArgumentsCamelCase<GenerateOptions>, terminal: Terminal): void {
  const [name, words] = dictionaryAndMessages(args.dictionary, args.message.map(String), terminal.cwd)
  const kinds = kindsOf(args.checks)
  const source = loadSource(name, args.beginString, terminal.cwd)
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
  for (const line of generatedText(args, source, made)) terminal.say(line)
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
    throw new UsageError(`--out ${file}: it could not be written: ${systemWords(error)}`)
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
