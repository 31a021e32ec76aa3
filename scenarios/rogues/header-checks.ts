/** What the header of each message is checked for, in the order of the rules; each check answers for itself. */
import type { Message } from '../../src/codec/message.ts'
import { MsgType } from '../../src/fix/msg-types.ts'
import { SessionRejectReason } from '../../src/fix/reject-reasons.ts'
import { Tag } from '../../src/fix/tags.ts'
import type { ContentFault } from './content-checks.ts'
import type { FaultName } from './faults.ts'
import { countIfExpected } from './logon.ts'
import type { RogueSession } from './session.ts'

/** How far SendingTime(52) may be from now. */
const ACCURACY_MS = 120_000

/** @returns true when the message has been dealt with */
export function headerRefused(session: RogueSession, message: Message): boolean {
  return (
    beginStringRefused(session, message) ||
    identityRefused(session, message) ||
    msgSeqNumRefused(session, message) ||
    sendingTimeRefused(session, message) ||
    possDupRefused(session, message)
  )
}

function beginStringRefused(session: RogueSession, message: Message): boolean {
  const { beginString } = session.options.version
  if (message.text(Tag.BeginString) === beginString || session.is('validation.begin-string-not-checked')) return false
  const text = `BeginString is not ${beginString}`
  if (session.is('validation.begin-string-rejected')) {
    countIfExpected(session, message)
    session.reject(message, SessionRejectReason.ValueIsIncorrect, Tag.BeginString, text)
  } else session.refuse(text)
  return true
}

/** Who sends, and to whom. */
export function identityFault(session: RogueSession, message: Message): ContentFault | undefined {
  const { senderCompID, targetCompID } = session.options
  const reason = SessionRejectReason.CompIDProblem
  if (message.text(Tag.SenderCompID) !== targetCompID && !session.is('validation.sender-comp-id-not-checked'))
    return { reason, tag: Tag.SenderCompID, text: 'CompID problem' }
  if (message.text(Tag.TargetCompID) !== senderCompID && !session.is('validation.target-comp-id-not-checked'))
    return { reason, tag: Tag.TargetCompID, text: 'CompID problem' }
  return undefined
}

function identityRefused(session: RogueSession, message: Message): boolean {
  const missing = [Tag.SenderCompID, Tag.TargetCompID].find((tag) => !message.has(tag))
  if (missing !== undefined) {
    countIfExpected(session, message)
    session.reject(message, SessionRejectReason.RequiredTagMissing, missing, 'required tag missing')
    return true
  }
  const fault = identityFault(session, message)
  if (fault === undefined) return false
  countIfExpected(session, message)
  if (!session.is('validation.comp-id-without-reject')) session.reject(message, fault.reason, fault.tag, fault.text)
  if (!session.is('validation.comp-id-tolerated')) session.refuse(fault.text)
  return true
}

function msgSeqNumRefused(session: RogueSession, message: Message): boolean {
  const { msgSeqNum } = message
  if (msgSeqNum === undefined) {
    if (session.is('validation.msg-seq-num-not-required')) return true
    session.refuse('MsgSeqNum missing')
    return true
  }
  if (Number.isFinite(msgSeqNum) && msgSeqNum >= 0) return false
  session.reject(message, SessionRejectReason.IncorrectDataFormat, Tag.MsgSeqNum, 'MsgSeqNum is no number')
  return true
}

/** @param tolerated - the fault that keeps this check from being made */
export function sendingTimeFault(
  session: RogueSession,
  message: Message,
  tolerated: FaultName,
): ContentFault | undefined {
  if (session.is(tolerated)) return undefined
  const tag = Tag.SendingTime
  if (!message.has(tag)) return { reason: SessionRejectReason.RequiredTagMissing, tag, text: 'SendingTime missing' }
  const stated = message.utcTimestamp(tag)
  if (stated === undefined)
    return { reason: SessionRejectReason.IncorrectDataFormat, tag, text: 'SendingTime is no time' }
  const off = stated.epochMs - session.options.clock.now()
  const allowed = session.is('timing.accuracy-of-a-minute') ? 60_000 : ACCURACY_MS
  const wrong = session.is('timing.early-time-accepted')
    ? off < -allowed
    : session.is('timing.late-time-accepted')
      ? off > allowed
      : Math.abs(off) > allowed
  const reason = SessionRejectReason.SendingTimeAccuracyProblem
  return wrong ? { reason, tag, text: 'SendingTime accuracy problem' } : undefined
}

function sendingTimeRefused(session: RogueSession, message: Message): boolean {
  const fault = sendingTimeFault(session, message, 'timing.sending-time-not-checked')
  if (fault === undefined) return false
  countIfExpected(session, message)
  if (!session.is('timing.sending-time-without-reject')) session.reject(message, fault.reason, fault.tag, fault.text)
  const ends = fault.reason === SessionRejectReason.SendingTimeAccuracyProblem
  if (ends && !session.is('timing.sending-time-tolerated')) session.refuse(fault.text)
  return true
}

/** A repetition says when it was first sent, and that was before. */
function possDupRefused(session: RogueSession, message: Message): boolean {
  if (message.boolean(Tag.PossDupFlag) !== true) return false
  const tag = Tag.OrigSendingTime
  const refuse = (reason: number, text: string): true => {
    countIfExpected(session, message)
    session.reject(message, reason, tag, text)
    return true
  }
  if (!message.has(tag)) {
    // Many engines send GapFill without it, and nothing is lost by that.
    const isReset = message.msgType === MsgType.SequenceReset
    if (isReset || session.is('validation.orig-sending-time-not-required')) return false
    if (session.is('validation.missing-orig-sending-time-ends-session')) session.refuse('OrigSendingTime missing')
    return refuse(SessionRejectReason.RequiredTagMissing, 'OrigSendingTime missing')
  }
  const first = message.utcTimestamp(tag)
  const again = message.utcTimestamp(Tag.SendingTime)
  if (first === undefined || again === undefined || session.is('validation.orig-sending-time-not-compared'))
    return false
  if (first.epochMs <= again.epochMs) return false
  refuse(SessionRejectReason.SendingTimeAccuracyProblem, 'OrigSendingTime is after SendingTime')
  session.refuse('OrigSendingTime is after SendingTime')
  return true
}
