/**
 * A clock that jumps to the next deadline. Everything that happens under it is a function of what was scheduled, so
 * 48 hours of heartbeats take milliseconds and come out the same every time.
 */
import type { Clock, Timer } from './clock.ts'

interface Entry {
  readonly at: number
  readonly order: number
  readonly fire: () => void
  cancelled: boolean
}

/** A clock for tests: it stands until somebody fires the next timer. */
export class SimulatedClock implements Clock {
  #now: number
  #order = 0
  /** A binary heap by time, then by order of scheduling. */
  readonly #heap: Entry[] = []

  /** @param start - epoch milliseconds UTC */
  constructor(start: number) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  /** As `Clock.schedule`. @throws RangeError when `at` is not a number */
  schedule(at: number, fire: () => void): Timer {
    if (Number.isNaN(at)) throw new RangeError('a timer needs an instant, and this one is not a number')
    const entry: Entry = { at: Math.max(at, this.#now), order: this.#order++, fire, cancelled: false }
    this.#push(entry)
    return {
      cancel: () => {
        entry.cancelled = true
      },
    }
  }

  /** When the next timer is due; undefined when none is. */
  get nextAt(): number | undefined {
    this.#dropCancelled()
    return this.#heap[0]?.at
  }

  /** Jumps to the next timer and fires it. @returns false when no timer is due */
  fireNext(): boolean {
    this.#dropCancelled()
    const entry = this.#pop()
    if (entry === undefined) return false
    this.#now = entry.at
    entry.fire()
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

  #dropCancelled(): void {
    while (this.#heap[0]?.cancelled === true) this.#pop()
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let i = heap.push(entry) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!before(entry, heap[parent] as Entry)) break
      heap[i] = heap[parent] as Entry
      i = parent
    }
    heap[i] = entry
  }

  #pop(): Entry | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1] as Entry, heap[child] as Entry)) child++
      if (!before(heap[child] as Entry, last)) break
      heap[i] = heap[child] as Entry
      i = child
    }
    heap[i] = last
    return first
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
