/** An ExecutionReport(8) as the client reads it: what it is about, told apart alike in all versions. */
import { type Decimal, parseDecimal, trimDecimal, ZERO } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import { AppTag, ExecType, OrdStatus } from './tags.ts'

/**
 * - `trade`: a fill
 * - `correct`, `bust`: of the execution in ExecRefID(19)
 * - `status`: an answer; nothing happened
 * - `event`: all others, by ExecType(150)
 */
export type ReportKind = 'trade' | 'correct' | 'bust' | 'status' | 'event'

export interface Report {
  readonly kind: ReportKind
  readonly execType: string
  readonly ordStatus: string
  readonly clOrdID: string | undefined
  readonly origClOrdID: string | undefined
  readonly orderID: string | undefined
  readonly execID: string | undefined
  readonly execRefID: string | undefined
  readonly symbol: string | undefined
  readonly side: string | undefined
  readonly orderQty: Decimal | undefined
  readonly price: Decimal | undefined
  readonly lastQty: Decimal
  readonly lastPx: Decimal
  readonly cumQty: Decimal | undefined
  readonly leavesQty: Decimal | undefined
  readonly avgPx: Decimal | undefined
  readonly restatementReason: string | undefined
  /** A leg of a multileg order: a position in the leg, and nothing that counts for the order. */
  readonly leg: boolean
  /** A multileg order as a whole: CumQty(14) counts it, and its legs are the position. */
  readonly whole: boolean
  /** PossDupFlag(43) or PossResend(97) is Y. */
  readonly repeated: boolean
  readonly message: Message
}

/** Ids that stand for "none": the standard has 17=0 on status reports and 37=NONE for an order that is not known. */
const NO_ID: ReadonlySet<string> = new Set(['', '0', 'NONE'])

const TRADES: ReadonlySet<string> = new Set([ExecType.Trade, ExecType.PartialFill, ExecType.Fill])

/** MultiLegReportingType(442) of a leg's report, and of one about the whole. */
const LEG = '2'
const WHOLE = '3'

export function readReport(message: Message, possDup: boolean): Report {
  const number = (tag: number) => parseDecimal(message.text(tag))
  return {
    kind: kindOf(message),
    execType: message.text(AppTag.ExecType) ?? '',
    ordStatus: message.text(AppTag.OrdStatus) ?? '',
    clOrdID: id(message, AppTag.ClOrdID),
    origClOrdID: id(message, AppTag.OrigClOrdID),
    orderID: id(message, AppTag.OrderID),
    execID: id(message, AppTag.ExecID),
    execRefID: id(message, AppTag.ExecRefID),
    symbol: message.text(AppTag.Symbol),
    side: message.text(AppTag.Side),
    orderQty: number(AppTag.OrderQty),
    price: number(AppTag.Price),
    lastQty: number(AppTag.LastQty) ?? ZERO,
    lastPx: number(AppTag.LastPx) ?? ZERO,
    cumQty: number(AppTag.CumQty),
    leavesQty: number(AppTag.LeavesQty),
    avgPx: number(AppTag.AvgPx),
    restatementReason: message.text(AppTag.ExecRestatementReason),
    leg: message.text(AppTag.MultiLegReportingType) === LEG,
    whole: message.text(AppTag.MultiLegReportingType) === WHOLE,
    repeated: possDup || message.text(Tag.PossDupFlag) === 'Y' || message.text(Tag.PossResend) === 'Y',
    message,
  }
}

function id(message: Message, tag: number): string | undefined {
  const text = message.text(tag)
  return text === undefined || NO_ID.has(text) ? undefined : text
}

/** Up to FIX.4.2 ExecTransType(20) says it; since FIX.4.3 ExecType(150). */
function kindOf(message: Message): ReportKind {
  switch (message.text(AppTag.ExecTransType)) {
    case '1':
      return 'bust'
    case '2':
      return 'correct'
    case '3':
      return 'status'
  }
  const execType = message.text(AppTag.ExecType) ?? ''
  if (TRADES.has(execType)) return isGuarantee(message) ? 'event' : 'trade'
  if (execType === ExecType.TradeCorrect) return 'correct'
  if (execType === ExecType.TradeCancel) return 'bust'
  return execType === ExecType.OrderStatus ? 'status' : 'event'
}

/** FIX.4.2 prints a guarantee (Stopped) with 150=1; no trade yet, so CumQty(14) does not count it (matrix L.1.a). */
function isGuarantee(message: Message): boolean {
  return message.text(AppTag.OrdStatus) === OrdStatus.Stopped && parseDecimal(message.text(AppTag.CumQty))?.units === 0n
}

/** What two reports have in common that are one: a report with the same ExecID(17) and another content is another. */
export function contentOf({ kind, execType, lastQty, lastPx, execRefID }: Report): string {
  const exact = (value: Decimal) => {
    const { units, scale } = trimDecimal(value)
    return `${units}/${scale}`
  }
  return [kind, execType, exact(lastQty), exact(lastPx), execRefID ?? ''].join(' ')
}
