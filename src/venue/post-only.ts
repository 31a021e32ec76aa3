/**
 * Post-only orders, ExecInst(18)=6 participate don't initiate: one that would trade at once is cancelled or refused, and one
 * that rests trades when the market comes to its price, as the side that was there (O:POST).
 */
import { type Decimal, isPositive, min } from '../codec/decimal.ts'
import { reaches } from './book-matching.ts'
import { bookSideOf } from './book-side.ts'
import type { Instrument, VenueContext } from './desk.ts'
import { HeldOrders, isMarketPrice } from './held-orders.ts'
import type { Order, Terms } from './order.ts'
import type { BehaviourFactory } from './order-behaviour.ts'
import { availableTo, hasExecInst, liquidity } from './resting-liquidity.ts'

/** ExecInst(18). */
export const PARTICIPATE_DONT_INITIATE = '6'
export const WOULD_TAKE = 'post only: the order would trade at once'

export const postOnly: BehaviourFactory = (context) => {
  const held = new HeldOrders()
  return {
    name: 'post-only',
    check(draft, instrument) {
      if (context.persona.defaults.postOnly !== 'reject' || !wouldTake(draft.side, draft.terms, instrument))
        return undefined
      return { reason: 'other', text: WOULD_TAKE }
    },
    takes: ({ terms }, _instrument, book) => !book && hasExecInst(terms, PARTICIPATE_DONT_INITIATE),
    onAccepted(order, instrument) {
      held.add(order)
      cancelTaker(context, order, instrument)
    },
    onReplaced(order, instrument) {
      held.add(order)
      cancelTaker(context, order, instrument)
    },
    onClosed: (order) => held.remove(order),
    onReopened: (order) => held.add(order),
    onMarketTrade(instrument, px, qty, by) {
      if (!isMarketPrice(by)) return
      for (const order of held.of(instrument)) fillAtLimit(context, order, px, qty)
    },
  }
}

function wouldTake(side: string, terms: Terms, instrument: Instrument): boolean {
  return hasExecInst(terms, PARTICIPATE_DONT_INITIATE) && isPositive(availableTo(side, terms.price, instrument))
}

function cancelTaker(context: VenueContext, order: Order, instrument: Instrument): void {
  if (wouldTake(order.side, order.terms, instrument)) context.orders.cancel(order, 'none', { text: WOULD_TAKE })
}

/** The market came to a resting order: it trades at its own price, up to the quantity that traded there. */
export function fillAtLimit(context: VenueContext, order: Order, px: Decimal, most: Decimal | undefined): void {
  const { price } = order.terms
  if (price === undefined || !reaches(bookSideOf(order.side), price, px)) return
  const leaves = context.orders.leavesQty(order)
  const qty = most === undefined ? leaves : min(leaves, most)
  if (isPositive(qty)) context.orders.fill(order, qty, price, { fields: liquidity(context, order, 'added') })
}
