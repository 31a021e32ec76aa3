/**
 * The legs of a run, side by side as the plan allows. Legs of one version and role are a column of the report; where the
 * target has several sessions for it, a column has a leg for each of them, and they share its scenarios.
 */
import { log } from '../log/logger.ts'
import type { ReportResult } from '../report/report.ts'
import { countVerdicts } from '../report/verdicts.ts'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import { givenUp, isUnreached } from '../testbench/unreached.ts'
import { columnsOf, leavesOrdersOut, STOPS_THE_TARGET, stopsOthers, withoutOrders } from './columns.ts'
import { invariantResults } from './invariant-results.ts'
import { LegThread } from './leg-thread.ts'
import { longestFirst } from './longest-first.ts'
import { columnKey, columnKeyOf } from './part.ts'
import type { RunPlan } from './run.ts'
import { type Batch, batchesOf } from './scenario-queue.ts'
import { exactly, matching, placeOf, placeOfResult, type ScenarioSummary } from './scenarios.ts'
import type { Selection } from './selection.ts'
import { scenariosOf } from './units.ts'
import { wouldCover } from './waivers.ts'

/** What came of a run. */
export interface LegsRun {
  /** In the order of the columns and of the scenarios, whichever was done first. */
  readonly results: ReportResult[]
  /** Scenarios that were to be made and were not, each counted for every version and role. */
  readonly unfinished: number
}

/** @param plan - with the waivers that hold: what they cover does not end a run that ends with the first failure */
export async function runLegs(plan: RunPlan): Promise<LegsRun> {
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
    return { results: run.results(), unfinished: run.unfinished }
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

interface Column {
  readonly legs: readonly Leg[]
  /** What its sessions share; nothing where there is one, which runs all of it. */
  readonly batches: Batch[]
  /** Scenarios that stop a target which other sessions use: run when these are done. */
  readonly apart: Batch
  readonly results: ReportResult[]
  /** They come in the order in which scenarios ended, and not in that of the suite. */
  readonly mixed: boolean
  ended: boolean
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
  /** Where each scenario stands among all of them; made for the first column that wants it. */
  #order: ReadonlyMap<string, number> | undefined

  constructor(plan: RunPlan, here: RunLeg) {
    this.#plan = plan
    this.here = here
    this.scenarios = matching(plan.selection)
  }

  /** @returns the work of each leg of the column */
  add(legs: readonly Leg[]): LegWork[] {
    const first = legs[0]
    if (first === undefined) return []
    const { part, selection } = this.#plan
    const shared = legs.length > 1 || stopsOthers(this.#plan.legs, first)
    const leftOut = leavesOrdersOut(this.#plan.legs, first)
    const scenarios = scenariosOf(first, this.#plan.legs, this.scenarios, part)
    if (!shared) {
      const whole = part === undefined && selection.beside === undefined
      const column = this.#add(legs, { batches: [], apart: [], mixed: !whole }, scenarios.length)
      const all = leftOut ? { ...selection, tags: withoutOrders(selection.tags) } : selection
      const chosen = whole ? all : exactly(scenarios)
      return [{ leg: first, run: (runLeg) => this.#runWhole(column, first, runLeg, chosen) }]
    }
    const apart = scenarios.filter(
      ({ tags }) => stopsOthers(this.#plan.legs, first) && tags.some((tag) => STOPS_THE_TARGET.has(tag)),
    )
    const batches = batchesOf(scenarios.filter((scenario) => !apart.includes(scenario)))
    const column = this.#add(legs, { batches, apart, mixed: true }, scenarios.length)
    // With nothing to run no session is wanted; what was taken over is a column all the same.
    if (scenarios.length === 0) return [{ leg: first, run: async () => this.#columnEnded(column) }]
    return legs.map((leg) => ({ leg, run: () => this.#share(column, leg) }))
  }

  #add(legs: readonly Leg[], work: Pick<Column, 'batches' | 'apart' | 'mixed'>, scenarios: number): Column {
    const key = columnKey(legs[0] as Leg)
    const results = (this.#plan.part?.takenOver ?? []).filter((result) => columnKeyOf(result) === key)
    const column: Column = { ...work, legs, results, ended: false, begun: 0, busy: 0 }
    this.#columns.push(column)
    this.#total += scenarios
    return column
  }

  get unfinished(): number {
    return this.#total - this.#ended
  }

  results(): ReportResult[] {
    // One that was not begun any more may hold what was taken over.
    for (const column of this.#columns) if (!column.ended && column.results.length > 0) this.#columnEnded(column)
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

  async #runWhole(column: Column, leg: Leg, runLeg: RunLeg, chosen: Selection): Promise<void> {
    if (interruption.requested) return
    if (chosen.paths.length > 0) {
      begin(leg)
      column.results.push(...(await runLeg(leg, chosen, (results) => this.#scenarioEnded(leg, results))))
    }
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
      const lost = new Set(results.filter(({ verdict }) => verdict === 'inconclusive').map(placeOfResult))
      column.results.push(...results.filter((result) => !lost.has(placeOfResult(result))))
      const again = batch.filter(({ file, line }) => lost.has(placeOf({ file, line })))
      this.#ended -= again.length
      if (again.length > 0) column.batches.push(again)
    }
  }

  async #runBatch(leg: Leg, batch: Batch): Promise<ReportResult[]> {
    return await this.here(leg, exactly(batch), (results) => this.#scenarioEnded(leg, results))
  }

  #scenarioEnded(leg: Leg, results: readonly ReportResult[]): void {
    // One that was interrupted has no result.
    if (results.length === 0) return
    this.#ended++
    if (results.some(({ verdict }) => verdict === 'failed')) this.#failed++
    this.#plan.onScenario?.(leg, results)
    this.#plan.onProgress?.({ done: this.#ended, total: this.#total, failed: this.#failed })
  }

  #columnEnded(column: Column): void {
    const leg = column.legs[0] as Leg
    const { results } = column
    column.ended = true
    if (column.mixed) this.#sort(results)
    results.push(...invariantResults(leg, results))
    log('run').info({ version: leg.version, targetRole: leg.targetRole, ...countVerdicts(results) }, 'leg ended')
    this.#done += results.length
    // All columns hold the same scenarios, so the fullest tells how many results there will be.
    const most = Math.max(...this.#columns.map((one) => one.results.length))
    this.#plan.onLeg?.(leg, results, this.#done, Math.max(this.#done, most * this.#columns.length))
    if (this.#plan.bail && results.some((result) => this.#fails(result))) this.stopped = true
  }

  /** Waivers are applied when the run is over; what one covers is no reason to end it. */
  #fails(result: ReportResult): boolean {
    return result.verdict === 'failed' && !this.#plan.waivers.some((waiver) => wouldCover(waiver, result))
  }

  #sort(results: ReportResult[]): void {
    this.#order ??= new Map(this.scenarios.map((scenario, i) => [placeOf(scenario), i]))
    const places = new Map(results.map((result) => [result, this.#order?.get(placeOfResult(result)) ?? 0]))
    results.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
  }
}

function begin(leg: Leg): void {
  const { version, targetRole, host, port, senderCompID } = leg
  log('run').info({ version, targetRole, host, port, senderCompID }, 'leg begins')
}
