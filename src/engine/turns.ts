/**
 * One turn at a time. What happens inside a turn, because a callback asks for it, waits until the turn is finished: no
 * half-done change is ever seen, and what is numbered first is sent first.
 */
export class Turns<Occasion> {
  readonly #take: (occasion: Occasion) => void
  readonly #fail: (error: unknown) => void
  #waiting: Occasion[] = []
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
    this.#waiting.push(occasion)
    if (this.#busy) return
    this.#busy = true
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) this.#take(next)
      this.#busy = false
    } catch (error) {
      this.#busy = false
      this.forget()
      this.#fail(error)
    }
  }

  /** Drops what waits. */
  forget(): void {
    this.#waiting = []
  }
}
