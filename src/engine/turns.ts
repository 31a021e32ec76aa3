/**
 * One turn at a time. What happens inside a turn, because a callback asks for it, waits until the turn is finished: no
 * half-done change is ever seen, and what is numbered first is sent first.
 */
/** A list that was longer than this is let go of. */
const KEPT = 64

export class Turns<Occasion> {
  readonly #take: (occasion: Occasion) => void
  readonly #fail: (error: unknown) => void
  /** What waits, from `#taken` to `#end`; the list is kept from turn to turn, since in most of them something waits. */
  #waiting: (Occasion | undefined)[] = []
  #taken = 0
  #end = 0
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
      this.#waiting[this.#end++] = occasion
      return
    }
    this.#busy = true
    try {
      this.#take(occasion)
      while (this.#taken < this.#end) this.#takeNext()
      this.#busy = false
    } catch (error) {
      this.#busy = false
      this.forget()
      this.#fail(error)
    }
  }

  #takeNext(): void {
    const next = this.#waiting[this.#taken] as Occasion
    this.#waiting[this.#taken++] = undefined
    if (this.#taken === this.#end) this.#begin()
    this.#take(next)
  }

  #begin(): void {
    if (this.#waiting.length > KEPT) this.#waiting = []
    this.#taken = 0
    this.#end = 0
  }

  /** Drops what waits. */
  forget(): void {
    this.#waiting = []
    this.#begin()
  }
}
