/**
 * The decision table for requests to cancel or replace, as far as it does not depend on the rule of the order: the first
 * row that matches wins.
 *
 * @see application cases §3.3, rows 1 to 6, 8 and 10
 */
import { compare } from '../codec/decimal.ts'
import type { Behaviours } from './behaviours.ts'
import { checkTerms } from './entry-checks.ts'
import type { Order, OrderDraft, Terms } from './order.ts'
import { mayBeRaised } from './order-facts.ts'
import type { OrderLife } from './order-life.ts'
import type { RequestRejectReason } from './persona.ts'
import { failedCheckReason } from './reasons.ts'
import type { VenueSession } from './seam.ts'

/** A request as it came. */
export interface Incoming {
  readonly kind: 'cancel' | 'replace'
  readonly clOrdID: string
  readonly origClOrdID: string | undefined
  readonly orderID: string | undefined
  readonly draft: OrderDraft
}

export type Verdict =
  | { readonly kind: 'taken'; readonly order: Order }
  | {
      readonly kind: 'refused'
      readonly order: Order | undefined
      readonly reason: RequestRejectReason
      /** CxlRejReason(102) where it is not that of `reason`. */
      readonly number?: number | undefined
      readonly text: string
      /** The order is there and must not be revealed. */
      readonly hidden?: boolean
      /** The number was used before and still means what it meant. */
      readonly duplicate?: boolean
    }

export function decideAtOnce(
  life: OrderLife,
  behaviours: Behaviours,
  incoming: Incoming,
  session: VenueSession,
): Verdict {
  const { store, floor } = life
  const order = orderMeant(life, incoming, session)
  if (store.isUsed(session.id, incoming.clOrdID, floor.day)) {
    const text = `duplicate ClOrdID ${incoming.clOrdID}`
    return { kind: 'refused', order, reason: 'duplicate', text, duplicate: true }
  }
  if (order === undefined) return { kind: 'refused', order, reason: 'unknown', text: 'unknown order' }
  if (floor.persona.defaults.checks === false || order.manner.manual === true) return { kind: 'taken', order }
  return (
    refusalByState(order, incoming) ??
    refusalByTerms(life, behaviours, order, incoming, session) ?? { kind: 'taken', order }
  )
}

/** Rows 4, 5, 6 and 8. */
function refusalByState(order: Order, incoming: Incoming): Verdict | undefined {
  const { draft } = incoming
  if (differs(draft.symbol, order.symbol) || differs(draft.side, order.side) || differs(draft.account, order.account)) {
    const text = 'Symbol, Side or Account are not those of the order'
    return { kind: 'refused', order, reason: 'other', text }
  }
  if (!order.open && !(mayBeRaised(order) && incoming.kind === 'replace' && grows(order, draft.terms))) {
    return { kind: 'refused', order, reason: 'tooLate', text: 'the order is over' }
  }
  const id = incoming.origClOrdID
  const current = id === undefined || id === order.terms.clOrdID || order.requests.some(({ clOrdID }) => clOrdID === id)
  return current
    ? undefined
    : {
        kind: 'refused',
        order,
        reason: 'unknown',
        text: `${id} is not in force any more: the order is ${order.terms.clOrdID}`,
      }
}

/** Row 10: the new terms fail an entry check, and the old ones live on. */
function refusalByTerms(
  { floor }: OrderLife,
  behaviours: Behaviours,
  order: Order,
  incoming: Incoming,
  session: VenueSession,
): Verdict | undefined {
  const instrument = floor.instruments.get(order.symbol)
  if (incoming.kind === 'cancel' || instrument === undefined) return undefined
  const draft = { ...incoming.draft, symbol: order.symbol, side: order.side, quoteID: order.quoteID }
  const refusal =
    checkTerms(draft, instrument, session, floor.now) ?? behaviours.check(draft, instrument, order, session)
  if (refusal === undefined) return undefined
  const number = failedCheckReason(session.dictionary, refusal.reason)
  return { kind: 'refused', order, reason: 'other', number, text: refusal.text }
}

/** By both numbers where both are stated: they must mean the same order. */
function orderMeant(life: OrderLife, incoming: Incoming, session: VenueSession): Order | undefined {
  const { store } = life
  const { origClOrdID, orderID } = incoming
  const byID = orderID === undefined ? undefined : mine(store.byOrderID(orderID), session)
  if (origClOrdID === undefined) return byID
  const own = store.find(session.id, origClOrdID)
  const byClOrdID = own ?? store.findOnBehalf(origClOrdID)
  if (orderID !== undefined && byID !== byClOrdID) return undefined
  return byClOrdID
}

/** Orders of other sessions are not revealed, unless one may act on their behalf. */
function mine(order: Order | undefined, session: VenueSession): Order | undefined {
  return order?.session === session.id || order?.manner.onBehalf === true ? order : undefined
}

/** Only what the request states can differ. */
function differs(stated: string | undefined, of: string | undefined): boolean {
  return stated !== undefined && stated !== '' && stated !== of
}

function grows(order: Order, { orderQty }: Terms): boolean {
  return orderQty !== undefined && compare(orderQty, order.cum) > 0
}
