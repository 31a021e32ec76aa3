/** Reports that no order of the client's is behind, or none that the report names plainly. */
import { dontKnowTrade } from './anomalies.ts'
import type { ClientContext } from './context.ts'
import type { ClientOrder } from './order.ts'
import { contentOf, type Report } from './report.ts'
import { ExecType } from './tags.ts'

/**
 * The order that a report is about: by ClOrdID(11), for what is no trade also by OrigClOrdID(41); by OrderID(37) only
 * where the report has no ClOrdID(11). An order given by telephone begins with its acknowledgement.
 */
export function orderOf(ctx: ClientContext, report: Report): ClientOrder | undefined {
  const { clOrdID, origClOrdID, orderID, kind, execType } = report
  const { orders } = ctx
  if (clOrdID !== undefined) {
    return (
      orders.find(clOrdID) ?? (kind === 'event' ? orders.find(origClOrdID) : undefined) ?? orders.addByQuote(clOrdID)
    )
  }
  const known = orders.byOrderID(orderID) ?? orders.find(origClOrdID)
  if (known !== undefined || kind !== 'event' || execType !== ExecType.New) return known
  ctx.note(`order ${orderID} was given by telephone`)
  return orders.addByVoice(report)
}

/** Nothing is booked. A trade is protested against, once; of anything else a person should know. */
export function refuseUnknown(ctx: ClientContext, report: Report): void {
  const { kind, execID, clOrdID, orderID } = report
  if (kind === 'trade') {
    if (execID !== undefined && ctx.orders.contentOf(execID) !== undefined) return
    if (execID !== undefined) ctx.orders.knowExecID(execID, contentOf(report))
    return dontKnowTrade(ctx, report, 'D')
  }
  const id = clOrdID ?? orderID
  if (kind === 'status') ctx.note(`a status report of ${id ?? 'no order'}, which is none of the client's`)
  else ctx.alarm(`a report of ${id ?? 'no order'}, which is none of the client's`, id)
}
