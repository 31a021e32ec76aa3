/**
 * Orders of which only a peak is shown, MaxFloor(111) or DisplayQty(1138): they trade one peak at a time, and
 * LeavesQty(151) counts the hidden part (O:ICE). The first peak trades at once where the limit reaches what rests at the
 * venue, each further one when the market trades at its price.
 */
import {
  compare,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  isPositive,
  isZero,
  min,
  subtract,
} from '../codec/decimal.ts'
import { reaches } from './book-matching.ts'
import { bookSideOf } from './book-side.ts'
import type { VenueContext } from './desk.ts'
import { HeldOrders, isMarketPrice } from './held-orders.ts'
import type { Order, Terms } from './order.ts'
import type { BehaviourFactory } from './order-behaviour.ts'
import { availableTo, type Liquidity, liquidity, referencePrice } from './resting-liquidity.ts'

/** A peer could ask for as many reports as its quantity has peaks. */
const MAX_PEAKS = 1000

/** What is shown at a time; undefined when all is. */
export function peakOf({ displayQty, maxFloor }: Terms): Decimal | undefined {
  return displayQty ?? maxFloor
}

/** Why a display quantity is refused; for a book as well as for what stands here. */
export function tooManyPeaks(terms: Terms): string | undefined {
  const peak = peakOf(terms)
  if (peak === undefined || isZero(peak) || terms.orderQty === undefined) return undefined
  const least = divide(terms.orderQty, decimal(MAX_PEAKS), terms.orderQty.scale + 3)
  if (compare(peak, least) >= 0) return undefined
  return `a display quantity of ${formatDecimal(peak)} is less than a ${MAX_PEAKS}th of OrderQty(38)`
}

export const peakOrders: BehaviourFactory = (context) => {
  const held = new HeldOrders()
  return {
    name: 'peak',
    check({ terms }) {
      const text = tooManyPeaks(terms)
      return text === undefined ? undefined : { reason: 'quantity', text }
    },
    takes: ({ terms }, _instrument, book) => !book && peakOf(terms) !== undefined,
    onAccepted(order, instrument) {
      held.add(order)
      if (isPositive(availableTo(order.side, order.terms.price, instrument))) {
        fillPeaks(context, order, referencePrice(instrument), undefined, 'removed')
      }
    },
    onReplaced: (order) => held.add(order),
    onClosed: (order) => held.remove(order),
    onReopened: (order) => held.add(order),
    onMarketTrade(instrument, px, qty, by) {
      if (!isMarketPrice(by)) return
      for (const order of held.of(instrument)) {
        const { price } = order.terms
        if (price !== undefined && reaches(bookSideOf(order.side), price, px))
          fillPeaks(context, order, price, qty, 'added')
      }
    },
  }
}

/** One peak, or as many as `most` needs. */
function fillPeaks(
  context: VenueContext,
  order: Order,
  px: Decimal,
  most: Decimal | undefined,
  which: Liquidity,
): void {
  const { orders } = context
  let left = most
  do {
    const leaves = orders.leavesQty(order)
    const peak = peakOf(order.terms)
    const shown = peak === undefined || isZero(peak) ? leaves : min(peak, leaves)
    const qty = left === undefined ? shown : min(shown, left)
    if (!isPositive(qty)) return
    orders.fill(order, qty, px, { fields: liquidity(context, order, which) })
    left = left === undefined ? undefined : subtract(left, qty)
  } while (order.open && left !== undefined)
}
