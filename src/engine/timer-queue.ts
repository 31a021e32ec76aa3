/**
 * The running timers of a clock, of all its sessions together, the next to fire first. Knows no time: whoever owns it says
 * what is due. A binary heap whose entries know their places, so that what is cancelled leaves at once and for good.
 */
import type { Timer } from './clock.ts'

/** A timer in its queue; it leaves when it is taken, or cancelled. */
export class QueuedTimer implements Timer {
  readonly at: number
  /** Counts up over all timers of the queue: which of two at the same instant comes first. */
  readonly order: number
  readonly fire: () => void
  readonly #queue: TimerQueue
  /** Where it stands in the heap; -1 once it has left. Only the queue writes it. */
  place = -1

  constructor(queue: TimerQueue, at: number, order: number, fire: () => void) {
    this.#queue = queue
    this.at = at
    this.order = order
    this.fire = fire
  }

  cancel(): void {
    this.#queue.drop(this)
  }
}

export class TimerQueue {
  readonly #heap: QueuedTimer[] = []
  readonly #onEmptied: () => void
  #order = 0

  /** @param onEmptied - the last timer was cancelled */
  constructor(onEmptied: () => void = () => undefined) {
    this.#onEmptied = onEmptied
  }

  /** The timer that fires next: the earliest, of those at one instant the one that was added first. */
  get first(): QueuedTimer | undefined {
    return this.#heap[0]
  }

  get length(): number {
    return this.#heap.length
  }

  /** How many timers have been added so far: the order of the next one. */
  get added(): number {
    return this.#order
  }

  /** @throws RangeError when `at` is not a number: it would stand in everybody's way */
  add(at: number, fire: () => void): QueuedTimer {
    if (Number.isNaN(at)) throw new RangeError('a timer needs an instant, and this one is not a number')
    const timer = new QueuedTimer(this, at, this.#order++, fire)
    this.#up(timer, this.#heap.length)
    return timer
  }

  /** Takes the first timer out of the queue, for its caller to fire. */
  take(): QueuedTimer | undefined {
    const { first } = this
    if (first !== undefined) this.#remove(first)
    return first
  }

  /** A timer fires no more; one that has left the queue already changes nothing. */
  drop(timer: QueuedTimer): void {
    if (timer.place < 0) return
    this.#remove(timer)
    if (this.#heap.length === 0) this.#onEmptied()
  }

  #remove(timer: QueuedTimer): void {
    const { place } = timer
    timer.place = -1
    const last = this.#heap.pop() as QueuedTimer
    if (last === timer) return
    // The last one fills the hole, and goes from there to where it belongs.
    if (place > 0 && before(last, this.#heap[(place - 1) >> 1] as QueuedTimer)) this.#up(last, place)
    else this.#down(last, place)
  }

  /** Puts a timer where it belongs, at `place` or above. */
  #up(timer: QueuedTimer, place: number): void {
    let at = place
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = this.#heap[above] as QueuedTimer
      if (!before(timer, parent)) break
      this.#put(parent, at)
      at = above
    }
    this.#put(timer, at)
  }

  /** Puts a timer where it belongs, at `place` or below. */
  #down(timer: QueuedTimer, place: number): void {
    const heap = this.#heap
    let at = place
    for (;;) {
      let below = 2 * at + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && before(heap[below + 1] as QueuedTimer, heap[below] as QueuedTimer)) below++
      const child = heap[below] as QueuedTimer
      if (!before(child, timer)) break
      this.#put(child, at)
      at = below
    }
    this.#put(timer, at)
  }

  #put(timer: QueuedTimer, place: number): void {
    this.#heap[place] = timer
    timer.place = place
  }
}

function before(a: QueuedTimer, b: QueuedTimer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
