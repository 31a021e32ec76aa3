/** What `fixproof dictionary show` and `check` do. */
import path from 'node:path'
import { styleText } from 'node:util'
import { warningsOf } from '../../dictionary/dictionary-warnings.ts'
import { type DictionarySource, isBuiltIn, type LoadedDictionary, loadWithSources } from '../../dictionary/load.ts'
import { toOrchestraXml } from '../../dictionary/orchestra-xml-writer.ts'
import { toQuickFixXml } from '../../dictionary/quickfix-xml-writer.ts'
import { countsOf, type Paint, showDictionary, showField, showMessage } from '../../dictionary/show.ts'
import { findVersion } from '../../fix/versions.ts'
import { wrap } from '../../report/formats/terminal.ts'
import { plural } from '../../report/verdicts.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { Terminal } from '../terminal.ts'

/** `FIX.5.0SP2` alone means the version as it is spoken, with its session layer. @throws DictionaryError */
export function load(name: string): LoadedDictionary {
  return loadWithSources(findVersion(name)?.id ?? name)
}

export function show(terminal: Terminal, name: string, what: string | undefined, scenario?: string): void {
  const { dictionary } = load(name)
  const paint = painter(terminal.color)
  if (what === undefined) return terminal.print(showDictionary(dictionary, paint))
  const isMessage = dictionary.messageByName(what) ?? dictionary.message(what)
  const isField = dictionary.fieldByName(what) ?? dictionary.fieldByTag(Number(what))
  try {
    if (isField !== undefined && (isMessage === undefined || /^\d+$/.test(what)))
      return terminal.print(showField(dictionary, what, paint))
    terminal.print(showMessage(dictionary, what, paint, scenario))
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** What is wrong comes as an error, at its place; what is odd is no reason to fail. */
export function check(terminal: Terminal, name: string): void {
  const { dictionary, sources, base, title } = load(name)
  const paint = painter(terminal.color) ?? ((text) => text)
  const [first, ...bases] = sources
  terminal.say(`${paint(name, 'name')}: in order, ${kindOf(first)} of ${dictionary.name}`)
  if (title !== undefined) terminal.say(`  ${title}`)
  terminal.say(`  ${countsOf(dictionary)}`)
  if (base !== undefined)
    terminal.say(`  over ${bases.map((source) => originOf(source, terminal.cwd)).join(', over ')}`)
  const warnings = warningsOf(dictionary, base)
  if (warnings.length > 0) terminal.say(`\n${plural(warnings.length, 'warning', 'warnings')}`)
  for (const warning of warnings) terminal.say(`  ${paint('!', 'mark')} ${wrap(warning, TEXT_WIDTH).join('\n    ')}`)
  const more = first?.file === undefined ? '' : `, fixproof dictionary diff ${dictionary.name} ${name}`
  terminal.say(paint(`\nNext: fixproof dictionary show ${name}${more}`, 'dim'))
}

/** What the form has no place for is said: people are not to lose rules without knowing. */
export function write(terminal: Terminal, name: string, form: string): void {
  const { dictionary } = isBuiltIn(name) ? loadWithSources(name) : load(name)
  if (form === 'orchestra') return terminal.print(toOrchestraXml(dictionary).trimEnd())
  if (dictionary.name.includes('/'))
    throw new UsageError(
      `QuickFIX keeps session and application in two files: write ${dictionary.name.replace('/', ' and ')} apart`,
    )
  const rules = dictionary.messages.some((message) => message.rules !== undefined)
  if (rules || dictionary.scenarios.length > 0)
    terminal.complain('fixproof: QuickFIX dictionaries have no rules and no scenarios: they are left out')
  terminal.print(toQuickFixXml(dictionary).trimEnd())
}

/** Warnings stand behind four blanks on lines of a hundred. */
const TEXT_WIDTH = 96

const KINDS = {
  builtIn: 'the built-in dictionary',
  quickfix: 'a QuickFIX dictionary',
  orchestra: 'an Orchestra repository',
  delta: 'a delta',
} as const

function kindOf(source: DictionarySource | undefined): string {
  return KINDS[source?.kind ?? 'builtIn']
}

/** Where a part of a dictionary comes from, in short. */
export function originOf({ name, kind, file }: DictionarySource, cwd: string): string {
  return file === undefined ? `${name}, built in` : `${path.relative(cwd, file)}, ${KINDS[kind]}`
}

const STYLES = { name: 'bold', dim: 'dim', mark: 'yellow' } as const

function painter(color: boolean): Paint | undefined {
  if (!color) return undefined
  return (text, part) => styleText(STYLES[part], text, { validateStream: false })
}
