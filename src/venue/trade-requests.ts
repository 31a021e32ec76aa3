/** TradeCaptureReportRequest(AD): a member's own trades of the day, once or as they happen. */
import type { Message } from '../codec/message.ts'
import type { Trade, VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { NO_SYMBOL } from './mass-status.ts'
import { bodyOf, type Part } from './message-body.ts'
import type { VenueSession } from './seam.ts'
import { type ReportedTrade, ReportType, sendTradeReport, TransType } from './trade-capture-report.ts'

/** Trades that are remembered for each session; the oldest are forgotten. */
const REMEMBERED = 1_000
/** Subscriptions of one session. */
const MOST_SUBSCRIPTIONS = 100
const ACKNOWLEDGEMENT = 'AQ'
const SUBSCRIBE = '1'
const UNSUBSCRIBE = '2'
/** TradeRequestType(569): all trades, matched trades. */
const OFFERED: ReadonlySet<string> = new Set(['0', '1'])
/** TradeRequestResult(749). */
const Result = { Successful: 0, UnknownInstrument: 1, NotOffered: 8, Other: 99 } as const
/** TradeRequestStatus(750). */
const Status = { Accepted: 0, Completed: 1, Rejected: 2 } as const

interface OwnTrade extends ReportedTrade {
  readonly tradeReportID: string
}

/** What a request wants; a field that is undefined does not matter. */
interface Wanted {
  readonly symbol: string | undefined
  readonly side: string | undefined
  readonly orderID: string | undefined
  readonly clOrdID: string | undefined
  readonly execID: string | undefined
}

export class TradeRequests {
  readonly #context: VenueContext
  readonly #trades = new Map<string, OwnTrade[]>()
  /** By session and TradeRequestID(568). */
  readonly #subscriptions = new Map<string, Map<string, Wanted>>()

  constructor(context: VenueContext) {
    this.#context = context
  }

  answer(message: Message, session: VenueSession): void {
    const requestID = message.text(DeskTag.TradeRequestID) ?? ''
    const type = message.text(DeskTag.SubscriptionRequestType)
    const wanted: Wanted = {
      symbol: message.text(DeskTag.Symbol),
      side: message.text(DeskTag.Side),
      orderID: message.text(DeskTag.OrderID),
      clOrdID: message.text(DeskTag.ClOrdID),
      execID: message.text(DeskTag.ExecID),
    }
    const mine = this.#subscriptions.get(session.id) ?? new Map<string, Wanted>()
    const acknowledge = (result: number, status: number, total: number, text?: string) => {
      const parts: Part[] = [
        [DeskTag.TradeRequestID, requestID],
        [DeskTag.TradeRequestType, message.text(DeskTag.TradeRequestType)],
        [DeskTag.SubscriptionRequestType, type],
        [DeskTag.TotNumTradeReports, total],
        [DeskTag.TradeRequestResult, result],
        [DeskTag.TradeRequestStatus, status],
        [DeskTag.Symbol, wanted.symbol ?? NO_SYMBOL],
        [DeskTag.Text, text],
      ]
      const body = bodyOf(session.dictionary, ACKNOWLEDGEMENT, parts)
      this.#context.send(session, ACKNOWLEDGEMENT, body, { rule: 'R:TCR' })
    }
    if (type === UNSUBSCRIBE) {
      const known = mine.delete(requestID)
      if (known) acknowledge(Result.Successful, Status.Completed, 0)
      else acknowledge(Result.Other, Status.Rejected, 0, `no subscription ${requestID}`)
      return
    }
    const refusal = this.#refusal(message, wanted, mine, type === SUBSCRIBE)
    if (refusal !== undefined) {
      acknowledge(refusal.result, Status.Rejected, 0, refusal.text)
      return
    }
    const found = (this.#trades.get(session.id) ?? []).filter((trade) => matches(trade, wanted))
    const over = type !== SUBSCRIBE && found.length === 0
    acknowledge(Result.Successful, over ? Status.Completed : Status.Accepted, found.length)
    found.forEach((trade, i) => {
      this.#report(session, requestID, trade, [[DeskTag.LastRptRequested, i === found.length - 1 ? 'Y' : 'N']])
    })
    if (type !== SUBSCRIBE) return
    mine.set(requestID, wanted)
    this.#subscriptions.set(session.id, mine)
  }

  #refusal(
    message: Message,
    { symbol }: Wanted,
    mine: ReadonlyMap<string, Wanted>,
    subscribes: boolean,
  ): { result: number; text: string } | undefined {
    const requestID = message.text(DeskTag.TradeRequestID) ?? ''
    if (!OFFERED.has(message.text(DeskTag.TradeRequestType) ?? ''))
      return { result: Result.NotOffered, text: 'TradeRequestType(569) is 0 (all) or 1 (matched)' }
    if (symbol !== undefined && !this.#context.instruments.has(symbol))
      return { result: Result.UnknownInstrument, text: `unknown symbol ${symbol}` }
    if (mine.has(requestID)) return { result: Result.Other, text: `a subscription ${requestID} is live` }
    if (subscribes && mine.size >= MOST_SUBSCRIPTIONS)
      return { result: Result.Other, text: `at most ${MOST_SUBSCRIPTIONS} subscriptions` }
    return undefined
  }

  onTrade({ order, execID, qty, px }: Trade): void {
    const { now } = this.#context
    const { symbol, side, orderID, account, terms } = order
    const trade: OwnTrade = {
      tradeReportID: this.#context.unique('TR'),
      symbol,
      qty,
      px,
      at: now,
      execID,
      sides: [{ side, orderID, clOrdID: terms.clOrdID, account }],
    }
    const own = this.#trades.get(order.session) ?? []
    own.push(trade)
    if (own.length > REMEMBERED) own.shift()
    this.#trades.set(order.session, own)
    this.#push(order.session, trade, (session, requestID) =>
      this.#report(session, requestID, trade, [[DeskTag.UnsolicitedIndicator, 'Y']]),
    )
  }

  /** The trade is taken back: whoever was told of it is told. */
  onBust({ order, execID }: Pick<Trade, 'order' | 'execID'>): void {
    const own = this.#trades.get(order.session) ?? []
    const trade = own.find((each) => each.execID === execID)
    if (trade === undefined) return
    own.splice(own.indexOf(trade), 1)
    this.#push(order.session, trade, (session, requestID) =>
      sendTradeReport(this.#context, session, { ...trade, at: this.#context.now }, TransType.Cancel, [
        [DeskTag.TradeReportID, this.#context.unique('TR')],
        [DeskTag.TradeReportRefID, trade.tradeReportID],
        [DeskTag.TradeReportType, ReportType.Submit],
        [DeskTag.TradeRequestID, requestID],
        [DeskTag.UnsolicitedIndicator, 'Y'],
      ]),
    )
  }

  /** The next day begins with no trades. */
  onDay(): void {
    this.#trades.clear()
  }

  forget(session: VenueSession): void {
    this.#subscriptions.delete(session.id)
  }

  #push(sessionID: string, trade: OwnTrade, send: (session: VenueSession, requestID: string) => void): void {
    const session = this.#context.sessions.get(sessionID)
    if (session === undefined) return
    for (const [requestID, wanted] of this.#subscriptions.get(sessionID) ?? [])
      if (matches(trade, wanted)) send(session, requestID)
  }

  #report(session: VenueSession, requestID: string, trade: OwnTrade, more: readonly Part[]): void {
    sendTradeReport(this.#context, session, trade, TransType.New, [
      [DeskTag.TradeReportID, trade.tradeReportID],
      [DeskTag.TradeReportType, ReportType.Submit],
      [DeskTag.TradeRequestID, requestID],
      ...more,
    ])
  }
}

function matches({ symbol, execID, sides }: OwnTrade, wanted: Wanted): boolean {
  const [own] = sides
  return (
    (wanted.symbol === undefined || wanted.symbol === symbol) &&
    (wanted.side === undefined || wanted.side === own?.side) &&
    (wanted.orderID === undefined || wanted.orderID === own?.orderID) &&
    (wanted.clOrdID === undefined || wanted.clOrdID === own?.clOrdID) &&
    (wanted.execID === undefined || wanted.execID === execID)
  )
}
