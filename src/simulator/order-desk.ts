/** The order desk: what a simulated counterparty does with orders, without a market behind it. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Application } from '../engine/application.ts'
import { Tag } from '../fix/tags.ts'
import { type Answering, rejectUnsupported } from './unsupported.ts'

export const APPLICATION_NAMES = ['acknowledge', 'silent'] as const
export type ApplicationName = (typeof APPLICATION_NAMES)[number]

const NEW_ORDER_SINGLE = 'D'
const EXECUTION_REPORT = '8'

/** Tags of an order and of its report, in FIX.4.0 to FIX.5.0SP2. */
const OrderTag = {
  AvgPx: 6,
  CumQty: 14,
  ExecID: 17,
  ExecTransType: 20,
  OrderID: 37,
  OrderQty: 38,
  OrdStatus: 39,
  Side: 54,
  Symbol: 55,
  ExecType: 150,
  LeavesQty: 151,
} as const

/** So many orders back one that comes again is known. */
const REMEMBERED = 10_000

/**
 * - `acknowledge`: NewOrderSingle(D) is answered by ExecutionReport(8) with OrdStatus New, one with PossResend(97) only
 *   when its ClOrdID(11) is new (case 19.a); any other type is rejected as not supported (case 2.r)
 * - `silent`: nothing is answered
 */
export function applicationNamed(name: ApplicationName): Application {
  if (name === 'silent') return {}
  const known = new Set<string>()
  return { onMessage: (message: Message, session: Answering) => acknowledge(message, session, known) }
}

/** @param known - ClOrdID(11) of the last orders, oldest first */
function acknowledge(message: Message, session: Answering, known: Set<string>): void {
  if (message.msgType !== NEW_ORDER_SINGLE) return rejectUnsupported(message, session)
  const clOrdID = message.text(Tag.ClOrdID)
  if (clOrdID !== undefined) {
    if (message.text(Tag.PossResend) === 'Y' && known.has(clOrdID)) return
    remember(known, clOrdID)
  }
  session.submit(EXECUTION_REPORT, executionReport(message, session.settings.version.ordinal))
}

function remember(known: Set<string>, clOrdID: string): void {
  known.add(clOrdID)
  if (known.size <= REMEMBERED) return
  const [oldest] = known
  if (oldest !== undefined) known.delete(oldest)
}

function executionReport(order: Message, ordinal: number): Field[] {
  const copied = [Tag.ClOrdID, OrderTag.Symbol, OrderTag.Side, OrderTag.OrderQty].flatMap((tag): Field[] => {
    const value = order.text(tag)
    return value === undefined ? [] : [[tag, value]]
  })
  // The order's own number: several orders may be answered before the first report is numbered.
  const id = order.msgSeqNum ?? 0
  const fields: Field[] = [[OrderTag.OrderID, `ORDER${id}`], ...copied, [OrderTag.ExecID, `EXEC${id}`]]
  if (ordinal <= 42) fields.push([OrderTag.ExecTransType, '0'])
  if (ordinal >= 41) fields.push([OrderTag.ExecType, '0'], [OrderTag.LeavesQty, order.text(OrderTag.OrderQty) ?? '0'])
  fields.push([OrderTag.OrdStatus, '0'], [OrderTag.CumQty, '0'], [OrderTag.AvgPx, '0'])
  return fields
}
