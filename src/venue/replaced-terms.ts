/** What a replace puts in the place of the old terms. */
import { compare, type Decimal, max } from '../codec/decimal.ts'
import type { Order, PendingRequest, Terms } from './order.ts'

/** The terms of the request, as far as it states them; OrderQty(38) not below what has traded (matrix C.3.c). */
export function replacedTerms(order: Order, { terms, clOrdID }: PendingRequest): Terms {
  if (terms === undefined) return { ...order.terms, clOrdID }
  const orderQty = terms.orderQty ?? (terms.cashOrderQty === undefined ? order.terms.orderQty : undefined)
  return { ...terms, clOrdID, orderQty: orderQty === undefined ? undefined : max(orderQty, order.cum) }
}

/** An increase, another price or another peak lose time priority; a decrease keeps it (application cases §3.2). */
export function losesPriority(before: Terms, after: Terms): boolean {
  return (
    grows(before.orderQty, after.orderQty) ||
    differ(before.price, after.price) ||
    differ(before.maxFloor, after.maxFloor)
  )
}

function grows(before: Decimal | undefined, after: Decimal | undefined): boolean {
  return before !== undefined && after !== undefined && compare(after, before) > 0
}

function differ(a: Decimal | undefined, b: Decimal | undefined): boolean {
  return a === undefined || b === undefined ? a !== b : compare(a, b) !== 0
}
