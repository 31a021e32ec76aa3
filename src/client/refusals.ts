/**
 * BusinessMessageReject(j) and Reject(3) that the venue sends: what they refuse is dead, not pending, and is not sent
 * again. They are never answered, by whatever they say.
 *
 * @see application cases §7
 */
import type { Message } from '../codec/message.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { ClientContext } from './context.ts'
import type { ClientOrder } from './order.ts'
import { AppMsg, AppTag } from './tags.ts'
import { settle, stopAsking, stopWaiting } from './waiting.ts'

/** @param sent - the `ref` of what was sent under each MsgSeqNum(34) */
export function onRefusal(ctx: ClientContext, message: Message, sent: ReadonlyMap<number, string>): void {
  const msgType = message.text(AppTag.RefMsgType) ?? ''
  if (isSessionMessage(msgType)) return
  const ref = refusedRef(ctx, message, msgType, sent)
  const text = `${message.msgType === AppMsg.Reject ? 'Reject' : 'BusinessMessageReject'} of ${ref ?? `a ${msgType} message`}`
  const why = message.text(AppTag.Text)
  const order = ctx.orders.find(ref)
  ctx.alarm(why === undefined ? text : `${text}: ${why}`, ref)
  if (order !== undefined && ref !== undefined) refuse(ctx, order, ref, msgType)
}

/**
 * By BusinessRejectRefID(379), then RefSeqNum(45); where neither is of use, what was sent of this type and has no answer,
 * if it is one message.
 */
function refusedRef(
  ctx: ClientContext,
  message: Message,
  msgType: string,
  sent: ReadonlyMap<number, string>,
): string | undefined {
  const refID = message.text(Tag.BusinessRejectRefID)
  if (ctx.orders.find(refID) !== undefined) return refID
  const numbered = sent.get(message.int(Tag.RefSeqNum) ?? 0)
  if (numbered !== undefined) return numbered
  const open = unansweredOf(ctx, msgType)
  return sent.size === 0 && open.length === 1 ? open[0] : refID
}

function unansweredOf({ orders }: ClientContext, msgType: string): string[] {
  if (msgType === AppMsg.NewOrderSingle) return orders.all.filter((o) => o.unanswered).map((o) => o.terms.clOrdID)
  const kind = msgType === AppMsg.OrderCancelRequest ? 'cancel' : 'replace'
  const applies = msgType === AppMsg.OrderCancelRequest || msgType === AppMsg.OrderCancelReplaceRequest
  if (!applies) return []
  return orders.all.flatMap((o) => o.requests.filter((r) => r.kind === kind && !r.told).map((r) => r.clOrdID))
}

function refuse(ctx: ClientContext, order: ClientOrder, ref: string, msgType: string): void {
  const request = order.requests.find(({ clOrdID }) => clOrdID === ref)
  // A question that is refused says nothing of the order.
  if (msgType === AppMsg.OrderStatusRequest) return stopAsking(ctx, order)
  if (request !== undefined) {
    settle(ctx, order, request)
    return
  }
  // Nor does a late refusal of one that was accepted.
  if (order.accepted || ref !== order.terms.clOrdID) return
  order.rejected = true
  order.unanswered = false
  stopWaiting(ctx, order)
}
