/** What a faulty venue does to its own reports on the way out; a healthy one does nothing here. */
import type { Field } from '../../../src/codec/encode.ts'
import type { FixVersion } from '../../../src/fix/versions.ts'
import type { SilenceName } from '../faults/of-silence.ts'
import type { VenueFaultName } from '../faults/of-venues.ts'
import { put, Report, textOf, without } from './report-fields.ts'
import { averageInFloats, type Fill, roundedToTick, sumOf } from './wrong-sums.ts'

interface Leaving {
  readonly msgType: string
  readonly fields: readonly Field[]
}

/** What is remembered of an order, by its OrderID(37). */
interface Told {
  leaves: string
  status: string
  /** ClOrdID(11) of the cancel that pends. */
  cancel: string | undefined
  /** A request was told to be pending. */
  pending: boolean
  /** CumQty(14) at each replace, added up. */
  carried: string
  /** What stands of its fills, by ExecID(17). */
  readonly fills: Map<string, Fill>
}

const EXECUTION_REPORT = '8'
const CANCEL_REJECT = '9'
const BUSINESS_REJECT = 'j'
const Value = {
  pendingCancel: '6',
  pendingReplace: 'E',
  canceled: '4',
  replaced: '5',
  expired: 'C',
  rejected: '8',
  new: '0',
  status: 'I',
  restated: 'D',
  bust: 'H',
} as const
const FILLS: ReadonlySet<string> = new Set(['F', '1', '2'])
const IMMEDIATE_OR_CANCEL = '3'

type WrongName = VenueFaultName | SilenceName
type Wrong = (fields: readonly Field[], told: Told, version: FixVersion) => readonly Field[] | undefined

/** Faults of an ExecutionReport, each as what becomes of it; undefined: it is not sent. */
const WRONG: Readonly<Partial<Record<WrongName, Wrong>>> = {
  'venue.fills-under-the-cancel': (fields, { cancel }) => {
    if (!isFill(fields) || cancel === undefined) return fields
    const clOrdID = textOf(fields, Report.ClOrdID) ?? ''
    return [...put(fields, Report.ClOrdID, cancel), [Report.OrigClOrdID, clOrdID]]
  },
  'venue.pending-for-ever': (fields, { pending }) =>
    pending && isOf(fields, [Value.canceled, Value.replaced]) ? undefined : fields,
  'venue.leaves-as-last-qty': (fields) =>
    isFill(fields) ? put(fields, Report.LastQty, textOf(fields, Report.LeavesQty) ?? '0') : fields,
  'venue.leaves-kept-over-replace': (fields, { leaves }) =>
    isOf(fields, [Value.replaced]) ? put(fields, Report.LeavesQty, leaves) : fields,
  'venue.leaves-lost-is-a-fill': (fields, { leaves }) => {
    if (!isOf(fields, [Value.replaced])) return fields
    const lost = sumOf(leaves, `-${textOf(fields, Report.LeavesQty) ?? '0'}`)
    return lost.startsWith('-') || lost === '0' ? fields : addedTo(fields, Report.CumQty, lost)
  },
  'venue.replaced-counted-twice': (fields, { carried }) => {
    const replaced = isOf(fields, [Value.replaced])
    const twice = addedTo(fields, Report.CumQty, replaced ? sumOf(carried, cumOf(fields)) : carried)
    return replaced ? put(twice, Report.OrdStatus, Value.canceled) : twice
  },
  'venue.pending-as-working': (fields, { status }) =>
    isOf(fields, [Value.pendingCancel, Value.pendingReplace]) ? put(fields, Report.OrdStatus, status) : fields,
  'venue.canceled-under-the-order': (fields) => {
    const orig = textOf(fields, Report.OrigClOrdID)
    if (!isOf(fields, [Value.canceled]) || orig === undefined) return fields
    return without(put(fields, Report.ClOrdID, orig), Report.OrigClOrdID)
  },
  'venue.exec-type-of-another-version': (fields, _told, { ordinal }) => {
    if (!isFill(fields)) return fields
    return put(fields, Report.ExecType, ordinal <= 42 ? 'F' : (textOf(fields, Report.OrdStatus) ?? '1'))
  },
  'venue.expired-not-told': (fields) => (isOf(fields, [Value.expired]) ? undefined : fields),
  'venue.ioc-remainder-stays-open': (fields) =>
    isOf(fields, [Value.canceled]) && textOf(fields, Report.TimeInForce) === IMMEDIATE_OR_CANCEL ? undefined : fields,
  'venue.rounds-avg-px': (fields) => put(fields, Report.AvgPx, roundedToTick(textOf(fields, Report.AvgPx) ?? '0')),
  'venue.averages-in-floats': (fields, { fills }) =>
    fills.size === 0 ? fields : put(fields, Report.AvgPx, averageInFloats(fills.values())),
  'venue.duplicate-named-by-another': (fields) =>
    textOf(fields, Report.OrdRejReason) === DUPLICATE_ORDER ? put(fields, Report.Symbol, 'OTHER') : fields,
  'venue.reject-reason-not-passed-on': (fields, _told, { ordinal }) =>
    isOf(fields, [Value.rejected])
      ? without(put(fields, Report.OrdRejReason, ordinal <= 42 ? '0' : '99'), Report.Text)
      : fields,
  'venue.new-not-told': (fields) => (isOf(fields, [Value.new]) ? undefined : fields),
  'venue.terms-not-repeated': (fields) => fields.filter(([tag]) => !TERMS.has(tag)),
  'venue.side-turned-round': (fields) => put(fields, Report.Side, textOf(fields, Report.Side) === '1' ? '2' : '1'),
  'venue.rejects-nothing': (fields) => {
    if (!isOf(fields, [Value.rejected])) return fields
    const taken = put(put(fields, Report.ExecType, Value.new), Report.OrdStatus, Value.new)
    return without(put(taken, Report.LeavesQty, textOf(fields, Report.OrderQty) ?? '0'), Report.OrdRejReason)
  },
  'venue.unasked-not-told': (fields) =>
    isOf(fields, [Value.canceled]) && textOf(fields, Report.OrigClOrdID) === undefined ? undefined : fields,
  'venue.status-not-told': (fields) =>
    isOf(fields, [Value.status]) || textOf(fields, Report.ExecTransType) === '3' ? undefined : fields,
}

const DUPLICATE_ORDER = '6'
/** What a report repeats of the order: Account, ExecInst, OrdType, Price, TimeInForce, and the parties. */
const TERMS: ReadonlySet<number> = new Set([1, 18, 40, 44, 59, 447, 448, 452, 453])

export class WrongReports {
  readonly #is: (fault: WrongName) => boolean
  readonly #version: FixVersion
  readonly #orders = new Map<string, Told>()

  constructor(is: (fault: WrongName) => boolean, version: FixVersion) {
    this.#is = is
    this.#version = version
  }

  /** @returns what is sent in the place of one message, in order */
  leaving(msgType: string, fields: readonly Field[]): readonly Leaving[] {
    if (msgType === EXECUTION_REPORT) return this.#report(fields)
    if (msgType === CANCEL_REJECT) return this.#is('venue.refusals-not-told') ? [] : this.#cancelReject(fields)
    if (msgType === BUSINESS_REJECT)
      return this.#is('venue.business-rejects-not-told') ? [] : [this.#businessReject(fields)]
    return this.#is('venue.desks-not-manned') ? [] : [{ msgType, fields }]
  }

  #report(fields: readonly Field[]): readonly Leaving[] {
    const told = this.#toldOf(fields)
    keepFill(told.fills, fields)
    let spoilt: readonly Field[] | undefined = fields
    for (const [name, wrong] of Object.entries(WRONG))
      if (this.#is(name as WrongName)) spoilt = wrong(fields, told, this.#version)
    remember(told, fields)
    return spoilt === undefined ? [] : [{ msgType: EXECUTION_REPORT, fields: spoilt }]
  }

  #cancelReject(fields: readonly Field[]): readonly Leaving[] {
    const { pending } = this.#toldOf(fields)
    const filled = textOf(fields, Report.OrdStatus) === '2'
    if (filled && this.#is('venue.cancel-lost-behind-fill')) return []
    if (pending && this.#is('venue.pending-for-ever')) return []
    if (this.#is('venue.refused-cancel-rejects-the-order'))
      return [{ msgType: CANCEL_REJECT, fields: put(fields, Report.OrdStatus, Value.rejected) }]
    return [{ msgType: CANCEL_REJECT, fields }]
  }

  #businessReject(fields: readonly Field[]): Leaving {
    if (this.#is('venue.business-reject-with-appl-ver-id'))
      return { msgType: BUSINESS_REJECT, fields: [...fields, [DEFAULT_APPL_VER_ID, '9']] }
    if (!this.#is('venue.not-available-by-the-session') || textOf(fields, BUSINESS_REJECT_REASON) !== NOT_AVAILABLE)
      return { msgType: BUSINESS_REJECT, fields }
    const kept = fields.filter(([tag]) => tag === REF_SEQ_NUM || tag === REF_MSG_TYPE || tag === Report.Text)
    return { msgType: '3', fields: [...kept, [SESSION_REJECT_REASON, '4']] }
  }

  #toldOf(fields: readonly Field[]): Told {
    const orderID = textOf(fields, Report.OrderID) ?? ''
    let told = this.#orders.get(orderID)
    if (told === undefined) {
      told = { leaves: '0', status: '0', cancel: undefined, pending: false, carried: '0', fills: new Map() }
      this.#orders.set(orderID, told)
    }
    return told
  }
}

const DEFAULT_APPL_VER_ID = 1137
const BUSINESS_REJECT_REASON = 380
const NOT_AVAILABLE = '4'
const REF_SEQ_NUM = 45
const REF_MSG_TYPE = 372
const SESSION_REJECT_REASON = 373

function isFill(fields: readonly Field[]): boolean {
  const transaction = textOf(fields, Report.ExecTransType) ?? '0'
  return transaction === '0' && FILLS.has(textOf(fields, Report.ExecType) ?? '')
}

/** Busts and corrections take the place of what they are about; a restatement leaves one fill that stands for all. */
function keepFill(fills: Map<string, Fill>, fields: readonly Field[]): void {
  const execID = textOf(fields, Report.ExecID) ?? ''
  const referred = textOf(fields, Report.ExecRefID)
  const isBust = isOf(fields, [Value.bust]) || textOf(fields, Report.ExecTransType) === '1'
  if (referred !== undefined) fills.delete(referred)
  if (isOf(fields, [Value.restated]) && fills.size > 0) {
    fills.clear()
    fills.set(execID, { qty: cumOf(fields), px: textOf(fields, Report.AvgPx) ?? '0' })
  } else if ((isFill(fields) || referred !== undefined) && !isBust)
    fills.set(execID, { qty: textOf(fields, Report.LastQty) ?? '0', px: textOf(fields, Report.LastPx) ?? '0' })
}

/** Its ExecType(150) is one of these. */
function isOf(fields: readonly Field[], types: readonly string[]): boolean {
  return types.includes(textOf(fields, Report.ExecType) ?? '')
}

function cumOf(fields: readonly Field[]): string {
  return textOf(fields, Report.CumQty) ?? '0'
}

function addedTo(fields: readonly Field[], tag: number, more: string): Field[] {
  return put(fields, tag, sumOf(textOf(fields, tag) ?? '0', more))
}

function remember(told: Told, fields: readonly Field[]): void {
  const status = textOf(fields, Report.OrdStatus) ?? '0'
  told.leaves = textOf(fields, Report.LeavesQty) ?? '0'
  if (isOf(fields, [Value.pendingCancel])) told.cancel = textOf(fields, Report.ClOrdID)
  if (isOf(fields, [Value.pendingCancel, Value.pendingReplace])) told.pending = true
  else if (status !== Value.pendingCancel && status !== Value.pendingReplace) {
    told.status = status
    told.pending = false
    told.cancel = undefined
  }
  if (isOf(fields, [Value.replaced])) told.carried = sumOf(told.carried, cumOf(fields))
}
