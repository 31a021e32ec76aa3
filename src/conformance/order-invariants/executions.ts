/** The executions of one order that count: busts are gone, corrections stand in the place of what they correct. */
import { add, type Decimal, isZero, multiply, ZERO } from '../../codec/decimal.ts'

interface Execution {
  readonly qty: Decimal
  readonly px: Decimal | undefined
}

export class Executions {
  readonly #live = new Map<string, Execution>()
  /** Earlier ExecIDs of an execution → the one that it has now; busted ones → undefined. */
  readonly #now = new Map<string, string | undefined>()
  /** What traded before anything is known of, with its value as far as that is known. */
  #isWhole = true
  #before: { qty: Decimal; value: Decimal | undefined } = { qty: ZERO, value: ZERO }

  add(execID: string, qty: Decimal, px: Decimal | undefined): void {
    this.#live.set(execID, { qty, px })
    this.#now.set(execID, execID)
  }

  /** @returns false when no such execution was ever told */
  bust(execRefID: string): boolean {
    const known = this.#now.has(execRefID)
    const live = this.#follow(execRefID)
    if (live !== undefined) {
      this.#live.delete(live)
      this.#now.set(live, undefined)
    }
    return known
  }

  /** The values are the new ones, whole. @returns false when no such execution was ever told */
  correct(execRefID: string, execID: string, qty: Decimal, px: Decimal | undefined): boolean {
    const live = this.#follow(execRefID)
    if (live === undefined) return this.#now.has(execRefID)
    this.#live.delete(live)
    this.add(execID, qty, px)
    this.#now.set(live, execID)
    return true
  }

  knows(execID: string): boolean {
    return this.#now.has(execID)
  }

  /** False when some of what traded is known as a sum alone. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  /** Σ of the quantities. */
  get qty(): Decimal {
    return [...this.#live.values()].reduce((sum, { qty }) => add(sum, qty), this.#before.qty)
  }

  /** Σ of quantity times price; undefined when a price is not known. */
  get value(): Decimal | undefined {
    let sum = this.#before.value
    for (const { qty, px } of this.#live.values())
      sum = sum === undefined || px === undefined ? undefined : add(sum, multiply(qty, px))
    return sum
  }

  /** Begins anew with what has traded, and its value where that is known; earlier executions are known no more. */
  rebase(qty: Decimal, value: Decimal | undefined): void {
    this.#live.clear()
    this.#now.clear()
    this.#isWhole = isZero(qty)
    this.#before = { qty, value }
  }

  /** The ExecID that an execution goes by now; undefined when it was busted, or never told. */
  #follow(execID: string): string | undefined {
    let now: string | undefined = execID
    while (now !== undefined && !this.#live.has(now)) {
      const next: string | undefined = this.#now.get(now)
      now = next === now ? undefined : next
    }
    return now
  }
}
