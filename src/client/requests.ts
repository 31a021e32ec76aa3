/** What the client's user asks for, as messages: new orders, cancels, replaces. What is missing is added by the version. */
import type { Field } from '../codec/encode.ts'
import type { ClientContext } from './context.ts'
import { merge, tagsOf } from './fields.ts'
import { type ClientOrder, newestTerms, statedIn } from './order.ts'
import type { UserRequest } from './seam.ts'
import { submitCancel, submitOrder, submitReplace } from './submission.ts'
import { AppMsg, AppTag } from './tags.ts'

/** HandlInst(21): automated, no broker intervention; required up to FIX.4.2. */
const AUTOMATED = '1'
const MARKET = '1'
const LIMIT = '2'

/** @returns why it is not sent, in a sentence; undefined when it was */
export function requestNew(ctx: ClientContext, { fields: stated }: UserRequest): string | undefined {
  const clOrdID = freshID(ctx, stated)
  if (clOrdID === undefined) return `ClOrdID ${statedIn(stated, AppTag.ClOrdID)} was used before`
  const fields = merge(newOrderOf(ctx, clOrdID, stated), stated)
  submitOrder(ctx, clOrdID, fields)
  return undefined
}

/** What every order needs; OrdType(40) follows from whether a price is stated. */
function newOrderOf(ctx: ClientContext, clOrdID: string, stated: readonly Field[]): Field[] {
  const handlInst: Field[] = ctx.version.ordinal <= 43 ? [[AppTag.HandlInst, AUTOMATED]] : []
  return [
    [AppTag.ClOrdID, clOrdID],
    ...handlInst,
    [AppTag.TransactTime, ctx.transactTime],
    [AppTag.OrdType, statedIn(stated, AppTag.Price) === undefined ? MARKET : LIMIT],
  ]
}

export function requestCancel(ctx: ClientContext, request: UserRequest): string | undefined {
  const order = orderOf(ctx, request)
  const why = whyNot(order)
  if (order === undefined || why !== undefined) return why
  const clOrdID = freshID(ctx, request.fields)
  if (clOrdID === undefined) return `ClOrdID ${statedIn(request.fields, AppTag.ClOrdID)} was used before`
  submitCancel(ctx, order, clOrdID, cancelOf(ctx, order, clOrdID, request.fields))
  return undefined
}

export function requestReplace(ctx: ClientContext, request: UserRequest): string | undefined {
  const order = orderOf(ctx, request)
  const why = whyNot(order)
  if (order === undefined || why !== undefined) return why
  const clOrdID = freshID(ctx, request.fields)
  if (clOrdID === undefined) return `ClOrdID ${statedIn(request.fields, AppTag.ClOrdID)} was used before`
  const type = AppMsg.OrderCancelReplaceRequest
  submitReplace(ctx, order, clOrdID, merge(carriedOver(ctx, order, type, clOrdID), request.fields))
  return undefined
}

/** The body of an OrderCancelRequest(F). */
export function cancelOf(
  ctx: ClientContext,
  order: ClientOrder,
  clOrdID: string,
  stated: readonly Field[],
): readonly Field[] {
  return merge(carriedOver(ctx, order, AppMsg.OrderCancelRequest, clOrdID), stated)
}

/**
 * What a request about an order repeats of it: all that its message type may hold, of the newest terms that were sent and
 * not refused; those are what OrigClOrdID(41) names.
 */
function carriedOver(ctx: ClientContext, order: ClientOrder, msgType: string, clOrdID: string): Field[] {
  const { clOrdID: origClOrdID, fields } = newestTerms(order)
  const allowed = tagsOf(ctx.dictionary, msgType)
  const orderID: Field[] = order.orderID === undefined ? [] : [[AppTag.OrderID, order.orderID]]
  return [
    ...orderID,
    [AppTag.OrigClOrdID, origClOrdID],
    [AppTag.ClOrdID, clOrdID],
    [AppTag.TransactTime, ctx.transactTime],
    ...fields.filter(([tag]) => allowed.has(tag) && !OWN.has(tag)),
  ]
}

/** Fields of a request that are its own and not the order's. */
const OWN: ReadonlySet<number> = new Set([
  AppTag.OrderID,
  AppTag.OrigClOrdID,
  AppTag.ClOrdID,
  AppTag.TransactTime,
  AppTag.Text,
])

function orderOf(ctx: ClientContext, { clOrdID, fields }: UserRequest): ClientOrder | undefined {
  return ctx.orders.find(clOrdID) ?? ctx.orders.find(statedIn(fields, AppTag.OrigClOrdID))
}

/**
 * There is nothing to change of an order that is gone for good. One that is filled or done for the day may come back by
 * a bust or a replace, and the venue shall say so.
 */
function whyNot(order: ClientOrder | undefined): string | undefined {
  if (order === undefined) return 'there is no such order'
  const { rejected, canceled, expired, unknown } = order
  return rejected || canceled || expired || unknown ? 'the order has ended' : undefined
}

/** The ClOrdID(11) that the user states, or a new one; undefined when the stated one was used before. */
export function freshID(ctx: ClientContext, stated: readonly Field[]): string | undefined {
  const own = statedIn(stated, AppTag.ClOrdID)
  if (own === undefined) return ctx.newID()
  return ctx.orders.find(own) === undefined ? own : undefined
}
