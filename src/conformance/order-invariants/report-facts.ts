/** An ExecutionReport as the invariants see it: what happened, and its numbers as exact decimals. */
import { type Decimal, parseDecimal } from '../../codec/decimal.ts'
import type { Message } from '../../codec/message.ts'
import { Tag } from '../../fix/tags.ts'
import type { MessageEntry } from '../../journal/journal.ts'
import { OrderTag } from './order-tags.ts'

/** What a report is about, in all versions. */
export type Happening =
  | 'new'
  | 'pendingNew'
  | 'trade'
  | 'doneForDay'
  | 'canceled'
  | 'replaced'
  | 'pendingCancel'
  | 'pendingReplace'
  | 'stopped'
  | 'rejected'
  | 'suspended'
  | 'calculated'
  | 'expired'
  | 'restated'
  | 'correct'
  | 'bust'
  | 'status'
  | 'other'

const BY_EXEC_TYPE: Readonly<Record<string, Happening>> = {
  '0': 'new',
  '1': 'trade',
  '2': 'trade',
  '3': 'doneForDay',
  '4': 'canceled',
  '5': 'replaced',
  '6': 'pendingCancel',
  '7': 'stopped',
  '8': 'rejected',
  '9': 'suspended',
  A: 'pendingNew',
  B: 'calculated',
  C: 'expired',
  D: 'restated',
  E: 'pendingReplace',
  F: 'trade',
  G: 'correct',
  H: 'bust',
  I: 'status',
}

/** ExecTransType(20) goes before ExecType(150), up to FIX.4.2. */
const BY_TRANS_TYPE: Readonly<Record<string, Happening>> = { '1': 'bust', '2': 'correct', '3': 'status' }

export interface ReportFacts {
  readonly entry: MessageEntry
  readonly message: Message
  readonly what: Happening
  readonly execType: string
  readonly status: string
  readonly clOrdID: string | undefined
  readonly origClOrdID: string | undefined
  /** Undefined also for `NONE` and `0`, which stand for no order. */
  readonly orderID: string | undefined
  readonly execID: string
  readonly orderQty: Decimal | undefined
  readonly cumQty: Decimal | undefined
  readonly leavesQty: Decimal | undefined
  readonly lastQty: Decimal | undefined
  readonly lastPx: Decimal | undefined
  readonly possResend: boolean
  /** Restated for a corporate action: quantities and prices are scaled. */
  readonly isScaled: boolean
}

export function reportFacts(entry: MessageEntry): ReportFacts {
  const { message } = entry
  const decimalOf = (tag: number): Decimal | undefined => parseDecimal(message.text(tag))
  const execType = message.text(OrderTag.ExecType) ?? ''
  const what = BY_TRANS_TYPE[message.text(OrderTag.ExecTransType) ?? ''] ?? BY_EXEC_TYPE[execType] ?? 'other'
  return {
    entry,
    message,
    what,
    execType,
    status: message.text(OrderTag.OrdStatus) ?? '',
    clOrdID: idOf(message, OrderTag.ClOrdID),
    origClOrdID: idOf(message, OrderTag.OrigClOrdID),
    orderID: orderIdOf(message),
    execID: message.text(OrderTag.ExecID) ?? '',
    orderQty: decimalOf(OrderTag.OrderQty),
    cumQty: decimalOf(OrderTag.CumQty),
    leavesQty: decimalOf(OrderTag.LeavesQty),
    lastQty: decimalOf(OrderTag.LastQty),
    lastPx: decimalOf(OrderTag.LastPx),
    possResend: message.boolean(Tag.PossResend) === true,
    isScaled: what === 'restated' && message.text(OrderTag.ExecRestatementReason) === '0',
  }
}

export function idOf(message: Message, tag: number): string | undefined {
  const text = message.text(tag)
  return text === undefined || text === '' ? undefined : text
}

const NO_ORDER: ReadonlySet<string> = new Set(['', '0', 'NONE', 'UNKNOWN', '[N/A]'])

/** OrderID(37), where it names an order. */
export function orderIdOf(message: Message): string | undefined {
  const text = message.text(OrderTag.OrderID)
  return text === undefined || NO_ORDER.has(text.toUpperCase()) ? undefined : text
}
