/**
 * An order at the client as facts, from which OrdStatus(39) is derived by precedence and never stored.
 *
 * @see FIX order state change matrices; application cases §1.1, §1.2
 */
import { compare, type Decimal, isPositive, subtract, ZERO } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import { cumQty, type Executions } from './executions.ts'
import { AppTag, OrdStatus } from './tags.ts'

/** The terms of an order as they are in force; a replace puts new ones in their place. */
export interface Terms {
  readonly clOrdID: string
  /** Undefined for an order in CashOrderQty(152) that is not converted yet. */
  readonly orderQty: Decimal | undefined
  readonly price: Decimal | undefined
  /** The body of the message that asked for them, brought up to date where the venue restated it. */
  readonly fields: readonly Field[]
}

/** A request that is not decided yet. */
export interface PendingRequest {
  readonly kind: 'cancel' | 'replace'
  readonly clOrdID: string
  /** What the order will be, if it is a replace. */
  readonly terms: Terms | undefined
  /** The venue has said that it is at it: Pending Cancel, Pending Replace. */
  told: boolean
  /** OrderStatusRequest(H) was sent for it. */
  asked: boolean
}

export interface ClientOrder {
  /** The first ClOrdID(11); OrderID(37) of an order that was given by telephone. */
  readonly key: string
  readonly symbol: string
  readonly side: string
  /** False for one that OrderStatusRequest(H) can not name: given by telephone, or a quote that streams. */
  readonly askable: boolean
  orderID: string | undefined
  terms: Terms
  /** ClOrdID(11) of earlier terms. */
  readonly superseded: Set<string>
  readonly requests: PendingRequest[]
  readonly executions: Executions
  /** No report about it came yet. */
  unanswered: boolean
  accepted: boolean
  rejected: boolean
  canceled: boolean
  expired: boolean
  /** The venue does not know it. */
  unknown: boolean
  doneForDay: boolean
  suspended: boolean
  stopped: boolean
  calculated: boolean
  /** OrdStatus(39) of the last report, where it is one that no other fact tells: 6, E; 5 in FIX.4.2. */
  said: string
  /**
   * What the next status report says is taken for true: `truth` since a report was lost or contradicts itself,
   * `afterReset` since nothing of before will be sent again.
   */
  reconciling: 'no' | 'truth' | 'afterReset'
  /** LeavesQty as a faulty client goes on to show them after a replace. */
  staleLeaves: Decimal | undefined
  /** Its reports tell legs and the whole apart: it makes a position in its legs, and none in itself. */
  multileg: boolean
  /** How often a faulty client has repeated a cancel. */
  cancelRetries: number
}

export function statedIn(fields: readonly Field[], tag: number): string | undefined {
  const value = fields.find(([t]) => t === tag)?.[1]
  return value === undefined || value === null ? undefined : String(value)
}

/** Good till cancel or date: it lives longer than a day. */
export function isGoodTill({ terms }: ClientOrder): boolean {
  return ['1', '6'].includes(statedIn(terms.fields, AppTag.TimeInForce) ?? '0')
}

/** Nothing of it can trade any more, whatever was filled. */
export function isDead(order: ClientOrder): boolean {
  const { rejected, canceled, expired, unknown, doneForDay } = order
  return rejected || canceled || expired || unknown || (doneForDay && !isGoodTill(order))
}

export function isFilled(order: ClientOrder): boolean {
  const { orderQty } = order.terms
  const cum = cumQty(order.executions)
  if (orderQty === undefined) return order.said === OrdStatus.Filled
  return isPositive(cum) && compare(cum, orderQty) >= 0
}

export function isOpen(order: ClientOrder): boolean {
  return !isDead(order) && !isFilled(order)
}

/** LeavesQty(151): what may still trade. */
export function leavesQty(order: ClientOrder): Decimal {
  const { orderQty } = order.terms
  if (order.staleLeaves !== undefined) return order.staleLeaves
  if (orderQty === undefined || order.calculated || !isOpen(order)) return ZERO
  return subtract(orderQty, cumQty(order.executions))
}

/**
 * OrdStatus(39) by precedence. An order that the venue does not know works no longer and is shown as Canceled: what was
 * executed stays. One that was never reported on is Pending New.
 */
export function ordStatus(order: ClientOrder): string {
  const { said } = order
  if (order.rejected) return OrdStatus.Rejected
  if (said === OrdStatus.PendingCancel || said === OrdStatus.PendingReplace) return said
  if (order.doneForDay) return OrdStatus.DoneForDay
  if (order.calculated) return OrdStatus.Calculated
  if (isFilled(order)) return OrdStatus.Filled
  if (order.stopped) return OrdStatus.Stopped
  if (order.suspended) return OrdStatus.Suspended
  if (order.canceled || order.unknown) return OrdStatus.Canceled
  if (order.expired) return OrdStatus.Expired
  if (isPositive(cumQty(order.executions))) return OrdStatus.PartiallyFilled
  if (said === OrdStatus.Replaced) return said
  return order.accepted ? OrdStatus.New : OrdStatus.PendingNew
}

/** The last id that was sent and not refused, with its terms: what OrigClOrdID(41) of the next request names. */
export function newestTerms({ requests, terms }: ClientOrder): Terms {
  return requests.findLast(({ kind }) => kind === 'replace')?.terms ?? terms
}

/** How much each status outranks the others (application cases §1.1). */
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  [OrdStatus.PendingCancel, 12],
  [OrdStatus.PendingReplace, 11],
  [OrdStatus.DoneForDay, 10],
  [OrdStatus.Calculated, 9],
  [OrdStatus.Filled, 8],
  [OrdStatus.Stopped, 7],
  [OrdStatus.Suspended, 6],
  [OrdStatus.Canceled, 5],
  [OrdStatus.Expired, 5],
  [OrdStatus.PartiallyFilled, 4],
  [OrdStatus.Replaced, 3],
  [OrdStatus.New, 2],
  [OrdStatus.Rejected, 2],
  [OrdStatus.PendingNew, 2],
])

/**
 * Takes over what OrdStatus(39) of a report tells: the fact of that name holds, and those that would outrank it do not.
 * What ended stays ended.
 *
 * @returns false when the status is none that the client knows, or says that an order works which has ended
 */
export function applyStatus(order: ClientOrder, status: string): boolean {
  const rank = PRECEDENCE.get(status)
  if (rank === undefined) return false
  order.said = status
  order.unanswered = false
  if (status === OrdStatus.Rejected) order.rejected = true
  else if (status !== OrdStatus.PendingNew) order.accepted = true
  const fact = (name: string, now: boolean) => (rank < (PRECEDENCE.get(name) ?? 0) ? false : now || status === name)
  order.doneForDay = fact(OrdStatus.DoneForDay, order.doneForDay)
  order.calculated = fact(OrdStatus.Calculated, order.calculated)
  order.stopped = fact(OrdStatus.Stopped, order.stopped)
  order.suspended = fact(OrdStatus.Suspended, order.suspended)
  if (status === OrdStatus.Canceled) order.canceled = true
  if (status === OrdStatus.Expired) order.expired = true
  const works = rank < (PRECEDENCE.get(OrdStatus.Canceled) ?? 0) && status !== OrdStatus.Rejected
  return !(works && (order.rejected || order.canceled || order.expired || order.unknown))
}
