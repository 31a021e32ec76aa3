/** How orders and requests leave: each with a new ClOrdID(11), kept in the books before it is sent, awaited after. */
import type { Field } from '../codec/encode.ts'
import type { ClientContext } from './context.ts'
import { type ClientOrder, statedIn } from './order.ts'
import { termsOf } from './orders.ts'
import { AppMsg, AppTag } from './tags.ts'
import { awaitAnswer } from './waiting.ts'

/** @param fields - the whole body, ClOrdID(11) in it */
export function submitOrder(ctx: ClientContext, clOrdID: string, fields: readonly Field[]): void {
  ctx.orders.add(clOrdID, fields)
  ctx.send(AppMsg.NewOrderSingle, fields, clOrdID)
  awaitAnswer(ctx, clOrdID)
}

export function submitCancel(ctx: ClientContext, order: ClientOrder, clOrdID: string, fields: readonly Field[]): void {
  order.requests.push({ kind: 'cancel', clOrdID, terms: undefined, told: false, asked: false })
  ctx.orders.name(order, clOrdID)
  ctx.send(AppMsg.OrderCancelRequest, fields, clOrdID)
  awaitAnswer(ctx, clOrdID)
}

export function submitReplace(ctx: ClientContext, order: ClientOrder, clOrdID: string, fields: readonly Field[]): void {
  order.requests.push({ kind: 'replace', clOrdID, terms: termsOf(clOrdID, fields), told: false, asked: false })
  ctx.orders.name(order, clOrdID)
  ctx.send(AppMsg.OrderCancelReplaceRequest, fields, clOrdID)
  awaitAnswer(ctx, clOrdID)
}

/** What a faulty client does: the same order under a new id, while the first may live. */
export function submitAgain(ctx: ClientContext, { terms }: ClientOrder): void {
  const clOrdID = ctx.newID()
  const fields = terms.fields.flatMap(([tag, value]): Field[] => {
    if (tag === AppTag.ClOrdID) return [[tag, clOrdID]]
    if (tag === AppTag.TransactTime) return [[tag, ctx.transactTime]]
    return tag === AppTag.OrigClOrdID || tag === AppTag.OrderID ? [] : [[tag, value]]
  })
  if (statedIn(fields, AppTag.ClOrdID) === clOrdID) submitOrder(ctx, clOrdID, fields)
}
