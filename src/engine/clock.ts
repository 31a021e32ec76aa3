/** Time as the engine sees it: an instant and a way to be called later. The only file of the engine that reads time. */

/** A call that is to come. */
export interface Timer {
  /** Takes the call back; afterwards, or twice, it changes nothing. */
  cancel(): void
}

/** The time of an engine, and its timers. All parts of one engine share one. */
export interface Clock {
  /** Epoch milliseconds UTC. */
  now(): number
  /** Calls `fire` once, not before `at`. A time that has passed means as soon as possible. */
  schedule(at: number, fire: () => void): Timer
}

/** The longest delay that setTimeout takes; a longer wait is cut into pieces. */
const LONGEST_DELAY_MS = 2 ** 31 - 1

/**
 * The machine's clock. Instants come from the wall, waits run on the monotonic clock, so a jump of the wall clock
 * shortens or lengthens no timer that is running.
 */
export const realClock: Clock = {
  now: () => Date.now(),
  schedule(at, fire) {
    let handle: NodeJS.Timeout
    const due = performance.now() + at - Date.now()
    // setTimeout counts whole milliseconds and may be one early: whoever looks at the time then must not find too little.
    const wait = (): void => {
      const delay = Math.min(Math.max(0, Math.ceil(due - performance.now())), LONGEST_DELAY_MS)
      handle = setTimeout(() => (performance.now() < due ? wait() : fire()), delay)
    }
    wait()
    return { cancel: () => clearTimeout(handle) }
  },
}
