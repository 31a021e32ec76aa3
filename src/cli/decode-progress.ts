/** How much of a log is decoded, for people who wait: one line on a terminal that the text itself does not go to. */
import { type ProgressClock, REAL_TIME } from './run-progress.ts'
import type { Terminal } from './terminal.ts'

/** What is over within a second needs no line; behind that it is written over so often. */
const REPAINT_MS = 1_000
const MB = 1e6

export class DecodeProgress {
  readonly #show: ((text: string) => void) | undefined
  readonly #clock: ProgressClock
  readonly #began: number
  readonly #total: number | undefined
  readonly #stop: () => void
  readonly #done: string
  #read = 0

  /**
   * @param total - bytes of the log, undefined where that is not known beforehand
   * @param done - what has been done to them
   */
  constructor(
    terminal: Pick<Terminal, 'showLive' | 'printsToTerminal'>,
    total: number | undefined,
    clock: ProgressClock = REAL_TIME,
    done = 'decoded',
  ) {
    this.#done = done
    this.#show = terminal.printsToTerminal ? undefined : terminal.showLive
    this.#total = total
    this.#clock = clock
    this.#began = clock.now()
    this.#stop = clock.every(REPAINT_MS, () => this.#show?.(this.#inWords()))
  }

  /** @param read - bytes of the log so far */
  update(read: number): void {
    this.#read = read
  }

  /** The line is gone when the log is: the text says the rest. */
  end(): void {
    this.#stop()
    this.#show?.('')
  }

  #inWords(): string {
    const read = Math.floor(this.#read / MB)
    const seconds = Math.floor((this.#clock.now() - this.#began) / 1000)
    const total = this.#total === undefined ? '' : ` of ${Math.ceil(this.#total / MB)}`
    return `  ${read}${total} MB ${this.#done}, ${seconds} s`
  }
}
