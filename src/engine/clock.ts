/** Time as the engine sees it: an instant and a way to be called later. The only file of the engine that reads time. */
import { TimerQueue } from './timer-queue.ts'

/** A call that is to come. */
export interface Timer {
  /** Takes the call back; afterwards, or twice, it changes nothing. */
  cancel(): void
}

/** The time of an engine, and its timers. All parts of one engine share one. */
export interface Clock {
  /** Epoch milliseconds UTC. */
  now(): number
  /**
   * Calls `fire` once, not before `at`, and never inside the call. A time that has passed means as soon as possible.
   *
   * @throws RangeError when `at` is not a number
   */
  schedule(at: number, fire: () => void): Timer
}

/** The longest delay that setTimeout takes; a longer wait is cut into pieces. */
const LONGEST_DELAY_MS = 2 ** 31 - 1

/** All timers of the process, by instants of the monotonic clock: one setTimeout, for the first of them, serves them all. */
const timers = new TimerQueue(() => {
  // The process may end when nothing is left to wait for.
  clearTimeout(wakeUp)
  wakesAt = NEVER
})
const NEVER = Number.POSITIVE_INFINITY
let wakeUp: NodeJS.Timeout | undefined
/** When `wakeUp` comes. It may be too early, behind a cancelled timer, and then waits again. */
let wakesAt = NEVER

/** Makes sure that somebody wakes when the first timer is due. */
function wait(): void {
  const { first } = timers
  if (first === undefined || wakesAt <= first.at) return
  clearTimeout(wakeUp)
  wakesAt = first.at
  wakeUp = setTimeout(wake, Math.min(Math.max(0, Math.ceil(first.at - performance.now())), LONGEST_DELAY_MS))
}

function wake(): void {
  // Nobody needs to be woken while this is under way.
  wakesAt = Number.NEGATIVE_INFINITY
  // setTimeout counts whole milliseconds and may be one early: whoever looks at the time then must not find too little.
  const now = performance.now()
  const { added } = timers
  try {
    for (let next = timers.first; next !== undefined && next.at <= now; next = timers.first) {
      // What is added meanwhile has its turn later: one that sets itself again at once would hold up everything else.
      if (next.order >= added) break
      timers.take()
      next.fire()
    }
  } finally {
    // One that throws ends neither the others nor their clock.
    wakesAt = NEVER
    wait()
  }
}

/** What the wall clock shows beyond the monotonic one, or less; NaN before it was looked at. */
let apart = Number.NaN

/** How much more than `apart` may be seen before the wall clock was set: a dropped millisecond, and a pause between two looks. */
const DOUBT_MS = 2

/**
 * An instant of the wall clock on the monotonic one, or now when it has passed. Date.now() drops up to a millisecond: by
 * the least difference that was seen no instant comes too early, and equal ones stay in the order of their scheduling.
 */
function onMonotonic(at: number): number {
  // In this order: whatever happens between the two looks makes the difference too small, and nothing early.
  const wall = Date.now()
  const now = performance.now()
  const seen = wall - now
  if (!(seen >= apart && seen < apart + DOUBT_MS)) apart = seen
  return Math.max(now, at - apart)
}

/**
 * The machine's clock. Instants come from the wall, waits run on the monotonic clock, so a jump of the wall clock
 * shortens or lengthens no timer that is running.
 */
export const realClock: Clock = {
  now: () => Date.now(),
  schedule(at, fire) {
    const timer = timers.add(onMonotonic(at), fire)
    wait()
    return timer
  },
}
