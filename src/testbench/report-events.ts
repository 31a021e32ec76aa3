/**
 * Events in the life of an order, and how an ExecutionReport(8) tells each of them in a version: up to FIX.4.2 by
 * ExecTransType(20) beside ExecType(150), since FIX.4.3 by ExecType alone. Pure.
 *
 * @see FIX volumes 4, Appendix D, order state change matrices
 */
import { equals, isPositive, isZero, parseDecimal, subtract } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { ANY, anyOf, type Matcher, valueMatcher } from '../conformance/matcher.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { labelKey } from '../dictionary/labels.ts'
import { nearIt } from './field-names.ts'

/** A field of the report: codes of which it holds one, or what else must hold of it. */
export type Check = readonly [name: string, wanted: readonly string[] | Matcher]

export interface ReportEvent {
  /** By these a report of the event is told from any other. */
  readonly tells: readonly Check[]
  /** What must hold beside that. */
  readonly besides: readonly Check[]
}

const CUM_QTY = 14
const ORDER_QTY = 38
const ORD_STATUS = 39
const LEAVES_QTY = 151

const ABOVE_ZERO: Matcher = { describe: 'above 0', matches: (received) => isAboveZero(received) }

function isAboveZero(text: string | undefined): boolean {
  const value = parseDecimal(text)
  return value !== undefined && isPositive(value)
}

const EXECUTED: readonly Check[] = [
  ['LastQty', ABOVE_ZERO],
  ['LastPx', ANY],
]
const NOTHING_LEFT: Check = ['LeavesQty', ['0']]

/**
 * LeavesQty(151) of an order that is over "could be 0", says the standard: what was left of it may stand there as well. That
 * 0 is better is told by INV-2, and so is what does not fit an OrderQty(38) that the report leaves out.
 */
const OVER: Check = [
  'LeavesQty',
  {
    describe: '0, or OrderQty less CumQty',
    matches: (received, report) => {
      const leaves = parseDecimal(received)
      if (leaves === undefined || isZero(leaves)) return leaves !== undefined
      const [ordered, traded] = [parseDecimal(report?.text(ORDER_QTY)), parseDecimal(report?.text(CUM_QTY))]
      return ordered === undefined || traded === undefined || equals(leaves, subtract(ordered, traded))
    },
  },
]

/** OrdStatus(39) behind a replacement: what it is by itself depends on what has traded. @param unfilled - codes for nothing */
function replacedStatus(unfilled: readonly string[]): Matcher {
  return {
    describe: `1 Partially filled where CumQty is above 0 (2 Filled where LeavesQty is 0), else ${unfilled.join(' or ')}`,
    matches: (received, report) => {
      if (received === undefined) return false
      if (!isAboveZero(report?.text(CUM_QTY))) return unfilled.includes(received)
      return received === '1' || (received === '2' && !isAboveZero(report?.text(LEAVES_QTY)))
    },
  }
}

/** In FIX.4.2 a report of the status says in ExecType(150) what OrdStatus(39) says. */
const AS_ORD_STATUS: Matcher = {
  describe: 'as OrdStatus',
  matches: (received, report?: Message) => received !== undefined && received === report?.text(ORD_STATUS),
}

interface Told {
  readonly old: ReportEvent
  readonly since43: ReportEvent
  /** From FIX.5.0 on, where it differs. */
  readonly since50?: ReportEvent
}

function told(
  trans: string,
  execType: readonly string[] | Matcher,
  tells: readonly Check[],
  besides: readonly Check[],
): ReportEvent {
  return { tells: [['ExecTransType', [trans]], ['ExecType', execType], ...tells], besides }
}

/** The same code in ExecType(150) and OrdStatus(39), in all versions. */
function state(code: string, ...besides: readonly Check[]): Told {
  const event = told('0', [code], [], [['OrdStatus', [code]], ...besides])
  return { old: event, since43: event }
}

function trade(old: readonly string[], ordStatus: readonly Check[], ...besides: readonly Check[]): Told {
  return {
    old: told('0', old, ordStatus, [...besides, ...EXECUTED]),
    since43: told('0', ['F'], ordStatus, [...besides, ...EXECUTED]),
  }
}

const RESTATED = told('0', ['D'], [], [['ExecRestatementReason', ANY]])

const EVENTS: Readonly<Record<string, Told>> = {
  New: state('0'),
  'Pending New': state('A'),
  Trade: trade(['1', '2'], []),
  Fill: trade(['2'], [['OrdStatus', ['2']]], NOTHING_LEFT),
  'Partial fill': trade(['1'], [['OrdStatus', ['1']]]),
  Canceled: state('4', OVER),
  Replaced: {
    old: told('0', ['5'], [], [['OrdStatus', replacedStatus(['5', '0'])]]),
    since43: told('0', ['5'], [], [['OrdStatus', replacedStatus(['0'])]]),
  },
  Rejected: state('8', OVER),
  'Pending Cancel': state('6'),
  'Pending Replace': state('E'),
  'Done for day': state('3'),
  Expired: state('C', OVER),
  Suspended: state('9'),
  Stopped: state('7'),
  Calculated: state('B'),
  Restated: { old: RESTATED, since43: RESTATED },
  // Before FIX.5.0 there is no value for it: venues repeat New, or restate the order.
  Triggered: {
    old: told('0', ['0', 'D'], [], []),
    since43: told('0', ['0', 'D', 'L'], [], []),
    since50: told('0', ['L'], [], []),
  },
  'Trade Cancel': {
    old: { tells: [['ExecTransType', ['1']]], besides: [['ExecRefID', ANY]] },
    since43: told('0', ['H'], [], [['ExecRefID', ANY]]),
  },
  'Trade Correct': {
    old: { tells: [['ExecTransType', ['2']]], besides: [['ExecRefID', ANY]] },
    since43: told('0', ['G'], [], [['ExecRefID', ANY]]),
  },
  Status: { old: told('3', AS_ORD_STATUS, [], []), since43: told('0', ['I'], [], []) },
}

/** Names of the events, as sentences spell them. */
export const EVENT_NAMES: readonly string[] = Object.keys(EVENTS)

/** Events that answer a request to cancel or replace, under the id of the request. */
export const ANSWERS_REQUEST: ReadonlySet<string> = new Set([
  'Pending Cancel',
  'Canceled',
  'Pending Replace',
  'Replaced',
])

/** The name as `EVENT_NAMES` has it; capitals and blanks do not matter. @throws Error with the nearest names */
export function eventNamed(name: string): string {
  const key = labelKey(name)
  const found = EVENT_NAMES.find((known) => labelKey(known) === key)
  if (found !== undefined) return found
  throw new Error(`"${name}" is no event of an order${nearIt(name, EVENT_NAMES)}; there are ${EVENT_NAMES.join(', ')}`)
}

/** True for a word that names an event. */
export function isEvent(name: string): boolean {
  const key = labelKey(name)
  return EVENT_NAMES.some((known) => labelKey(known) === key)
}

/** How a report tells an event. @param ordinal - of the version; ExecTransType is for versions that have it */
export function reportEvent(name: string, ordinal: number): ReportEvent {
  const { old, since43, since50 } = EVENTS[eventNamed(name)] as Told
  return ordinal <= 42 ? old : ordinal >= 50 && since50 !== undefined ? since50 : since43
}

/** What a check asks of a field. */
export function matcherOf(wanted: Check[1], tag: number, dictionary: Dictionary): Matcher {
  if (!Array.isArray(wanted)) return wanted as Matcher
  const codes = (wanted as readonly string[]).map((code) => valueMatcher(code, tag, dictionary))
  const [only] = codes
  return codes.length === 1 && only !== undefined ? only : anyOf(codes)
}
