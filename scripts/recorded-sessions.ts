/**
 * Fifty sessions that the interop runs have recorded, as logs in six forms: each is imported, and its feature replayed
 * against the same engine without editing. `npm run interop` has to have run before. Ends in a line that counts.
 *
 *   --keep DIR   logs, features and reports stay there; default: a temporary folder
 *   --only NAME  one of the engines' runs
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { LOG_FORMS, writeLog } from '../src/recorded/write-log.ts'
import { parseReport } from '../src/report/parse-report.ts'
import type { ReportResult } from '../src/report/report.ts'
import { chooseSessions } from './recorded-choice.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const FIXPROOF = path.join(ROOT, 'bin', 'fixproof.mjs')
/** Of each engine's run so many. */
const RUNS = [
  { name: 'quickfix', target: 'QUICKFIX', count: 22 },
  { name: 'quickfix-orders', target: 'QUICKFIX', count: 10 },
  { name: 'jspurefix', target: 'JSPUREFIX', count: 18 },
] as const
/** As many as must replay: 95 of 100. */
const SHARE = 0.95

interface Trial {
  readonly run: string
  readonly recorded: ReportResult
  readonly form: string
  readonly feature: string
  /** Why it could not be imported. */
  readonly refused: string | undefined
  replayed: readonly ReportResult[]
}

const { values } = parseArgs({ options: { keep: { type: 'string' }, only: { type: 'string' } } })
const folder =
  values.keep === undefined ? mkdtempSync(path.join(os.tmpdir(), 'fixproof-recorded-')) : path.resolve(values.keep)
const trials = RUNS.filter(({ name }) => values.only === undefined || values.only === name).flatMap(replay)
if (values.keep === undefined) rmSync(folder, { recursive: true, force: true })
closeWith(trials)

function replay({ name, target, count }: (typeof RUNS)[number]): Trial[] {
  const file = path.join(ROOT, 'reports', name, 'report.json')
  if (!existsSync(file)) {
    console.error(`${path.relative(ROOT, file)} is not there: run \`npm run interop\` first`)
    process.exit(4)
  }
  const here = path.join(folder, name)
  mkdirSync(here, { recursive: true })
  const chosen = chooseSessions(parseReport(readFileSync(file, 'utf8'), file).results, count)
  const made = chosen.map((recorded, i) => importOne(name, target, recorded, i, here))
  const features = made.filter(({ refused }) => refused === undefined).map(({ feature }) => feature)
  const out = path.join(here, 'report')
  const args = [FIXPROOF, 'run', '--profile', name, '--out', out, '--format', 'json', ...features]
  const { stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
  const report = path.join(out, 'report.json')
  if (!existsSync(report)) throw new Error(`${name}: nothing was replayed\n${stderr}`)
  const { results } = parseReport(readFileSync(report, 'utf8'), report)
  for (const trial of made)
    trial.replayed = results.filter(
      (result) => path.resolve(ROOT, result.feature) === trial.feature && result.verdict !== 'notApplicable',
    )
  return made
}

function importOne(run: string, target: string, recorded: ReportResult, i: number, here: string): Trial {
  const form = LOG_FORMS[i % LOG_FORMS.length] ?? 'soh'
  const base = path.join(here, String(i + 1).padStart(2, '0'))
  const log = `${base}.${form}.log`
  writeFileSync(log, writeLog(recorded.transcript, form), 'latin1')
  const name = path.basename(base)
  const args = [FIXPROOF, 'import', log, '--target', target, '-p', run, '--out', here, '--name', name, '--force']
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
  const refused =
    status === 0
      ? undefined
      : stderr
          .trim()
          .split('\n')
          .find((line) => line.startsWith('fixproof:'))
  return {
    run,
    recorded,
    form,
    feature: `${base}.feature`,
    refused: status === 0 ? undefined : (refused ?? stderr),
    replayed: [],
  }
}

function isGreen({ replayed }: Trial): boolean {
  return replayed.length > 0 && replayed.every(({ verdict }) => verdict === 'passed')
}

function closeWith(all: readonly Trial[]): void {
  for (const trial of all) {
    const { run, recorded, form, replayed, refused } = trial
    const { case: id, beginString, targetRole, verdict } = recorded
    const left = replayed.find((result) => result.verdict !== 'passed')
    const why = isGreen(trial) ? '' : `  ${refused ?? left?.actual ?? 'nothing was replayed'}`
    const words = [
      run.padEnd(15),
      id.padEnd(9),
      beginString.padEnd(19),
      targetRole.padEnd(9),
      verdict.padEnd(12),
      form.padEnd(8),
    ]
    console.log(`${isGreen(trial) ? 'green' : 'RED  '}  ${words.join(' ')}${why}`)
  }
  const green = all.filter(isGreen).length
  const needed = Math.ceil(all.length * SHARE)
  console.log(`\n${green} of ${all.length} replay green without editing (${needed} must)`)
  // What is red within the share is told above, and is none that failed.
  const failed = green >= needed ? 0 : needed - green
  console.log(`${green} passed, ${failed} failed`)
  process.exitCode = failed === 0 && all.length > 0 ? 0 : 1
}
