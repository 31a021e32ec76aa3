/** A thread that runs legs in memory beside the main one: they keep a processor busy and wait for nothing. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ReportResult } from '../report/report.ts'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import type { LegAnswer, LegOrder } from './leg-worker.ts'
import type { Selection } from './selection.ts'

/** `.ts` in a checkout, `.js` in the package. */
const PROGRAM = path.join(import.meta.dirname, `leg-worker${path.extname(import.meta.filename)}`)

/** Scenarios leave much behind that nobody needs again: room for it costs less than clearing it away often. */
const YOUNG_GENERATION_MB = 96

export class LegThread {
  readonly #worker: Worker
  readonly #interrupt = (): void => this.#tell({ end: true })

  /** @param steps - step files of the user, beside ours */
  constructor(steps: readonly string[]) {
    this.#worker = new Worker(PROGRAM, {
      workerData: { steps },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    })
    interruption.on('requested', this.#interrupt)
  }

  /** One leg at a time. @throws Error when the thread fails, with its stack */
  run(leg: Leg, selection: Selection): Promise<ReportResult[]> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        this.#worker.off('message', answered).off('error', failed).off('exit', ended)
        act()
      }
      const answered = (answer: LegAnswer): void =>
        settle(() => ('results' in answer ? resolve(answer.results) : reject(new Error(answer.fault))))
      const failed = (error: unknown): void => settle(() => reject(error))
      const ended = (code: number): void => settle(() => reject(new Error(`a thread of the run ended with ${code}`)))
      this.#worker.on('message', answered).on('error', failed).on('exit', ended)
      this.#tell({ run: { leg, selection } })
    })
  }

  async close(): Promise<void> {
    interruption.off('requested', this.#interrupt)
    await this.#worker.terminate()
  }

  #tell(order: LegOrder): void {
    this.#worker.postMessage(order)
  }
}
