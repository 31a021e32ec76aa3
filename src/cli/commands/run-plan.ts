/** From the command line and the profile to the plan of a run. What can not be run is told here, before anything begins. */
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { ArgumentsCamelCase } from 'yargs'
import { loadBaseline, type Narrowed } from '../../runner/baseline-file.ts'
import { findProfile } from '../../runner/find-profile.ts'
import { legsOf } from '../../runner/legs.ts'
import { OWN_FEATURES } from '../../runner/package-paths.ts'
import { columnKey, columnKeyOf } from '../../runner/part.ts'
import { judgedBy, plannedPart, whyLeftOut } from '../../runner/planned.ts'
import { type ProgressFile, progressFileIn, readProgress } from '../../runner/progress-file.ts'
import { dictionariesOf } from '../../runner/report-facts.ts'
import type { RunPlan } from '../../runner/run.ts'
import { matching, NothingMatched, placeOf, placeOfResult } from '../../runner/scenarios.ts'
import { select } from '../../runner/selection.ts'
import { parseShard, type Shard, shardPart } from '../../runner/shard.ts'
import { suiteFiles } from '../../runner/suite-files.ts'
import { nameOf, sourcesOf, suiteHash } from '../../runner/suite-hash.ts'
import { type Unit, unitsOf } from '../../runner/units.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { Leg } from '../../testbench/leg.ts'
import { loadProfile } from '../../testbench/profile.ts'
import type { Terminal } from '../terminal.ts'
import {
  type Earlier,
  earlierReport,
  type Inherited,
  inheritedFrom,
  refuseMore,
  refuseOtherDictionary,
  refuseOtherSuite,
  repeatIn,
  selectionOf,
} from './run-failed.ts'
import type { RunOptions } from './run-options.ts'
import { progressFileOf, progressHead, resumedOf } from './run-resume.ts'

/** A day, as in profiles. */
const MAX_HEARTBEAT_S = 86_400

type Args = ArgumentsCamelCase<RunOptions>

export interface PlannedRun {
  readonly plan: RunPlan
  /** Folder of the report; absolute. */
  readonly directory: string
  /** Keeps what is done, where a run may take long. */
  readonly progress: ProgressFile | undefined
  /** The report that the run goes on with. */
  readonly earlier: Earlier | undefined
}

/** @throws UsageError and what files can throw that can not be used */
export function planOf(given: Args, terminal: Terminal): PlannedRun {
  const { args: stated, failed } = askedAgain(given)
  const shard = stated.shard === undefined ? undefined : parseShard(stated.shard)
  const directory = directoryOf(stated, shard, terminal)
  const earlier = failed === undefined ? undefined : earlierIn(failed, directory, stated, terminal)
  const args = earlier === undefined ? stated : asBefore(stated, inheritedFrom(earlier))
  const file = findProfile(args.profile, terminal.cwd)
  const profile = loadProfile(file, terminal.env)
  wholeNumber('--seed', args.seed, Number.MAX_SAFE_INTEGER)
  wholeNumber('--heartbeat', args.heartbeat, MAX_HEARTBEAT_S)
  if (args.heartbeat === 0)
    throw new UsageError('--heartbeat 0: without Heartbeats half of the suite sees nothing; PX-28 proves HeartBtInt 0')
  const progressFile = progressFileIn(directory)
  const unfinished = args.resume ? readProgress(progressFile) : undefined
  const seed = args.seed ?? unfinished?.seed ?? earlier?.report.seed ?? seedOfToday()
  const beginStrings = args.beginString?.split(',').map((name) => name.trim())
  const { connect, listen, sender, target, heartbeat } = args
  const profileName = args.profile
  const legs = legsOf(profile, { profileName, seed, connect, listen, beginStrings, sender, target, heartbeat })
  const files = suiteFiles(profile, file, terminal.cwd, args.waivers)
  const testPlan = files.plan
  if (args.mandatory && testPlan === undefined)
    throw new UsageError(`--mandatory: the profile ${profileName} names no plan (suite.plan); fixproof init makes one`)
  const steps = [...args.steps.map((steps) => path.resolve(terminal.cwd, steps)), ...files.steps]
  const suite = select(args.what, OWN_FEATURES, { suite: profile.suite.tags, asked: args.tags }, files.features)
  const selection = earlier === undefined ? suite : selectionOf(earlier)
  const scenarios = matching(selection)
  const planned = testPlan && plannedPart(testPlan.content, args.mandatory)
  const all = unitsOf(legs, scenarios, planned)
  if (all.length === 0 && earlier === undefined)
    throw new NothingMatched(
      (testPlan && whyLeftOut(scenarios, testPlan.content)) ??
        `no scenario matches ${selection.tags ?? args.what.join(' ')}`,
    )
  const suiteSha256 = suiteHash(suite, steps, terminal.cwd)
  const dealt = shard && {
    ...shard,
    ...shardPart(shard, all, (one) => nameOf(path.resolve(terminal.cwd, one), terminal.cwd)),
  }
  const units = dealt === undefined ? all : all.filter(({ scenario, leg }) => dealt.isToRun(scenario, leg))
  const profileText = readFileSync(file, 'utf8')
  const head = progressHead({ legs, seed, profileText, suiteSha256 }, askedInWords(args), terminal.cwd)
  const named = args.what.length > 0 || args.tags !== undefined
  if (earlier !== undefined) {
    refuseOtherSuite(earlier, [suiteSha256, suiteHash(selection, steps, terminal.cwd)])
    refuseOtherDictionary(earlier, dictionariesOf(legs, terminal.cwd))
    refuseMore(earlier, unitsOf(legs, matching(suite), planned), judgedBy(testPlan?.content))
  }
  const plan: RunPlan = {
    ...{ legs, selection, profile, profileName, profileText, profileDirectory: path.dirname(file), seed, steps },
    addressed: connect !== undefined || listen !== undefined,
    waivers: files.waivers,
    ...{ testPlan, pack: files.pack, mandatoryOnly: args.mandatory },
    narrowed: earlier === undefined ? named || beginStrings !== undefined : earlier.report.plan?.narrowed === true,
    sources: sourcesOf(
      {
        profile: [file],
        waivers: [files.waiversFile],
        plan: [profile.suite.plan === undefined ? undefined : testPlan?.content.file],
        pack: [files.pack?.content.file],
        dictionary: [existsSync(profile.dictionary ?? '') ? profile.dictionary : undefined],
        steps: steps.filter((one) => existsSync(one)),
      },
      selection,
      terminal.cwd,
    ),
    asked: earlier === undefined ? askedFor(args) : earlier.report.narrowed,
    suiteSha256: earlier?.report.suite?.sha256 ?? suiteSha256,
    scenarios: earlier?.report.scenarios ?? all.length,
    ...(dealt && { shard: dealt }),
    ...(unfinished && { resumed: resumedOf(progressFile, unfinished, head, units) }),
    ...(earlier && { repeat: repeatIn(earlier, legs, selection, named ? suite : undefined) }),
    baseline: baselineOf(args, { legs, selection }, dealt && units),
    command: earlier?.report.command ?? commandOf(args, seed),
    bail: args.bail,
    parallel: parallelOf(args.parallel, legs),
  }
  const progress = earlier === undefined ? progressFileOf(progressFile, head, legs, args.resume, unfinished) : undefined
  return { plan, directory, progress, earlier }
}

/**
 * `--failed` may have a report behind it; what is no report is a case that was asked for.
 *
 * @returns `failed`: the report, empty for the last one; undefined when it was not asked for
 * @throws UsageError for options that contradict each other
 */
function askedAgain(args: Args): { args: Args; failed: string | undefined } {
  const { failed, resume, shard } = args
  if (failed === undefined) return { args, failed }
  if (resume || shard !== undefined)
    throw new UsageError(
      `--failed does not go with ${resume ? '--resume' : '--shard'}: it goes on with a report that is whole`,
    )
  if (failed === '' || failed.endsWith('.json')) return { args, failed }
  return { args: { ...args, what: [failed, ...args.what] }, failed: '' }
}

function earlierIn(failed: string, directory: string, { profile }: Args, { cwd }: Terminal): Earlier {
  return earlierReport(path.resolve(cwd, failed === '' ? path.join(directory, 'report.json') : failed), profile)
}

/** A run that goes on with a report talks to the target as that did, but for what is said now. */
function asBefore(args: Args, { steps, ...before }: Inherited): Args {
  const { connect, listen, beginString, sender, target, heartbeat, waivers } = args
  const said = Object.entries({ connect, listen, beginString, sender, target, heartbeat, waivers })
  // An address that is said is another target's: nothing of the old one goes with it.
  const isElsewhere = connect !== undefined || listen !== undefined
  const { waivers: file, ...ofTarget } = before
  return {
    ...args,
    ...(isElsewhere ? {} : ofTarget),
    ...(file === undefined ? {} : { waivers: file }),
    ...Object.fromEntries(said.filter(([, value]) => value !== undefined)),
    steps: args.steps.length > 0 ? args.steps : (steps ?? []),
  }
}

/** A shard has a folder of its own, so that several made on one machine do not lie over each other. */
function directoryOf({ out, profile }: Args, shard: Shard | undefined, { cwd }: Terminal): string {
  const usual = path.join('reports', path.basename(profile))
  const own = shard === undefined ? usual : path.join(usual, `shard-${shard.index}-of-${shard.of}`)
  return path.resolve(cwd, out ?? own)
}

function askedInWords({ what, tags, shard, mandatory }: Args): string[] {
  return [
    ...what,
    ...(tags === undefined ? [] : [`--tags '${tags}'`]),
    ...(shard === undefined ? [] : [`--shard ${shard}`]),
    ...(mandatory ? ['--mandatory'] : []),
  ]
}

/** What of the suite was asked for, as the report tells it; undefined when all of it. */
function askedFor({ what, tags, beginString, connect, listen, mandatory }: Args): RunPlan['asked'] {
  const asked = {
    ...(what.length > 0 ? { cases: what } : {}),
    ...(tags === undefined ? {} : { tags }),
    ...(beginString === undefined ? {} : { versions: true as const }),
    ...(connect === undefined && listen === undefined ? {} : { roles: true as const }),
    ...(mandatory ? { mandatory: true as const } : {}),
  }
  return Object.keys(asked).length === 0 ? undefined : asked
}

function seedOfToday(): number {
  return Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''))
}

/** @throws UsageError */
function wholeNumber(option: string, value: number | undefined, most: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < 0 || value > most))
    throw new UsageError(`${option} ${value}: expected a whole number from 0 to ${most}`)
}

/** @param dealt - what a shard has of the run: the baseline holds the others' as well */
function baselineOf(
  args: Args,
  run: Pick<RunPlan, 'legs' | 'selection'>,
  dealt: readonly Unit[] | undefined,
): RunPlan['baseline'] {
  if (args.baseline === undefined) return undefined
  const baseline = loadBaseline(args.baseline, narrowed(args), run)
  if (dealt === undefined) return baseline
  const mine = new Set(dealt.map(({ leg, scenario }) => `${columnKey(leg)} ${placeOf(scenario)}`))
  return { ...baseline, inScope: (result) => mine.has(`${columnKeyOf(result)} ${placeOfResult(result)}`) }
}

/** What a baseline holds beyond this was not asked for. */
function narrowed({ what, tags, beginString, connect, listen, mandatory }: Args): Narrowed {
  return {
    cases: what.length > 0 || tags !== undefined || mandatory,
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

/** What repeats the run, with the seed that was drawn. */
function commandOf(args: Args, seed: number): string {
  const words = ['npx fixproof run', ...args.what, `--profile ${args.profile}`]
  const { connect, listen, beginString, sender, target, heartbeat, tags, shard } = args
  for (const [name, value] of Object.entries({
    connect,
    listen,
    'begin-string': beginString,
    sender,
    target,
    heartbeat,
    shard,
  }))
    if (value !== undefined) words.push(`--${name} ${value}`)
  if (tags !== undefined) words.push(`--tags '${tags}'`)
  for (const file of args.steps) words.push(`--steps ${file}`)
  if (args.mandatory) words.push('--mandatory')
  if (args.waivers !== undefined) words.push(`--waivers ${args.waivers}`)
  if (args.baseline !== undefined) words.push(`--baseline ${args.baseline}`)
  return [...words, `--seed ${seed}`].join(' ')
}
