/**
 * One turn at a time. What happens inside a turn, because a callback asks for it, waits until the turn is finished: no
 * half-done change is ever seen, and what is numbered first is sent first.
 */
/** A list that was longer than this is let go of. */
const KEPT = 64

export class Turns<Occasion> {
  readonly #take: (occasion: Occasion) => void
  readonly #fail: (error: unknown) => void
  #waiting: Occasion[] = []
  /** How many of them have been taken. */
  #taken = 0
  #busy = false

  /** @param fail - called between turns, when `take` has thrown; what waited is forgotten */
  constructor(take: (occasion: Occasion) => void, fail: (error: unknown) => void) {
    this.#take = take
    this.#fail = fail
  }

  get busy(): boolean {
    return this.#busy
  }

  perform(occasion: Occasion): void {
    if (this.#busy) {
      this.#waiting.push(occasion)
      return
    }
    this.#busy = true
    try {
      this.#take(occasion)
      while (this.#taken < this.#waiting.length) this.#take(this.#waiting[this.#taken++] as Occasion)
      this.#busy = false
      this.forget()
    } catch (error) {
      this.#busy = false
      this.forget()
      this.#fail(error)
    }
  }

  /** Drops what waits. */
  forget(): void {
    // Emptied rather than made anew: most turns have something wait, and all but few of them little.
    if (this.#waiting.length <= KEPT) this.#waiting.length = 0
    else this.#waiting = []
    this.#taken = 0
  }
}
