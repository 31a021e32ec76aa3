/** What a thread of the run does: one leg in memory after another, as it is told. */
import { enableCompileCache } from 'node:module'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { ReportResult } from '../report/report.ts'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import type { Selection } from './selection.ts'

/** What it is told. */
export type LegOrder = { readonly run: { readonly leg: Leg; readonly selection: Selection } } | { readonly end: true }

/** What it answers, once for each leg. */
export type LegAnswer = { readonly results: ReportResult[] } | { readonly fault: string }

// What was compiled once is read the next time; the steps are loaded while the first order is under way.
enableCompileCache()
const steps = (workerData as { readonly steps: readonly string[] }).steps
const { runScenarios, supportFor } = await import('./run-cucumber.ts')
const support = supportFor(steps)
const port = parentPort as MessagePort

port.on('message', (order: LegOrder) => {
  if ('end' in order) return interruption.request()
  support
    .then((loaded) => runScenarios(order.run.leg, order.run.selection, steps, loaded))
    .then(
      (results) => port.postMessage({ results } satisfies LegAnswer),
      (error: unknown) =>
        port.postMessage({
          fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
        } satisfies LegAnswer),
    )
})
