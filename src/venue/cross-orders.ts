/**
 * NewOrderCross(s): two sides that trade with each other at once, each told by reports with CrossID(548). A cross of which
 * anything is wrong is refused as a whole, both sides Rejected (L:CROSS).
 */
import { decimal, equals, min, parseDecimal } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { bookSideOf } from './book-side.ts'
import type { Desk, VenueContext } from './desk.ts'
import { type GroupEntry, groupEntries } from './group-entries.ts'
import { hasField } from './message-body.ts'
import type { Order, OrderDraft } from './order.ts'
import type { Refusal } from './order-behaviour.ts'
import { readOrder } from './order-draft.ts'
import type { VenueSession } from './seam.ts'

const NO_SIDES = 552
const ALL_OR_NONE = '1'
const SELL_SIDE_FIRST = '2'
const TRD_MATCH_ID = 880
const CROSS_TAGS = [548, 549, 550]

export const crossOrders = (context: VenueContext): Desk => ({
  msgTypes: ['s'],
  onMessage(message, session) {
    const drafts = groupEntries(message, session.dictionary, NO_SIDES).map((side) => draftOf(message, side))
    const refusal = refusalOf(context, session, drafts, message.text(549))
    const [first, second] = drafts
    if (first === undefined) {
      context.businessReject(session, message, 0, 'NoSides(552): a cross has two sides', message.text(548))
    } else if (refusal !== undefined || second === undefined) {
      for (const draft of drafts) context.orders.refuse(session, draft, refusal ?? TWO_SIDES)
    } else {
      const buyFirst = (bookSideOf(first.side) === 'buy') === (message.text(550) !== SELL_SIDE_FIRST)
      if (buyFirst) cross(context, session, first, second)
      else cross(context, session, second, first)
    }
  },
})

const TWO_SIDES: Refusal = {
  reason: 'other',
  text: 'NoSides(552): a cross has two sides, one that buys and one that sells',
}

/** The sides state who and how much; what, at which price and for how long stands once for both. */
function draftOf(message: Message, side: GroupEntry): OrderDraft {
  const whole = readOrder(message)
  const clOrdID = side.text(11)
  const echoed = CROSS_TAGS.flatMap((tag): [number, string][] => {
    const value = message.text(tag)
    return value === undefined ? [] : [[tag, value]]
  })
  const terms = { ...whole.terms, clOrdID, orderQty: parseDecimal(side.text(38)), cashOrderQty: undefined }
  return { ...whole, clOrdID, account: side.text(1), side: side.text(54) ?? '', terms, echoed }
}

function refusalOf(
  context: VenueContext,
  session: VenueSession,
  drafts: readonly OrderDraft[],
  crossType: string | undefined,
): Refusal | undefined {
  const [first, second] = drafts
  if (first === undefined || second === undefined || drafts.length > 2) return TWO_SIDES
  if (bookSideOf(first.side) === bookSideOf(second.side)) return TWO_SIDES
  if (first.clOrdID === second.clOrdID) return { reason: 'duplicate', text: 'both sides have the same ClOrdID(11)' }
  const [qty, other] = [first.terms.orderQty, second.terms.orderQty]
  if (crossType === ALL_OR_NONE && qty !== undefined && other !== undefined && !equals(qty, other)) {
    return { reason: 'quantity', text: 'CrossType(549)=1: the sides must have the same OrderQty(38)' }
  }
  return context.orders.check(session, first) ?? context.orders.check(session, second)
}

/** What the one side has more than the other is cancelled. */
function cross(context: VenueContext, session: VenueSession, one: OrderDraft, other: OrderDraft): void {
  const { orders, instruments } = context
  const row = instruments.get(one.symbol)?.row
  const [qty, otherQty] = [one.terms.orderQty, other.terms.orderQty]
  if (row === undefined || qty === undefined || otherQty === undefined) return
  const traded = min(qty, otherQty)
  const px = one.terms.price ?? decimal(row.reference)
  const match = context.unique('M')
  const fields: [number, string][] = hasField(session.dictionary, '8', TRD_MATCH_ID) ? [[TRD_MATCH_ID, match]] : []
  const taken = [take(context, session, one), take(context, session, other)]
  for (const order of taken) orders.fill(order, traded, px, { fields })
  for (const order of taken)
    if (order.open) orders.cancel(order, 'none', { text: 'the other side of the cross was smaller' })
}

function take(
  context: VenueContext,
  session: VenueSession,
  { clOrdID, account, symbol, side, terms, echoed }: OrderDraft,
): Order {
  const { orderQty = decimal(0), price, ordType } = terms
  return context.orders.take(session, {
    clOrdID: clOrdID ?? '',
    account,
    symbol,
    side,
    qty: orderQty,
    px: price,
    ordType,
    echoed,
  })
}
