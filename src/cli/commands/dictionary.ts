/** `fixproof dictionary`: what a FIX version, or a venue's dialect, is made of. */
import { styleText } from 'node:util'
import type { CommandModule } from 'yargs'
import { loadDictionary } from '../../dictionary/load.ts'
import { type Paint, showDictionary, showField, showMessage } from '../../dictionary/show.ts'
import { findVersion } from '../../fix/versions.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { Terminal } from '../terminal.ts'

export function dictionaryCommand(terminal: Terminal): CommandModule {
  return {
    command: 'dictionary <action>',
    describe: 'look into a dictionary',
    builder: (y) =>
      y
        .command({
          command: 'show <name> [what]',
          describe: 'a version or QuickFIX XML file; a message or field of it',
          builder: (inner) =>
            inner
              .positional('name', { type: 'string', demandOption: true, describe: 'FIX.4.4, FIX.5.0SP2, or a file' })
              .positional('what', { type: 'string', describe: 'NewOrderSingle, D, Side or 54' }),
          handler: (args) => show(terminal, String(args.name), args.what === undefined ? undefined : String(args.what)),
        })
        .command({
          command: 'check <name>',
          describe: 'reads a QuickFIX XML file and says what is wrong with it',
          builder: (inner) => inner.positional('name', { type: 'string', demandOption: true }),
          handler: (args) => check(terminal, String(args.name)),
        })
        .demandCommand(1, 'Say what to do with the dictionary: show or check.'),
    handler: () => undefined,
  }
}

function load(name: string): ReturnType<typeof loadDictionary> {
  // `FIX.5.0SP2` alone means the version as it is spoken, with its session layer.
  return loadDictionary(findVersion(name)?.id ?? name)
}

function show(terminal: Terminal, name: string, what: string | undefined): void {
  const dictionary = load(name)
  const paint = painter(terminal.color)
  if (what === undefined) return terminal.print(showDictionary(dictionary, paint))
  const isMessage = dictionary.messageByName(what) ?? dictionary.message(what)
  const isField = dictionary.fieldByName(what) ?? dictionary.fieldByTag(Number(what))
  try {
    if (isField !== undefined && (isMessage === undefined || /^\d+$/.test(what)))
      return terminal.print(showField(dictionary, what, paint))
    terminal.print(showMessage(dictionary, what, paint))
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function check(terminal: Terminal, name: string): void {
  const { messages, fields, components } = load(name)
  terminal.say(
    `${name}: in order, ${messages.length} messages, ${fields.length} fields, ${components.length} components`,
  )
}

const STYLES = { name: 'bold', dim: 'dim', mark: 'yellow' } as const

function painter(color: boolean): Paint | undefined {
  if (!color) return undefined
  return (text, part) => styleText(STYLES[part], text, { validateStream: false })
}
