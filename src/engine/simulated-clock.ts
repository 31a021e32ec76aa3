/**
 * A clock that jumps to the next deadline. Everything that happens under it is a function of what was scheduled, so
 * 48 hours of heartbeats take milliseconds and come out the same every time.
 */
import type { Clock, Timer } from './clock.ts'
import { TimerQueue } from './timer-queue.ts'

/** A clock for tests: it stands until somebody fires the next timer. */
export class SimulatedClock implements Clock {
  #now: number
  readonly #timers = new TimerQueue()

  /** @param start - epoch milliseconds UTC */
  constructor(start: number) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  /** As `Clock.schedule`. @throws RangeError when `at` is not a number */
  schedule(at: number, fire: () => void): Timer {
    return this.#timers.add(Math.max(at, this.#now), fire)
  }

  /** When the next timer is due; undefined when none is. */
  get nextAt(): number | undefined {
    return this.#timers.first?.at
  }

  /** Jumps to the next timer and fires it. @returns false when no timer is due */
  fireNext(): boolean {
    const timer = this.#timers.take()
    if (timer === undefined) return false
    this.#now = timer.at
    timer.fire()
    return true
  }

  /**
   * Fires timers in order until `done` answers true.
   *
   * @param deadline - Infinity to go on as long as there are timers; the clock then stands at the last
   * @returns false when the deadline was reached first; the clock then stands there
   */
  runUntil(done: () => boolean, deadline: number): boolean {
    while (!done()) {
      const next = this.nextAt
      if (next === undefined || next > deadline) {
        if (deadline !== Number.POSITIVE_INFINITY) this.#now = Math.max(this.#now, deadline)
        return done()
      }
      this.fireNext()
    }
    return true
  }

  /** Fires everything that is due up to `at`, and stands there. */
  advanceTo(at: number): void {
    this.runUntil(() => false, at)
  }
}
