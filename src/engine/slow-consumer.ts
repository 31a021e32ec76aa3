/** Notices a counterparty that does not read: bytes that have waited too long to leave. */
import type { Clock, Timer } from './clock.ts'

export interface SlowConsumerOptions {
  readonly clock: Clock
  /** Milliseconds that bytes may wait; 0: nothing is watched. */
  readonly delayMs: number
  /** Bytes handed over that have not left yet. */
  readonly backlog: () => number
  /** Told once for each time that bytes waited too long. */
  readonly onSlow: (waitedMs: number, backlog: number) => void
}

export class SlowConsumerWatch {
  readonly #options: SlowConsumerOptions
  #written = 0
  #timer: Timer | undefined

  constructor(options: SlowConsumerOptions) {
    this.#options = options
  }

  /** To be told after each write. */
  wrote(bytes: number): void {
    const { clock, delayMs, backlog } = this.#options
    if (delayMs <= 0) return
    this.#written += bytes
    if (this.#timer !== undefined || backlog() === 0) return
    const mark = this.#written
    const since = clock.now()
    this.#timer = clock.schedule(since + delayMs, () => this.#look(mark, since, false))
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
  }

  /** The bytes up to the mark have left, or they are late. What is written behind them is watched in its turn. */
  #look(mark: number, since: number, told: boolean): void {
    const { clock, delayMs, backlog, onSlow } = this.#options
    const now = clock.now()
    const behind = backlog()
    this.#timer = undefined
    if (this.#written - behind >= mark) {
      const next = this.#written
      if (behind > 0) this.#timer = clock.schedule(now + delayMs, () => this.#look(next, now, false))
      return
    }
    this.#timer = clock.schedule(now + delayMs, () => this.#look(mark, since, true))
    if (!told) onSlow(now - since, behind)
  }
}
