/**
 * Stop, stop limit and market if touched: they sleep until the market trades at StopPx(99) or beyond, are then told awake
 * in the persona's manner, and trade (O:STOP).
 */
import { compare, type Decimal, formatDecimal, isPositive } from '../codec/decimal.ts'
import { reaches } from './book-matching.ts'
import { bookSideOf } from './book-side.ts'
import type { Instrument, VenueContext } from './desk.ts'
import { HeldOrders, isMarketPrice } from './held-orders.ts'
import type { Order, Terms } from './order.ts'
import type { BehaviourFactory } from './order-behaviour.ts'
import { fillAtLimit } from './post-only.ts'
import { liquidity, referencePrice } from './resting-liquidity.ts'

const STOP = '3'
const STOP_LIMIT = '4'
const MARKET_IF_TOUCHED = 'J'
const IMMEDIATE = new Set(['3', '4'])

function sleeps({ ordType }: Terms): boolean {
  return ordType === STOP || ordType === STOP_LIMIT || ordType === MARKET_IF_TOUCHED
}

/** A buy stop wakes when the market is at StopPx(99) or above; market if touched waits for the market to come the other way. */
function isReached(side: string, { ordType, stopPx }: Terms, market: Decimal): boolean {
  if (stopPx === undefined) return false
  const rising = (bookSideOf(side) === 'buy') !== (ordType === MARKET_IF_TOUCHED)
  return rising ? compare(market, stopPx) >= 0 : compare(market, stopPx) <= 0
}

export const stopOrders: BehaviourFactory = (context) => {
  const held = new HeldOrders()
  const prices = new Map<string, Decimal>()
  const marketPrice = (instrument: Instrument) => prices.get(instrument.row.symbol) ?? referencePrice(instrument)
  return {
    name: 'stop',
    check({ side, terms }, instrument, replacing) {
      const market = marketPrice(instrument)
      const awake = replacing !== undefined && !replacing.asleep
      if (awake || !sleeps(terms) || terms.stopPx === undefined || !isReached(side, terms, market)) return undefined
      const stopPx = formatDecimal(terms.stopPx)
      return {
        reason: 'other',
        text: `StopPx(99) ${stopPx} is on the wrong side of the market: the last trade was at ${formatDecimal(market)}`,
      }
    },
    takes: ({ terms }) => sleeps(terms),
    prepare(order) {
      order.asleep = true
    },
    onAccepted: (order) => held.add(order),
    onReplaced(order, instrument) {
      held.add(order)
      if (!sleeps(order.terms)) order.asleep = false
      if (!order.asleep) tradeAwake(context, order, marketPrice(instrument))
    },
    onClosed: (order) => held.remove(order),
    onReopened: (order) => held.add(order),
    onMarketTrade(instrument, px, qty, by) {
      if (!isMarketPrice(by)) return
      prices.set(instrument.row.symbol, px)
      for (const order of held.of(instrument)) {
        if (!order.asleep) fillAtLimit(context, order, px, qty)
        else if (isReached(order.side, order.terms, px)) wake(context, order, px)
      }
    },
  }
}

function wake(context: VenueContext, order: Order, px: Decimal): void {
  context.orders.trigger(order)
  tradeAwake(context, order, px)
  if (order.open && IMMEDIATE.has(order.terms.timeInForce)) {
    context.orders.cancel(order, 'none', { text: 'the triggered order could not trade at once' })
  }
}

/** A stop becomes a market order; a stop limit trades if its limit reaches the market, and rests otherwise. */
function tradeAwake(context: VenueContext, order: Order, px: Decimal): void {
  const { ordType, price } = order.terms
  const limit = ordType === STOP_LIMIT ? price : undefined
  if (!sleeps(order.terms) || !reaches(bookSideOf(order.side), limit, px)) return
  const leaves = context.orders.leavesQty(order)
  if (isPositive(leaves)) context.orders.fill(order, leaves, px, { fields: liquidity(context, order, 'removed') })
}
