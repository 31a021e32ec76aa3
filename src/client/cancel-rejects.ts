/**
 * OrderCancelReject(9): a request was refused. It ends the request and nothing else; the order stands as OrdStatus(39)
 * says.
 *
 * @see application cases §3.4
 */
import type { Message } from '../codec/message.ts'
import type { ClientContext } from './context.ts'
import { applyStatus, type ClientOrder, isFilled, isOpen, type PendingRequest } from './order.ts'
import { askStatus } from './reconciliation.ts'
import { cancelOf } from './requests.ts'
import { submitCancel } from './submission.ts'
import { AppTag, OrdStatus } from './tags.ts'
import { settle, stopWaiting } from './waiting.ts'

/** So often a faulty client repeats a cancel that is refused. */
const RETRIES_MAX = 5

export function onCancelReject(ctx: ClientContext, message: Message): void {
  if (ctx.manner.ignoresCancelReject) return
  const id = message.text(AppTag.ClOrdID)
  const order = ctx.orders.find(id) ?? ctx.orders.find(message.text(AppTag.OrigClOrdID))
  if (order === undefined) return ctx.alarm(`OrderCancelReject of ${id}, which was never sent`, id)
  const request = refusedRequest(ctx, order, id)
  if (request === undefined) ctx.alarm(`OrderCancelReject of ${id}, which is not open`, order.key)
  else {
    settle(ctx, order, request)
  }
  const status = message.text(AppTag.OrdStatus) ?? ''
  ctx.note(`${id} is refused, CxlRejReason ${message.text(AppTag.CxlRejReason) ?? 'not stated'}, OrdStatus ${status}`)
  if (ctx.manner.rejectedByCancelReject) order.rejected = true
  else takeStatus(ctx, order, status)
  if (!isOpen(order)) stopWaiting(ctx, order)
  if (request?.kind === 'cancel' && ctx.manner.retriesCancel) retry(ctx, order)
}

/** By ClOrdID(11); where that is none of the client's, the only request that is open. */
function refusedRequest(
  ctx: ClientContext,
  { requests }: ClientOrder,
  id: string | undefined,
): PendingRequest | undefined {
  if (ctx.orders.find(id) !== undefined) return requests.find(({ clOrdID }) => clOrdID === id)
  return requests.length === 1 ? requests[0] : undefined
}

/** OrdStatus(39)=8 says that the venue has no such order: it works no longer. What was filled stays. */
function takeStatus(ctx: ClientContext, order: ClientOrder, status: string): void {
  if (status === OrdStatus.Rejected) {
    if (ctx.manner.revivesUnknownOrder) order.said = OrdStatus.New
    else if (isOpen(order)) {
      order.unknown = true
      order.said = ''
      ctx.alarm(`the venue does not know order ${order.terms.clOrdID}`, order.key)
    }
    return
  }
  const wasFilled = isFilled(order)
  if (!applyStatus(order, status)) return ctx.alarm(`OrdStatus ${status} of an order that has ended`, order.key)
  if (status === OrdStatus.Filled && !wasFilled) {
    ctx.alarm('the venue says Filled, by the executions it is not', order.key)
    askStatus(ctx, order, 'truth')
  }
}

function retry(ctx: ClientContext, order: ClientOrder): void {
  if (order.cancelRetries++ >= RETRIES_MAX) return
  const clOrdID = ctx.newID()
  submitCancel(ctx, order, clOrdID, cancelOf(ctx, order, clOrdID, []))
}
