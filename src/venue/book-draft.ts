/** Changes of a book that keep it in order: prices strictly better towards the best, bids below offers. */
import { add, compare, type Decimal, decimal, isPositive, multiply, subtract } from '../codec/decimal.ts'
import { type BookChange, type BookSide, type Level, MOST_LEVELS, PriceBook } from './price-book.ts'

/** Between two levels that are laid out anew, in ticks: room for others between them. */
const STEP_TICKS = 10
const SIZE = decimal(100)

/** The book of a market that has just opened: five levels a side, ten ticks apart, around the price. */
export function openingBook(price: Decimal, tick: Decimal): PriceBook {
  const draft = new BookDraft(new PriceBook(), price, tick)
  for (let i = 0; i < MOST_LEVELS; i++) for (const side of ['bid', 'offer'] as const) draft.append(side)
  const book = new PriceBook()
  for (const change of draft.changes) book.apply(change)
  return book
}

/** Collects changes, each made in view of those before it. What is not possible changes nothing. */
export class BookDraft {
  readonly changes: BookChange[] = []
  readonly #book: PriceBook
  readonly #price: Decimal
  readonly #tick: Decimal

  /** @param price - where a side begins that has no level */
  constructor(book: PriceBook, price: Decimal, tick: Decimal) {
    this.#book = book.copy()
    this.#price = price
    this.#tick = tick
  }

  levels(side: BookSide): readonly Level[] {
    return this.#book.levels(side)
  }

  #do(change: BookChange): void {
    this.#book.apply(change)
    this.changes.push(change)
  }

  /** A price that is so many ticks better: higher for a bid, lower for an offer. */
  #better(side: BookSide, px: Decimal, ticks: number): Decimal {
    const distance = multiply(this.#tick, decimal(ticks))
    return side === 'bid' ? add(px, distance) : subtract(px, distance)
  }

  /** Strictly better. */
  #isBetter(side: BookSide, a: Decimal, b: Decimal): boolean {
    return side === 'bid' ? compare(a, b) > 0 : compare(a, b) < 0
  }

  /** A new last level. */
  append(side: BookSide, qty = SIZE): void {
    const levels = this.levels(side)
    const last = levels.at(-1)
    const opposite = this.levels(other(side))[0]
    let px = this.#better(side, last?.px ?? this.#price, -STEP_TICKS)
    // A side that has run empty begins behind the other one.
    if (last === undefined && opposite !== undefined && !this.#isBetter(side, opposite.px, px))
      px = this.#better(side, opposite.px, -STEP_TICKS)
    if (levels.length < MOST_LEVELS && isPositive(px))
      this.#do({ do: 'insert', side, at: levels.length, level: { px, qty } })
  }

  /** A new level in front of the one at this index, one tick better than it. */
  insert(side: BookSide, at: number, qty = SIZE): void {
    const levels = this.levels(side)
    const behind = levels[at]
    if (behind === undefined) {
      if (at === levels.length) this.append(side, qty)
      return
    }
    const px = this.#better(side, behind.px, 1)
    if (at === 0) this.#makeRoom(side, px)
    const ahead = levels[at - 1]
    if (ahead !== undefined && !this.#isBetter(side, ahead.px, px)) return
    if (isPositive(px)) this.#do({ do: 'insert', side, at, level: { px, qty } })
  }

  /** Takes levels of the other side away until a price fits in front of them, and puts as many behind. */
  #makeRoom(side: BookSide, px: Decimal): void {
    const facing = other(side)
    let deleted = 0
    for (let best = this.levels(facing)[0]; best && !this.#isBetter(side, best.px, px); best = this.levels(facing)[0]) {
      // The last level goes only when another is there.
      if (this.levels(facing).length === 1) this.append(facing)
      this.delete(facing, 0)
      deleted++
    }
    for (; deleted > 0; deleted--) this.append(facing)
  }

  change(side: BookSide, at: number, qty: Decimal): void {
    if (this.levels(side)[at] !== undefined && isPositive(qty)) this.#do({ do: 'change', side, at, qty })
  }

  delete(side: BookSide, at: number): void {
    if (this.levels(side)[at] !== undefined) this.#do({ do: 'delete', side, at })
  }

  deleteThrough(side: BookSide, at: number): void {
    if (this.levels(side)[at] !== undefined) this.#do({ do: 'deleteThrough', side, at })
  }

  deleteFrom(side: BookSide, at: number): void {
    if (this.levels(side)[at] !== undefined) this.#do({ do: 'deleteFrom', side, at })
  }

  /** The level takes another quantity, and a price a tick better where there is room. */
  overlay(side: BookSide, at: number, qty = SIZE): void {
    const old = this.levels(side)[at]
    if (old === undefined) return
    const better = this.#better(side, old.px, 1)
    const limit = at === 0 ? this.levels(other(side))[0] : this.levels(side)[at - 1]
    const free = limit === undefined || this.#isBetter(side, limit.px, better)
    this.#do({ do: 'overlay', side, at, level: { px: free ? better : old.px, qty } })
  }

  /**
   * The best level of the other side is taken, and a new best of this side stands at its price: one must not be seen without
   * the other.
   *
   * @param newFirst - the new level comes first, so that the book is crossed for who looks between them; default false
   */
  takeOver(side: BookSide, newFirst = false): void {
    const facing = other(side)
    if (this.levels(facing).length < 2) this.append(facing)
    const taken = this.levels(facing)[0]
    if (taken === undefined || this.levels(facing).length < 2) return
    const stand = () => this.#do({ do: 'insert', side, at: 0, level: { px: taken.px, qty: SIZE } })
    if (newFirst) stand()
    this.delete(facing, 0)
    if (!newFirst) stand()
    this.append(facing)
  }
}

export function other(side: BookSide): BookSide {
  return side === 'bid' ? 'offer' : 'bid'
}
