/**
 * Busts, corrections and corporate actions: what becomes of trades that have been reported.
 *
 * @see application cases §5.1, matrices J.1.a to J.1.d and H.1.b
 */
import { add, compare, type Decimal, decimal, divide, multiply, subtract, trimDecimal, ZERO } from '../codec/decimal.ts'
import type { Execution, Order } from './order.ts'
import { isFilled, isGoodTill } from './order-facts.ts'
import type { OrderLife } from './order-life.ts'
import type { StepQuirk } from './persona.ts'

/** Corporate action, ExecRestatementReason(378). */
export const CORPORATE_ACTION = 0

/**
 * The execution that a step means.
 *
 * @param number - of the live ones, from 1; 0 is the last
 */
export function executionAt(order: Order, number: number): Execution | undefined {
  return number === 0 ? order.executions.at(-1) : order.executions[number - 1]
}

/** Takes a trade back. */
export function bust(life: OrderLife, order: Order, execution: Execution, quirk?: StepQuirk): void {
  order.executions = order.executions.filter((other) => other !== execution)
  order.busted = execution.execID
  order.cum = subtract(order.cum, execution.qty)
  order.cost = subtract(order.cost, multiply(execution.qty, execution.px))
  reopen(life, order)
  life.reporter.report(order, { execType: 'H', execRefID: execution.execID }, { ...(quirk && { quirk }) })
  life.busted(order, execution)
}

/** The bust sent before, once more under a new ExecID(17). */
export function bustAgain(life: OrderLife, order: Order, quirk?: StepQuirk): void {
  if (order.busted === undefined) return
  life.reporter.report(order, { execType: 'H', execRefID: order.busted }, { ...(quirk && { quirk }) })
}

/** Puts new values in the place of a trade; it keeps the day on which it happened. */
export function correct(
  life: OrderLife,
  order: Order,
  execution: Execution,
  to: { readonly qty: Decimal; readonly px: Decimal },
  quirk?: StepQuirk,
): void {
  const corrected: Execution = { execID: life.floor.unique('E'), qty: to.qty, px: to.px, day: execution.day }
  order.executions = order.executions.map((other) => (other === execution ? corrected : other))
  order.cum = add(subtract(order.cum, execution.qty), to.qty)
  order.cost = add(subtract(order.cost, multiply(execution.qty, execution.px)), multiply(to.qty, to.px))
  reopen(life, order)
  life.reporter.report(
    order,
    { execType: 'G', execRefID: execution.execID, lastQty: to.qty, lastPx: to.px },
    { execID: corrected.execID, ...(quirk && { quirk }) },
  )
  life.settle(order)
}

/** A correction of an execution that was never reported; nothing changes. */
export function correctUnknown(
  life: OrderLife,
  order: Order,
  to: { readonly qty: Decimal; readonly px: Decimal },
  quirk?: StepQuirk,
): void {
  life.reporter.report(
    order,
    { execType: 'G', execRefID: life.floor.unique('NONE'), lastQty: to.qty, lastPx: to.px },
    { ...(quirk && { quirk }) },
  )
}

/** Quantities times the ratio, prices divided by it. @returns the order's terms and trades are scaled; nothing is sent */
export function scale(order: Order, ratio: number): void {
  const factor = decimal(String(ratio))
  const more = (qty: Decimal | undefined): Decimal | undefined => qty && trimDecimal(multiply(qty, factor))
  const less = (px: Decimal | undefined): Decimal | undefined => px && scaledPrice(px, factor)
  const { terms } = order
  order.terms = {
    ...terms,
    orderQty: more(terms.orderQty),
    price: less(terms.price),
    stopPx: less(terms.stopPx),
    minQty: more(terms.minQty),
    maxFloor: more(terms.maxFloor),
    displayQty: more(terms.displayQty),
  }
  order.executions = order.executions.map((execution) => ({
    ...execution,
    qty: trimDecimal(multiply(execution.qty, factor)),
    px: scaledPrice(execution.px, factor),
  }))
  order.cum = order.executions.reduce((sum, { qty }) => add(sum, qty), ZERO)
  order.cost = order.executions.reduce((sum, { qty, px }) => add(sum, multiply(qty, px)), ZERO)
}

/** Digits behind the point that a price may gain by a split. */
const MORE_DIGITS = 6

export function scaledPrice(px: Decimal, ratio: Decimal): Decimal {
  return trimDecimal(divide(px, ratio, px.scale + MORE_DIGITS))
}

/** A filled order works again, except a Day order whose day is over: it is done with what it has. */
function reopen(life: OrderLife, order: Order): void {
  order.calculated = false
  if (isFilled(order) || isGoodTill(order) || order.canceled || order.expired || order.doneForDay) return
  const closed = life.floor.instruments.get(order.symbol)?.phase === 'closed'
  if (!order.open && (closed || order.enteredDay < life.floor.day)) order.doneForDay = true
}

/** True when the order trades at this price or better than its limit. */
export function withinLimit(px: Decimal, limit: Decimal | undefined, buy: boolean): boolean {
  return limit === undefined || (buy ? compare(px, limit) <= 0 : compare(px, limit) >= 0)
}
