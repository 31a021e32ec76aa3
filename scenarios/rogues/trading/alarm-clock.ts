/** Timers by their key, one for each; setting it again moves it. */
import type { TargetModuleOptions } from '../../../src/testbench/target-module.ts'

export class AlarmClock {
  readonly #clock: TargetModuleOptions['clock']
  readonly #timers = new Map<string, { cancel(): void }>()

  constructor(clock: TargetModuleOptions['clock']) {
    this.#clock = clock
  }

  get now(): number {
    return this.#clock.now()
  }

  /** @param at - epoch ms */
  arm(key: string, at: number, fire: () => void): void {
    this.disarm(key)
    const ring = (): void => {
      this.#timers.delete(key)
      fire()
    }
    this.#timers.set(key, this.#clock.schedule(at, ring))
  }

  disarm(key: string): void {
    this.#timers.get(key)?.cancel()
    this.#timers.delete(key)
  }
}
