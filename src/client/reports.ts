/** What an ExecutionReport(8) does to the order that it is about. */
import type { Message } from '../codec/message.ts'
import { checkArithmetic } from './anomalies.ts'
import { bookBust, bookCorrection, bookTrade } from './booking.ts'
import type { ClientContext } from './context.ts'
import { applyStatus, type ClientOrder, isDead, isOpen } from './order.ts'
import { askStatus, told } from './reconciliation.ts'
import { contentOf, type Report, readReport } from './report.ts'
import { takeStatus } from './status-reports.ts'
import { AppTag, ExecType, OrdStatus } from './tags.ts'
import { acceptReplace, restate } from './terms.ts'
import { orderOf, refuseUnknown } from './unknown-orders.ts'
import { answered, settle, stopWaiting } from './waiting.ts'

export function onExecutionReport(ctx: ClientContext, message: Message, possDup: boolean): void {
  const report = readReport(message, possDup)
  const order = orderOf(ctx, report)
  if (order === undefined) return refuseUnknown(ctx, report)
  if (report.whole) order.multileg = true
  // An order in CashOrderQty(152) gets its quantity when the venue has converted the amount.
  const { orderQty = report.orderQty } = order.terms
  if (orderQty !== order.terms.orderQty) order.terms = { ...order.terms, orderQty }
  if (report.kind === 'status') return takeStatus(ctx, order, report)
  if (report.clOrdID !== undefined) answered(ctx, report.clOrdID)
  if (namesSuperseded(order, report) && !ctx.manner.killedBySupersededID) {
    return ctx.alarm(
      `an id that was replaced, ${report.clOrdID}, is reported with OrdStatus ${report.ordStatus}`,
      order.key,
    )
  }
  if (discards(ctx, report)) return
  // It is the order's for life, but for venues that give a new one when they replace.
  if (order.orderID === undefined || report.execType === ExecType.Replaced)
    ctx.orders.knowOrderID(order, report.orderID)
  if (isNews(ctx, order, report)) {
    const understood = take(ctx, order, report)
    takeOrdStatus(ctx, order, report)
    if (understood) checkArithmetic(ctx, order, report)
  } else if (!ctx.manner.dropsDuplicateReport) takeOrdStatus(ctx, order, report)
  if (!isOpen(order)) stopWaiting(ctx, order)
}

/** @returns false when the report can not be right, and its figures are no measure */
function take(ctx: ClientContext, order: ClientOrder, report: Report): boolean {
  switch (report.kind) {
    case 'trade':
      return bookTrade(ctx, order, report)
    case 'correct':
      return bookCorrection(ctx, order, report)
    case 'bust':
      return bookBust(ctx, order, report)
    default:
      takeEvent(ctx, order, report)
      return true
  }
}

/** Reports that a faulty client throws away. */
function discards({ manner }: ClientContext, { kind, ordStatus, execType }: Report): boolean {
  const pending = ordStatus === OrdStatus.PendingCancel || ordStatus === OrdStatus.PendingReplace
  if (manner.ignoresPending && pending && kind === 'event') return true
  return manner.ignoresExpired && execType === ExecType.Expired
}

/**
 * A report that ends an order under an id which a replace has put out of force ends what that id stood for, and not
 * what took its place.
 */
function namesSuperseded(order: ClientOrder, report: Report): boolean {
  const ends = report.kind === 'event' && ENDINGS.has(report.execType)
  return ends && report.clOrdID !== undefined && order.superseded.has(report.clOrdID)
}

const ENDINGS: ReadonlySet<string> = new Set([
  ExecType.Canceled,
  ExecType.Rejected,
  ExecType.Expired,
  ExecType.DoneForDay,
])

/** False for a report that came before, by its ExecID(17): nothing of it is booked a second time. */
function isNews(ctx: ClientContext, order: ClientOrder, report: Report): boolean {
  const { execID } = report
  if (execID === undefined) return true
  const content = contentOf(report)
  const before = ctx.orders.contentOf(execID)
  if (before === undefined) {
    ctx.orders.knowExecID(execID, content)
    return true
  }
  if (ctx.manner.booksReplayed) return true
  if (before !== content) {
    ctx.alarm(`ExecID ${execID} came before with another content; not booked`, order.key)
    askStatus(ctx, order, 'truth')
  } else if (!report.repeated) ctx.alarm(`ExecID ${execID} came twice; booked once`, order.key)
  else ctx.note(`ExecID ${execID} came again; booked once`)
  return false
}

function takeEvent(ctx: ClientContext, order: ClientOrder, report: Report): void {
  const { execType, clOrdID, ordStatus } = report
  const request = order.requests.find((each) => each.clOrdID === clOrdID)
  switch (execType) {
    case ExecType.Replaced:
      return acceptReplace(ctx, order, report)
    case ExecType.Restated:
      return restate(order, report)
    case ExecType.PendingCancel:
    case ExecType.PendingReplace:
      if (request !== undefined) told(ctx, order, request)
      return
    case ExecType.Canceled:
      // The request that asked for it is answered by it; without one the venue did it by itself.
      if (request !== undefined) settle(ctx, order, request)
      return
    case ExecType.Rejected:
      if (request !== undefined) {
        settle(ctx, order, request)
        ctx.alarm(`the venue refuses ${clOrdID} by a report of a rejected order`, order.key)
      } else if (ordStatus !== OrdStatus.Rejected) {
        ctx.alarm(`the venue calls ${clOrdID} a rejected order that goes on`, order.key)
      } else ctx.alarm(rejection(report), order.key)
      return
  }
}

function rejection({ clOrdID, message }: Report): string {
  const reason = message.text(AppTag.OrdRejReason)
  const text = message.text(AppTag.Text)
  return `order ${clOrdID} is rejected${reason === undefined ? '' : `, OrdRejReason ${reason}`}${text === undefined ? '' : `: ${text}`}`
}

/** A refusal of a request says 8 of the request, not of the order, which goes on. */
function takeOrdStatus(ctx: ClientContext, order: ClientOrder, report: Report): void {
  const ofRequest = report.execType === ExecType.Rejected && report.clOrdID !== order.terms.clOrdID && order.accepted
  if (ofRequest || report.leg) return
  const ended = isDead(order)
  if (applyStatus(order, report.ordStatus)) return
  if (ended) ctx.alarm(`OrdStatus ${report.ordStatus} of an order that has ended`, order.key)
  else ctx.note(`OrdStatus ${report.ordStatus} is not known`)
}
