/** What `fixproof drift` does: finds the differences, shows what each choice would write, and writes what was chosen. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Dictionary } from '../../dictionary/dictionary.ts'
import { dictionaryFor, loadDictionary } from '../../dictionary/load.ts'
import { findVersion } from '../../fix/versions.ts'
import { CHOICES, type Choice, type Drift, driftsOf, FeatureChanged } from '../../recorded/drift.ts'
import { editsOf } from '../../recorded/drift-edits.ts'
import { applyEdits, shownEdits } from '../../recorded/text-edits.ts'
import type { Report, ReportResult } from '../../report/report.ts'
import { readReport } from '../../runner/report-files.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { loadProfile } from '../../testbench/profile.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import type { DriftArguments } from './drift.ts'
import { askedChoices, statedChoices } from './drift-choices.ts'

interface Feature {
  /** As the report calls it. */
  readonly name: string
  readonly file: string
  readonly text: string
  readonly drifts: readonly Drift[]
}

/** @throws UsageError when the report or a feature can not be used, or a choice is none */
export async function drift(args: DriftArguments, terminal: Terminal): Promise<void> {
  refuseUnmeant({ ...args })
  const file = args.report === undefined ? newestReport(terminal.cwd) : path.resolve(terminal.cwd, args.report)
  const report = readReport(file)
  const features = featuresIn(report, terminal)
  const drifts = features.flatMap((feature) => feature.drifts)
  if (drifts.length === 0) return terminal.say(nothingIn(report, path.relative(terminal.cwd, file)))
  const chosen = statedChoices(args, drifts) ?? (await choices(features, terminal))
  if (chosen.size === 0) return
  for (const feature of features) rewrite(feature, chosen, terminal)
  const names = features.map(({ name }) => name).join(' ')
  terminal.say(`next: npx fixproof run -p ${report.profile} ${names}`)
}

/** Shows all differences; on a terminal each is asked about. */
async function choices(features: readonly Feature[], terminal: Terminal): Promise<ReadonlyMap<number, Choice>> {
  const asks = terminal.printsToTerminal && process.stdin.isTTY === true
  const chosen = new Map<number, Choice>()
  for (const { name, drifts } of features) {
    const show = (one: Drift): void => terminal.say(shown(name, one))
    if (asks) for (const [number, choice] of await askedChoices(drifts, show)) chosen.set(number, choice)
    else drifts.forEach(show)
  }
  if (!asks) terminal.say('next: fixproof drift --accept N[,N…]|all, --loosen …, --drop …')
  return chosen
}

function shown(feature: string, { number, scenario, line, text, about, would }: Drift): string {
  const ways = CHOICES.flatMap((choice) =>
    would[choice] === undefined ? [] : [`     ${choice.padEnd(6)}  ${would[choice]}`],
  )
  return [
    `${String(number).padStart(3)}  ${feature}:${line}  ${scenario}`,
    `     ${text}`,
    `     ${about}`,
    ...ways,
    '',
  ].join('\n')
}

function featuresIn(report: Report, terminal: Terminal): Feature[] {
  const byFeature = new Map<string, ReportResult[]>()
  for (const result of report.results) {
    if (result.verdict !== 'failed') continue
    byFeature.set(result.feature, [...(byFeature.get(result.feature) ?? []), result])
  }
  const features: Feature[] = []
  let number = 1
  for (const [name, results] of byFeature) {
    const file = path.resolve(terminal.cwd, name)
    if (!existsSync(file))
      throw new UsageError(`${name}: the feature of the report is not there; call from the folder of the run`)
    const bytes = readFileSync(file)
    const text = bytes.toString('utf8')
    // Our own suite, or features that people wrote: what fails there is no drift of a recording.
    if (!/^\s*@imported\b|\s@imported\b/m.test(text)) continue
    refuseChanged(report, name, bytes)
    const drifts = differences(name, text, results, report, number, terminal)
    number += drifts.length
    features.push({ name, file, text, drifts })
  }
  return features
}

function refuseChanged(report: Report, name: string, bytes: Buffer): void {
  const source = (report as { sources?: readonly { file: string; sha256: string }[] }).sources?.find(
    ({ file }) => file === name,
  )
  if (source === undefined || source.sha256 === createHash('sha256').update(bytes).digest('hex')) return
  throw new UsageError(changed(name))
}

function changed(name: string): string {
  return `${name} has changed since the report was written: run it again, then ask for its drift`
}

function differences(
  name: string,
  text: string,
  results: readonly ReportResult[],
  report: Report,
  from: number,
  terminal: Terminal,
): Drift[] {
  try {
    return driftsOf(text, results, { from, dictionaryOf: dictionariesOf(report, terminal) })
  } catch (error) {
    if (error instanceof FeatureChanged) throw new UsageError(`${changed(name)} (${error.message})`)
    throw error
  }
}

/** That of the profile, where it is there and has one of its own. */
function dictionariesOf(report: Report, { cwd, env }: Terminal): (beginString: string) => Dictionary {
  const file = path.resolve(cwd, report.profile)
  const own = existsSync(file) && statSync(file).isFile() ? ownDictionary(file, env) : undefined
  return (beginString) => {
    const version = findVersion(beginString)
    if (own !== undefined) return loadDictionary(own)
    if (version === undefined) throw new UsageError(`the report speaks of "${beginString}", which is no FIX version`)
    return dictionaryFor(version)
  }
}

function ownDictionary(file: string, env: Terminal['env']): string | undefined {
  try {
    return loadProfile(file, env).dictionary
  } catch {
    // A profile that needs secrets which are not there does no harm: the standard's names serve as well.
    return undefined
  }
}

function rewrite({ name, file, text, drifts }: Feature, chosen: ReadonlyMap<number, Choice>, terminal: Terminal): void {
  const ours = drifts.flatMap((one) => {
    const choice = chosen.get(one.number)
    return choice === undefined ? [] : [{ drift: one, choice }]
  })
  if (ours.length === 0) return
  const edits = editsOf(text, ours)
  if (readFileSync(file, 'utf8') !== text) throw new UsageError(changed(name))
  const beside = `${file}.new`
  writeFileSync(beside, applyEdits(text, edits))
  renameSync(beside, file)
  terminal.say([`${name}: ${ours.length} of ${drifts.length} differences`, ...shownEdits(text, edits)].join('\n'))
}

function nothingIn(report: Report, shownFile: string): string {
  const failed = report.results.filter(({ verdict }) => verdict === 'failed')
  if (failed.length === 0) return `${shownFile}: nothing has failed, so nothing has drifted`
  return `${shownFile}: what fails there is in no @imported feature. Our own suite says what the standard wants, and is not changed to fit a target: see fixproof waive`
}

/** @throws UsageError when there is none */
function newestReport(cwd: string): string {
  const folder = path.join(cwd, 'reports')
  const files = existsSync(folder)
    ? readdirSync(folder)
        .map((name) => path.join(folder, name, 'report.json'))
        .filter((file) => existsSync(file))
    : []
  const newest = files.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0]
  if (newest === undefined) throw new UsageError('there is no reports/*/report.json here: name the report of the run')
  return newest
}
