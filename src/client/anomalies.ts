/** What can be wrong with a report, and what the client says about it: an alarm, DontKnowTrade(Q), a question. */
import { add, compare, type Decimal, equals, formatDecimal, isZero, subtract } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { ClientContext } from './context.ts'
import { areOpposite, countedQty, isAverage, isBuy, reconciledQty } from './executions.ts'
import { type ClientOrder, statedIn } from './order.ts'
import { askStatus } from './reconciliation.ts'
import type { Report } from './report.ts'
import { AppMsg, AppTag, ExecType, OrdStatus } from './tags.ts'

/** DKReason(127): A unknown symbol, B wrong side, C quantity exceeds order, D no matching order, E price exceeds limit. */
export type DKReason = 'A' | 'B' | 'C' | 'D' | 'E'

const DK_TEXTS: Readonly<Record<DKReason, string>> = {
  A: 'is in another symbol than the order',
  B: 'is of the wrong side',
  C: 'exceeds the quantity of the order',
  D: 'is of an order that was never sent',
  E: 'is worse than the limit',
}

/** Why this trade can not be one of the order; undefined when it can. */
export function objection(order: ClientOrder, report: Report): DKReason | undefined {
  const { side, symbol, lastQty, lastPx } = report
  if (symbol !== undefined && order.symbol !== '' && symbol !== order.symbol) return 'A'
  if (side !== undefined && areOpposite(side, order.side)) return 'B'
  const { orderQty, price, fields } = order.terms
  const filled = subtract(add(countedQty(order.executions), lastQty), reconciledQty(order.executions))
  if (orderQty !== undefined && compare(filled, orderQty) > 0) return 'C'
  const limited = ['2', '4'].includes(statedIn(fields, AppTag.OrdType) ?? '')
  if (!limited || price === undefined) return undefined
  const worse = isBuy(order.side) ? compare(lastPx, price) > 0 : compare(lastPx, price) < 0
  return worse ? 'E' : undefined
}

/** A protest, one for each execution; what was booked stays until the venue busts or corrects it. */
export function dontKnowTrade(ctx: ClientContext, report: Report, reason: DKReason, order?: ClientOrder): void {
  const { execID, orderID, symbol, side } = report
  ctx.alarm(`execution ${execID} ${DK_TEXTS[reason]}`, order?.key ?? report.clOrdID ?? orderID)
  // What a person reads as a protest must not be refused for a value that came from the venue.
  const known = ctx.dictionary.fieldByTag(AppTag.Side)?.values?.has(side ?? '') === true ? side : undefined
  const fields: Field[] = [
    [AppTag.OrderID, orderID ?? 'NONE'],
    [AppTag.ExecID, execID ?? 'NONE'],
    [AppTag.DKReason, reason],
    [AppTag.Symbol, symbol ?? order?.symbol ?? '[N/A]'],
    [AppTag.Side, known ?? order?.side ?? UNDISCLOSED],
    [AppTag.OrderQty, formatDecimal(report.orderQty ?? report.lastQty)],
    [AppTag.LastQty, formatDecimal(report.lastQty)],
    [AppTag.LastPx, formatDecimal(report.lastPx)],
  ]
  ctx.send(AppMsg.DontKnowTrade, fields)
}

const UNDISCLOSED = '7'

const WORKING: ReadonlySet<string> = new Set([
  OrdStatus.New,
  OrdStatus.PartiallyFilled,
  OrdStatus.Replaced,
  OrdStatus.PendingCancel,
  OrdStatus.PendingReplace,
  OrdStatus.Stopped,
  OrdStatus.Suspended,
])

const ENDED: ReadonlySet<string> = new Set([OrdStatus.Canceled, OrdStatus.Rejected, OrdStatus.Expired])

/**
 * Checks CumQty(14) against what was booked, LeavesQty(151) against the report's own figures, and AvgPx(6) against the
 * executions. A quantity that does not agree is asked for.
 *
 * @see application cases §1.5
 */
export function checkArithmetic(ctx: ClientContext, order: ClientOrder, report: Report): void {
  if (order.reconciling !== 'no') return
  const wrong = wrongCumQty(order, report) ?? wrongLeavesQty(order, report)
  if (wrong !== undefined) {
    ctx.alarm(wrong, order.key)
    askStatus(ctx, order, 'truth')
    return
  }
  const { executions } = order
  const measurable = executions.disputed.size === 0 && isZero(reconciledQty(executions))
  if (report.avgPx !== undefined && measurable && !isAverage(executions, report.avgPx)) {
    ctx.alarm(`AvgPx ${formatDecimal(report.avgPx)} is not the average of the executions`, order.key)
  }
}

function wrongCumQty(order: ClientOrder, { cumQty, execType, kind }: Report): string | undefined {
  const counted = countedQty(order.executions)
  if (cumQty === undefined || equals(cumQty, counted)) return undefined
  // An acknowledgement that comes late tells of the moment of the order, before its fills.
  if (kind === 'event' && execType === ExecType.New && compare(cumQty, counted) < 0) return undefined
  return `CumQty ${formatDecimal(cumQty)} of the venue, ${formatDecimal(counted)} by the executions`
}

function wrongLeavesQty(order: ClientOrder, report: Report): string | undefined {
  const { leavesQty, cumQty, ordStatus, execType } = report
  const orderQty = report.orderQty ?? order.terms.orderQty
  if (leavesQty === undefined || cumQty === undefined || orderQty === undefined) return undefined
  const rest = subtract(orderQty, cumQty)
  if (isAllowedLeaves(ordStatus, execType, leavesQty, rest)) return undefined
  return `LeavesQty ${formatDecimal(leavesQty)} with OrderQty ${formatDecimal(orderQty)}, CumQty ${formatDecimal(cumQty)}`
}

function isAllowedLeaves(ordStatus: string, execType: string, leaves: Decimal, rest: Decimal): boolean {
  if (WORKING.has(ordStatus)) return equals(leaves, rest) || (execType === ExecType.Canceled && isZero(leaves))
  if (ordStatus === OrdStatus.Filled) return isZero(leaves)
  if (ENDED.has(ordStatus)) return isZero(leaves) || equals(leaves, rest)
  return true
}
