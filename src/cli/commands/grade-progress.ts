/** How much of the logs is graded, for people who wait: one line on a terminal. */
import { type ProgressClock, REAL_TIME } from '../run-progress.ts'
import type { Terminal } from '../terminal.ts'

/** What is over within a second needs no line. */
const REPAINT_MS = 1_000
const MB = 1e6

export class GradeProgress {
  readonly #show: ((text: string) => void) | undefined
  readonly #clock: ProgressClock
  readonly #began: number
  readonly #total: number | undefined
  readonly #stop: () => void
  #read = 0

  /** @param total - bytes of all logs, undefined where that is not known beforehand */
  constructor(terminal: Pick<Terminal, 'showLive'>, total: number | undefined, clock: ProgressClock = REAL_TIME) {
    this.#show = terminal.showLive
    this.#total = total
    this.#clock = clock
    this.#began = clock.now()
    this.#stop = clock.every(REPAINT_MS, () => this.#show?.(this.#inWords()))
  }

  update(read: number): void {
    this.#read = read
  }

  end(): void {
    this.#stop()
    this.#show?.('')
  }

  #inWords(): string {
    const seconds = Math.floor((this.#clock.now() - this.#began) / 1000)
    const read = Math.floor(this.#read / MB)
    const total = this.#total
    if (total === undefined) return `  ${read} MB graded, ${seconds} s`
    return `  ${read} of ${Math.ceil(total / MB)} MB graded (${Math.floor((100 * this.#read) / Math.max(1, total))} %), ${seconds} s`
  }
}
