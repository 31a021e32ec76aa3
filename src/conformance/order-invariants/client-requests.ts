/** The client's half of INV-16, and INV-22: what a client says of its orders, request by request. */

import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import type { Entry, MessageEntry } from '../../journal/journal.ts'
import { arrivals } from './arrival.ts'
import { type Judgement, Notes } from './notes.ts'
import { nameOfTag, OrderMsg, OrderTag } from './order-tags.ts'
import { checkParts } from './quantities.ts'
import { idOf } from './report-facts.ts'

const DAY_MS = 86_400_000
/** A refusal that is so young may not have been read when the next request was sent, milliseconds. */
const CROSSING_MS = 2_000

interface Sent {
  readonly clOrdID: string
  readonly kind: 'order' | 'cancel' | 'replace'
  readonly at: number
  readonly msgSeqNum: number | undefined
  /** When it was refused. */
  refusedAt: number | undefined
}

/** An order with its requests, in the order in which they were sent. */
interface Course {
  readonly first: MessageEntry
  readonly sent: Sent[]
}

export function judgeClient(entries: readonly Entry[]): Judgement {
  const notes = new Notes()
  const courses = new Map<string, Course>()
  const used = new Map<string, number>()
  for (const arrived of arrivals(entries)) {
    if (arrived.kind === 'behind') continue
    const { entry } = arrived
    if (entry.direction === 'out') noteRefusal(entry, courses)
    else if (entry.message.msgType === OrderMsg.NewOrderSingle) takeOrder(entry, courses, used, notes)
    else if (entry.message.msgType === OrderMsg.OrderCancelRequest) takeRequest(entry, 'cancel', courses, used, notes)
    else if (entry.message.msgType === OrderMsg.OrderCancelReplaceRequest)
      takeRequest(entry, 'replace', courses, used, notes)
  }
  return notes.judgement
}

function takeOrder(entry: MessageEntry, courses: Map<string, Course>, used: Map<string, number>, notes: Notes): void {
  const clOrdID = idOf(entry.message, OrderTag.ClOrdID)
  checkParts(entry, 'must', notes)
  if (clOrdID === undefined || !isFirst(entry, clOrdID, used, notes)) return
  courses.set(clOrdID, { first: entry, sent: [sentAs(entry, clOrdID, 'order')] })
}

function takeRequest(
  entry: MessageEntry,
  kind: 'cancel' | 'replace',
  courses: Map<string, Course>,
  used: Map<string, number>,
  notes: Notes,
): void {
  const { message } = entry
  const clOrdID = idOf(message, OrderTag.ClOrdID)
  if (kind === 'replace') checkParts(entry, 'must', notes)
  if (clOrdID === undefined || !isFirst(entry, clOrdID, used, notes)) return
  const origClOrdID = idOf(message, OrderTag.OrigClOrdID)
  const course = origClOrdID === undefined ? undefined : courses.get(origClOrdID)
  // An order of an earlier run, or one named by its OrderID alone.
  if (course === undefined || origClOrdID === undefined) return
  const allowed = lastIDs(course, entry.at)
  notes.check('INV-16', entry.index, {
    holds: allowed.includes(origClOrdID),
    expected: `OrigClOrdID is ${allowed.join(' or ')}, the last id that was sent and not refused`,
    actual: `OrigClOrdID is ${origClOrdID}`,
    tag: OrderTag.OrigClOrdID,
    value: allowed.join(' or '),
    has: origClOrdID,
  })
  checkSame(entry, course.first, kind, notes)
  course.sent.push(sentAs(entry, clOrdID, kind))
  courses.set(clOrdID, course)
}

function sentAs({ at, message }: MessageEntry, clOrdID: string, kind: Sent['kind']): Sent {
  return { clOrdID, kind, at, msgSeqNum: message.msgSeqNum, refusedAt: undefined }
}

/** A ClOrdID is used once a day; what is sent again as such is no second use. */
function isFirst(entry: MessageEntry, clOrdID: string, used: Map<string, number>, notes: Notes): boolean {
  const { message, at, index } = entry
  const before = used.get(clOrdID)
  if (before !== undefined && (message.boolean(Tag.PossResend) === true || message.boolean(Tag.PossDupFlag) === true))
    return false
  const isNew = before === undefined || Math.floor(before / DAY_MS) !== Math.floor(at / DAY_MS)
  notes.check('INV-16', index, {
    holds: isNew,
    expected: 'ClOrdID was not used before on this day',
    actual: `ClOrdID ${clOrdID} was used before`,
    tag: OrderTag.ClOrdID,
    has: clOrdID,
  })
  used.set(clOrdID, at)
  return isNew
}

/** Ids that the next request may name: the last of the order and its replaces, and cancels behind it. */
function lastIDs({ sent }: Course, at: number): string[] {
  const allowed: string[] = []
  for (const { clOrdID, kind, refusedAt } of sent.toReversed()) {
    const isRefused = refusedAt !== undefined && at - refusedAt > CROSSING_MS
    if (isRefused) continue
    allowed.push(clOrdID)
    if (kind !== 'cancel' && refusedAt === undefined) break
  }
  return allowed
}

const SELLS = new Set(['2', '5', '6'])

/** Side, Symbol and Account stay; a sale may become a short one. */
function checkSame(entry: MessageEntry, first: MessageEntry, kind: 'cancel' | 'replace', notes: Notes): void {
  for (const tag of [OrderTag.Side, OrderTag.Symbol, OrderTag.Account]) {
    const before = first.message.text(tag)
    const has = entry.message.text(tag)
    if (before === undefined || has === undefined) continue
    const isSale = tag === OrderTag.Side && kind === 'replace' && SELLS.has(before) && SELLS.has(has)
    notes.check('INV-16', entry.index, {
      holds: has === before || isSale,
      expected: `${nameOfTag(tag)} is ${before}, as on the order`,
      actual: `${nameOfTag(tag)} is ${has}`,
      tag,
      value: before,
      has,
      level: 'should',
    })
  }
}

/** What the tester refused: by OrderCancelReject, by a report, or by a reject that names id or number. */
function noteRefusal({ message, at }: MessageEntry, courses: Map<string, Course>): void {
  const { msgType } = message
  const isReject = msgType === MsgType.Reject || msgType === MsgType.BusinessMessageReject
  const isRefusal =
    msgType === OrderMsg.OrderCancelReject ||
    (msgType === OrderMsg.ExecutionReport && message.text(OrderTag.ExecType) === '8')
  if (!isReject && !isRefusal) return
  const clOrdID = idOf(message, isReject ? Tag.BusinessRejectRefID : OrderTag.ClOrdID)
  const number = isReject ? message.int(Tag.RefSeqNum) : undefined
  for (const { sent } of new Set(courses.values()))
    for (const one of sent)
      if (one.clOrdID === clOrdID || (number !== undefined && one.msgSeqNum === number)) one.refusedAt ??= at
}
