/**
 * The desk for requests about many orders at once: OrderMassCancelRequest(q), OrderMassStatusRequest(AF) and
 * OrderMassActionRequest(CA). They reach the orders of the session that asks, and no others.
 *
 * @see application cases §5.4, §5.5
 */
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { BusinessRejectReason } from '../fix/reject-reasons.ts'
import { CrossingFills } from './crossing-fill.ts'
import type { Desk, VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { chooseOrders } from './mass-scope.ts'
import { answerMassStatus } from './mass-status.ts'
import { bodyOf, hasMessage, type Part } from './message-body.ts'
import type { Order } from './order.ts'
import type { VenueSession } from './seam.ts'

const MASS_CANCEL_REPORT = 'r'
const MASS_ACTION_REPORT = 'BZ'
const SUSPEND = '1'
const RELEASE = '2'
const REFUSED = '0'
/** MassActionResponse(1375): the reports of the orders follow. */
const ACCEPTED = '1'

export function massRequestDesk(context: VenueContext): Desk {
  const crossing = new CrossingFills(context)
  return {
    msgTypes: ['q', 'AF', 'CA'],
    onMessage(message, session) {
      const { msgType } = message
      if (!hasMessage(session.dictionary, msgType)) {
        const text = `${msgType} is not supported in ${session.version.id}`
        context.businessReject(session, message, BusinessRejectReason.UnsupportedMessageType, text)
      } else if (msgType === 'q') massCancel(context, message, session, crossing)
      else if (msgType === 'CA') massAction(context, message, session)
      else answerMassStatus(context, message, session, crossing)
    },
    onMarket: (event) => crossing.onMarket(event),
  }
}

/** What the report repeats of the request. */
function echoed(context: VenueContext, message: Message): Part[] {
  const { ClOrdID, Symbol: symbol, Side, TradingSessionID, TransactTime } = DeskTag
  const repeated = [ClOrdID, symbol, Side, TradingSessionID].map((tag): Part => [tag, message.text(tag)])
  return [...repeated, [TransactTime, formatUtcTimestamp(context.now)]]
}

function massCancel(context: VenueContext, message: Message, session: VenueSession, crossing: CrossingFills): void {
  const scope = message.text(DeskTag.MassCancelRequestType) ?? ''
  const choice = chooseOrders(context, message, session, scope)
  const reportID = context.unique('MC')
  const parts: Part[] = [
    ...echoed(context, message),
    [DeskTag.OrderID, reportID],
    [DeskTag.MassActionReportID, reportID],
    [DeskTag.MassCancelRequestType, scope],
  ]
  const send = (more: readonly Part[]) =>
    context.send(session, MASS_CANCEL_REPORT, bodyOf(session.dictionary, MASS_CANCEL_REPORT, [...parts, ...more]), {
      rule: 'K:MASS',
    })
  if (choice.kind === 'refused') {
    send([
      [DeskTag.MassCancelResponse, REFUSED],
      [DeskTag.MassCancelRejectReason, choice.reason],
      [DeskTag.Text, choice.text],
    ])
    return
  }
  send([
    [DeskTag.MassCancelResponse, scope],
    [DeskTag.TotalAffectedOrders, choice.orders.length],
    [DeskTag.NoAffectedOrders, choice.orders.filter((order) => order.manner.massReportOnly).map(affected)],
  ])
  crossing.strike(choice.orders)
  // The fill may have ended its order, whatever the report has counted.
  for (const order of choice.orders) if (order.open) cancel(context, order, reportID)
}

/** Without a report of its own where the manner of the order says that the mass report is enough (A:RONLY). */
function cancel(context: VenueContext, order: Order, massID: string): void {
  const quiet = order.manner.massReportOnly === true
  context.orders.cancel(order, 'none', { quiet, massID, text: 'mass cancel' })
}

function affected(order: Order): Part[] {
  // The name of the field changed with FIX.5.0SP2; the dictionary of the session has one of the two.
  return [
    [DeskTag.OrigClOrdID, order.terms.clOrdID],
    [DeskTag.AffectedOrigClOrdID, order.terms.clOrdID],
    [DeskTag.AffectedOrderID, order.orderID],
  ]
}

function massAction(context: VenueContext, message: Message, session: VenueSession): void {
  const scope = message.text(DeskTag.MassActionScope) ?? ''
  const action = message.text(DeskTag.MassActionType) ?? ''
  const choice = chooseOrders(context, message, session, scope)
  const reportID = context.unique('MA')
  const orders = choice.kind === 'refused' ? [] : choice.orders.filter((order) => concerns(action, order))
  const outcome: Part[] =
    choice.kind === 'refused'
      ? [
          [DeskTag.MassActionResponse, REFUSED],
          [DeskTag.MassActionRejectReason, choice.reason],
          [DeskTag.Text, choice.text],
        ]
      : [
          [DeskTag.MassActionResponse, ACCEPTED],
          [DeskTag.TotalAffectedOrders, orders.length],
          [DeskTag.NoAffectedOrders, orders.filter((order) => quietly(action, order)).map(affected)],
        ]
  const parts: Part[] = [
    ...echoed(context, message),
    [DeskTag.MassActionReportID, reportID],
    [DeskTag.MassActionType, action],
    [DeskTag.MassActionScope, scope],
    ...outcome,
  ]
  context.send(session, MASS_ACTION_REPORT, bodyOf(session.dictionary, MASS_ACTION_REPORT, parts), { rule: 'K:MASS' })
  for (const order of orders) {
    if (action === SUSPEND) context.orders.suspend(order)
    else if (action === RELEASE) context.orders.release(order)
    else cancel(context, order, reportID)
  }
}

/** An order that is suspended already is not suspended again, and only a suspended one is released. */
function concerns(action: string, order: Order): boolean {
  return action === SUSPEND ? !order.suspended : action === RELEASE ? order.suspended : true
}

function quietly(action: string, order: Order): boolean {
  return action !== SUSPEND && action !== RELEASE && order.manner.massReportOnly === true
}
