/**
 * Receiving ResendRequest(2): what is wrong with its range, whether it only repeats another, and which numbers its
 * answer covers. Session test case 8; SD-43 to SD-60.
 */
import type { Message } from '../codec/message.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { observe } from './outbound.ts'
import { gapFill, replayRange } from './resend.ts'
import type { Violation } from './rule.ts'
import type { Session } from './session.ts'

/** The greatest number that a signed 32-bit BeginSeqNo can say. */
const INT32_MAX = 2_147_483_647

/** Written in FIX.4.0 and 4.1 for "all that follow"; taken as that in every version. */
const OPEN_END_UP_TO_41 = 999_999

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
  if (session.resetReply === 'must') {
    // It asks in the numbering before: what we would send under these numbers are other messages.
    observe(out, 'warning', 'ignored', `ResendRequest from ${begin} came before the reply to our reset`)
    return undefined
  }
  const duplicate = isDuplicate(session, out, begin, end, message.msgSeqNum ?? 0)
  if (begin > last) return beginBeyondLast(session, out, at, begin, last)
  if (duplicate) return undefined
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
  const open = end === 0 || beyond || end === OPEN_END_UP_TO_41
  replayRange(session, out, at, begin, open ? last : Math.min(end, last))
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
  const why = `BeginSeqNo (${begin}) > last sent (${last})`
  switch (session.settings.resendBeginBeyondLast) {
    case 'reject':
      return {
        response: 'reject',
        reason: SessionRejectReason.ValueIsIncorrect,
        refTagID: Tag.BeginSeqNo,
        text: `Invalid Resend Request: ${why}`,
      }
    case 'gapfill':
      // NewSeqNo(36) is the next number, so the only number it can stand behind is the last one. The counterparty says
      // that it has that: it ignores a gap fill that it does not need, and otherwise learns which number comes next.
      if (last > 0) gapFill(session, out, at, last, session.nextOut)
      observe(out, 'warning', 'deviation', `ResendRequest with ${why}: answered with the next number`)
      return undefined
    case 'ignore':
      observe(out, 'warning', 'ignored', `ResendRequest from ${begin}: ${last} is the last message sent`)
      return undefined
  }
}

/**
 * A duplicate asks for the same range, and nothing else came in between (SD-52 to SD-56). A limited answer is the work
 * of the counterparty's next BeginSeqNo: where `resendMessagesLimit` holds, the second equal request is one (SD-60).
 */
function isDuplicate(session: Session, out: Action[], begin: number, end: number, msgSeqNum: number): boolean {
  const { ignoreDuplicateResendRequests, duplicateResendRequestLimit, resendMessagesLimit } = session.settings
  const before = session.lastResendRequest
  const inSuccession = before !== undefined && msgSeqNum - 1 <= before.msgSeqNum && before.msgSeqNum <= msgSeqNum
  const again = inSuccession && before.begin === begin && before.end === end
  const count = again ? before.count + 1 : 1
  session.lastResendRequest = { begin, end, msgSeqNum, count }
  const limited = resendMessagesLimit >= 0
  const limit = limited ? Math.max(2, duplicateResendRequestLimit) : duplicateResendRequestLimit
  const loop = limit >= 2 && count >= limit
  out.push({ kind: 'resendAsked', begin, end, count, loop })
  if (!loop) return false
  const text = `ResendRequest ${begin} to ${end} came ${count} times in succession`
  observe(out, 'warning', 'resendRequestLoop', text)
  return limited || ignoreDuplicateResendRequests
}
