/**
 * A fill that crosses a mass request, as a scenario asks for it: market event `feed` on the symbol with the script
 * `cross [quantity]`. The next mass status or mass cancel that reaches an open order in the symbol is crossed by a fill of
 * that order: between the status reports, or between the mass report and the cancels.
 */
import { type Decimal, decimal, isPositive, min, parseDecimal } from '../codec/decimal.ts'
import type { VenueContext } from './desk.ts'
import type { Order } from './order.ts'
import type { MarketEvent } from './seam.ts'

const WORD = 'cross'

export class CrossingFills {
  readonly #context: VenueContext
  /** Quantities by symbol; each is used once. */
  readonly #armed = new Map<string, Decimal>()

  constructor(context: VenueContext) {
    this.#context = context
  }

  onMarket(event: MarketEvent): void {
    if (event.name !== 'feed') return
    const [word, quantity] = event.script.trim().split(/\s+/)
    const qty = parseDecimal(quantity) ?? decimal(1)
    if (word === WORD && isPositive(qty) && this.#context.instruments.has(event.symbol))
      this.#armed.set(event.symbol, qty)
  }

  /** Fills the first of these orders whose symbol waits for it. */
  strike(orders: readonly Order[]): void {
    const order = orders.find(({ symbol }) => this.#armed.has(symbol))
    const qty = order && this.#armed.get(order.symbol)
    if (order === undefined || qty === undefined) return
    this.#armed.delete(order.symbol)
    const { last } = this.#context.instruments.get(order.symbol) ?? {}
    const px = order.terms.price ?? last
    if (px !== undefined) this.#context.orders.fill(order, min(qty, this.#context.orders.leavesQty(order)), px)
  }
}
