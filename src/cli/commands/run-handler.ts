/** What `fixproof run` does: plans, runs, writes the report, and tells people. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { ArgumentsCamelCase } from 'yargs'
import { startLogging } from '../../log/logger.ts'
import { progressLine, renderBody, renderHead } from '../../report/formats/console.ts'
import type { Report } from '../../report/report.ts'
import { loadBaseline, type Narrowed } from '../../runner/baseline-file.ts'
import { findProfile } from '../../runner/find-profile.ts'
import type { LegThread } from '../../runner/leg-thread.ts'
import { legsOf } from '../../runner/legs.ts'
import { OWN_FEATURES, packageInfo } from '../../runner/package-paths.ts'
import { formatsOf, prepareReport, writeReport } from '../../runner/report-files.ts'
import type { Format } from '../../runner/report-formats.ts'
import { type RunPlan, runSuite } from '../../runner/run.ts'
import { matching, NothingMatched } from '../../runner/scenarios.ts'
import { select } from '../../runner/selection.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { loadWaivers } from '../../runner/waivers.ts'
import { interruption } from '../../testbench/interruption.ts'
import type { Leg } from '../../testbench/leg.ts'
import { loadProfile } from '../../testbench/profile.ts'
import { besideSession } from '../../testbench/session-parameters.ts'
import { RunProgress } from '../run-progress.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import { listScenarios } from './run-list.ts'
import type { RunOptions } from './run-options.ts'

/** A day, as in profiles. */
const MAX_HEARTBEAT_S = 86_400

/** @param threads - made ready for a run in memory; closed by whoever made them */
export async function run(
  args: ArgumentsCamelCase<RunOptions>,
  terminal: Terminal,
  threads: readonly LegThread[],
): Promise<void> {
  refuseUnmeant(args)
  const formats = formatsOf(args.format)
  startLogging(args.log, (line) => terminal.complain(line.trimEnd()))
  const plan = await planOf(args, terminal)
  const idle = besideSession(plan.profile.testerParameters)
  if (idle.length > 0)
    terminal.complain(`fixproof: of the profile's "session", ${idle.join(', ')} concerns "fixproof simulate" alone`)
  if (args.list) return listScenarios(plan, terminal)
  const stopListening = listenForInterrupt(terminal)
  try {
    const report = await aroundRun({ ...plan, threads }, (started) => runAndTell(started, formats, terminal))
    const directory = path.resolve(terminal.cwd, args.out ?? path.join('reports', path.basename(plan.profileName)))
    const written = (await writeReport(report, directory, formats)).map((file) => path.relative(terminal.cwd, file))
    if (formats.includes('console'))
      terminal.say(`\n${renderBody(report, { color: terminal.color, written })}${nextCommand(report, written)}`)
    process.exitCode = report.outcome?.exitCode ?? 8
  } finally {
    stopListening()
  }
}

/** @throws UsageError */
function wholeNumber(option: string, value: number | undefined, most: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < 0 || value > most))
    throw new UsageError(`${option} ${value}: expected a whole number from 0 to ${most}`)
}

async function planOf(args: ArgumentsCamelCase<RunOptions>, terminal: Terminal): Promise<RunPlan> {
  const file = findProfile(args.profile, terminal.cwd)
  const profile = loadProfile(file, terminal.env)
  const seed = args.seed ?? Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''))
  const profileName = args.profile
  wholeNumber('--seed', args.seed, Number.MAX_SAFE_INTEGER)
  wholeNumber('--heartbeat', args.heartbeat, MAX_HEARTBEAT_S)
  const beginStrings = args.beginString?.split(',').map((name) => name.trim())
  const { connect, listen, sender, target, heartbeat } = args
  const legs = legsOf(profile, { profileName, seed, connect, listen, beginStrings, sender, target, heartbeat })
  const selection = select(args.what, OWN_FEATURES, { suite: profile.suite.tags, asked: args.tags })
  if (matching(selection).length === 0)
    throw new NothingMatched(`no scenario matches ${selection.tags ?? args.what.join(' ')}`)
  const waivers = args.waivers ?? (profile.suite.waivers && path.join(path.dirname(file), profile.suite.waivers))
  return {
    legs,
    selection,
    profile,
    profileName,
    profileDirectory: path.dirname(file),
    profileText: readFileSync(file, 'utf8'),
    addressed: connect !== undefined || listen !== undefined,
    seed,
    waivers: waivers === undefined ? [] : loadWaivers(waivers),
    baseline:
      args.baseline === undefined ? undefined : loadBaseline(args.baseline, narrowed(args), { legs, selection }),
    command: commandOf(args, seed),
    steps: args.steps.map((steps) => path.resolve(terminal.cwd, steps)),
    bail: args.bail,
    parallel: parallelOf(args.parallel, legs),
  }
}

/** What a baseline holds beyond this was not asked for. */
function narrowed({ what, tags, beginString, connect, listen }: ArgumentsCamelCase<RunOptions>): Narrowed {
  return {
    cases: what.length > 0 || tags !== undefined,
    versions: beginString !== undefined,
    roles: connect !== undefined || listen !== undefined,
  }
}

/** Waiting for a socket leaves room for others; in memory nothing waits, and each leg keeps a processor busy. */
function parallelOf(asked: number | undefined, legs: readonly Leg[]): number {
  if (asked !== undefined && (!Number.isInteger(asked) || asked < 1))
    throw new UsageError(`--parallel ${asked}: expected a whole number from 1`)
  return asked ?? (legs.every((leg) => leg.transport === 'memory') ? availableParallelism() : legs.length)
}

/** Our own engine in memory has no port and is not started: what does that for others is not even loaded then. */
async function aroundRun(plan: RunPlan, run: (plan: RunPlan) => Promise<Report>): Promise<Report> {
  if (plan.legs.every(({ engine, transport }) => engine === 'self' && transport === 'memory')) return await run(plan)
  return await (await import('../../runner/with-target.ts')).withTarget(plan, run)
}

async function runAndTell(plan: RunPlan, formats: readonly Format[], terminal: Terminal): Promise<Report> {
  const quiet = !formats.includes('console')
  const options = { color: terminal.color }
  if (!quiet) terminal.say(renderHead(headOf(plan), options).trimEnd())
  if (!quiet) terminal.say('')
  // Waivers and a baseline change results when all of them are there.
  const final = plan.waivers.length === 0 && plan.baseline === undefined
  const progress = quiet ? undefined : new RunProgress(terminal, plan.waivers.length > 0)
  const report = await runSuite({
    ...plan,
    onProgress: (news) => progress?.update(news),
    onLeg: (leg, results, done, total) => {
      if (final) prepareReport(results, formats)
      if (!quiet) terminal.say(progressLine(columnOf(leg, results), done, total, options))
    },
  }).finally(() => progress?.end())
  if (report.results.length === 0 && !interruption.requested)
    throw new NothingMatched(`no scenario matched${plan.selection.tags === undefined ? '' : ` ${plan.selection.tags}`}`)
  return report
}

function headOf(plan: RunPlan): Parameters<typeof renderHead>[0] {
  const { name: tool, version } = packageInfo()
  const { name } = plan.profile.target
  const endpoints = [
    ...new Map(plan.legs.map((leg) => [leg.targetRole, { role: leg.targetRole, address: addressOf(leg) }])).values(),
  ]
  const first = endpoints[0] as { role: Leg['targetRole']; address: string }
  return {
    tool: { name: tool, version },
    profile: plan.profileName,
    seed: plan.seed,
    target: { ...first, ...(name === undefined ? {} : { name }), endpoints },
  }
}

function addressOf(leg: Leg): string {
  if (leg.transport === 'memory') return 'in memory'
  if (leg.transport === 'process') return 'in a process of its own'
  return leg.targetRole === 'acceptor' ? `${leg.host}:${leg.port}` : `dialling to ${leg.host}:${leg.port}`
}

function columnOf(leg: Leg, results: Report['results']): Parameters<typeof progressLine>[0] {
  return { beginString: leg.version, role: leg.targetRole, results }
}

/** What repeats the run, with the seed that was drawn. */
function commandOf(args: ArgumentsCamelCase<RunOptions>, seed: number): string {
  const words = ['npx fixproof run', ...args.what, `--profile ${args.profile}`]
  const { connect, listen, beginString, sender, target, heartbeat, tags } = args
  for (const [name, value] of Object.entries({
    connect,
    listen,
    'begin-string': beginString,
    sender,
    target,
    heartbeat,
  }))
    if (value !== undefined) words.push(`--${name} ${value}`)
  if (tags !== undefined) words.push(`--tags '${tags}'`)
  if (args.waivers !== undefined) words.push(`--waivers ${args.waivers}`)
  if (args.baseline !== undefined) words.push(`--baseline ${args.baseline}`)
  return [...words, `--seed ${seed}`].join(' ')
}

/** The first Ctrl-C ends the run in order and writes the report; a second one ends it at once. */
export function listenForInterrupt(terminal: Terminal, next = 'writing the report of what was done'): () => void {
  const onSignal = (): void => {
    if (interruption.requested) process.exit(130)
    terminal.complain(`\ninterrupted: ${next} (once more to end at once)`)
    interruption.request()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return () => {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

function nextCommand(report: Report, written: readonly string[]): string {
  const page = written.find((file) => file.endsWith('.html'))
  if (page === undefined) return ''
  return report.outcome?.exitCode === 0 && report.profile === 'self'
    ? `  next      open ${page}, then your own engine: npx fixproof run --connect HOST:PORT --sender US --target THEM\n`
    : `  next      open ${page}\n`
}
