/** TradeCaptureReport(AE) as the venue writes it: of its own trades, and of trades that members report. */
import { type Decimal, formatDecimal, trimDecimal } from '../codec/decimal.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { bodyOf, type Part } from './message-body.ts'
import type { VenueSession } from './seam.ts'

const REPORT = 'AE'
/** OrderID(37) of a side that has no order here; FIX.4.4 requires one. */
const NO_ORDER = 'NONE'
const DATE_LENGTH = 8

export interface TradeSide {
  readonly side: string
  readonly orderID?: string | undefined
  readonly clOrdID?: string | undefined
  readonly account?: string | undefined
}

export interface ReportedTrade {
  readonly symbol: string
  readonly qty: Decimal
  readonly px: Decimal
  /** Epoch ms. */
  readonly at: number
  /** ExecID(17), which is TrdMatchID(880), too. */
  readonly execID?: string | undefined
  readonly sides: readonly TradeSide[]
}

/** TradeReportTransType(487), and the ExecType(150) that goes with it. */
export const TransType = { New: '0', Cancel: '1', Replace: '2' } as const
const EXEC_TYPE: Readonly<Record<string, string>> = { 0: 'F', 1: 'H', 2: 'G' }

/** TradeReportType(856). */
export const ReportType = { Submit: '0', Alleged: '1', Cancel: '6' } as const

export function execTypeOf(transType: string): string {
  return EXEC_TYPE[transType] ?? 'F'
}

/** @param more - TradeReportID(571) and what else this report is to say */
export function sendTradeReport(
  context: VenueContext,
  session: VenueSession,
  trade: ReportedTrade,
  transType: string,
  more: readonly Part[],
): void {
  const time = formatUtcTimestamp(trade.at)
  const sides = trade.sides.map(({ side, orderID, clOrdID, account }): Part[] => [
    [DeskTag.Side, side],
    [DeskTag.OrderID, orderID ?? NO_ORDER],
    [DeskTag.ClOrdID, clOrdID],
    [DeskTag.Account, account],
  ])
  const parts: Part[] = [
    [DeskTag.TradeReportTransType, transType],
    [DeskTag.ExecType, execTypeOf(transType)],
    [DeskTag.PreviouslyReported, 'N'],
    [DeskTag.ExecID, trade.execID],
    [DeskTag.TrdMatchID, trade.execID],
    [DeskTag.Symbol, trade.symbol],
    [DeskTag.LastQty, formatDecimal(trimDecimal(trade.qty))],
    [DeskTag.LastPx, formatDecimal(trimDecimal(trade.px))],
    [DeskTag.TradeDate, time.slice(0, DATE_LENGTH)],
    [DeskTag.TransactTime, time],
    [DeskTag.NoSides, sides],
    ...more,
  ]
  context.send(session, REPORT, bodyOf(session.dictionary, REPORT, parts), { rule: 'R:TCR' })
}
