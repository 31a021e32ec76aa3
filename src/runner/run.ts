/** A run: every leg through cucumber, results gathered, waived, counted, and written in every format asked for. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import os from 'node:os'
import { GROUPS } from '../conformance/catalogue.ts'
import { findVersion } from '../fix/versions.ts'
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
import { runLegs } from './run-legs.ts'
import type { Selection } from './selection.ts'
import { applyWaivers, type Waiver } from './waivers.ts'

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
  /** Told after each scenario. */
  readonly onProgress?: (progress: Progress) => void
  /** Told after each leg, for progress. */
  readonly onLeg?: (leg: Leg, results: ReportResult[], done: number, total: number) => void
}

/** Runs every leg and makes the report. It is whole also when the run was interrupted. */
export async function runSuite(plan: RunPlan): Promise<Report> {
  const startedAt = new Date()
  const began = performance.now()
  const results = await runLegs(plan)
  const today = startedAt.toISOString().slice(0, 10)
  const waivers = applyWaivers(results, plan.waivers, today)
  const { baseline } = plan
  const judged: Judged = {
    ...(waivers.length === 0 ? {} : { waivers }),
    ...(baseline && { baseline: applyBaseline(results, baseline.report, baseline.file, baseline.inScope) }),
    results,
  }
  return reportOf(plan, judged, startedAt, performance.now() - began)
}

/** What the exit code hangs on. */
type Judged = Pick<Report, 'results' | 'waivers' | 'baseline'>

function reportOf(plan: RunPlan, judged: Judged, startedAt: Date, durationMs: number): Report {
  const { profile } = plan
  const { name, version } = packageInfo()
  const { results } = judged
  const code = exitCode(judged, { interrupted: interruption.requested })
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
      ...(plan.selection.tags === undefined ? {} : { tags: plan.selection.tags }),
    },
    profileSha256: createHash('sha256').update(plan.profileText).digest('hex'),
    capabilities: [...new Set(plan.legs.flatMap((leg) => leg.capabilities))],
    dictionaries: dictionariesOf(plan.legs),
    ...(Object.keys(profile.identity).length === 0 ? {} : { identity: profile.identity }),
    environment: environmentOf(plan.legs),
    groups: GROUPS.filter(({ id }) => used.has(id)).map((group) => ({ ...group })),
    ...judged,
  }
}

function targetOf(plan: RunPlan): Report['target'] {
  const { target } = plan.profile
  const endpoints = [...new Map(plan.legs.map((leg) => [leg.targetRole, endpointOf(leg)])).values()]
  const first = endpoints[0] ?? { role: 'acceptor' as const, address: 'nowhere' }
  const { name, version, vendor, engineName, environment } = target
  return {
    ...first,
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(engineName === undefined ? {} : { engine: engineName }),
    ...(environment === undefined ? {} : { environment }),
    ...(endpoints.length > 1 ? { endpoints } : {}),
  }
}

function endpointOf(leg: Leg): { role: Leg['targetRole']; address: string } {
  if (leg.transport === 'memory') return { role: leg.targetRole, address: 'in memory' }
  if (leg.transport === 'process') return { role: leg.targetRole, address: 'in a process of its own' }
  const address = `${leg.host}:${leg.port}`
  return { role: leg.targetRole, address: leg.targetRole === 'acceptor' ? address : `dialling to ${address}` }
}

function dictionariesOf(legs: readonly Leg[]): NonNullable<Report['dictionaries']> {
  const names = new Map<string, { beginString: string; name: string; sha256: string }>()
  for (const leg of legs)
    for (const name of findVersion(leg.version)?.dictionaries ?? []) {
      const data = new URL(
        `../dictionary/data/${name.replace('FIX.', 'FIX').replace('FIXT.', 'FIXT').replaceAll('.', '')}.json`,
        import.meta.url,
      )
      const sha256 = createHash('sha256').update(readFileSync(data)).digest('hex')
      names.set(`${leg.version} ${name}`, { beginString: leg.version, name, sha256 })
    }
  return [...names.values()]
}

function environmentOf(legs: readonly Leg[]): Record<string, string> {
  const simulated = legs.some((leg) => leg.transport === 'memory')
  return {
    host: os.hostname(),
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    clock: simulated ? 'simulated: waits cost no time' : 'real time',
  }
}
