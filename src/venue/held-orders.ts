/** The open orders that a behaviour holds, by symbol, and which prices of the market they listen to. */
import type { Instrument } from './desk.ts'
import type { Order } from './order.ts'

/** Name of the behaviour of the price-time book. */
export const BOOK = 'book'

/**
 * True for a price that special orders react to: one that an operator or a scenario states, and one of a real book. Trades
 * that the script of a rule makes stay between the venue and that one order, or a fill of one client would wake the stops
 * of all others.
 *
 * @param by - the order of this venue that traded; undefined: nobody's
 */
export function isMarketPrice(by: Order | undefined): boolean {
  return by === undefined || by.behaviour?.name === BOOK
}

export class HeldOrders {
  readonly #bySymbol = new Map<string, Set<Order>>()

  add(order: Order): void {
    const orders = this.#bySymbol.get(order.symbol)
    if (orders === undefined) this.#bySymbol.set(order.symbol, new Set([order]))
    else orders.add(order)
  }

  remove(order: Order): void {
    this.#bySymbol.get(order.symbol)?.delete(order)
  }

  /** Oldest first; a copy, for orders end while they are looked at. Those that may not trade now are left out. */
  of({ row }: Instrument): readonly Order[] {
    return [...(this.#bySymbol.get(row.symbol) ?? [])].filter((order) => order.open && !order.suspended)
  }
}
