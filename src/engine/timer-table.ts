/** The running timers of one session, by the name that the core gives them. */
import type { TimerName } from '../session/timers.ts'
import type { Clock, Timer } from './clock.ts'

/** A session has two or three of them at a time: a look at each is less than a table of names would cost. */
interface Running {
  readonly name: TimerName
  readonly timer: Timer
}

export class TimerTable {
  readonly #clock: Clock
  readonly #onFire: (name: TimerName) => void
  #running: Running[] = []

  constructor(clock: Clock, onFire: (name: TimerName) => void) {
    this.#clock = clock
    this.#onFire = onFire
  }

  /** Starts a timer; one of the same name that runs is replaced. */
  arm(name: TimerName, at: number): void {
    this.disarm(name)
    const timer = this.#clock.schedule(at, () => {
      this.#forget(name)
      this.#onFire(name)
    })
    this.#running.push({ name, timer })
  }

  disarm(name: TimerName): void {
    this.#forget(name)?.timer.cancel()
  }

  disarmAll(): void {
    for (const { timer } of this.#running) timer.cancel()
    this.#running = []
  }

  #forget(name: TimerName): Running | undefined {
    const running = this.#running
    for (let i = 0; i < running.length; i++) {
      const gone = running[i]
      if (gone?.name !== name) continue
      // The last one takes its place: their order means nothing.
      const last = running.pop() as Running
      if (last !== gone) running[i] = last
      return gone
    }
    return undefined
  }
}
