/**
 * OrderMassCancelReport(r) and OrderMassActionReport(BZ). What ends an order is its own report; only where the report
 * lists the orders by name, in NoAffectedOrders(534), are they taken for dead.
 *
 * @see application cases §5.5
 */
import type { Message } from '../codec/message.ts'
import type { ClientContext, ClientDesk } from './context.ts'
import { entriesOf } from './group-entries.ts'
import { applyStatus, isOpen } from './order.ts'
import { AppMsg, AppTag, OrdStatus } from './tags.ts'
import { settle, stopWaiting } from './waiting.ts'

const REJECTED = '0'

export class MassRequestDesk implements ClientDesk {
  readonly msgTypes = [AppMsg.OrderMassCancelReport, AppMsg.OrderMassActionReport]
  readonly #ctx: ClientContext

  constructor(ctx: ClientContext) {
    this.#ctx = ctx
  }

  onMessage(message: Message): void {
    const id = message.text(AppTag.ClOrdID)
    const isCancel = message.msgType === AppMsg.OrderMassCancelReport
    if (message.text(isCancel ? AppTag.MassCancelResponse : AppTag.MassActionResponse) === REJECTED) {
      const reason = message.text(AppTag.MassCancelRejectReason) ?? 'not stated'
      return this.#ctx.alarm(`mass request ${id} is refused, reason ${reason}`, id)
    }
    const count = message.text(AppTag.TotalAffectedOrders)
    this.#ctx.note(`mass request ${id} is accepted, orders affected: ${count ?? 'not stated'}`)
    if (isCancel) this.#endNamed(message)
  }

  #endNamed(message: Message): void {
    for (const entry of entriesOf(message, AppTag.NoAffectedOrders)) {
      const { orders } = this.#ctx
      // FIX.5.0SP2 calls the first AffectedOrigClOrdID; an order without ClOrdID has its OrderID alone.
      const order =
        orders.find(entry.text(AppTag.OrigClOrdID) ?? entry.text(AppTag.AffectedOrigClOrdID)) ??
        orders.byOrderID(entry.text(AppTag.AffectedOrderID))
      if (order === undefined || !isOpen(order)) continue
      for (const request of [...order.requests]) settle(this.#ctx, order, request)
      applyStatus(order, OrdStatus.Canceled)
      stopWaiting(this.#ctx, order)
    }
  }
}
