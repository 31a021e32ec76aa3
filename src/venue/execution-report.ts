/**
 * ExecutionReport(8) in the words of each version. What it says of the order is derived from the facts; what it says of
 * the event is stated by the caller in the terms of FIX.4.4, and translated to FIX.4.2 and before here.
 *
 * @see application cases §0.1 (macros), §1.3 (fields), §1.4 (which report goes out on which event)
 */
import { type Decimal, formatDecimal, isPositive, isZero } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { Order } from './order.ts'
import { avgPx, dayFigures, isFilled, isGoodTill, leavesQty, ordStatus } from './order-facts.ts'
import type { CancelReason, RejectReason } from './persona.ts'
import { ordRejReason, restatementReason } from './reasons.ts'
import type { VenueSession } from './seam.ts'

/** What happened, as ExecType(150) of FIX.4.4 names it; L as FIX.5.0 does. */
export type ExecType =
  | '0'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | 'A'
  | 'B'
  | 'C'
  | 'D'
  | 'E'
  | 'F'
  | 'G'
  | 'H'
  | 'I'
  | 'L'

/** What a report tells beside the state of the order. */
export interface ReportEvent {
  readonly execType: ExecType
  /** ClOrdID(11) of the request that the report answers; default: of the order as it is in force. */
  readonly clOrdID?: string | undefined
  readonly origClOrdID?: string | undefined
  readonly lastQty?: Decimal | undefined
  readonly lastPx?: Decimal | undefined
  readonly execRefID?: string | undefined
  readonly rejectReason?: RejectReason | undefined
  readonly cancelReason?: CancelReason | undefined
  /** ExecRestatementReason(378) as a number. */
  readonly restatement?: number | undefined
  /** Text(58), without the rule. */
  readonly text?: string | undefined
  /** No rule has decided it: an entry check has. */
  readonly unruled?: boolean | undefined
  readonly fields?: readonly Field[] | undefined
}

/** What the venue adds: the number, the clock and the day. */
export interface ReportFrame {
  readonly execID: string
  readonly now: number
  readonly day: number
  readonly terse: boolean
  /** Text(58), complete. */
  readonly text: string | undefined
  /** Copy for a drop copy session. */
  readonly copy: boolean
}

const ZERO_CUM: Field = [14, '0']
const ZERO_AVG_PX: Field = [6, '0']
const ZERO_LAST_QTY: Field = [32, '0']
const ZERO_LAST_PX: Field = [31, '0']
/** By tag, then by character: fields with a value of one character are made once, for a report is made of many of them. */
const SHORT: Field[][] = []
/** A peer chooses some of the values: only those that a FIX char can have are kept. */
const MOST_CHARACTERS = 128

function short(tag: number, value: string): Field {
  const code = value.charCodeAt(0)
  if (value.length !== 1 || code >= MOST_CHARACTERS) return [tag, value]
  SHORT[tag] ??= []
  const byCode = SHORT[tag]
  byCode[code] ??= [tag, value]
  return byCode[code]
}

const TRADE_TYPES: ReadonlySet<ExecType> = new Set(['F', 'G', 'H'])

export function executionReport(order: Order, event: ReportEvent, session: VenueSession, frame: ReportFrame): Field[] {
  const { ordinal } = session.version
  const { terms } = order
  const status = ordStatus(order, ordinal)
  const fields: Field[] = [[37, order.orderID]]
  const clOrdID = event.clOrdID ?? terms.clOrdID
  if (clOrdID !== undefined) fields.push([11, clOrdID])
  if (event.origClOrdID !== undefined && ordinal >= 41) fields.push([41, event.origClOrdID])
  fields.push([17, execIDFor(frame.execID, ordinal)])
  if (event.execRefID !== undefined) fields.push([19, execIDFor(event.execRefID, ordinal)])
  if (ordinal <= 42) fields.push(short(20, execTransType(event.execType)))
  if (ordinal >= 41) fields.push(short(150, execTypeFor(event.execType, order, status, ordinal)))
  fields.push(short(39, status))
  if (event.rejectReason !== undefined) fields.push([103, ordRejReason(session.dictionary, event.rejectReason)])
  const restatement = restatementOf(event, session)
  if (restatement !== undefined && ordinal >= 42) fields.push([378, restatement])
  if (!frame.terse) {
    if (order.account !== undefined) fields.push([1, order.account])
    if (order.echoed.length > 0) pushKnown(fields, order.echoed, session.dictionary)
  }
  fields.push([55, order.symbol], short(54, order.side))
  if (!frame.terse) pushTerms(fields, order, session)
  else if (terms.orderQty !== undefined && ordinal <= 43) fields.push([38, formatDecimal(terms.orderQty)])
  pushLast(fields, event, ordinal)
  if (ordinal >= 41) fields.push([151, formatDecimal(leavesQty(order))])
  if (isZero(order.cum)) fields.push(ZERO_CUM, ZERO_AVG_PX)
  else fields.push([14, formatDecimal(order.cum)], [6, formatDecimal(avgPx(order))])
  if (!frame.terse) {
    if (frame.day > order.enteredDay && ordinal >= 42 && isGoodTill(order)) pushDay(fields, order, frame.day)
    fields.push([60, formatUtcTimestamp(frame.now, session.version.timestampFraction)])
    if (ordinal >= 43 && order.asleep) fields.push([636, 'N'])
    if (frame.text !== undefined) fields.push([58, frame.text])
  }
  if (frame.copy && ordinal >= 44) fields.push([797, 'Y'])
  if (event.fields !== undefined) fields.push(...event.fields)
  return fields
}

/** The terms in force. */
function pushTerms(fields: Field[], { terms }: Order, session: VenueSession): void {
  const { ordinal } = session.version
  if (terms.orderQty !== undefined) fields.push([38, formatDecimal(terms.orderQty)])
  if (terms.cashOrderQty !== undefined && ordinal >= 42) fields.push([152, formatDecimal(terms.cashOrderQty)])
  fields.push(short(40, terms.ordType))
  if (terms.price !== undefined) fields.push([44, formatDecimal(terms.price)])
  if (terms.stopPx !== undefined) fields.push([99, formatDecimal(terms.stopPx)])
  fields.push(short(59, terms.timeInForce))
  if (terms.expireDate !== undefined && ordinal >= 42) fields.push([432, terms.expireDate])
  if (terms.expireTime !== undefined) fields.push([126, terms.expireTime])
  if (terms.execInst !== undefined) fields.push([18, terms.execInst])
  if (terms.minQty !== undefined) fields.push([110, formatDecimal(terms.minQty)])
  if (terms.maxFloor !== undefined && ordinal >= 42) fields.push([111, formatDecimal(terms.maxFloor)])
  if (terms.displayQty !== undefined && ordinal >= 50) fields.push([1138, formatDecimal(terms.displayQty)])
  if (terms.special !== undefined) pushKnown(fields, terms.special, session.dictionary)
}

/** LastShares(32) and LastPx(31): stated for trades and guarantees, 0 for everything else before FIX.4.3. */
function pushLast(fields: Field[], event: ReportEvent, ordinal: number): void {
  if (event.lastQty !== undefined) {
    fields.push(
      [32, formatDecimal(event.lastQty)],
      [31, event.lastPx === undefined ? '0' : formatDecimal(event.lastPx)],
    )
  } else if (event.execType === 'H' || (ordinal <= 42 && event.execType !== 'I') || ordinal <= 41) {
    fields.push(ZERO_LAST_QTY, ZERO_LAST_PX)
  }
}

function pushDay(fields: Field[], order: Order, today: number): void {
  const figures = dayFigures(order, today)
  if (figures === undefined) return
  fields.push([424, formatDecimal(figures.qty)], [425, formatDecimal(figures.cum)], [426, formatDecimal(figures.avgPx)])
}

/** A number in FIX.4.0, text since. */
function execIDFor(execID: string, ordinal: number): string {
  return ordinal >= 41 ? execID : execID.replace(/\D/g, '')
}

function execTransType(execType: ExecType): string {
  return execType === 'H' ? '1' : execType === 'G' ? '2' : execType === 'I' ? '3' : '0'
}

/** ExecType(150): before FIX.4.3 trades, busts and corrections are told by how far the order is filled, a status by OrdStatus. */
function execTypeFor(execType: ExecType, order: Order, status: string, ordinal: number): string {
  if (ordinal >= 43) return execType === 'L' && ordinal < 50 ? '0' : execType
  if (execType === 'I') return status
  if (execType === 'L') return '0'
  if (!TRADE_TYPES.has(execType)) return execType
  if (isFilled(order)) return '2'
  return execType === 'H' && !isPositive(order.cum) && (status === '0' || status === '5') ? '0' : '1'
}

function restatementOf(event: ReportEvent, session: VenueSession): number | undefined {
  if (event.restatement !== undefined) return event.restatement
  return event.cancelReason === undefined ? undefined : restatementReason(session.dictionary, event.cancelReason)
}

const KNOWN = new WeakMap<Dictionary, ReadonlySet<number>>()

/** Those that the version's ExecutionReport, or its header, has. */
function pushKnown(fields: Field[], echoed: readonly Field[], dictionary: Dictionary): void {
  const known = reportTags(dictionary)
  for (const field of echoed) if (known.has(field[0])) fields.push(field)
}

function reportTags(dictionary: Dictionary): ReadonlySet<number> {
  const found = KNOWN.get(dictionary)
  if (found !== undefined) return found
  const tags = new Set<number>()
  const collect = (members: Dictionary['header']): void => {
    for (const member of members) {
      if (member.kind === 'field') tags.add(member.field.tag)
      else {
        if (member.kind === 'group') tags.add(member.count.tag)
        collect(member.members)
      }
    }
  }
  collect(dictionary.header)
  collect(dictionary.message('8')?.members ?? [])
  KNOWN.set(dictionary, tags)
  return tags
}
