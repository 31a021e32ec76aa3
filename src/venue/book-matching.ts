/**
 * What would happen if an order met a side of the book: price before time, at the price of the order that rests. It changes
 * nothing, so that a fill-or-kill order or one with a minimum quantity can be judged before anything is done.
 */
import { add, compare, type Decimal, isPositive, max, min, subtract, ZERO } from '../codec/decimal.ts'
import { type BookSideName, type Level, type RestingOrder, shownOf } from './book-side.ts'

/**
 * What happens where an order would trade with one of the same owner: the incoming order ends, the resting one does, both
 * do, or both are made smaller by what would have been traded. Nothing trades in any case.
 */
export type SelfTradeMode = 'aggressor' | 'resting' | 'both' | 'decrement'

/** How much of a resting order is gone or changed, in the order in which it happens. */
export type BookEvent =
  | { readonly kind: 'trade'; readonly maker: string; readonly qty: Decimal; readonly px: Decimal }
  /** A trade with the order's own side was prevented; `qty` is what both lose in mode `decrement`. */
  | { readonly kind: 'prevented'; readonly mode: SelfTradeMode; readonly maker: string; readonly qty: Decimal }

export interface Incoming {
  readonly side: BookSideName
  /** Undefined: at any price. */
  readonly price: Decimal | undefined
  readonly qty: Decimal
  readonly owner?: string | undefined
  readonly selfTrade?: SelfTradeMode | undefined
}

export interface Meeting {
  readonly events: readonly BookEvent[]
  /** Sum of the trades. */
  readonly traded: Decimal
  /** What is left and may rest; nothing when self-trade prevention ended the order. */
  readonly left: Decimal
  /** Self-trade prevention ended the incoming order. */
  readonly ended: boolean
}

/** True when an order of this side and limit trades at this price. */
export function reaches(side: BookSideName, limit: Decimal | undefined, price: Decimal): boolean {
  if (limit === undefined) return true
  return side === 'buy' ? compare(limit, price) >= 0 : compare(limit, price) <= 0
}

/** @param levels - the other side, best first */
export function meet(incoming: Incoming, levels: readonly Level[]): Meeting {
  const events: BookEvent[] = []
  let traded = ZERO
  let left = incoming.qty
  for (const { price, orders } of levels) {
    if (!reaches(incoming.side, incoming.price, price)) break
    // Used-up peaks queue up behind the level, as they will when this is done.
    const queue: { order: RestingOrder; open: Decimal; shown: Decimal; first: boolean }[] = []
    let next = 0
    for (let i = 0; isPositive(left); i++) {
      const resting = orders[i]
      const place =
        resting !== undefined
          ? { order: resting, open: resting.open, shown: resting.shown, first: true }
          : queue[next++]
      if (place === undefined) break
      const { order } = place
      if (incoming.owner !== undefined && incoming.selfTrade !== undefined && order.owner === incoming.owner) {
        const mode = incoming.selfTrade
        const qty = mode === 'decrement' ? min(left, place.open) : ZERO
        events.push({ kind: 'prevented', mode, maker: order.id, qty })
        if (mode === 'aggressor' || mode === 'both') return { events, traded, left: ZERO, ended: true }
        left = subtract(left, qty)
        continue
      }
      if (place.first && order.minQty !== undefined && compare(left, order.minQty) < 0) continue
      const wanted = place.first && order.minQty !== undefined ? max(place.shown, order.minQty) : place.shown
      const qty = min(left, wanted)
      events.push({ kind: 'trade', maker: order.id, qty, px: price })
      traded = add(traded, qty)
      left = subtract(left, qty)
      const open = subtract(place.open, qty)
      if (isPositive(open)) queue.push({ order, open, shown: shownOf(open, order.peak), first: false })
    }
    if (!isPositive(left)) break
  }
  return { events, traded, left, ended: false }
}
