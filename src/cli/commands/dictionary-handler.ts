/** What `fixproof dictionary` does. */
import { styleText } from 'node:util'
import { loadDictionary } from '../../dictionary/load.ts'
import { type Paint, showDictionary, showField, showMessage } from '../../dictionary/show.ts'
import { findVersion } from '../../fix/versions.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { Terminal } from '../terminal.ts'

function load(name: string): ReturnType<typeof loadDictionary> {
  // `FIX.5.0SP2` alone means the version as it is spoken, with its session layer.
  return loadDictionary(findVersion(name)?.id ?? name)
}

export function show(terminal: Terminal, name: string, what: string | undefined): void {
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

export function check(terminal: Terminal, name: string): void {
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
