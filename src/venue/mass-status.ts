/** Answers OrderMassStatusRequest(AF): one status report for each open order, or one report that says there is none. */
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { BusinessRejectReason } from '../fix/reject-reasons.ts'
import type { CrossingFills } from './crossing-fill.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { groupEntries } from './group-entries.ts'
import { isDaySession, type OrderFilter, openOrders } from './mass-scope.ts'
import { bodyOf, type Part } from './message-body.ts'
import type { VenueSession } from './seam.ts'

/** MassStatusReqType(585). */
const Scope = { Security: '1', TradingSession: '6', All: '7', Party: '8' } as const
const EXECUTION_REPORT = '8'
/** Symbol(55) where a version requires an instrument and there is none. */
export const NO_SYMBOL = '[N/A]'
const UNDISCLOSED = '7'
const ORDER_STATUS = 'I'
const REJECTED = '8'
const UNKNOWN_ORDER = 5

export function answerMassStatus(
  context: VenueContext,
  message: Message,
  session: VenueSession,
  crossing: CrossingFills,
): void {
  const filter = filterOf(context, message, session)
  if (filter.kind === 'refused') {
    context.businessReject(session, message, filter.reason, filter.text, message.text(DeskTag.MassStatusReqID))
    return
  }
  const orders = openOrders(context, session, filter)
  const requestID = message.text(DeskTag.MassStatusReqID) ?? ''
  if (orders.length === 0) nothingFound(context, message, session, requestID)
  orders.forEach((order, i) => {
    context.orders.status(order, session, [
      [DeskTag.MassStatusReqID, requestID],
      [DeskTag.TotNumReports, orders.length],
      [DeskTag.LastRptRequested, i === orders.length - 1 ? 'Y' : 'N'],
    ])
    if (i === 0) crossing.strike(orders)
  })
}

type Filtered =
  | ({ readonly kind: 'orders' } & OrderFilter)
  | { readonly kind: 'refused'; readonly reason: number; readonly text: string }

function filterOf(context: VenueContext, message: Message, session: VenueSession): Filtered {
  const scope = message.text(DeskTag.MassStatusReqType) ?? ''
  const symbol = message.text(DeskTag.Symbol)
  const side = message.text(DeskTag.Side)
  const account = message.text(DeskTag.Account)
  const { ConditionallyRequiredFieldMissing, Other, UnknownID, UnknownSecurity } = BusinessRejectReason
  switch (scope) {
    case Scope.All:
      return { kind: 'orders', side, account }
    case Scope.Security:
      if (symbol === undefined) return refused(ConditionallyRequiredFieldMissing, 'Symbol(55) is needed for this scope')
      if (!context.instruments.has(symbol)) return refused(UnknownSecurity, `unknown symbol ${symbol}`)
      return { kind: 'orders', symbol, side, account }
    case Scope.TradingSession:
      if (!isDaySession(message.text(DeskTag.TradingSessionID) ?? ''))
        return refused(UnknownID, 'the only TradingSessionID(336) here is DAY (FIX.5.0: 1)')
      return { kind: 'orders', side, account }
    case Scope.Party: {
      const [party] = groupEntries(message, session.dictionary, DeskTag.NoPartyIDs)
      const partyID = party?.text(DeskTag.PartyID) ?? account
      if (partyID === undefined) return refused(ConditionallyRequiredFieldMissing, 'a party is needed for this scope')
      return { kind: 'orders', side, account: partyID }
    }
    default:
      return refused(
        Other,
        'scopes here: 1 (security), 6 (trading session), 7 (all orders), 8 (party, taken as account)',
      )
  }
}

function refused(reason: number, text: string): Filtered {
  return { kind: 'refused', reason, text }
}

function nothingFound(context: VenueContext, message: Message, session: VenueSession, requestID: string): void {
  const parts: Part[] = [
    [DeskTag.OrderID, 'NONE'],
    [DeskTag.ExecID, '0'],
    [DeskTag.ExecType, ORDER_STATUS],
    [DeskTag.OrdStatus, REJECTED],
    [DeskTag.OrdRejReason, UNKNOWN_ORDER],
    [DeskTag.Symbol, message.text(DeskTag.Symbol) ?? NO_SYMBOL],
    [DeskTag.Side, message.text(DeskTag.Side) ?? UNDISCLOSED],
    [DeskTag.LeavesQty, 0],
    [DeskTag.CumQty, 0],
    [DeskTag.AvgPx, 0],
    [DeskTag.MassStatusReqID, requestID],
    [DeskTag.TotNumReports, 0],
    [DeskTag.LastRptRequested, 'Y'],
    [DeskTag.TransactTime, formatUtcTimestamp(context.now)],
    [DeskTag.Text, 'no open orders'],
  ]
  context.send(session, EXECUTION_REPORT, bodyOf(session.dictionary, EXECUTION_REPORT, parts), { rule: 'K:STAT' })
}
