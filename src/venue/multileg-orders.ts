/**
 * NewOrderMultileg(AB): the spread is an order like any other, its reports marked MultiLegReportingType(442)=3, and each of
 * its trades is told for every leg as well, marked 2. The prices of the legs sum up to the price of the spread (L:MLEG).
 */
import {
  add,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  isPositive,
  isZero,
  multiply,
  negate,
  parseDecimal,
  subtract,
  trimDecimal,
  ZERO,
} from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { bookSideOf } from './book-side.ts'
import type { Desk, Trade, VenueContext } from './desk.ts'
import { type GroupEntry, groupEntries } from './group-entries.ts'
import { NO_SYMBOL } from './mass-status.ts'
import { bodyOf } from './message-body.ts'
import type { Order, OrderDraft } from './order.ts'
import type { Refusal } from './order-behaviour.ts'
import { readOrder } from './order-draft.ts'
import { averageOf } from './order-facts.ts'
import type { VenueSession } from './seam.ts'

const NEW_ORDER_MULTILEG = 'AB'
const NO_LEGS = 555
const MULTI_LEG_REPORTING_TYPE = 442
/** Digits behind the point of a price that has to be divided by the ratio of its leg. */
const PRICE_SCALE = 8
/** Side(54) of a spread that is traded the other way round: Sell, Opposite. */
const REVERSED = new Set(['2', 'C'])
const OPPOSITE: Readonly<Record<string, string>> = { '1': '2', '2': '1', '5': '1' }

interface Leg {
  readonly symbol: string
  readonly side: string
  readonly ratio: Decimal
  readonly refID: string | undefined
  /** Where its market stands. */
  readonly reference: Decimal
  /** Sum of quantity times price. */
  cost: Decimal
}

export const multilegOrders = (context: VenueContext): Desk => new MultilegOrders(context)

class MultilegOrders implements Desk {
  readonly msgTypes = [NEW_ORDER_MULTILEG]
  readonly #context: VenueContext
  readonly #legs = new WeakMap<Order, Leg[]>()
  /** Those of the order that is being entered, which may trade before the venue has said what order it is. */
  #entering: { readonly session: string; readonly clOrdID: string | undefined; readonly legs: Leg[] } | undefined

  constructor(context: VenueContext) {
    this.#context = context
  }

  onMessage(message: Message, session: VenueSession): void {
    const { orders, instruments } = this.#context
    const read = readOrder(message)
    const entries = groupEntries(message, session.dictionary, NO_LEGS)
    const unnamed = read.symbol === '' || read.symbol === NO_SYMBOL
    const draft: OrderDraft = {
      ...read,
      symbol: unnamed ? (entries[0]?.text(600) ?? '') : read.symbol,
      echoed: [...read.echoed, [MULTI_LEG_REPORTING_TYPE, '3']],
    }
    const legs = entries.flatMap((entry) => {
      const row = instruments.get(entry.text(600) ?? '')?.row
      return row === undefined ? [] : [legOf(entry, row.symbol, decimal(row.reference), REVERSED.has(read.side))]
    })
    const refusal = refusalOf(entries.length, legs)
    if (refusal !== undefined) return orders.refuse(session, draft, refusal)
    this.#entering = { session: session.id, clOrdID: draft.clOrdID, legs }
    const entry = { msgType: NEW_ORDER_MULTILEG, msgSeqNum: message.msgSeqNum ?? 0 }
    const order = orders.enter(session, draft, entry)
    if (order !== undefined) this.#legs.set(order, legs)
    this.#entering = undefined
  }

  onTrade(trade: Trade): void {
    const { order } = trade
    const entering = this.#entering
    const isNew = entering?.session === order.session && entering.clOrdID === order.terms.clOrdID
    const legs = this.#legs.get(order) ?? (isNew ? entering?.legs : undefined)
    const session = this.#context.sessions.get(order.session)
    if (legs === undefined || session === undefined) return
    const prices = legPrices(legs, trade.px)
    legs.forEach((leg, i) => {
      this.#tell(trade, leg, prices[i] ?? ZERO, session)
    })
  }

  #tell({ order, qty }: Trade, leg: Leg, px: Decimal, session: VenueSession): void {
    const lastQty = multiply(qty, leg.ratio)
    const cum = multiply(order.cum, leg.ratio)
    leg.cost = add(leg.cost, multiply(lastQty, px))
    const leaves = multiply(this.#context.orders.leavesQty(order), leg.ratio)
    const { clOrdID, orderQty = ZERO } = order.terms
    const body = bodyOf(session.dictionary, '8', [
      [37, order.orderID],
      [11, clOrdID],
      [17, this.#context.unique('LEG')],
      [150, 'F'],
      [39, isZero(leaves) ? '2' : '1'],
      [1, order.account],
      [55, leg.symbol],
      [54, leg.side],
      [38, formatDecimal(multiply(orderQty, leg.ratio))],
      [32, formatDecimal(lastQty)],
      [31, formatDecimal(px)],
      [151, formatDecimal(leaves)],
      [14, formatDecimal(cum)],
      [6, formatDecimal(averageOf(leg.cost, cum))],
      [60, formatUtcTimestamp(this.#context.now, session.version.timestampFraction)],
      [MULTI_LEG_REPORTING_TYPE, '2'],
      [
        NO_LEGS,
        [
          [
            [600, leg.symbol],
            [623, formatDecimal(leg.ratio)],
            [624, leg.side],
            [654, leg.refID],
          ],
        ],
      ],
    ])
    this.#context.send(session, '8', body, { rule: order.rule.id })
  }
}

function legOf(entry: GroupEntry, symbol: string, reference: Decimal, reversed: boolean): Leg {
  const side = entry.text(624) ?? '1'
  return {
    symbol,
    side: reversed ? (OPPOSITE[side] ?? side) : side,
    ratio: parseDecimal(entry.text(623)) ?? decimal(1),
    refID: entry.text(654),
    reference,
    cost: ZERO,
  }
}

function refusalOf(stated: number, legs: readonly Leg[]): Refusal | undefined {
  if (stated < 2) return { reason: 'other', text: 'NoLegs(555): a spread has two legs at least' }
  if (legs.length < stated) return { reason: 'unknownSymbol', text: 'LegSymbol(600) of a leg is not listed' }
  if (legs.some(({ ratio }) => !isPositive(ratio)))
    return { reason: 'quantity', text: 'LegRatioQty(623) must be above 0' }
  return undefined
}

/** Every leg trades at its reference but one, which takes up the rest; it is one whose ratio is 1, where there is one. */
function legPrices(legs: readonly Leg[], spread: Decimal): Decimal[] {
  const prices = legs.map(({ reference }) => reference)
  const single = legs.findIndex(({ ratio }) => formatDecimal(trimDecimal(ratio)) === '1')
  const at = single < 0 ? legs.length - 1 : single
  const adjusted = legs[at]
  if (adjusted === undefined) return prices
  const signed = (leg: Leg, px: Decimal) => {
    const value = multiply(leg.ratio, px)
    return bookSideOf(leg.side) === 'buy' ? value : negate(value)
  }
  const others = legs.reduce((sum, leg, i) => (i === at ? sum : add(sum, signed(leg, leg.reference))), ZERO)
  const rest = subtract(spread, others)
  const value = bookSideOf(adjusted.side) === 'buy' ? rest : negate(rest)
  prices[at] = single >= 0 ? value : trimDecimal(divide(value, adjusted.ratio, PRICE_SCALE))
  return prices
}
