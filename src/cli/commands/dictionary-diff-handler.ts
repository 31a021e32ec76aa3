/** What `fixproof dictionary diff` does: the differences, and the cases whose scenarios name them. */
import path from 'node:path'
import { styleText } from 'node:util'
import { toDeltaYaml } from '../../dictionary/delta-writer.ts'
import { type DictionaryChange, diffDictionaries } from '../../dictionary/dictionary-diff.ts'
import { touchedBy } from '../../dictionary/dictionary-touch.ts'
import {
  changeText,
  escaped,
  type PaintChange,
  renderSections,
  renderSectionsMarkdown,
  sectionsOf,
} from '../../dictionary/diff-text.ts'
import { isBuiltIn, type LoadedDictionary, loadWithSources } from '../../dictionary/load.ts'
import { plural } from '../../report/verdicts.ts'
import { OWN_FEATURES, PACKAGE_ROOT } from '../../runner/package-paths.ts'
import type { Terminal } from '../terminal.ts'
import { load, originOf } from './dictionary-handler.ts'
import { type NamedScenario, scenarioTextsIn } from './scenario-texts.ts'

export interface DiffOptions {
  readonly before: string
  readonly now: string
  readonly format: string
  readonly features: readonly string[] | undefined
}

/** A case of the catalogue, or the scenarios without one, and what touches it. */
interface TouchedCase {
  readonly id: string | undefined
  readonly scenarios: readonly NamedScenario[]
  readonly changes: readonly DictionaryChange[]
}

/** Cases that a terminal shows; JSON has all. */
const LISTED = 40

/** @throws DictionaryError, UsageError */
export function diff(terminal: Terminal, options: DiffOptions): void {
  const [before, now] = [loadLike(options.before, options.now), loadLike(options.now, options.before)]
  const changes = diffDictionaries(before.dictionary, now.dictionary)
  process.exitCode = changes.length === 0 ? 0 : 1
  if (options.format === 'delta') {
    const base = before.sources[0]?.kind === 'builtIn' ? before.dictionary.name : options.before
    return terminal.print(toDeltaYaml(before.dictionary, now.dictionary, base).trimEnd())
  }
  const scenarios = changes.length === 0 ? [] : scenarioTextsIn(options.features ?? [OWN_FEATURES])
  const touched = casesOf(changes, scenarios)
  const compared = { before, now, changes, touched }
  if (options.format === 'json') return terminal.print(json(compared, terminal.cwd))
  terminal.print(options.format === 'markdown' ? markdown(compared, terminal.cwd) : text(compared, terminal))
}

/** `FIXT.1.1` beside a file of the session layer alone means that layer; else the version as it is spoken. */
function loadLike(name: string, other: string): LoadedDictionary {
  return isBuiltIn(name) && load(other).dictionary.name === name ? loadWithSources(name) : load(name)
}

function casesOf(changes: readonly DictionaryChange[], scenarios: readonly NamedScenario[]): TouchedCase[] {
  const byCase = new Map<string | undefined, { scenarios: NamedScenario[]; changes: Set<DictionaryChange> }>()
  for (const { scenario, changes: found } of touchedBy(changes, scenarios))
    for (const id of scenario.cases.length === 0 ? [undefined] : scenario.cases) {
      const known = byCase.get(id) ?? { scenarios: [], changes: new Set() }
      known.scenarios.push(scenario)
      for (const change of found) known.changes.add(change)
      byCase.set(id, known)
    }
  return [...byCase].map(([id, found]) => ({ id, scenarios: found.scenarios, changes: [...found.changes] }))
}

interface Compared {
  readonly before: LoadedDictionary
  readonly now: LoadedDictionary
  readonly changes: readonly DictionaryChange[]
  readonly touched: readonly TouchedCase[]
}

function headOf({ dictionary, sources }: LoadedDictionary, cwd: string): string {
  const [first, ...bases] = sources.map((source) => originOf(source, cwd))
  if (sources[0]?.kind === 'builtIn') return `${dictionary.name}, built in`
  return bases.length === 0 ? (first ?? '') : `${first} over ${bases.join('; ')}`
}

function text({ before, now, changes, touched }: Compared, { color, cwd }: Terminal): string {
  const paint = painter(color)
  const head = [`before  ${headOf(before, cwd)}`, `now     ${headOf(now, cwd)}`]
  if (changes.length === 0) return [...head, '', 'No difference.'].join('\n')
  const rows = touched.slice(0, LISTED).map((one) => {
    const [scenario] = one.scenarios as [NamedScenario]
    const place = `${shortened(scenario.file, cwd)}:${scenario.line}`
    const id = (one.id ?? 'no case').padEnd(8)
    return `  ${id} ${plural(one.scenarios.length, 'scenario', 'scenarios')}, ${paint(place, 'dim')}\n           ${paint(because(one), 'dim')}`
  })
  const hidden = touched.length - LISTED
  return [
    ...head,
    '',
    renderSections(sectionsOf(changes), paint),
    '',
    `${plural(changes.length, 'difference', 'differences')}, ${touchedCount(touched)}`,
    ...(rows.length === 0 ? [] : ['', paint('Touched', 'title'), ...rows]),
    ...(hidden > 0 ? [`  and ${hidden} more: --format json has them`] : []),
    ...next(touched).map((line) => `\n${paint(line, 'dim')}`),
  ].join('\n')
}

/** From where the command is given; our own features from where they lie. */
function shortened(file: string, cwd: string): string {
  const near = path.relative(cwd, file)
  const own = path.relative(PACKAGE_ROOT, file)
  return near.startsWith('..') && !own.startsWith('..') ? own : near
}

/** Two of the changes that touch a case. */
function because({ changes }: TouchedCase): string {
  const more = changes.length > 2 ? ` and ${changes.length - 2} more` : ''
  return `${changes.slice(0, 2).map(changeText).join('; ')}${more}`
}

function touchedCount(touched: readonly TouchedCase[]): string {
  const cases = touched.filter(({ id }) => id !== undefined).length
  const scenarios = new Set(touched.flatMap((one) => one.scenarios)).size
  if (scenarios === 0) return 'no scenario names any of them'
  return `${plural(scenarios, 'scenario', 'scenarios')} of ${plural(cases, 'case', 'cases')} ${scenarios === 1 ? 'names' : 'name'} them`
}

/** A command for a few cases; for many the whole suite is the better answer. */
function next(touched: readonly TouchedCase[]): string[] {
  const ids = touched.flatMap(({ id }) => id ?? [])
  if (ids.length === 0) return []
  return [
    `Next: fixproof run ${ids.length > 12 ? '' : `${ids.join(' ')} `}--profile NAME, with the new dictionary in the profile`,
  ]
}

function markdown({ before, now, changes, touched }: Compared, cwd: string): string {
  const head = [
    `## Dictionary: ${plural(changes.length, 'difference', 'differences')}`,
    '',
    `- before: ${escaped(headOf(before, cwd))}`,
    `- now: ${escaped(headOf(now, cwd))}`,
  ]
  if (changes.length === 0) return head.join('\n')
  const rows = touched.map((one) => `| ${one.id ?? ''} | ${one.scenarios.length} | ${escaped(because(one))} |`)
  const table = rows.length === 0 ? [] : ['', '| Case | Scenarios | Because of |', '|---|---:|---|', ...rows]
  return [
    ...head,
    '',
    renderSectionsMarkdown(sectionsOf(changes)),
    '',
    '### Touched',
    '',
    touchedCount(touched),
    ...table,
  ].join('\n')
}

function json({ before, now, changes, touched }: Compared, cwd: string): string {
  const sources = (loaded: LoadedDictionary): unknown[] =>
    loaded.sources.map(({ file, ...rest }) => ({
      ...rest,
      ...(file === undefined ? {} : { file: path.relative(cwd, file) }),
    }))
  const cases = touched.map(({ id, scenarios, changes: found }) => ({
    ...(id === undefined ? {} : { case: id }),
    scenarios: scenarios.map(({ file, line, name }) => ({ feature: shortened(file, cwd), line, name })),
    // Positions in `changes`.
    because: found.map((change) => changes.indexOf(change)),
  }))
  return JSON.stringify({ before: sources(before), now: sources(now), changes, touched: cases }, undefined, 2)
}

const STYLES = { added: 'green', removed: 'red', changed: 'yellow', title: 'bold', dim: 'dim' } as const

function painter(color: boolean): PaintChange {
  return (line, style) => (color ? styleText(STYLES[style], line, { validateStream: false }) : line)
}
