/** What a thread of the run does: one leg in memory after another, as it is told. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import type { Support } from './run-cucumber.ts'
import type { Selection } from './selection.ts'

/** What it is told. */
export type LegOrder = { readonly run: LegRun } | { readonly end: true }

interface LegRun {
  readonly leg: Leg
  readonly selection: Selection
}

/** What it answers: what came of some scenarios, a JSON array of results for each; then, once for each leg, how it ended. */
export type LegAnswer =
  | { readonly scenarios: readonly string[] }
  | { readonly ended: true }
  | { readonly fault: string }

/** Scenarios that are told together: each telling has a price, and the other side reads them while more are under way. */
const TOLD_TOGETHER = 32

// The steps are loaded while the first order is under way.
const steps = (workerData as { readonly steps: readonly string[] }).steps
const { runForTexts, supportFor } = await import('./run-cucumber.ts')
const support = supportFor(steps)
// Steps that can not be loaded are told to whoever asks for a leg, even if that is later.
support.catch(() => undefined)
const port = parentPort as MessagePort

port.on('message', (order: LegOrder) => {
  if ('end' in order) return interruption.request()
  support
    .then((loaded) => run(order.run, loaded))
    .then(
      () => tell({ ended: true }),
      (error: unknown) => tell({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
})

async function run({ leg, selection }: LegRun, loaded: Support): Promise<void> {
  let scenarios: string[] = []
  await runForTexts(leg, selection, steps, loaded, (results) => {
    if (scenarios.push(results) < TOLD_TOGETHER) return
    tell({ scenarios })
    scenarios = []
  })
  tell({ scenarios })
}

function tell(answer: LegAnswer): void {
  port.postMessage(answer)
}
