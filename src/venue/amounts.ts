/** Amounts and prices as rules write them, for an order. */
import {
  add,
  type Decimal,
  decimal,
  divide,
  isPositive,
  min,
  multiply,
  parseDecimal,
  subtract,
  trimDecimal,
  ZERO,
} from '../codec/decimal.ts'
import type { Instrument } from './desk.ts'
import type { Order } from './order.ts'
import { isBuy } from './order-facts.ts'

const PERCENT = decimal('0.01')

/** What is left of the order, also where it may not trade any more; never below 0. */
export function restOf(order: Order): Decimal {
  const { orderQty } = order.terms
  if (orderQty === undefined) return ZERO
  const rest = subtract(orderQty, order.cum)
  return isPositive(rest) ? rest : ZERO
}

/** `10`, `rest`, or `50%` of the OrderQty, rounded down to the lot. 0 when it is none of these. */
export function amountOf(text: string, order: Order, instrument: Instrument | undefined): Decimal {
  if (text === 'rest') return restOf(order)
  if (!text.endsWith('%')) return parseDecimal(text) ?? ZERO
  const share = parseDecimal(text.slice(0, -1))
  const { orderQty } = order.terms
  if (share === undefined || orderQty === undefined) return ZERO
  if (text === '100%') return toLot(orderQty, instrument)
  return toLot(multiply(multiply(orderQty, share), PERCENT), instrument)
}

/** Rounded down to a multiple of the lot. */
export function toLot(qty: Decimal, instrument: Instrument | undefined): Decimal {
  const lot = decimal(instrument?.row.lot ?? '1')
  if (qty.scale === 0 && lot.scale === 0 && lot.units > 0n && qty.units % lot.units === 0n) return qty
  const scale = Math.max(qty.scale, lot.scale)
  const units = qty.units * 10n ** BigInt(scale - qty.scale)
  const step = lot.units * 10n ** BigInt(scale - lot.scale)
  return step === 0n ? qty : trimDecimal({ units: units - (units % step), scale })
}

/** `total` in so many equal parts of whole lots; the last takes what is left. */
export function partsOf(total: Decimal, times: number, instrument: Instrument | undefined): Decimal[] {
  if (times <= 1) return [total]
  const part = toLot(divide(total, decimal(times), total.scale + 2), instrument)
  const parts: Decimal[] = []
  let left = total
  for (let i = 1; i < times && isPositive(part); i++) {
    const next = min(part, left)
    if (!isPositive(next)) break
    parts.push(next)
    left = subtract(left, next)
  }
  if (isPositive(left)) parts.push(left)
  return parts
}

/** How a rule states a price. */
export interface PriceWish {
  readonly px?: string | undefined
  readonly ticksBetter?: number | undefined
  readonly percentBetter?: string | undefined
}

/** The price of a fill: stated, or the limit of the order, or where the market is; then so much better. */
export function priceOf(wish: PriceWish, order: Order, instrument: Instrument | undefined): Decimal {
  const stated = wish.px === undefined || wish.px === 'limit' ? undefined : parseDecimal(wish.px)
  const { price } = order.terms
  let px = stated ?? price ?? (instrument === undefined ? ZERO : decimal(instrument.row.reference))
  if (wish.ticksBetter !== undefined && instrument !== undefined)
    px = better(px, multiply(decimal(instrument.row.tick), decimal(wish.ticksBetter)), order.side)
  if (wish.percentBetter !== undefined && price !== undefined)
    px = better(px, multiply(multiply(px, decimal(wish.percentBetter)), PERCENT), order.side)
  return trimmed(px, instrument)
}

function better(px: Decimal, by: Decimal, side: string): Decimal {
  return isBuy(side) ? subtract(px, by) : add(px, by)
}

/** With the digits of the tick where the value allows it. */
function trimmed(px: Decimal, instrument: Instrument | undefined): Decimal {
  const tick = decimal(instrument?.row.tick ?? '1')
  return px.scale > tick.scale ? trimDecimal(px) : px
}

/** `5`, or with a sign relative to what is: `+5`, `-10`. */
export function changed(text: string | undefined, from: Decimal): Decimal {
  if (text === undefined) return from
  const relative = text.startsWith('+') || text.startsWith('-')
  const value = parseDecimal(text.startsWith('+') ? text.slice(1) : text)
  if (value === undefined) return from
  return relative ? add(from, value) : value
}
