/** A thread that runs legs in memory beside the main one: they keep a processor busy and wait for nothing. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ReportResult } from '../report/report.ts'
import { readFrom } from '../report/result-parts.ts'
import { interruption } from '../testbench/interruption.ts'
import type { Leg } from '../testbench/leg.ts'
import type { LegAnswer, LegOrder } from './leg-worker.ts'
import type { Selection } from './selection.ts'

/** `.ts` in a checkout, `.js` in the package. */
const PROGRAM = path.join(import.meta.dirname, `leg-worker${path.extname(import.meta.filename)}`)

/**
 * The cache of what was compiled is there before the program is: a program in TypeScript would else be the one file whose
 * types are taken out anew each time, and what takes them out is large.
 */
const START = `import { enableCompileCache } from 'node:module'
enableCompileCache?.()
await import(${JSON.stringify(pathToFileURL(PROGRAM).href)})`

/** Scenarios leave much behind that nobody needs again: room for it costs less than clearing it away often. */
const YOUNG_GENERATION_MB = 96

export class LegThread {
  readonly #worker: Worker
  /** Why it is there no more, if it ended before it was asked for anything. */
  #lost: Error | undefined
  readonly #interrupt = (): void => this.#tell({ end: true })

  /** @param steps - step files of the user, beside ours */
  constructor(steps: readonly string[]) {
    this.#worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(START)}`), {
      workerData: { steps },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    })
    this.#worker
      .once('error', (error) => {
        this.#lost = error instanceof Error ? error : new Error(String(error))
      })
      .once('exit', (code) => {
        this.#lost ??= new Error(endedWith(code))
      })
    interruption.on('requested', this.#interrupt)
  }

  /**
   * One leg at a time.
   *
   * @param onScenario - told of each scenario some time after it has ended
   * @throws Error when the thread fails, with its stack
   */
  run(leg: Leg, selection: Selection, onScenario: (results: readonly ReportResult[]) => void): Promise<ReportResult[]> {
    if (this.#lost !== undefined) return Promise.reject(this.#lost)
    return new Promise((resolve, reject) => {
      const results: ReportResult[] = []
      const settle = (act: () => void): void => {
        this.#worker.off('message', answered).off('error', failed).off('exit', ended)
        act()
      }
      const answered = (answer: LegAnswer): void => {
        if ('fault' in answer) return settle(() => reject(new Error(answer.fault)))
        if ('ended' in answer) return settle(() => resolve(results))
        for (const text of answer.scenarios) {
          const ofScenario = JSON.parse(text) as ReportResult[]
          const [only] = ofScenario
          if (only !== undefined && ofScenario.length === 1) readFrom(only, text.slice(1, -1))
          results.push(...ofScenario)
          onScenario(ofScenario)
        }
      }
      const failed = (error: unknown): void => settle(() => reject(error))
      const ended = (code: number): void => settle(() => reject(new Error(endedWith(code))))
      this.#worker.on('message', answered).on('error', failed).on('exit', ended)
      this.#tell({ run: { leg, selection } })
    })
  }

  /** Ends it, whatever it is at; once more does nothing. */
  close(): void {
    interruption.off('requested', this.#interrupt)
    void this.#worker.terminate()
  }

  #tell(order: LegOrder): void {
    this.#worker.postMessage(order)
  }
}

function endedWith(code: number): string {
  return `a thread of the run ended with ${code}`
}
