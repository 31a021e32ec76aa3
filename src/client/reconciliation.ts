/**
 * What the client does when it does not know how an order stands: it asks by OrderStatusRequest(H), and never sends the
 * order a second time.
 *
 * @see application cases §5.3, §5.4
 */
import type { Field } from '../codec/encode.ts'
import type { ClientContext } from './context.ts'
import { type ClientOrder, isOpen, type PendingRequest } from './order.ts'
import { submitAgain } from './submission.ts'
import { AppMsg, AppTag } from './tags.ts'
import { ANSWER, ANSWER_MS, ASKED, PENDING, PENDING_MS, stopAsking, stopWaiting } from './waiting.ts'

/** The venue is at it: Pending Cancel, Pending Replace. The order goes on trading meanwhile. */
export function told(ctx: ClientContext, order: ClientOrder, request: PendingRequest): void {
  if (request.told) return
  request.told = true
  ctx.arm(PENDING + request.clOrdID, ctx.now + PENDING_MS)
  if (ctx.manner.sendsAgainWhilePending) submitAgain(ctx, order)
}

/** @returns true when the timer was one of an order's */
export function onOrderTimer(ctx: ClientContext, key: string): boolean {
  const prefix = [ANSWER, PENDING, ASKED].find((each) => key.startsWith(each))
  if (prefix === undefined) return false
  const clOrdID = key.slice(prefix.length)
  const order = ctx.orders.find(clOrdID)
  if (prefix === ASKED && order !== undefined) {
    stopAsking(ctx, order)
    ctx.alarm(`no answer to the status request of ${clOrdID}`, order.key)
    return true
  }
  // Without a session nothing can be asked; when it comes back, it will be.
  if (order === undefined || !ctx.connected) return true
  ctx.alarm(prefix === ANSWER ? `no answer to ${clOrdID}` : `${clOrdID} is pending for long`, order.key)
  askStatus(ctx, order, 'truth', true)
  return true
}

/**
 * Sends OrderStatusRequest(H). With `state` the answer tells how the order stands and books nothing, since missed reports
 * will be sent again.
 *
 * @param again - ask though an answer is outstanding
 * @param clOrdID - the id to ask by; default the one in force
 */
export function askStatus(
  ctx: ClientContext,
  order: ClientOrder,
  why: 'truth' | 'afterReset' | 'state',
  again = false,
  clOrdID = order.terms.clOrdID,
): void {
  if (!ctx.connected || !order.askable || (order.reconciling !== 'no' && !again)) return
  if (why !== 'state') order.reconciling = order.reconciling === 'afterReset' ? 'afterReset' : why
  const orderID: Field[] = order.orderID === undefined ? [] : [[AppTag.OrderID, order.orderID]]
  const ownID: Field[] = ctx.version.ordinal >= 44 ? [[AppTag.OrdStatusReqID, ctx.newID()]] : []
  ctx.send(
    AppMsg.OrderStatusRequest,
    [...orderID, [AppTag.ClOrdID, clOrdID], ...ownID, [AppTag.Symbol, order.symbol], [AppTag.Side, order.side]],
    clOrdID,
  )
  ctx.arm(ASKED + order.key, ctx.now + ANSWER_MS)
}

/**
 * The session is back. After a reset nothing of before comes again, so every open order is asked for; else only what was
 * under way when it dropped, since the rest comes by resend.
 */
export function reconcileOrders(ctx: ClientContext, reset: boolean): void {
  for (const order of [...ctx.orders.all]) {
    const inFlight = order.unanswered || order.requests.length > 0
    if (!isOpen(order) && !inFlight) continue
    if (order.rejected || order.unknown) continue
    if (inFlight && ctx.manner.sendsAnewAfterReconnect) submitAgain(ctx, order)
    else if (reset) askStatus(ctx, order, 'afterReset')
    else if (inFlight) askStatus(ctx, order, 'state')
  }
}

/** The session is gone, and questions that were asked on it may be, too. */
export function forgetQuestions(ctx: ClientContext): void {
  for (const order of ctx.orders.all) {
    stopAsking(ctx, order)
    stopWaiting(ctx, order)
  }
}
