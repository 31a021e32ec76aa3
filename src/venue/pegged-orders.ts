/**
 * Pegged orders, OrdType(40)=P or a peg code in ExecInst(18) (FIX.5.0: PegPriceType(1094)): their price follows the market,
 * and each new price is told by a restatement (O:PEG). They rest; what trades with them is up to the operator.
 *
 * The simulated market has one price, so that best bid, best offer, middle and last trade are the same.
 */
import { add, compare, type Decimal, parseDecimal } from '../codec/decimal.ts'
import { bookSideOf } from './book-side.ts'
import type { VenueContext } from './desk.ts'
import { HeldOrders, isMarketPrice } from './held-orders.ts'
import type { Order, Terms } from './order.ts'
import type { BehaviourFactory } from './order-behaviour.ts'
import { hasExecInst, referencePrice } from './resting-liquidity.ts'

const PEGGED = 'P'
/** ExecInst(18): last, middle, opening, market, primary, fixed, VWAP, trailing stop, limit price. */
const PEG_CODES = ['L', 'M', 'O', 'P', 'R', 'T', 'W', 'a', 'd']
/** Those that keep the price of their first moment: opening peg, fixed peg; PegPriceType(1094) 3. */
const FIXED_CODES = ['O', 'T']
const OPENING_PEG = '3'
const PEG_OFFSET_VALUE = 211
const PEG_PRICE_TYPE = 1094
/** ExecRestatementReason(378). */
const REPRICING = 3

function special({ special: fields = [] }: Terms, tag: number): string | undefined {
  const value = fields.find(([at]) => at === tag)?.[1]
  return value === undefined ? undefined : String(value)
}

function isPegged(terms: Terms): boolean {
  return terms.ordType === PEGGED || PEG_CODES.some((code) => hasExecInst(terms, code))
}

function isFixed(terms: Terms): boolean {
  return FIXED_CODES.some((code) => hasExecInst(terms, code)) || special(terms, PEG_PRICE_TYPE) === OPENING_PEG
}

/** @param limit - Price(44) as the client stated it: the peg goes no further */
function pegPrice({ side, terms }: Order, market: Decimal, limit: Decimal | undefined): Decimal {
  const offset = parseDecimal(special(terms, PEG_OFFSET_VALUE))
  const price = offset === undefined ? market : add(market, offset)
  if (limit === undefined) return price
  const beyond = bookSideOf(side) === 'buy' ? compare(price, limit) > 0 : compare(price, limit) < 0
  return beyond ? limit : price
}

export const peggedOrders: BehaviourFactory = (context) => {
  const held = new HeldOrders()
  const limits = new WeakMap<Order, Decimal>()
  const prices = new Map<string, Decimal>()
  const set = (order: Order, market: Decimal) => {
    order.terms = { ...order.terms, price: pegPrice(order, market, limits.get(order)) }
  }
  return {
    name: 'peg',
    takes: ({ terms }) => isPegged(terms),
    prepare(order, instrument) {
      if (order.terms.price !== undefined) limits.set(order, order.terms.price)
      set(order, prices.get(instrument.row.symbol) ?? referencePrice(instrument))
    },
    onAccepted: (order) => held.add(order),
    onReplaced(order, _instrument, before) {
      if (!isPegged(order.terms)) return held.remove(order)
      held.add(order)
      const { price } = order.terms
      if (price === undefined) order.terms = { ...order.terms, price: before.price }
      else limits.set(order, price)
    },
    onClosed: (order) => held.remove(order),
    onReopened: (order) => held.add(order),
    onMarketTrade(instrument, px, _qty, by) {
      if (!isMarketPrice(by)) return
      prices.set(instrument.row.symbol, px)
      for (const order of held.of(instrument)) reprice(context, order, pegPrice(order, px, limits.get(order)))
    },
  }
}

function reprice(context: VenueContext, order: Order, price: Decimal): void {
  if (isFixed(order.terms)) return
  if (order.terms.price !== undefined && compare(order.terms.price, price) === 0) return
  context.orders.restate(order, REPRICING, { price, text: 'pegged to the market' })
}
