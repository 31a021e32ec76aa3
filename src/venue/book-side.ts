/** One side of an order book: price levels, best first, each with its orders in the order of their arrival. */
import { add, compare, type Decimal, isPositive, isZero, min, subtract, ZERO } from '../codec/decimal.ts'
import { isBuy } from './order-facts.ts'

export type BookSideName = 'buy' | 'sell'

/** @param side - Side(54) */
export function bookSideOf(side: string): BookSideName {
  return isBuy(side) ? 'buy' : 'sell'
}

/** An order as it stands in the book. The book alone changes it. */
export interface RestingOrder {
  readonly id: string
  readonly side: BookSideName
  readonly price: Decimal
  /** Whose it is, for self-trade prevention; undefined: nobody's in particular. */
  readonly owner: string | undefined
  /** What is left of it, hidden part included. */
  open: Decimal
  /** What others see of it; all of `open` without a display quantity. */
  shown: Decimal
  /** How much is shown at a time; undefined: all. 0: nothing is seen, and all of it trades. */
  peak: Decimal | undefined
  /** The first trade has to bring as much; undefined once it has. */
  minQty: Decimal | undefined
}

export interface Level {
  readonly price: Decimal
  readonly orders: RestingOrder[]
}

/** What a peak shows of an order of which `open` is left. */
export function shownOf(open: Decimal, peak: Decimal | undefined): Decimal {
  return peak === undefined || isZero(peak) ? open : min(peak, open)
}

/**
 * Levels in a sorted array, found by halves. A book of a simulator has tens of levels; there an array beats a tree, and
 * walking from the best price on is a plain loop.
 */
export class BookSide {
  readonly levels: Level[] = []
  readonly #better: number

  constructor(name: BookSideName) {
    // A buyer's best price is the highest one.
    this.#better = name === 'buy' ? -1 : 1
  }

  /** Behind all orders of its price. */
  append(order: RestingOrder): void {
    const at = this.#find(order.price)
    const level = this.levels[at]
    if (level !== undefined && compare(level.price, order.price) === 0) level.orders.push(order)
    else this.levels.splice(at, 0, { price: order.price, orders: [order] })
  }

  remove(order: RestingOrder): void {
    const at = this.#find(order.price)
    const orders = this.levels[at]?.orders
    const place = orders?.indexOf(order) ?? -1
    if (orders === undefined || place < 0) return
    orders.splice(place, 1)
    if (orders.length === 0) this.levels.splice(at, 1)
  }

  /** Takes `qty` from the order as it stands; with nothing left of it, it leaves; a used-up peak goes to the end of its level. */
  take(order: RestingOrder, qty: Decimal): void {
    order.open = subtract(order.open, qty)
    order.shown = subtract(order.shown, qty)
    if (isPositive(order.shown)) return
    this.remove(order)
    if (!isPositive(order.open)) return
    order.shown = shownOf(order.open, order.peak)
    this.append(order)
  }

  /** What is seen at each price, best first. */
  depth(most: number): { readonly price: Decimal; readonly qty: Decimal; readonly orders: number }[] {
    return this.levels.slice(0, most).flatMap(({ price, orders }) => {
      const seen = orders.filter(({ peak }) => peak === undefined || !isZero(peak))
      const qty = seen.reduce((sum, { shown }) => add(sum, shown), ZERO)
      return seen.length === 0 ? [] : [{ price, qty, orders: seen.length }]
    })
  }

  /** Index of the first level whose price is not better than this one. */
  #find(price: Decimal): number {
    let from = 0
    let to = this.levels.length
    while (from < to) {
      const middle = (from + to) >>> 1
      const level = this.levels[middle]
      if (level !== undefined && compare(level.price, price) * this.#better < 0) from = middle + 1
      else to = middle
    }
    return from
  }
}
