/**
 * The order book of one symbol: price before time, in exact decimals. It knows orders by an id and what they are worth to a
 * matcher, and nothing of sessions, reports or rules. Pure: the same calls give the same trades.
 *
 * @see docs/decisions/10-the-order-book.md
 */
import { compare, type Decimal, equals, isPositive, min, subtract, ZERO } from '../codec/decimal.ts'
import { type BookEvent, type Incoming, type Meeting, meet, reaches, type SelfTradeMode } from './book-matching.ts'
import { BookSide, type BookSideName, type RestingOrder, shownOf } from './book-side.ts'

/** What becomes of an order that does not trade at once: it rests, it is gone, or it trades whole or not at all. */
export type Staying = 'rest' | 'immediate' | 'whole'

export interface BookOrder {
  /** Unique in the book. */
  readonly id: string
  readonly side: BookSideName
  /** Undefined: trades at any price, and never rests. */
  readonly price: Decimal | undefined
  /** More than 0. */
  readonly qty: Decimal
  /** Shown at a time; default all, 0 shows nothing. */
  readonly peak?: Decimal | undefined
  /** What the first trades together have to bring, both on entry and while it rests. */
  readonly minQty?: Decimal | undefined
  readonly owner?: string | undefined
  /** What to do about orders of the same owner; without it they trade. */
  readonly selfTrade?: SelfTradeMode | undefined
  readonly staying?: Staying | undefined
}

export interface Entry extends Meeting {
  /** It stands in the book with what is left. */
  readonly rests: boolean
}

/** New terms of an order that rests. */
export type Change = Pick<BookOrder, 'price' | 'qty' | 'peak' | 'minQty' | 'selfTrade' | 'staying'>

const NOTHING: readonly BookEvent[] = []

export class OrderBook {
  readonly #sides: Readonly<Record<BookSideName, BookSide>> = { buy: new BookSide('buy'), sell: new BookSide('sell') }
  readonly #orders = new Map<string, RestingOrder>()

  /** Number of orders that rest. */
  get size(): number {
    return this.#orders.size
  }

  has(id: string): boolean {
    return this.#orders.has(id)
  }

  /** A resting order as it stands; a copy. */
  order(id: string): Readonly<RestingOrder> | undefined {
    const order = this.#orders.get(id)
    return order === undefined ? undefined : { ...order }
  }

  /**
   * Trades the order against the other side, and lets it rest with what is left if it may.
   *
   * @throws Error when the id stands in the book already, or the quantity is not more than 0
   */
  enter(order: BookOrder): Entry {
    if (this.#orders.has(order.id)) throw new Error(`order ${order.id} stands in the book already`)
    if (!isPositive(order.qty)) throw new Error(`order ${order.id} has no quantity`)
    const meeting = this.probe(order)
    const tooLittle = order.minQty !== undefined && compare(meeting.traded, min(order.minQty, order.qty)) < 0
    const notWhole = order.staying === 'whole' && compare(meeting.traded, order.qty) < 0
    const outcome: Meeting =
      tooLittle || notWhole ? { events: NOTHING, traded: ZERO, left: order.qty, ended: false } : meeting
    this.#apply(outcome.events)
    const rests = order.price !== undefined && (order.staying ?? 'rest') === 'rest' && isPositive(outcome.left)
    if (rests && order.price !== undefined) {
      this.#rest(order, order.price, outcome.left, tooLittle ? order.minQty : undefined)
    }
    return { ...outcome, rests }
  }

  /** What would happen if it were entered as it is, minimum and time in force left aside; nothing is changed. */
  probe(incoming: Incoming): Meeting {
    return meet(incoming, this.#sides[otherSide(incoming.side)].levels)
  }

  /** True when an order of this side and limit would not rest untouched. */
  crosses(side: BookSideName, limit: Decimal | undefined): boolean {
    const best = this.best(otherSide(side))
    return best !== undefined && reaches(side, limit, best)
  }

  /** @returns the best price of a side; undefined when it is empty */
  best(side: BookSideName): Decimal | undefined {
    return this.#sides[side].levels[0]?.price
  }

  /** What can be seen of a side, best price first. */
  depth(side: BookSideName, most = Number.POSITIVE_INFINITY): ReturnType<BookSide['depth']> {
    return this.#sides[side].depth(most)
  }

  /**
   * Takes an order out.
   *
   * @returns what was left of it; undefined when it does not stand here
   */
  cancel(id: string): Decimal | undefined {
    const order = this.#orders.get(id)
    if (order === undefined) return undefined
    this.#drop(order)
    return order.open
  }

  /**
   * What is left of an order became less without the book: it keeps its place. 0 takes it out; more than it was is ignored.
   */
  reduce(id: string, open: Decimal): void {
    const order = this.#orders.get(id)
    if (order === undefined || compare(open, order.open) >= 0) return
    if (!isPositive(open)) return this.#drop(order)
    order.open = open
    order.shown = min(order.shown, open)
    if (order.minQty !== undefined) order.minQty = min(order.minQty, open)
  }

  /**
   * New terms. An order whose quantity falls and whose price and display quantity stay keeps its place; any other goes to
   * the end of its price, and may trade on its way.
   *
   * @returns undefined when it does not stand here; nothing happens then
   */
  replace(id: string, change: Change): Entry | undefined {
    const order = this.#orders.get(id)
    if (order === undefined) return undefined
    const samePrice = change.price !== undefined && compare(change.price, order.price) === 0
    const keeps = samePrice && compare(change.qty, order.open) <= 0 && isSame(change.peak, order.peak)
    if (keeps && (change.staying ?? 'rest') === 'rest') {
      order.minQty = change.minQty
      this.reduce(id, change.qty)
      return { events: NOTHING, traded: ZERO, left: change.qty, ended: false, rests: true }
    }
    this.#drop(order)
    return this.enter({ ...change, id, side: order.side, owner: order.owner })
  }

  #rest(order: BookOrder, price: Decimal, open: Decimal, minQty: Decimal | undefined): void {
    const { id, side, owner, peak } = order
    const shown = shownOf(open, peak)
    const resting: RestingOrder = { id, side, price, owner, open, shown, peak, minQty }
    this.#orders.set(id, resting)
    this.#sides[side].append(resting)
  }

  #apply(events: readonly BookEvent[]): void {
    for (const event of events) {
      const maker = this.#orders.get(event.maker)
      if (maker === undefined) continue
      if (event.kind === 'trade') this.#take(maker, event.qty)
      else if (event.mode === 'decrement') this.reduce(maker.id, subtract(maker.open, event.qty))
      else if (event.mode !== 'aggressor') this.#drop(maker)
    }
  }

  #take(maker: RestingOrder, qty: Decimal): void {
    maker.minQty = undefined
    this.#sides[maker.side].take(maker, qty)
    if (!isPositive(maker.open)) this.#orders.delete(maker.id)
  }

  #drop(order: RestingOrder): void {
    this.#sides[order.side].remove(order)
    this.#orders.delete(order.id)
  }
}

export function otherSide(side: BookSideName): BookSideName {
  return side === 'buy' ? 'sell' : 'buy'
}

function isSame(a: Decimal | undefined, b: Decimal | undefined): boolean {
  return a === undefined || b === undefined ? a === b : equals(a, b)
}
