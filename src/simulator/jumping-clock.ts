/** A wall clock that can be set while the waits that run go on unmoved, as the machine's do. */
import type { Clock, Timer } from '../engine/clock.ts'

export class JumpingClock implements Clock {
  readonly #steady: Clock
  #offset = 0

  /** @param steady - the clock on which timers run */
  constructor(steady: Clock) {
    this.#steady = steady
  }

  now(): number {
    return this.#steady.now() + this.#offset
  }

  schedule(at: number, fire: () => void): Timer {
    return this.#steady.schedule(at - this.#offset, fire)
  }

  /** Sets the wall clock forward, or back. */
  jump(ms: number): void {
    this.#offset += ms
  }
}
