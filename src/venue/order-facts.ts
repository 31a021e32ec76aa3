/**
 * What follows from the facts of an order: OrdStatus(39) by precedence, quantities and average price.
 *
 * @see application cases §1.1, §1.5
 */
import {
  add,
  compare,
  type Decimal,
  divide,
  isPositive,
  isZero,
  subtract,
  trimDecimal,
  ZERO,
} from '../codec/decimal.ts'
import type { Order } from './order.ts'

/** Digits of AvgPx(6) behind the point at most; trailing zeroes are cut. */
const AVG_PX_SCALE = 8
/** The last version whose OrdStatus has Replaced for an order that has not traded. */
const LAST_WITH_REPLACED = 42

const BUY_SIDES: ReadonlySet<string> = new Set(['1', '3'])
/** Good till cancel, good till date, good for month: orders that outlive the day. */
const GOOD_TILL: ReadonlySet<string> = new Set(['1', '6', 'C'])

export function isBuy(side: string): boolean {
  return BUY_SIDES.has(side)
}

/** True for an order that stays over the close of the day. */
export function isGoodTill(order: Order): boolean {
  return GOOD_TILL.has(order.terms.timeInForce)
}

export function isFilled(order: Order): boolean {
  const { orderQty } = order.terms
  return orderQty !== undefined && isPositive(order.cum) && compare(order.cum, orderQty) >= 0
}

/** True for an order that is over only because it is filled: a greater quantity makes it work again (matrix C.1.c). */
export function mayBeRaised(order: Order): boolean {
  return (
    isFilled(order) && !order.rejected && !order.canceled && !order.expired && !order.doneForDay && !order.calculated
  )
}

/**
 * OrdStatus(39): of all states that hold, the one with the highest precedence.
 *
 * @param ordinal - of the version it is told in: 42 knows Replaced
 */
export function ordStatus(order: Order, ordinal: number): string {
  if (order.rejected) return '8'
  if (order.requests.length > 0) {
    if (order.requests.some((request) => request.told && request.kind === 'cancel')) return '6'
    if (order.requests.some((request) => request.told)) return 'E'
  }
  if (order.doneForDay) return '3'
  if (order.calculated) return 'B'
  if (isFilled(order)) return '2'
  if (order.stopped) return '7'
  if (order.suspended) return '9'
  if (order.canceled) return '4'
  if (order.expired) return 'C'
  if (isPositive(order.cum)) return '1'
  if (order.superseded.length > 0 && ordinal <= LAST_WITH_REPLACED) return '5'
  return order.accepted ? '0' : 'A'
}

/** True while the order may still trade or be cancelled. */
export function mayTrade(order: Order): boolean {
  if (order.rejected || order.canceled || order.expired) return false
  if (order.doneForDay && !isGoodTill(order)) return false
  return !isFilled(order)
}

/** LeavesQty(151): what may still trade; 0 for an order in an amount of money that is not converted yet. */
export function leavesQty(order: Order): Decimal {
  const { orderQty } = order.terms
  if (orderQty === undefined || !mayTrade(order)) return ZERO
  return isZero(order.cum) ? orderQty : subtract(orderQty, order.cum)
}

/** AvgPx(6): exact where 8 digits behind the point hold it, else rounded half away from zero; 0 before the first trade. */
export function avgPx(order: Order): Decimal {
  const { executions } = order
  if (executions.length === 1 && executions[0] !== undefined) return trimDecimal(executions[0].px)
  return averageOf(order.cost, order.cum)
}

export function averageOf(cost: Decimal, qty: Decimal): Decimal {
  if (isZero(qty)) return ZERO
  return trimDecimal(divide(cost, qty, Math.max(AVG_PX_SCALE, cost.scale - qty.scale)))
}

/** DayOrderQty(424), DayCumQty(425) and DayAvgPx(426) of an order on a day behind its first. @param today - its number */
export function dayFigures(order: Order, today: number): { qty: Decimal; cum: Decimal; avgPx: Decimal } | undefined {
  const { orderQty } = order.terms
  if (orderQty === undefined) return undefined
  let cum = ZERO
  let cost = ZERO
  for (const { day, qty, px } of order.executions) {
    if (day < today) continue
    cum = add(cum, qty)
    cost = add(cost, { units: qty.units * px.units, scale: qty.scale + px.scale })
  }
  return { qty: subtract(orderQty, subtract(order.cum, cum)), cum, avgPx: averageOf(cost, cum) }
}
