/**
 * The legs of a run, side by side as the plan allows. Legs of one version and role are a column of the report; where the
 * target has several sessions for it, a column has a leg for each of them, and they share its scenarios.
 */
import path from 'node:path'
import { log } from '../log/logger.ts'
import type { ReportResult } from '../report/report.ts'
import { countVerdicts } from '../report/verdicts.ts'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import { givenUp, isUnreached } from '../testbench/unreached.ts'
import { invariantResults } from './invariant-results.ts'
import { LegThread } from './leg-thread.ts'
import { longestFirst } from './longest-first.ts'
import type { RunPlan } from './run.ts'
import { type Batch, batchesOf } from './scenario-queue.ts'
import { matching, type ScenarioSummary } from './scenarios.ts'
import type { Selection } from './selection.ts'

/** Results in the order of the columns and of the scenarios, whichever was done first. */
export async function runLegs(plan: RunPlan): Promise<ReportResult[]> {
  const lanes = Math.max(1, Math.min(plan.parallel, plan.legs.length))
  // What waits for sockets runs side by side in one thread; what computes needs a thread for each processor.
  const computes = plan.legs.every((leg) => leg.transport === 'memory')
  const threads = Array.from(
    { length: computes && lanes > 1 ? lanes : 0 },
    (_, i) => plan.threads?.[i] ?? new LegThread(plan.steps),
  )
  try {
    // Each of the cucumbers that work side by side listens to the process.
    process.setMaxListeners(Math.max(process.getMaxListeners(), lanes + SOME_LISTENERS))
    const run = new ColumnsRun(plan, runHere(plan.steps))
    const planned = columnsOf(plan.legs).flatMap((column) => run.add(column))
    const waiting = computes ? longestFirst(planned, run.scenarios) : planned
    const work = async (runLeg: RunLeg): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && !run.stopped; next = waiting.shift())
        await next.run(runLeg)
    }
    const elsewhere = threads.map((thread): RunLeg => thread.run.bind(thread))
    await Promise.all(Array.from({ length: lanes }, (_, i) => work(elsewhere[i] ?? run.here)))
    await run.runApart()
    return run.results()
  } finally {
    // Nothing more is asked of them, so nobody waits until they are gone.
    for (const thread of threads) thread.close()
  }
}

/** Runs a selection of scenarios in a leg: in this thread, or in another. */
type RunLeg = (leg: Leg, selection: Selection, onScenario: OnScenario) => Promise<ReportResult[]>

/** Told what came of a scenario when it has ended; of one in another thread, a little later. */
type OnScenario = (results: readonly ReportResult[]) => void

/** What is to be done for a leg. */
interface LegWork {
  readonly leg: Leg
  readonly run: (runLeg: RunLeg) => Promise<void>
}

/** In this thread; cucumber is loaded by the first leg, for where legs run in threads of their own it is not needed here. */
function runHere(steps: readonly string[]): RunLeg {
  return async (leg, selection, onScenario) => {
    const { runScenarios, supportFor } = await import('./run-cucumber.ts')
    return await runScenarios(leg, selection, steps, await supportFor(steps), onScenario)
  }
}

/** More than the rest of the program has. */
const SOME_LISTENERS = 20

/** A leg that is not the first of its column stands behind the one it helps. */
function columnsOf(legs: readonly Leg[]): Leg[][] {
  const columns: Leg[][] = []
  for (const leg of legs)
    if (leg.lane > 0) columns.at(-1)?.push(leg)
    else columns.push([leg])
  return columns
}

/** Needs that stop the target for all of its sessions. */
const STOPS_THE_TARGET: ReadonlySet<string> = new Set(['@needs:restart', '@needs:kill'])

/** Tag of scenarios about orders and what belongs to them. */
const ORDERS_TAG = '@application'

interface Column {
  readonly legs: readonly Leg[]
  readonly scenarios: readonly ScenarioSummary[]
  readonly batches: Batch[]
  /** Scenarios that stop a target which other sessions use: run when these are done. */
  readonly apart: Batch
  readonly results: ReportResult[]
  /** Sessions that have begun, and those of them at work. */
  begun: number
  busy: number
}

interface Tried {
  readonly batch: Batch
  readonly results: readonly ReportResult[]
}

class ColumnsRun {
  stopped = false
  readonly here: RunLeg
  readonly #plan: RunPlan
  readonly #columns: Column[] = []
  readonly scenarios: readonly ScenarioSummary[]
  /** Results of the columns that are done. */
  #done = 0
  /** Scenarios of all columns, those that have ended, and those of them that failed. */
  #total = 0
  #ended = 0
  #failed = 0

  constructor(plan: RunPlan, here: RunLeg) {
    this.#plan = plan
    this.here = here
    this.scenarios = matching(plan.selection)
  }

  /** @returns the work of each leg of the column */
  add(legs: readonly Leg[]): LegWork[] {
    const first = legs[0]
    if (first === undefined) return []
    const shared = legs.length > 1 || stopsOthers(this.#plan, first)
    const scenarios = this.#leavesOrdersOut(first) ? this.scenarios.filter(isNotOfOrders) : this.scenarios
    if (!shared) {
      const column: Column = { legs, scenarios: [], batches: [], apart: [], results: [], begun: 0, busy: 0 }
      this.#add(column, scenarios.length)
      return [{ leg: first, run: (runLeg) => this.#runWhole(column, first, runLeg) }]
    }
    const apart = scenarios.filter(
      ({ tags }) => stopsOthers(this.#plan, first) && tags.some((tag) => STOPS_THE_TARGET.has(tag)),
    )
    const batches = batchesOf(scenarios.filter((scenario) => !apart.includes(scenario)))
    const column: Column = { legs, scenarios, batches, apart, results: [], begun: 0, busy: 0 }
    this.#add(column, scenarios.length)
    return legs.map((leg) => ({ leg, run: () => this.#share(column, leg) }))
  }

  #add(column: Column, scenarios: number): void {
    this.#columns.push(column)
    this.#total += scenarios
  }

  /**
   * Application scenarios are written for some versions only. Where a run has one of these, the others do without them, and
   * without a row each that says so.
   */
  #leavesOrdersOut(leg: Leg): boolean {
    return leg.trading === undefined && this.#plan.legs.some(({ trading }) => trading !== undefined)
  }

  results(): ReportResult[] {
    return this.#columns.flatMap(({ results }) => results)
  }

  /** Scenarios that stop the target, one after the other, when nothing else needs it; each role is a target of its own. */
  async runApart(): Promise<void> {
    await Promise.all((['acceptor', 'initiator'] as const).map((role) => this.#runApartFor(role)))
  }

  async #runApartFor(role: Leg['targetRole']): Promise<void> {
    for (const column of this.#columns.filter(({ legs }) => legs[0]?.targetRole === role)) {
      const leg = column.legs[0]
      if (leg === undefined || column.apart.length === 0) continue
      if (!this.stopped && !interruption.requested) column.results.push(...(await this.#runBatch(leg, column.apart)))
      this.#columnEnded(column)
    }
  }

  async #runWhole(column: Column, leg: Leg, runLeg: RunLeg): Promise<void> {
    if (interruption.requested) return
    begin(leg)
    const { selection } = this.#plan
    const chosen = this.#leavesOrdersOut(leg) ? { ...selection, tags: withoutOrders(selection.tags) } : selection
    column.results.push(...(await runLeg(leg, chosen, (results) => this.#scenarioEnded(results))))
    this.#columnEnded(column)
  }

  /** One session of the pool takes batches until none is left. */
  async #share(column: Column, leg: Leg): Promise<void> {
    column.begun++
    // One that comes when all is done, or when nothing more is to be done, has no part in it.
    if (column.batches.length === 0 || interruption.requested || this.stopped) return
    begin(leg)
    column.busy++
    const others = (): boolean => column.busy > 1 || column.begun < column.legs.length
    // Batches behind which no session was found: the target may not have this one at all.
    const inVain: Tried[] = []
    for (let batch = column.batches.shift(); batch !== undefined; batch = column.batches.shift()) {
      if (interruption.requested || this.stopped) break
      inVain.push({ batch, results: await this.#runBatch(leg, batch) })
      if (givenUp(leg) !== undefined && others()) break
      if (!isUnreached(leg)) column.results.push(...inVain.splice(0).flatMap(({ results }) => results))
    }
    const goesOn = !interruption.requested && !this.stopped
    if (goesOn && others() && inVain.length > 0) this.#handBack(column, leg, inVain)
    else column.results.push(...inVain.flatMap(({ results }) => results))
    column.busy--
    const isLast = column.busy === 0 && (column.batches.length === 0 || !goesOn)
    if (isLast && column.apart.length === 0) this.#columnEnded(column)
  }

  /** A session that the target does not have leaves its scenarios to the others, which are at work still or come later. */
  #handBack(column: Column, leg: Leg, tried: readonly Tried[]): void {
    const { version, targetRole, senderCompID } = leg
    log('run').warn({ version, targetRole, senderCompID, reason: givenUp(leg) }, 'session of the pool leaves it')
    for (const { batch, results } of tried) {
      const lost = new Set(results.filter(({ verdict }) => verdict === 'inconclusive').map(keyOf))
      column.results.push(...results.filter((result) => !lost.has(keyOf(result))))
      const again = batch.filter(({ file, line }) => lost.has(keyOf({ feature: file, line })))
      this.#ended -= again.length
      if (again.length > 0) column.batches.push(again)
    }
  }

  async #runBatch(leg: Leg, batch: Batch): Promise<ReportResult[]> {
    const { selection } = this.#plan
    const paths = batch.map(({ file, line }) => `${file}:${line}`)
    const ended: OnScenario = (results) => this.#scenarioEnded(results)
    return await this.here(leg, { paths, tags: selection.tags }, ended)
  }

  #scenarioEnded(results: readonly ReportResult[]): void {
    this.#ended++
    if (results.some(({ verdict }) => verdict === 'failed')) this.#failed++
    this.#plan.onProgress?.({ done: this.#ended, total: this.#total, failed: this.#failed })
  }

  #columnEnded(column: Column): void {
    const leg = column.legs[0] as Leg
    const order = new Map(
      column.scenarios.map((scenario, i) => [keyOf({ feature: scenario.file, line: scenario.line }), i]),
    )
    column.results.sort((a, b) => (order.get(keyOf(a)) ?? 0) - (order.get(keyOf(b)) ?? 0))
    const { results } = column
    results.push(...invariantResults(leg, results))
    log('run').info({ version: leg.version, targetRole: leg.targetRole, ...countVerdicts(results) }, 'leg ended')
    this.#done += results.length
    // All columns hold the same scenarios, so the fullest tells how many results there will be.
    const most = Math.max(...this.#columns.map((one) => one.results.length))
    this.#plan.onLeg?.(leg, results, this.#done, Math.max(this.#done, most * this.#columns.length))
    if (this.#plan.bail && results.some(({ verdict }) => verdict === 'failed')) this.stopped = true
  }
}

function isNotOfOrders({ tags }: ScenarioSummary): boolean {
  return !tags.includes(ORDERS_TAG)
}

function withoutOrders(tags: string | undefined): string {
  return tags === undefined ? `not ${ORDERS_TAG}` : `(${tags}) and not ${ORDERS_TAG}`
}

function begin(leg: Leg): void {
  const { version, targetRole, host, port, senderCompID } = leg
  log('run').info({ version, targetRole, host, port, senderCompID }, 'leg begins')
}

/** A foreign target is one process for all its sessions: restarting it for one would end the others. */
function stopsOthers(plan: RunPlan, leg: Leg): boolean {
  return (
    leg.engine === 'external' &&
    plan.legs.length > 1 &&
    leg.capabilities.some((name) => name === 'restart' || name === 'kill')
  )
}

const keyOf = ({ feature, line }: { feature: string; line: number }): string => `${path.resolve(feature)}:${line}`
