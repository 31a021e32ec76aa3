/** How many messages came in the last while. Knows no clock: whoever asks says when. */

export class SlidingWindow {
  readonly limit: number
  readonly intervalMs: number
  /** Instants of the newest messages, at most one more than the limit; a ring. */
  readonly #instants: number[] = []
  #next = 0
  #count = 0

  /**
   * @param limit - messages that fit into any interval
   * @throws RangeError when either is no whole number above 0
   */
  constructor(limit: number, intervalMs: number) {
    for (const [name, value] of [
      ['messagesLimit', limit],
      ['intervalMs', intervalMs],
    ] as const)
      if (!Number.isSafeInteger(value) || value < 1)
        throw new RangeError(`${name} of a throttle must be a whole number above 0, and ${value} is not`)
    this.limit = limit
    this.intervalMs = intervalMs
  }

  /** Takes a message into account. @returns messages in the window, this one included, counted up to limit + 1 */
  add(at: number): number {
    this.#instants[this.#next] = at
    this.#next = (this.#next + 1) % (this.limit + 1)
    this.#count = Math.min(this.#count + 1, this.limit + 1)
    return this.#within(at)
  }

  /** When the next message fits, at the earliest; `at` when it fits now. */
  fitsAt(at: number): number {
    if (this.#within(at) < this.limit) return at
    return this.#newest(this.limit - 1) + this.intervalMs
  }

  /**
   * A message counts for less than `intervalMs`: one that came exactly so long ago has left the window. One that came
   * later than now was there before the clock was set back, and counts no more: nobody waits for an hour to come again.
   */
  #within(at: number): number {
    while (this.#count > 0) {
      const age = at - this.#newest(this.#count - 1)
      if (age >= 0 && age < this.intervalMs) break
      this.#count--
    }
    return this.#count
  }

  /** @param back - 0 the newest, 1 the one before it, … */
  #newest(back: number): number {
    const size = this.limit + 1
    return this.#instants[(this.#next - 1 - back + 2 * size) % size] as number
  }
}
