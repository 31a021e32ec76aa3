/**
 * Orders in an amount of money, CashOrderQty(152) without OrderQty(38): acknowledged without a quantity, which the price of
 * the trade fixes: as many whole lots as the amount buys (O:CASH).
 */
import { type Decimal, decimal, divide, isPositive, multiply, subtract, ZERO } from '../codec/decimal.ts'
import { reaches } from './book-matching.ts'
import { bookSideOf } from './book-side.ts'
import type { Instrument, VenueContext } from './desk.ts'
import { HeldOrders, isMarketPrice } from './held-orders.ts'
import type { Order } from './order.ts'
import type { BehaviourFactory } from './order-behaviour.ts'
import { availableTo, liquidity, referencePrice } from './resting-liquidity.ts'

/** Whole lots that the amount buys at the price; 0 when it buys none. */
export function quantityFor(cash: Decimal, px: Decimal, lot: Decimal): Decimal {
  const price = multiply(px, lot)
  if (!isPositive(price) || !isPositive(cash)) return ZERO
  // Rounded to a whole number of lots, which may be one too many.
  const lots = divide(cash, price, 0)
  const dear = subtract(cash, multiply(lots, price)).units < 0n
  return multiply(dear ? subtract(lots, decimal(1)) : lots, lot)
}

export const cashOrders: BehaviourFactory = (context) => {
  const held = new HeldOrders()
  return {
    name: 'cash',
    check({ side, terms }, instrument) {
      if (terms.cashOrderQty === undefined || terms.orderQty !== undefined) return undefined
      const px = availableTo(side, terms.price, instrument).units > 0n ? referencePrice(instrument) : terms.price
      const qty = quantityFor(terms.cashOrderQty, px ?? referencePrice(instrument), decimal(instrument.row.lot))
      if (isPositive(qty)) return undefined
      return { reason: 'quantity', text: 'CashOrderQty(152) does not buy one lot' }
    },
    takes: ({ terms }) => terms.cashOrderQty !== undefined && terms.orderQty === undefined,
    onAccepted(order, instrument) {
      held.add(order)
      const px = referencePrice(instrument)
      if (reaches(bookSideOf(order.side), order.terms.price, px)) convert(context, order, instrument, px)
    },
    onClosed: (order) => held.remove(order),
    onMarketTrade(instrument, px, _qty, by) {
      if (!isMarketPrice(by)) return
      for (const order of held.of(instrument)) {
        if (reaches(bookSideOf(order.side), order.terms.price, px)) convert(context, order, instrument, px)
      }
    },
  }
}

/** From here on the order has a quantity, and the arithmetic of every order. */
function convert(context: VenueContext, order: Order, instrument: Instrument, px: Decimal): void {
  const { cashOrderQty, orderQty } = order.terms
  if (cashOrderQty === undefined || orderQty !== undefined) return
  const qty = quantityFor(cashOrderQty, px, decimal(instrument.row.lot))
  if (!isPositive(qty)) return
  order.terms = { ...order.terms, orderQty: qty }
  context.orders.fill(order, qty, px, { fields: liquidity(context, order, 'removed') })
}
