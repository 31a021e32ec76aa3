/** What the target is to say of an order, as patterns: reports of events, the refusal of a request, and their alternatives. */
import type { Message } from '../codec/message.ts'
import type { FieldPattern, MessagePattern } from '../conformance/expect.ts'
import { ABSENT, anyOf, type Matcher, valueMatcher } from '../conformance/matcher.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'
import { isOfOtherVersions, tagOf } from './field-names.ts'
import { ANSWERS_REQUEST, type Check, eventNamed, isEvent, matcherOf, reportEvent } from './report-events.ts'
import { fieldPattern, parseClause, patternOf, type Row } from './wording.ts'

export const EXECUTION_REPORT = '8'
const ORDER_CANCEL_REJECT = '9'
const ORDER_CANCEL_REQUEST = 'F'

/** What a report is about. */
export interface About {
  /** NewOrderSingle, the replacement in force, or a question about the order. */
  readonly order: Message
  /** The request that it answers: the report bears its id, and names the order's beside it. */
  readonly by?: Message | undefined
}

/**
 * The report of an event. What rows say of a field takes the place of what the event says of it.
 *
 * @throws Error for a name that is no event
 */
export function reportPattern(bench: Bench, event: string, about: About, rows: readonly Row[]): MessagePattern {
  const { tells, besides } = reportEvent(event, bench.version.ordinal)
  return withChecks(bench, 'ExecutionReport', rows, [...tells, ...besides, ...identity(bench, about), ...terms(about)])
}

/** What a report of the event can not be without; for reports that must not come, whatever else they hold. */
export function tellingPattern(bench: Bench, event: string, about: About, rows: readonly Row[]): MessagePattern {
  const { tells } = reportEvent(event, bench.version.ordinal)
  const [clOrdID] = identity(bench, about)
  return withChecks(bench, 'ExecutionReport', rows, clOrdID === undefined ? tells : [...tells, clOrdID])
}

/** OrderCancelReject(9) of a request. @param order - what it is about; default: what the request says itself */
export function refusalPattern(
  bench: Bench,
  request: Message,
  order: Message | undefined,
  rows: readonly Row[],
): MessagePattern {
  const clOrdID = request.text(Tag.ClOrdID)
  const orig = order?.text(Tag.ClOrdID) ?? textOf(bench, request, 'OrigClOrdID')
  const checks: Check[] = []
  if (clOrdID !== undefined) checks.push(['ClOrdID', [clOrdID]])
  // FIX.5.0 does not require it.
  if (orig !== undefined)
    checks.push(['OrigClOrdID', bench.version.ordinal >= 50 ? anyOf([exactly(bench, orig), ABSENT]) : [orig]])
  checks.push(['CxlRejResponseTo', [request.msgType === ORDER_CANCEL_REQUEST ? '1' : '2']])
  return withChecks(bench, 'OrderCancelReject', rows, checks)
}

/**
 * One of several answers to a message: an event of its order, or a message that refuses it.
 *
 * @param what - `Rejected`, `BusinessMessageReject`
 * @returns undefined for a message that other versions have
 */
export function answerPattern(
  bench: Bench,
  message: Message,
  what: string,
  clause: string,
): MessagePattern | undefined {
  const rows = clause.trim() === '' ? [] : parseClause(clause)
  if (isEvent(what)) return reportPattern(bench, what, aboutAnswer(bench, message, eventNamed(what)), rows)
  if (isOfOtherVersions(bench, what)) return undefined
  const pattern = patternOf(bench, what, rows)
  if (pattern.msgType === ORDER_CANCEL_REJECT) return refusalPattern(bench, message, undefined, rows)
  return withChecks(bench, what, rows, refers(bench, message, pattern.msgType))
}

/** A request to cancel or replace is answered under its own id, with that of its order beside it. */
export function aboutAnswer(bench: Bench, message: Message, event: string): About {
  const orig = textOf(bench, message, 'OrigClOrdID')
  if (orig === undefined || !ANSWERS_REQUEST.has(event)) return { order: message }
  const order = bench.entries.findLast((entry) => entry.kind === 'message' && entry.message.text(Tag.ClOrdID) === orig)
  return order?.kind === 'message' ? { order: order.message, by: message } : { order: message }
}

/** Which message a refusal is about. */
function refers(bench: Bench, message: Message, msgType: string): Check[] {
  if (msgType !== MsgType.Reject && msgType !== MsgType.BusinessMessageReject) return []
  const seqNum = message.text(Tag.MsgSeqNum)
  const checks: Check[] = []
  // BusinessMessageReject may name the message by other means.
  if (seqNum !== undefined)
    checks.push(['RefSeqNum', msgType === MsgType.Reject ? [seqNum] : anyOf([exactly(bench, seqNum), ABSENT])])
  if (msgType === MsgType.BusinessMessageReject) checks.push(['RefMsgType', [message.msgType]])
  return checks
}

/** ClOrdID(11) and OrigClOrdID(41). */
function identity(bench: Bench, { order, by }: About): Check[] {
  const own = order.text(Tag.ClOrdID)
  if (own === undefined) return []
  const replying = by?.text(Tag.ClOrdID)
  if (replying !== undefined)
    return [
      ['ClOrdID', [replying]],
      ['OrigClOrdID', [own]],
    ]
  // Nobody asked for it: no other id is named, though the order's own does no harm, nor that of its last change.
  const before = textOf(bench, order, 'OrigClOrdID')
  const tolerated = [own, before].flatMap((id) => (id === undefined ? [] : [exactly(bench, id)]))
  return [
    ['ClOrdID', [own]],
    ['OrigClOrdID', anyOf([ABSENT, ...tolerated])],
  ]
}

/** The instrument and the side, where the order has them. */
function terms({ order, by }: About): Check[] {
  return [['Symbol', 55] as const, ['Side', 54] as const].flatMap(([name, tag]): Check[] => {
    const value = order.text(tag) ?? by?.text(tag)
    return value === undefined ? [] : [[name, [value]]]
  })
}

function withChecks(bench: Bench, message: string, rows: readonly Row[], checks: readonly Check[]): MessagePattern {
  const stated = patternOf(bench, message, rows)
  const taken = new Set(stated.fields.filter(({ within }) => within === undefined).map(({ tag }) => tag))
  const own = checks.flatMap(([name, wanted]): FieldPattern[] => {
    const tag = tagOf(bench, name)
    return taken.has(tag) ? [] : fieldPattern(bench, stated.msgType, name, matcherOf(wanted, tag, bench.dictionary))
  })
  return { ...stated, fields: [...own, ...stated.fields] }
}

function exactly(bench: Bench, value: string): Matcher {
  return valueMatcher(value, Tag.ClOrdID, bench.dictionary)
}

function textOf(bench: Bench, message: Message, name: string): string | undefined {
  return message.text(tagOf(bench, name))
}
