/**
 * Answering ResendRequest(2): application messages again with PossDupFlag=Y, one SequenceReset-GapFill for each run of
 * what is not sent again. Session test case 8, rules for resending; SD-43 to SD-56.
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { observe, sendAgain, timestamp } from './outbound.ts'
import type { Violation } from './rule.ts'
import type { Resending, Session } from './session.ts'

/** The greatest number that a signed 32-bit BeginSeqNo can say. */
const INT32_MAX = 2_147_483_647

/** Written in FIX.4.0 and 4.1 for "all that follow"; taken as that in every version. */
const OPEN_END_UP_TO_41 = 999_999

const HEADER_TAGS_MADE_NEW: ReadonlySet<number> = new Set([
  Tag.BeginString,
  Tag.BodyLength,
  Tag.MsgType,
  Tag.SenderCompID,
  Tag.TargetCompID,
  Tag.MsgSeqNum,
  Tag.PossDupFlag,
  Tag.SendingTime,
  Tag.OrigSendingTime,
  Tag.LastMsgSeqNumProcessed,
  Tag.CheckSum,
])

/**
 * Begins the answer to a ResendRequest whose fields are well formed.
 *
 * @returns what is wrong with the range, undefined when it is answered, or dropped as a duplicate
 */
export function answerResendRequest(
  session: Session,
  out: Action[],
  at: number,
  message: Message,
): Violation | undefined {
  const begin = message.int(Tag.BeginSeqNo) as number
  const end = message.int(Tag.EndSeqNo) as number
  const last = session.nextOut - 1
  const violation = rangeViolation(begin, end, message)
  if (violation !== undefined) return violation
  if (begin > last) return beginBeyondLast(session, out, at, begin, last)
  if (isDuplicate(session, out, begin, end, message.msgSeqNum ?? 0)) return undefined
  const pending = session.resending.length
  if (pending >= session.settings.maxPendingResends) {
    observe(out, 'warning', 'ignored', `ResendRequest from ${begin} dropped: ${pending} wait already`)
    return undefined
  }
  const beyond = !(end <= session.settings.maxStorageSeqNo)
  if (beyond)
    observe(
      out,
      'warning',
      'deviation',
      `EndSeqNo ${message.text(Tag.EndSeqNo)} is beyond what can be stored, taken as the open end`,
    )
  replayRange(session, out, begin, end === 0 || beyond || end === OPEN_END_UP_TO_41 ? last : Math.min(end, last))
  return undefined
}

/** A number too big to be read is NaN; its sign is what is left of it. */
function rangeViolation(begin: number, end: number, message: Message): Violation | undefined {
  const reason = SessionRejectReason.ValueIsIncorrect
  // One text for both ends of the range: a 32-bit reader sees a number above it as negative (SD-43, SD-44).
  if (!(begin > 0 && begin <= INT32_MAX))
    return {
      response: 'reject',
      reason,
      refTagID: Tag.BeginSeqNo,
      text: 'Invalid Resend Request: BeginSeqNo <= 0',
    }
  if (end < 0 || (Number.isNaN(end) && message.text(Tag.EndSeqNo)?.startsWith('-')))
    return { response: 'reject', reason, refTagID: Tag.EndSeqNo, text: 'Invalid Resend Request: EndSeqNo < 0' }
  if (end !== 0 && end < begin)
    return {
      response: 'reject',
      reason,
      refTagID: Tag.EndSeqNo,
      text: `Invalid Resend Request: BeginSeqNo (${begin}) > EndSeqNo (${end})`,
    }
  return undefined
}

function beginBeyondLast(
  session: Session,
  out: Action[],
  at: number,
  begin: number,
  last: number,
): Violation | undefined {
  switch (session.settings.resendBeginBeyondLast) {
    case 'reject':
      return {
        response: 'reject',
        reason: SessionRejectReason.ValueIsIncorrect,
        refTagID: Tag.BeginSeqNo,
        text: `Invalid Resend Request: BeginSeqNo (${begin}) > last sent (${last})`,
      }
    case 'gapfill':
      gapFill(session, out, at, begin, session.nextOut)
      return undefined
    case 'ignore':
      observe(out, 'warning', 'ignored', `ResendRequest from ${begin}: ${last} is the last message sent`)
      return undefined
  }
}

/** A duplicate asks for the same range, and nothing else came in between (SD-52 to SD-56). */
function isDuplicate(session: Session, out: Action[], begin: number, end: number, msgSeqNum: number): boolean {
  const { ignoreDuplicateResendRequests, duplicateResendRequestLimit: limit } = session.settings
  const before = session.lastResendRequest
  const again = before?.begin === begin && before.end === end && before.msgSeqNum === msgSeqNum - 1
  const count = again ? before.count + 1 : 1
  session.lastResendRequest = { begin, end, msgSeqNum, count }
  if (limit < 2 || count < limit) return false
  observe(out, 'warning', 'resendRequestLoop', `ResendRequest ${begin} to ${end} came ${count} times in succession`)
  return ignoreDuplicateResendRequests
}

/** Sends everything from `begin` to `end` again, reading the store block by block; after an answer under way. */
export function replayRange(session: Session, out: Action[], begin: number, end: number): void {
  session.resending.push({ next: begin, end, skippedFrom: 0 })
  if (session.resending.length === 1) replayNextBlock(session, out)
}

function replayNextBlock(session: Session, out: Action[]): void {
  const { settings } = session
  const resending = session.resending[0]
  if (resending === undefined) return
  const size = settings.resendMessagesBlockSize
  const end = size > 0 ? Math.min(resending.end, resending.next + size - 1) : resending.end
  out.push({ kind: 'replay', begin: resending.next, end })
}

/** Goes on with the answer: one block of stored messages has been read. */
export function continueReplay(session: Session, out: Action[], at: number, stored: readonly Message[]): void {
  const { settings } = session
  const resending = session.resending[0]
  if (resending === undefined) return
  const size = settings.resendMessagesBlockSize
  const blockEnd = size > 0 ? Math.min(resending.end, resending.next + size - 1) : resending.end
  for (const message of stored) {
    const msgSeqNum = message.msgSeqNum
    if (msgSeqNum === undefined || isSessionMessage(message.msgType)) continue
    // What lies between the last covered number and this one is skipped: administrative, or not stored.
    if (msgSeqNum > resending.next && resending.skippedFrom === 0) resending.skippedFrom = resending.next
    closeSkipped(session, out, at, resending, msgSeqNum)
    resend(session, out, at, msgSeqNum, message)
    resending.next = msgSeqNum + 1
  }
  if (resending.next <= blockEnd) {
    if (resending.skippedFrom === 0) resending.skippedFrom = resending.next
    resending.next = blockEnd + 1
  }
  if (resending.next <= resending.end) return replayNextBlock(session, out)
  closeSkipped(session, out, at, resending, resending.end + 1)
  session.resending.shift()
  replayNextBlock(session, out)
}

function closeSkipped(session: Session, out: Action[], at: number, resending: Resending, newSeqNo: number): void {
  if (resending.skippedFrom === 0) return
  gapFill(session, out, at, resending.skippedFrom, newSeqNo)
  resending.skippedFrom = 0
}

function gapFill(session: Session, out: Action[], at: number, msgSeqNum: number, newSeqNo: number): void {
  sendAgain(session, out, at, MsgType.SequenceReset, msgSeqNum, timestamp(session, at), [
    [Tag.GapFillFlag, 'Y'],
    [Tag.NewSeqNo, newSeqNo],
  ])
}

function resend(session: Session, out: Action[], at: number, msgSeqNum: number, message: Message): void {
  const fields: Field[] = []
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    if (!HEADER_TAGS_MADE_NEW.has(tag)) fields.push([tag, message.bytesAt(i)])
  }
  sendAgain(session, out, at, message.msgType, msgSeqNum, message.text(Tag.SendingTime) ?? '', fields)
}
