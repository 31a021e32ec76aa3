/** The running timers of one session, by the name that the core gives them. */
import type { TimerName } from '../session/timers.ts'
import type { Clock, Timer } from './clock.ts'

export class TimerTable {
  readonly #clock: Clock
  readonly #onFire: (name: TimerName) => void
  readonly #running = new Map<TimerName, Timer>()

  constructor(clock: Clock, onFire: (name: TimerName) => void) {
    this.#clock = clock
    this.#onFire = onFire
  }

  /** Starts a timer; one of the same name that runs is replaced. */
  arm(name: TimerName, at: number): void {
    this.#running.get(name)?.cancel()
    const fire = (): void => {
      this.#running.delete(name)
      this.#onFire(name)
    }
    this.#running.set(name, this.#clock.schedule(at, fire))
  }

  disarm(name: TimerName): void {
    this.#running.get(name)?.cancel()
    this.#running.delete(name)
  }

  disarmAll(): void {
    for (const timer of this.#running.values()) timer.cancel()
    this.#running.clear()
  }
}
