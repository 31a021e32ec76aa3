/**
 * TradeCaptureReport(AE) from a member: a trade that it made elsewhere, its correction or its cancel. Each is answered by
 * TradeCaptureReportAck(AR); who is named as a party of a side, and is here, gets the report as alleged.
 */
import { isPositive, parseDecimal } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { type GroupEntry, groupEntries } from './group-entries.ts'
import { bodyOf, type Part } from './message-body.ts'
import type { VenueSession } from './seam.ts'
import { execTypeOf, type ReportedTrade, ReportType, sendTradeReport, TransType } from './trade-capture-report.ts'

/** Reports that are remembered for each session; the oldest are forgotten, and can not be cancelled any more. */
const REMEMBERED = 1_000
const ACKNOWLEDGEMENT = 'AR'
const ACCEPTED = 0
const REJECTED = 1
/** TradeReportRejectReason(751). */
const Reason = { UnknownInstrument: 2, InvalidTradeType: 4, Other: 99 } as const

interface Submission {
  readonly trade: ReportedTrade
  /** Who was told, and the TradeReportID(571) under which. */
  readonly told: readonly { readonly session: string; readonly tradeReportID: string }[]
}

interface Refusal {
  readonly reason: number
  readonly text: string
}

export class TradeSubmissions {
  readonly #context: VenueContext
  /** By session and TradeReportID(571). */
  readonly #submissions = new Map<string, Map<string, Submission>>()

  constructor(context: VenueContext) {
    this.#context = context
  }

  answer(message: Message, session: VenueSession): void {
    const reportID = message.text(DeskTag.TradeReportID) ?? ''
    const refID = message.text(DeskTag.TradeReportRefID)
    const transType = transTypeOf(message)
    const mine = this.#submissions.get(session.id) ?? new Map<string, Submission>()
    const trade = this.#read(message, session)
    const refusal = 'reason' in trade ? trade : this.#refusal(transType, reportID, refID, mine)
    this.#acknowledge(message, session, transType, refusal)
    if (refusal !== undefined || 'reason' in trade) return
    const old = refID === undefined ? undefined : mine.get(refID)
    if (transType === TransType.Cancel && old !== undefined && refID !== undefined) {
      mine.delete(refID)
      this.#tellCanceled(session, refID, old)
      return
    }
    if (refID !== undefined && transType === TransType.Replace) mine.delete(refID)
    mine.set(reportID, { trade, told: this.#tellAlleged(message, session, trade, transType, old) })
    const [oldest] = mine.keys()
    if (mine.size > REMEMBERED && oldest !== undefined) mine.delete(oldest)
    this.#submissions.set(session.id, mine)
  }

  #read(message: Message, session: VenueSession): ReportedTrade | Refusal {
    const symbol = message.text(DeskTag.Symbol) ?? ''
    const qty = parseDecimal(message.text(DeskTag.LastQty))
    const px = parseDecimal(message.text(DeskTag.LastPx))
    const sides = groupEntries(message, session.dictionary, DeskTag.NoSides).map((entry) => ({
      side: entry.text(DeskTag.Side) ?? '',
      orderID: entry.text(DeskTag.OrderID),
      clOrdID: entry.text(DeskTag.ClOrdID),
      account: entry.text(DeskTag.Account),
    }))
    const [first, second] = sides
    if (!this.#context.instruments.has(symbol))
      return { reason: Reason.UnknownInstrument, text: `unknown symbol ${symbol}` }
    if (qty === undefined || px === undefined || !isPositive(qty))
      return { reason: Reason.Other, text: 'LastQty(32) above 0 and LastPx(31) are needed' }
    if (first === undefined || sides.length > 2) return { reason: Reason.Other, text: 'a trade has one or two sides' }
    if (second !== undefined && (first.side === '1') === (second.side === '1'))
      return { reason: Reason.Other, text: 'the two sides of a trade are opposite: Side(54)' }
    return { symbol, qty, px, at: message.utcTimestamp(DeskTag.TransactTime)?.epochMs ?? this.#context.now, sides }
  }

  #refusal(
    transType: string,
    reportID: string,
    refID: string | undefined,
    mine: ReadonlyMap<string, Submission>,
  ): Refusal | undefined {
    if (mine.has(reportID)) return { reason: Reason.Other, text: `TradeReportID(571) ${reportID} was used before` }
    if (transType === TransType.New) return undefined
    if (transType !== TransType.Cancel && transType !== TransType.Replace)
      return { reason: Reason.InvalidTradeType, text: 'offered: new, cancel (487=1) and replace (487=2)' }
    if (refID === undefined || !mine.has(refID))
      return { reason: Reason.Other, text: `no report ${refID ?? 'without TradeReportRefID(572)'} to change` }
    return undefined
  }

  #acknowledge(message: Message, session: VenueSession, transType: string, refusal: Refusal | undefined): void {
    const echoed = [
      DeskTag.TradeReportID,
      DeskTag.TradeReportTransType,
      DeskTag.TradeReportType,
      DeskTag.TradeReportRefID,
      DeskTag.Symbol,
    ].map((tag): Part => [tag, message.text(tag)])
    const parts: Part[] = [
      ...echoed,
      [DeskTag.ExecType, execTypeOf(transType)],
      [DeskTag.TrdRptStatus, refusal === undefined ? ACCEPTED : REJECTED],
      [DeskTag.TradeReportRejectReason, refusal?.reason],
      [DeskTag.Text, refusal?.text],
      [DeskTag.TransactTime, formatUtcTimestamp(this.#context.now)],
    ]
    const body = bodyOf(session.dictionary, ACKNOWLEDGEMENT, parts)
    this.#context.send(session, ACKNOWLEDGEMENT, body, { rule: 'R:TCR' })
  }

  /** Other sessions whose client is a party of one of the sides. */
  #parties(message: Message, session: VenueSession): VenueSession[] {
    const partyIDs = new Set(
      groupEntries(message, session.dictionary, DeskTag.NoSides)
        .flatMap((side: GroupEntry) => side.entries(DeskTag.NoPartyIDs))
        .map((party) => party.text(DeskTag.PartyID)),
    )
    return [...this.#context.sessions.values()].filter(
      (other) => other.id !== session.id && partyIDs.has(other.targetCompID),
    )
  }

  #tellAlleged(
    message: Message,
    session: VenueSession,
    trade: ReportedTrade,
    transType: string,
    old: Submission | undefined,
  ): Submission['told'] {
    return this.#parties(message, session).map((party) => {
      const tradeReportID = this.#context.unique('TR')
      sendTradeReport(this.#context, party, trade, transType, [
        [DeskTag.TradeReportID, tradeReportID],
        [DeskTag.TradeReportRefID, old?.told.find((each) => each.session === party.id)?.tradeReportID],
        [DeskTag.TradeReportType, ReportType.Alleged],
      ])
      return { session: party.id, tradeReportID }
    })
  }

  /** To both: who has reported the trade, and who was told of it. */
  #tellCanceled(session: VenueSession, refID: string, { trade, told }: Submission): void {
    for (const each of [{ session: session.id, tradeReportID: refID }, ...told]) {
      const to = this.#context.sessions.get(each.session)
      if (to === undefined) continue
      sendTradeReport(this.#context, to, { ...trade, at: this.#context.now }, TransType.Cancel, [
        [DeskTag.TradeReportID, this.#context.unique('TR')],
        [DeskTag.TradeReportRefID, each.tradeReportID],
        [DeskTag.TradeReportType, ReportType.Cancel],
      ])
    }
  }
}

/** TradeReportType(856) 6 says cancel as well. */
function transTypeOf(message: Message): string {
  const type = message.text(DeskTag.TradeReportType) ?? ReportType.Submit
  if (type === ReportType.Cancel) return TransType.Cancel
  return type === ReportType.Submit ? (message.text(DeskTag.TradeReportTransType) ?? TransType.New) : `type ${type}`
}
