/** Timers of a state machine on a clock: one for each key, which the machine arms and disarms. */
import type { Clock, Timer } from '../engine/clock.ts'

export class KeyedTimers {
  readonly #clock: Clock
  readonly #onFire: (key: string) => void
  readonly #timers = new Map<string, Timer>()

  /** @param onFire - told the key when its time has come */
  constructor(clock: Clock, onFire: (key: string) => void) {
    this.#clock = clock
    this.#onFire = onFire
  }

  /** Arming a key again moves it. @param at - epoch ms */
  arm(key: string, at: number): void {
    this.#timers.get(key)?.cancel()
    const fire = (): void => {
      this.#timers.delete(key)
      this.#onFire(key)
    }
    this.#timers.set(key, this.#clock.schedule(at, fire))
  }

  disarm(key: string): void {
    this.#timers.get(key)?.cancel()
    this.#timers.delete(key)
  }

  disarmAll(): void {
    for (const timer of this.#timers.values()) timer.cancel()
    this.#timers.clear()
  }
}
