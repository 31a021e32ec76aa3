/** A run: every leg through cucumber, results gathered, waived, counted, and written in every format asked for. */
import { createHash } from 'node:crypto'
import { GROUPS } from '../conformance/catalogue.ts'
import type { Pack } from '../onboarding/pack.ts'
import type { Plan } from '../onboarding/plan.ts'
import { applyBaseline } from '../report/baseline.ts'
import { groupOf } from '../report/matrix.ts'
import { exitCode, outcomeWord } from '../report/outcome.ts'
import type { Report, ReportResult } from '../report/report.ts'
import { countVerdicts } from '../report/verdicts.ts'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import type { Profile } from '../testbench/profile.ts'
import type { RunBaseline } from './baseline-file.ts'
import type { LegThread } from './leg-thread.ts'
import { packageInfo } from './package-paths.ts'
import { type Part, together } from './part.ts'
import { applyPlan, plannedPart, reportPlan } from './planned.ts'
import { type Repeat, withEarlier } from './repeat-failed.ts'
import { dictionariesOf, environmentOf, packOf, targetOf } from './report-facts.ts'
import { type LegsRun, runLegs } from './run-legs.ts'
import type { Selection } from './selection.ts'
import type { Shard, ShardPart } from './shard.ts'
import type { Hashed } from './suite-files.ts'
import { applyWaivers, isRunOut, type Waiver } from './waivers.ts'

/** How far a run is. */
export interface Progress {
  /** Scenarios, each counted for every version and role. */
  readonly done: number
  readonly total: number
  /** Of those that are done; waivers are applied when the run is over. */
  readonly failed: number
}

export interface RunPlan {
  readonly legs: readonly Leg[]
  readonly selection: Selection
  readonly profile: Profile
  readonly profileName: string
  readonly profileText: string
  readonly profileDirectory: string
  /** The target's address was said on the command line: it runs already. */
  readonly addressed: boolean
  readonly seed: number
  readonly waivers: readonly Waiver[]
  /** What the target has to prove, with the hash of its file. */
  readonly testPlan?: Hashed<Plan> | undefined
  /** Only what that plan calls mandatory. */
  readonly mandatoryOnly?: boolean
  /** Cases, features, tags or versions were named: what of the plan is missing is not missed. */
  readonly narrowed?: boolean
  /** The venue's rulebook, with the hash of its file. */
  readonly pack?: Hashed<Pack> | undefined
  /** Of features and steps; see `suiteHash`. */
  readonly suiteSha256?: string
  /** What the run reads: profile, features and what the profile names. */
  readonly sources?: Report['sources']
  /** What of the suite was asked for; absent when all of it. */
  readonly asked?: Report['narrowed']
  /** Scenarios of the whole run, each counted for every version and role: of all shards, and with those taken over. */
  readonly scenarios?: number
  readonly shard?: ShardPart & Shard
  /** An interrupted run that this one goes on with. */
  readonly resumed?: { readonly part: Part; readonly scenarios: number; readonly startedAt: string }
  /** A report of which this run makes again what did not end well. */
  readonly repeat?: Repeat & Pick<NonNullable<Report['attempts']>[number], 'file' | 'sha256'>
  /** Scenarios that the run makes, where that is not all of the selection; `runSuite` makes it of the above. */
  readonly part?: Part | undefined
  /** An earlier report; only what is worse than that fails. */
  readonly baseline?: RunBaseline | undefined
  /** The command as it was given, for the report. */
  readonly command: string
  /** Step files of the user, beside ours. */
  readonly steps: readonly string[]
  readonly bail: boolean
  /** Legs that run side by side. */
  readonly parallel: number
  /** Threads for legs in memory that are being made ready already, with the same steps; the run closes them. */
  readonly threads?: readonly LegThread[]
  /** Told what came of each scenario when it has ended; of one that was given up, nothing. */
  readonly onScenario?: (leg: Leg, results: readonly ReportResult[]) => void
  /** Told after each scenario. */
  readonly onProgress?: (progress: Progress) => void
  /** Told after each leg, for progress. */
  readonly onLeg?: (leg: Leg, results: ReportResult[], done: number, total: number) => void
}

/** Runs every leg and makes the report. It is whole also when the run was interrupted. */
export async function runSuite(plan: RunPlan): Promise<Report> {
  const startedAt = new Date()
  const began = performance.now()
  const today = startedAt.toISOString().slice(0, 10)
  const { results, unfinished } = await resultsOf(plan, today)
  const waivers = applyWaivers(results, plan.waivers, today)
  const { baseline, testPlan, shard, narrowed = false } = plan
  const file = plan.profile.suite.plan ?? plan.profile.suite.pack ?? ''
  const judged: Judged = {
    ...(testPlan && { plan: reportPlan(testPlan.content, file, testPlan.sha256, narrowed) }),
    ...(waivers.length === 0 ? {} : { waivers }),
    ...(baseline && { baseline: applyBaseline(results, baseline.report, baseline.file, baseline.inScope) }),
    ...(shard && { shard: { index: shard.index, of: shard.of, dealt: shard.dealt } }),
    ...(unfinished > 0 && { unfinished }),
    results,
  }
  return reportOf(plan, judged, startedAt, performance.now() - began)
}

/** What a run makes of its selection; undefined when it makes all of it. */
export function partOf({ part, testPlan, mandatoryOnly = false, shard, resumed, repeat }: RunPlan): Part | undefined {
  const planned = testPlan && plannedPart(testPlan.content, mandatoryOnly)
  return together([part, planned, shard, resumed?.part, repeat?.part])
}

async function resultsOf(plan: RunPlan, today: string): Promise<LegsRun> {
  const { testPlan, repeat } = plan
  const waivers = plan.waivers.filter((waiver) => !isRunOut(waiver, today))
  const { results, unfinished } = await runLegs({ ...plan, part: partOf(plan), waivers })
  const all = repeat === undefined ? results : withEarlier(repeat, plan.legs, results)
  return {
    results: testPlan === undefined ? all : applyPlan(all, testPlan.content),
    // What was not reached again is as it was.
    unfinished: repeat === undefined ? unfinished : 0,
  }
}

/** What the exit code hangs on. */
type Judged = Pick<Report, 'results' | 'waivers' | 'baseline' | 'plan' | 'shard' | 'unfinished'>

function reportOf(plan: RunPlan, judged: Judged, startedAt: Date, durationMs: number): Report {
  const { profile, resumed, repeat, suiteSha256, scenarios, sources, asked } = plan
  const { name, version } = packageInfo()
  const { results, ...context } = judged
  const code = exitCode(judged, { interrupted: interruption.requested })
  const profileSha256 = createHash('sha256').update(plan.profileText).digest('hex')
  const tags = repeat === undefined ? plan.selection.tags : repeat.earlier.suite?.tags
  const used = new Set(results.map((result) => groupOf(result.case)))
  return {
    schemaVersion: '1',
    tool: { name, version },
    profile: plan.profileName,
    seed: plan.seed,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    target: targetOf(plan),
    outcome: { exitCode: code, word: outcomeWord(code, judged) },
    summary: countVerdicts(results),
    command: plan.command,
    suite: {
      name: profile.suite.name,
      version,
      cases: new Set(results.map((result) => result.case)).size,
      ...(tags === undefined ? {} : { tags }),
      ...(suiteSha256 && { sha256: suiteSha256 }),
    },
    profileSha256,
    capabilities: [...new Set(plan.legs.flatMap((leg) => leg.capabilities))],
    dictionaries: dictionariesOf(plan.legs, process.cwd()),
    ...(Object.keys(profile.identity).length === 0 ? {} : { identity: profile.identity }),
    environment: environmentOf(plan.legs),
    groups: GROUPS.filter(({ id }) => used.has(id)).map((group) => ({ ...group })),
    ...(sources && { sources }),
    ...(asked && { narrowed: asked }),
    ...(plan.pack && { pack: packOf(plan.pack) }),
    ...context,
    ...(scenarios !== undefined && { scenarios }),
    ...(resumed && { resumed: { startedAt: resumed.startedAt, scenarios: resumed.scenarios } }),
    ...(repeat && { attempts: [...(repeat.earlier.attempts ?? []), attemptOf(repeat, profileSha256)] }),
    results,
  }
}

function attemptOf(
  { earlier, number, file, sha256, scenarios }: NonNullable<RunPlan['repeat']>,
  profileSha256: string,
): NonNullable<Report['attempts']>[number] {
  const was = earlier.profileSha256
  const changed = was !== undefined && was !== profileSha256 ? { profileSha256: was } : {}
  return { number, startedAt: earlier.startedAt, file, sha256, repeated: scenarios, ...changed }
}
