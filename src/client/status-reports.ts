/** Answers to OrderStatusRequest(H) and OrderMassStatusRequest(AF): they tell how an order stands, and trade nothing. */
import { compare, formatDecimal, isPositive } from '../codec/decimal.ts'
import type { ClientContext } from './context.ts'
import { countedQty, reconcile } from './executions.ts'
import { applyStatus, type ClientOrder, isDead, isOpen } from './order.ts'
import { askStatus } from './reconciliation.ts'
import type { Report } from './report.ts'
import { OrdStatus } from './tags.ts'
import { acceptReplace } from './terms.ts'
import { answered, settle, stopAsking, stopWaiting } from './waiting.ts'

export function takeStatus(ctx: ClientContext, order: ClientOrder, report: Report): void {
  if (report.clOrdID !== undefined) answered(ctx, report.clOrdID)
  const why = order.reconciling
  if (report.ordStatus === OrdStatus.Rejected && !order.rejected) return takeUnknown(ctx, order)
  stopAsking(ctx, order)
  if (why !== 'no') takeForTrue(ctx, order, report)
  else compareWithBooks(ctx, order, report)
  applyStatus(order, report.ordStatus)
  if (why === 'afterReset' || isDead(order)) dropRequests(ctx, order, report)
  if (!isOpen(order)) stopWaiting(ctx, order)
}

/** Reports were missed: what the venue counts and the client does not is booked, once, and a lost replace is taken over. */
function takeForTrue(ctx: ClientContext, order: ClientOrder, report: Report): void {
  const replaced = order.requests.some(({ kind, clOrdID }) => kind === 'replace' && clOrdID === report.clOrdID)
  if (replaced && report.ordStatus !== OrdStatus.PendingReplace) acceptReplace(ctx, order, report)
  if (report.cumQty === undefined) return
  const missed = reconcile(order.executions, report.cumQty, report.avgPx)
  if (isPositive(missed))
    ctx.alarm(`${formatDecimal(missed)} executed without a report that was read; booked`, order.key)
}

function compareWithBooks(ctx: ClientContext, order: ClientOrder, { cumQty }: Report): void {
  const counted = countedQty(order.executions)
  if (cumQty === undefined || compare(cumQty, counted) === 0) return
  const text = `the status report says CumQty ${formatDecimal(cumQty)}, by the executions it is ${formatDecimal(counted)}`
  ctx.alarm(`${text}; not booked`, order.key)
}

/**
 * The venue does not know the id. Where a replace was under way, its id may be the one that the order has now; else the
 * order never came there, or is gone: it is dead, and is not sent again.
 */
function takeUnknown(ctx: ClientContext, order: ClientOrder): void {
  const replace = order.requests.find(({ kind, asked }) => kind === 'replace' && !asked)
  if (order.reconciling !== 'no' && replace !== undefined) {
    replace.asked = true
    return askStatus(ctx, order, order.reconciling, true, replace.clOrdID)
  }
  stopAsking(ctx, order)
  order.unanswered = false
  if (!isDead(order)) {
    order.unknown = true
    order.said = ''
    ctx.alarm(`the venue does not know order ${order.terms.clOrdID}`, order.key)
  }
  for (const request of [...order.requests]) settle(ctx, order, request)
  stopWaiting(ctx, order)
}

/** Requests that are still open after a reset, or on an order that has ended, get no answer any more. */
function dropRequests(ctx: ClientContext, order: ClientOrder, { ordStatus }: Report): void {
  if (ordStatus === OrdStatus.PendingCancel || ordStatus === OrdStatus.PendingReplace) return
  for (const request of [...order.requests]) {
    settle(ctx, order, request)
    if (isOpen(order)) ctx.alarm(`the ${request.kind} ${request.clOrdID} got lost`, order.key)
  }
}
