/** How much of a log is read, for people who wait: one line on a terminal, below everything said. */
import { type ProgressClock, REAL_TIME } from './run-progress.ts'
import type { Terminal } from './terminal.ts'

/** What is over within a second needs no line; behind that it is written over so often. */
const REPAINT_MS = 1_000
const MB = 1e6

/** For a command whose text goes to stdout: no line where that is the terminal itself. */
export function besideThePrinted(
  terminal: Pick<Terminal, 'showLive' | 'printsToTerminal'>,
): Pick<Terminal, 'showLive'> {
  return terminal.printsToTerminal ? {} : terminal
}

export class LogProgress {
  readonly #show: Terminal['showLive']
  readonly #clock: ProgressClock
  readonly #began: number
  readonly #total: number | undefined
  readonly #stop: () => void
  readonly #done: string
  #read = 0

  /**
   * @param terminal - without `showLive` nothing is shown: what is printed goes there itself, or no line can be written over
   * @param total - bytes of the log, undefined where that is not known beforehand
   * @param done - what has been done to them
   */
  constructor(
    { showLive }: Pick<Terminal, 'showLive'>,
    total: number | undefined,
    done: 'decoded' | 'read' | 'graded',
    clock: ProgressClock = REAL_TIME,
  ) {
    this.#done = done
    this.#show = showLive
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
