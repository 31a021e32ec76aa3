/**
 * Orders that trade at once what they can: immediate or cancel, fill or kill, a minimum quantity, market with left over as
 * limit. Against them rests what the row of the symbol says, at the reference price; it is there again for every order, so
 * that an order's fate hangs on its own fields alone (T: and O:MINQ of the printed tables).
 */
import { compare, type Decimal, decimal, formatDecimal, isPositive, min, ZERO } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import { reaches } from './book-matching.ts'
import { bookSideOf } from './book-side.ts'
import type { Instrument, VenueContext } from './desk.ts'
import { hasField } from './message-body.ts'
import type { Order, Terms } from './order.ts'
import type { BehaviourFactory } from './order-behaviour.ts'

const IMMEDIATE_OR_CANCEL = '3'
const FILL_OR_KILL = '4'
const MARKET_WITH_LEFT_OVER = 'K'
const ALL_OR_NONE = 'G'
const DEFAULT_RESTING = '100'
const REPRICING = 3
const LAST_LIQUIDITY_IND = 851

/** LastLiquidityInd(851) of a fill. */
export type Liquidity = 'added' | 'removed'

/** The field that says who was there first, where the version of the order's session has it. */
export function liquidity(context: VenueContext, order: Order, which: Liquidity): Field[] {
  const dictionary = context.sessions.get(order.session)?.dictionary
  if (dictionary === undefined || !hasField(dictionary, '8', LAST_LIQUIDITY_IND)) return []
  return [[LAST_LIQUIDITY_IND, which === 'added' ? '1' : '2']]
}

/** Where market orders trade: the reference price of the symbol. */
export function referencePrice({ row }: Instrument): Decimal {
  return decimal(row.reference)
}

/** What rests against an order at the reference price; 0 when its limit does not reach it. */
export function availableTo(side: string, limit: Decimal | undefined, instrument: Instrument): Decimal {
  const resting = decimal(instrument.row.resting ?? DEFAULT_RESTING)
  return reaches(bookSideOf(side), limit, referencePrice(instrument)) ? resting : ZERO
}

/** One code of ExecInst(18), which may hold several. */
export function hasExecInst({ execInst }: Terms, code: string): boolean {
  return execInst?.split(' ').includes(code) ?? false
}

/** What the first trade of an order has to bring: MinQty(110), or all of an all-or-none order. */
export function leastQty(terms: Terms): Decimal | undefined {
  return hasExecInst(terms, ALL_OR_NONE) ? terms.orderQty : terms.minQty
}

function isImmediate({ timeInForce }: Terms): boolean {
  return timeInForce === IMMEDIATE_OR_CANCEL || timeInForce === FILL_OR_KILL
}

export const restingLiquidity: BehaviourFactory = (context) => ({
  name: 'resting',
  takes: ({ terms }, _instrument, book) =>
    !book && (isImmediate(terms) || leastQty(terms) !== undefined || terms.ordType === MARKET_WITH_LEFT_OVER),
  onAccepted: (order, instrument) => trade(context, order, instrument),
  // A replace may make it immediate; an order that only rests goes on resting.
  onReplaced: (order, instrument) => {
    if (isImmediate(order.terms)) trade(context, order, instrument)
  },
})

function trade(context: VenueContext, order: Order, instrument: Instrument): void {
  const { terms } = order
  const { orders } = context
  const leaves = orders.leavesQty(order)
  const qty = min(leaves, availableTo(order.side, terms.price, instrument))
  if (isPositive(qty) && compare(qty, leastOf(order, leaves)) >= 0) {
    orders.fill(order, qty, referencePrice(instrument), { fields: liquidity(context, order, 'removed') })
  }
  if (!order.open) return
  if (isImmediate(terms)) endRemainder(context, order)
  else if (terms.ordType === MARKET_WITH_LEFT_OVER && terms.price === undefined) {
    orders.restate(order, REPRICING, { price: referencePrice(instrument), text: 'what is left over rests as a limit' })
  }
}

/** The least that may trade now; a minimum is for the first trade only. */
function leastOf({ terms, cum }: Order, leaves: Decimal): Decimal {
  if (terms.timeInForce === FILL_OR_KILL) return leaves
  const least = leastQty(terms)
  return least === undefined || isPositive(cum) ? ZERO : min(least, leaves)
}

/** A kill is Canceled and never Expired (FIX.4.1, fill or kill); what is left of an immediate order ends as the persona says. */
function endRemainder(context: VenueContext, order: Order): void {
  const { orders, persona } = context
  if (order.terms.timeInForce === FILL_OR_KILL) {
    orders.cancel(order, 'none', { text: 'fill or kill: the whole quantity does not rest at this price' })
    return
  }
  const text = `immediate or cancel: ${formatDecimal(order.cum)} traded, nothing more rests at this price`
  if (persona.defaults.iocRemainder === 'expire') orders.expire(order, text)
  else orders.cancel(order, 'none', { text })
}
