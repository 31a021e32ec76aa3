/**
 * How far a run is, for people who wait: one line that is written over where there is a terminal, otherwise a line of its
 * own every ten seconds. Nothing where a run is over before that.
 */
import type { Progress } from '../runner/run.ts'
import type { Terminal } from './terminal.ts'

/** Time and timers, so that a test has them in its hand. */
export interface ProgressClock {
  now(): number
  /** Calls again and again, until the returned function is called. */
  every(ms: number, tick: () => void): () => void
}

export const REAL_TIME: ProgressClock = {
  now: () => performance.now(),
  every(ms, tick) {
    const timer = setInterval(tick, ms)
    // It must not keep the program alive.
    timer.unref()
    return () => clearInterval(timer)
  },
}

/** A terminal is written to so often at most, and at least once a second: the time goes on. */
const REPAINT_MS = 100
const TICK_MS = 1_000

/** Between two lines where they stay. */
const LINE_MS = 10_000

export class RunProgress {
  readonly #terminal: Pick<Terminal, 'say' | 'showLive'>
  readonly #waived: boolean
  readonly #clock: ProgressClock
  readonly #began: number
  readonly #stop: () => void
  #shownAt: number
  #last: Progress | undefined

  /** @param waived - there are waivers, which are applied at the end: some of what fails is known */
  constructor(terminal: Pick<Terminal, 'say' | 'showLive'>, waived: boolean, clock: ProgressClock = REAL_TIME) {
    this.#terminal = terminal
    this.#waived = waived
    this.#clock = clock
    this.#began = clock.now()
    this.#shownAt = this.#began
    this.#stop = clock.every(TICK_MS, () => this.#show(TICK_MS))
  }

  update(progress: Progress): void {
    this.#last = progress
    this.#show(REPAINT_MS)
  }

  /** The line is gone when the run is over: what follows says all of it. */
  end(): void {
    this.#stop()
    this.#terminal.showLive?.('')
  }

  #show(atLeastMs: number): void {
    const { showLive } = this.#terminal
    const now = this.#clock.now()
    const last = this.#last
    if (last === undefined || now - this.#shownAt < (showLive === undefined ? LINE_MS : atLeastMs)) return
    this.#shownAt = now
    const text = this.#inWords(last, now - this.#began)
    if (showLive === undefined) this.#terminal.say(text)
    else showLive(text)
  }

  #inWords({ done, total, failed }: Progress, elapsedMs: number): string {
    const known = failed > 0 && this.#waived ? ', waivers not applied yet' : ''
    return `  ${done} of ${total} scenarios, ${elapsed(elapsedMs)}, ${failed} failed${known}`
  }
}

/** `42 s`, `3 min 05 s`. */
function elapsed(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}
