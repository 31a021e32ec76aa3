/** What `fixproof run` does: plans, runs, writes the report, and tells people. */
import path from 'node:path'
import type { ArgumentsCamelCase } from 'yargs'
import { startLogging } from '../../log/logger.ts'
import { progressLine, renderBody, renderHead } from '../../report/formats/console.ts'
import type { Report } from '../../report/report.ts'
import type { LegThread } from '../../runner/leg-thread.ts'
import { packageInfo } from '../../runner/package-paths.ts'
import { formatsOf, prepareReport, writeReport } from '../../runner/report-files.ts'
import type { Format } from '../../runner/report-formats.ts'
import { type RunPlan, runSuite } from '../../runner/run.ts'
import { NothingMatched } from '../../runner/scenarios.ts'
import { refuseMissingSteps } from '../../runner/step-files.ts'
import { interruption } from '../../testbench/interruption.ts'
import type { Leg } from '../../testbench/leg.ts'
import { besideSession } from '../../testbench/session-parameters.ts'
import { tellCi, withCiFormats } from '../ci-outputs.ts'
import { RunProgress } from '../run-progress.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import { archive } from './run-failed.ts'
import { listScenarios } from './run-list.ts'
import { beforeRun, nextCommand, openOfPack } from './run-news.ts'
import type { RunOptions } from './run-options.ts'
import { planOf } from './run-plan.ts'

/** @param threads - made ready for a run in memory; closed by whoever made them */
export async function run(
  args: ArgumentsCamelCase<RunOptions>,
  terminal: Terminal,
  threads: readonly LegThread[],
): Promise<void> {
  // Without a value it means the last report.
  refuseUnmeant({ ...args, ...(args.failed === '' ? { failed: undefined } : {}) })
  refuseMissingSteps(args.steps, terminal.cwd)
  const formats = withCiFormats(formatsOf(args.format), args)
  startLogging(args.log, (line) => terminal.complain(line.trimEnd()))
  const { plan, directory, progress, earlier } = planOf(args, terminal)
  const idle = besideSession(plan.profile.testerParameters)
  if (idle.length > 0)
    terminal.complain(`fixproof: of the profile's "session", ${idle.join(', ')} concerns "fixproof simulate" alone`)
  if (args.list) return listScenarios(plan, terminal)
  const open = openOfPack(plan)
  if (open !== undefined) terminal.complain(`fixproof: ${open}`)
  for (const line of beforeRun(plan, args, path.relative(terminal.cwd, directory)))
    terminal.complain(`fixproof: ${line}`)
  const stopListening = listenForInterrupt(terminal)
  try {
    // Threads that are being made ready know the steps of the command line alone.
    const ready = plan.steps.length === args.steps.length ? { threads } : {}
    const onScenario: RunPlan['onScenario'] = (leg, results) => progress?.add(leg, results)
    const report = await aroundRun({ ...plan, ...ready, onScenario }, (started) =>
      runAndTell(started, formats, terminal),
    )
    if (earlier !== undefined && plan.repeat !== undefined) archive(earlier, plan.repeat, directory)
    const written = (await writeReport(report, directory, formats)).map((file) => path.relative(terminal.cwd, file))
    progress?.close(report.unfinished === undefined)
    if (formats.includes('console'))
      terminal.say(`\n${renderBody(report, { color: terminal.color, written })}${nextCommand(report, written)}`)
    tellCi(report, args, terminal)
    process.exitCode = report.outcome?.exitCode ?? 8
  } finally {
    progress?.close(false)
    stopListening()
  }
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
  // Waivers, a plan, an earlier report and a baseline change results when all of them are there.
  const final =
    plan.waivers.length === 0 && plan.baseline === undefined && plan.testPlan === undefined && plan.repeat === undefined
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
