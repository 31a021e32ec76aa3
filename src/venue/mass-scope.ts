/** Which orders a mass request means: MassCancelRequestType(530) and MassActionScope(1374), which share their values. */
import type { Message } from '../codec/message.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import type { Order } from './order.ts'
import type { VenueSession } from './seam.ts'

/** TradingSessionID(336) of the venue's one trading session: `Day` in the list of FIX.5.0, a plain name before. */
export function isDaySession(id: string): boolean {
  return id === '1' || id.toUpperCase() === 'DAY'
}

export const Scope = { Security: '1', TradingSession: '6', All: '7' } as const

/** MassCancelRejectReason(532), MassActionRejectReason(1376). */
const Reason = { NotSupported: 0, UnknownSecurity: 1, UnknownTradingSession: 6 } as const

export type Choice =
  | { readonly kind: 'orders'; readonly orders: readonly Order[] }
  | { readonly kind: 'refused'; readonly reason: number; readonly text: string }

/** The open orders of the session that the scope reaches, oldest first; Side(54) narrows every scope. */
export function chooseOrders(context: VenueContext, message: Message, session: VenueSession, scope: string): Choice {
  const symbol = message.text(DeskTag.Symbol)
  const tradingSession = message.text(DeskTag.TradingSessionID)
  if (scope === Scope.Security) {
    if (symbol === undefined) return refused(Reason.UnknownSecurity, 'Symbol(55) is needed for this scope')
    if (!context.instruments.has(symbol)) return refused(Reason.UnknownSecurity, `unknown symbol ${symbol}`)
  } else if (scope === Scope.TradingSession) {
    if (tradingSession === undefined || !isDaySession(tradingSession))
      return refused(Reason.UnknownTradingSession, 'the only TradingSessionID(336) here is DAY (FIX.5.0: 1)')
  } else if (scope !== Scope.All) {
    return refused(Reason.NotSupported, 'scopes here: 1 (security), 6 (trading session), 7 (all orders)')
  }
  const bySymbol = scope === Scope.Security ? symbol : undefined
  return {
    kind: 'orders',
    orders: openOrders(context, session, { symbol: bySymbol, side: message.text(DeskTag.Side) }),
  }
}

function refused(reason: number, text: string): Choice {
  return { kind: 'refused', reason, text }
}

export interface OrderFilter {
  readonly symbol?: string | undefined
  readonly side?: string | undefined
  readonly account?: string | undefined
}

/** The open orders of a session, oldest first; a list of its own, since what is done to an order changes what is open. */
export function openOrders(context: VenueContext, session: VenueSession, filter: OrderFilter = {}): Order[] {
  const matches = (order: Order) =>
    order.session === session.id &&
    (filter.symbol === undefined || order.symbol === filter.symbol) &&
    (filter.side === undefined || order.side === filter.side) &&
    (filter.account === undefined || order.account === filter.account)
  return [...context.orders.open()].filter(matches)
}
