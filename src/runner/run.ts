/** A run: every leg through cucumber, results gathered, waived, counted, and written in every format asked for. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { loadConfiguration, loadSupport, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { GROUPS } from '../conformance/catalogue.ts'
import { builtIn } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import { log } from '../log/logger.ts'
import { dictionaryExcerpt } from '../report/dictionary-excerpt.ts'
import { renderHtml } from '../report/formats/html.ts'
import { renderJunit } from '../report/formats/junit.ts'
import { renderMarkdown } from '../report/formats/markdown.ts'
import { groupOf } from '../report/matrix.ts'
import { exitCode, outcomeWord } from '../report/outcome.ts'
import type { Report, ReportResult, ReportWaiver } from '../report/report.ts'
import { countVerdicts } from '../report/verdicts.ts'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import type { Profile } from '../testbench/profile.ts'
import { RESULT_MEDIA_TYPE } from '../testbench/result.ts'
import { ownSteps, packageInfo } from './package-paths.ts'
import type { Format } from './report-formats.ts'
import type { Selection } from './selection.ts'
import { applyWaivers, type Waiver } from './waivers.ts'

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
  /** The command as it was given, for the report. */
  readonly command: string
  /** Step files of the user, beside ours. */
  readonly steps: readonly string[]
  readonly bail: boolean
  /** Legs that run side by side. */
  readonly parallel: number
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
  return reportOf(plan, results, waivers, startedAt, performance.now() - began)
}

/** Legs side by side as the plan allows; results in the order of the legs, whichever was done first. */
async function runLegs(plan: RunPlan): Promise<ReportResult[]> {
  const support = await supportFor(plan)
  const found: ReportResult[][] = plan.legs.map(() => [])
  const waiting = [...plan.legs.entries()]
  let done = 0
  let most = 0
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [i, leg] = next
      if (interruption.requested) return
      log('run').info(
        { version: leg.version, targetRole: leg.targetRole, host: leg.host, port: leg.port },
        'leg begins',
      )
      const results = await runLeg(leg, plan, support)
      log('run').info({ version: leg.version, targetRole: leg.targetRole, ...countVerdicts(results) }, 'leg ended')
      found[i] = results
      done += results.length
      // All legs hold the same scenarios, so the first to end tells how many results there will be.
      most = Math.max(most, results.length)
      plan.onLeg?.(leg, results, done, Math.max(done, most * plan.legs.length))
      if (plan.bail && results.some(({ verdict }) => verdict === 'failed')) waiting.length = 0
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(plan.parallel, plan.legs.length)) }, work))
  return found.flat()
}

/** Step files register themselves when they are first imported, so a process can load them once. */
const supports = new Map<string, Promise<Support>>()

function supportFor(plan: RunPlan): Promise<Support> {
  const key = plan.steps.join('\n')
  const known = supports.get(key)
  if (known !== undefined) return known
  if (supports.size > 0)
    throw new Error('one process can load the steps once: other step files need a process of their own')
  const support = configurationFor(plan).then((configuration) => loadSupport(configuration))
  supports.set(key, support)
  return support
}

type Support = Awaited<ReturnType<typeof loadSupport>>
type Configuration = Awaited<ReturnType<typeof loadConfiguration>>['runConfiguration']

async function configurationFor(plan: RunPlan, leg?: Leg): Promise<Configuration> {
  const { selection, steps } = plan
  const { runConfiguration } = await loadConfiguration({
    file: false,
    provided: {
      paths: [...selection.paths],
      import: [ownSteps(), ...steps],
      format: [],
      ...(selection.tags === undefined ? {} : { tags: selection.tags }),
      ...(leg === undefined ? {} : { worldParameters: { leg } as never }),
    },
  })
  // Progress is ours: cucumber's own would go to stdout.
  return runConfiguration
}

async function runLeg(leg: Leg, plan: RunPlan, support: Support): Promise<ReportResult[]> {
  const configuration = await configurationFor(plan, leg)
  const gathered = new ResultCollector(leg)
  // Nothing is printed by cucumber, yet it wants a stream to print to.
  const silent = new PassThrough().resume()
  await runCucumber({ ...configuration, support }, { stdout: silent }, (envelope) => gathered.see(envelope))
  return gathered.results
}

/** Takes results out of cucumber's messages, and sees to it that no scenario is without one. */
class ResultCollector {
  readonly results: ReportResult[] = []
  readonly #leg: Leg
  readonly #pickles = new Map<string, { name: string; uri: string; line: number }>()
  readonly #cases = new Map<string, string>()
  readonly #started = new Map<string, { pickle: string; reported: boolean; failed: string | undefined }>()

  constructor(leg: Leg) {
    this.#leg = leg
  }

  see(envelope: Envelope): void {
    const { pickle, testCase, testCaseStarted, testStepFinished, attachment, testCaseFinished } = envelope
    if (pickle) this.#pickles.set(pickle.id, { name: pickle.name, uri: pickle.uri, line: pickle.location?.line ?? 0 })
    else if (testCase) this.#cases.set(testCase.id, testCase.pickleId)
    else if (testCaseStarted) {
      const pickleId = this.#cases.get(testCaseStarted.testCaseId) ?? ''
      this.#started.set(testCaseStarted.id, { pickle: pickleId, reported: false, failed: undefined })
    } else if (attachment?.mediaType === RESULT_MEDIA_TYPE) this.#report(attachment.testCaseStartedId, attachment.body)
    else if (testStepFinished) {
      const scenario = this.#started.get(testStepFinished.testCaseStartedId)
      if (scenario && testStepFinished.testStepResult.status === 'FAILED')
        scenario.failed ??= testStepFinished.testStepResult.message ?? 'a hook failed'
    } else if (testCaseFinished) this.#finish(testCaseFinished.testCaseStartedId)
  }

  #report(id: string | undefined, body: string): void {
    const scenario = this.#started.get(id ?? '')
    if (scenario) scenario.reported = true
    this.results.push(...(JSON.parse(body) as ReportResult[]))
  }

  /** A scenario that came to no result, through a fault in a hook or a missing case tag, is a fault of the harness. */
  #finish(id: string): void {
    const scenario = this.#started.get(id)
    if (scenario === undefined || scenario.reported || interruption.requested) return
    const pickle = this.#pickles.get(scenario.pickle)
    const reason = scenario.failed ?? 'the scenario came to no result'
    this.results.push({
      case: 'HARNESS',
      title: pickle?.name ?? 'unknown scenario',
      feature: pickle?.uri ?? '',
      line: pickle?.line ?? 0,
      beginString: this.#leg.version,
      targetRole: this.#leg.targetRole,
      level: 'must',
      verdict: 'errored',
      expected: [],
      actual: reason,
      reason,
      durationMs: 0,
      virtualMs: 0,
      transcript: [],
    })
  }
}

function reportOf(
  plan: RunPlan,
  results: ReportResult[],
  waivers: ReportWaiver[],
  startedAt: Date,
  durationMs: number,
): Report {
  const { profile } = plan
  const { name, version } = packageInfo()
  const code = exitCode({ results, waivers }, { interrupted: interruption.requested })
  const used = new Set(results.map((result) => groupOf(result.case)))
  return {
    schemaVersion: '1',
    tool: { name, version },
    profile: plan.profileName,
    seed: plan.seed,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    target: targetOf(plan),
    outcome: { exitCode: code, word: outcomeWord(code) },
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
    ...(waivers.length === 0 ? {} : { waivers }),
    results,
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
  if (leg.engine === 'self' && leg.transport === 'memory') return { role: leg.targetRole, address: 'in memory' }
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

/** Writes the report's files. @returns their paths, in the order of the formats */
export function writeReport(report: Report, directory: string, formats: readonly Format[]): string[] {
  mkdirSync(directory, { recursive: true })
  const renderings: Readonly<Partial<Record<Format, [file: string, render: () => string]>>> = {
    html: ['report.html', () => renderHtml(report, dictionaryExcerpt(report, dictionaryOf))],
    json: ['report.json', () => `${JSON.stringify(report, null, 1)}\n`],
    junit: ['junit.xml', () => renderJunit(report)],
    markdown: ['summary.md', () => renderMarkdown(report)],
  }
  return formats.flatMap((format) => {
    const rendering = renderings[format]
    if (rendering === undefined) return []
    const file = path.join(directory, rendering[0])
    writeFileSync(file, rendering[1]())
    return [file]
  })
}

function dictionaryOf(beginString: string): ReturnType<typeof builtIn> | undefined {
  return findVersion(beginString) === undefined ? undefined : builtIn(beginString)
}
