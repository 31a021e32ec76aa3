/** What `fixproof grade` does: reads, judges, tells, and writes the reports. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { GradedSession, VersionRules } from '../../conformance/monitors/log-judge.ts'
import { OrderWatches } from '../../conformance/monitors/order-watches.ts'
import type { Dictionary } from '../../dictionary/dictionary.ts'
import { dictionaryFor } from '../../dictionary/load.ts'
import { dictionaryOfSession } from '../../dictionary/session-dictionary.ts'
import type { FixVersion } from '../../fix/versions.ts'
import { plural } from '../../report/verdicts.ts'
import { findProfile } from '../../runner/find-profile.ts'
import { formatsOf, writeReport } from '../../runner/report-files.ts'
import { casesOf } from '../../runner/selection.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { namingFrom } from '../../testbench/naming.ts'
import { loadProfile, type Profile } from '../../testbench/profile.ts'
import { validatorFor } from '../../validation/validate.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import type { GradeArguments } from './grade.ts'
import { type LogsRead, readLogs, sizeOf } from './grade-logs.ts'
import { GradeProgress } from './grade-progress.ts'
import { coverageOf, gradeReport } from './grade-report.ts'
import { coverageJson, readText, sideText } from './grade-text.ts'

/** @throws UsageError */
export async function gradeLogs(args: GradeArguments, terminal: Terminal): Promise<void> {
  refuseUnmeant({ ...args, logs: undefined })
  const { logs, target } = args
  const formats = formatsOf(args.format)
  const cases =
    args.cases === undefined ? undefined : new Set(args.cases.split(',').flatMap((word) => casesOf(word.trim())))
  const profile = profileOf(args, terminal)
  const watches = new OrderWatches((version) => dictionaryOf(version, profile), profile?.trading?.tolerates ?? [])
  const options = {
    target,
    rulesOf: (version: FixVersion) => rulesOf(version, profile),
    also: watches.see.bind(watches),
  }
  const sizes = logs.map((name) => sizeOf(name, terminal.cwd))
  const total = sizes.every((size) => size !== undefined)
    ? sizes.reduce((sum: number, size) => sum + (size ?? 0), 0)
    : undefined
  const progress = new GradeProgress(terminal, total)
  let read: LogsRead
  try {
    read = await readLogs(logs, terminal.cwd, options, (bytes) => progress.update(bytes))
  } finally {
    progress.end()
  }
  watches.end()
  terminal.say(readText(read))
  const { orders, execIDs } = watches.forgotten
  if (orders + execIDs > 0)
    terminal.say(
      `${plural(orders, 'finished order')} and ${plural(execIDs, 'ExecID')} were forgotten on the way: a second use of those is not found`,
    )
  refuseNothing(read, args)
  await tell(args, read, formats, cases, profile, terminal)
}

/** The profile's dictionary says what its venue's messages may hold. */
function rulesOf(version: FixVersion, profile: Profile | undefined): VersionRules {
  const dictionary = dictionaryOf(version, profile)
  const validator = validatorFor(dictionary)
  return {
    naming: namingFrom(dictionary),
    faultOf: (message) => validator.validate(message),
    dictionaryIsStated: profile !== undefined,
  }
}

function dictionaryOf(version: FixVersion, profile: Profile | undefined): Dictionary {
  const named = profile?.dictionary
  return named === undefined ? dictionaryFor(version) : dictionaryOfSession(version, named).dictionary
}

function profileOf({ profile }: GradeArguments, terminal: Terminal): Profile | undefined {
  if (profile === undefined) return undefined
  // No connection is made, so that no password is needed.
  const environment = new Proxy(terminal.env, { get: (env, name) => Reflect.get(env, name) ?? 'unset' })
  return loadProfile(findProfile(profile, terminal.cwd), environment)
}

/** @throws UsageError when there is no message at all, or none of the side that was asked for */
function refuseNothing({ logs, judge }: LogsRead, { target }: GradeArguments): void {
  if (logs.every(({ messages }) => messages === 0)) {
    const garbled = logs.reduce((sum, log) => sum + log.garbled, 0)
    const what =
      garbled === 0
        ? 'no FIX message in it'
        : `no FIX message in it that can be read, ${plural(garbled, 'line')} garbled`
    throw new UsageError(
      `${logs.map(({ name }) => name).join(', ')}: ${what}: expected 8=FIX…10=nnn with SOH, | or ^A between fields`,
    )
  }
  if (target !== undefined && judge.compIDs.size > 0 && !judge.compIDs.has(target))
    throw new UsageError(`--target ${target}: no message from or to it; the logs have ${[...judge.compIDs].join(', ')}`)
}

async function tell(
  args: GradeArguments,
  read: LogsRead,
  formats: ReturnType<typeof formatsOf>,
  cases: ReadonlySet<string> | undefined,
  profile: Profile | undefined,
  terminal: Terminal,
): Promise<void> {
  const bySide = new Map<string, GradedSession[]>()
  for (const graded of read.judge.graded) bySide.set(graded.target, [...(bySide.get(graded.target) ?? []), graded])
  const command = `npx fixproof grade ${args.logs.join(' ')}${args.target === undefined ? '' : ` --target ${args.target}`}`
  const codes: number[] = []
  const written: string[] = []
  for (const [side, sides] of [...bySide].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = profile === undefined ? 'graded log' : (args.profile ?? '')
    const report = gradeReport(side, sides, read, { profile: name, command, cases })
    const coverage = coverageOf(sides, cases)
    codes.push(report.outcome?.exitCode ?? 3)
    if (formats.includes('console')) terminal.say(sideText(report, coverage, terminal.color))
    if (args.out === undefined) continue
    const folder = path.resolve(terminal.cwd, args.out, ...(bySide.size > 1 ? [fileName(side)] : []))
    mkdirSync(folder, { recursive: true })
    written.push(...(await writeReport(report, folder, formats)))
    const file = path.join(folder, 'coverage.json')
    writeFileSync(file, `${JSON.stringify(coverageJson(side, coverage), null, 2)}\n`)
    written.push(file)
  }
  const code = codes.includes(1) ? 1 : codes.includes(0) ? 0 : 3
  terminal.say('')
  for (const file of written) terminal.say(`written: ${path.relative(terminal.cwd, file)}`)
  terminal.say(`exit code ${code} (${WORDS[code]})`)
  if (args.out === undefined) terminal.say(`next: ${command} --out reports/graded writes the report with its evidence`)
  process.exitCode = code
}

const WORDS: Readonly<Record<number, string>> = {
  0: 'nothing that the logs show is against the standard',
  1: 'something failed',
  3: 'nothing was exercised',
}

function fileName(compID: string): string {
  return compID.replace(/[^\w.-]/g, '_')
}
