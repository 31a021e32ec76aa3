/** How the terms of an order change: by a replace that the venue accepts, and by what it restates of itself. */
import { add, type Decimal, divide, formatDecimal, isPositive, multiply, trimDecimal } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { ClientContext } from './context.ts'
import { scale } from './executions.ts'
import { type ClientOrder, leavesQty, type Terms } from './order.ts'
import type { Report } from './report.ts'
import { AppTag } from './tags.ts'
import { settle } from './waiting.ts'

/** ExecRestatementReason(378): a split or the like. */
const CORPORATE_ACTION = '0'

/** Digits of a price that a split divides. */
const PX_SCALE = 12

/** Replaced: the terms asked for come into force, as the venue states them; what was executed stays. */
export function acceptReplace(ctx: ClientContext, order: ClientOrder, report: Report): void {
  const clOrdID = report.clOrdID ?? order.terms.clOrdID
  if (order.superseded.has(clOrdID)) return ctx.alarm(`${clOrdID} is reported as Replaced a second time`, order.key)
  const before = leavesQty(order)
  const request = order.requests.find((each) => each.kind === 'replace' && each.clOrdID === clOrdID)
  if (request !== undefined) {
    settle(ctx, order, request)
  }
  if (clOrdID !== order.terms.clOrdID) {
    order.superseded.add(order.terms.clOrdID)
    ctx.orders.name(order, clOrdID)
  }
  order.terms = withFigures({ ...(request?.terms ?? order.terms), clOrdID }, quantityOf(report), report.price)
  const amended = ctx.policies.amendedQty(report, before)
  if (isPositive(amended)) {
    const execID = `amended ${clOrdID}`
    order.executions.live.set(execID, { execID, qty: amended, px: report.lastPx, reconciled: false })
  }
  if (ctx.manner.keepsLeavesAfterReplace) order.staleLeaves = before
}

/** Restated: the venue has changed the order, or says again how it stands. No trade. */
export function restate(order: ClientOrder, report: Report): void {
  const { orderQty, price } = order.terms
  const newQty = quantityOf(report)
  let newPrice = report.price
  if (report.restatementReason === CORPORATE_ACTION && orderQty !== undefined && newQty !== undefined) {
    scale(order.executions, orderQty, newQty)
    if (newPrice === undefined && price !== undefined) {
      newPrice = trimDecimal(divide(multiply(price, orderQty), newQty, PX_SCALE))
    }
  }
  order.terms = withFigures(order.terms, newQty, newPrice)
}

/** OrderQty(38), or what CumQty(14) and LeavesQty(151) make of it where a terse report leaves it out. */
function quantityOf({ orderQty, cumQty, leavesQty: leaves }: Report): Decimal | undefined {
  if (orderQty !== undefined || cumQty === undefined || leaves === undefined) return orderQty
  const qty = add(cumQty, leaves)
  return isPositive(qty) ? qty : undefined
}

/** The same terms with another quantity and price, where they are stated. */
function withFigures(terms: Terms, orderQty: Decimal | undefined, price: Decimal | undefined): Terms {
  let { fields } = terms
  if (orderQty !== undefined) fields = withValue(fields, AppTag.OrderQty, formatDecimal(orderQty))
  if (price !== undefined) fields = withValue(fields, AppTag.Price, formatDecimal(price))
  return { ...terms, orderQty: orderQty ?? terms.orderQty, price: price ?? terms.price, fields }
}

/** Only a field that is there changes: a price that a report states for a market order is not one of its terms. */
function withValue(fields: readonly Field[], tag: number, value: string): readonly Field[] {
  return fields.map((field) => (field[0] === tag ? [tag, value] : field))
}
