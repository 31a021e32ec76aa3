/**
 * A message whose MsgSeqNum(34) is too high: what is done with it at once, whether it is kept, and when the gap before it
 * is asked for. Session test cases 2.b, 20; table of actions by message type; `outOfSequenceMessagesStrategy`.
 */
import type { Message } from '../codec/message.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { contentViolation } from './checks.ts'
import { hold, holeInAnswer, repeatUnprocessed, requestFrom } from './gap.ts'
import { countTo, observe, observeReject, send } from './outbound.ts'
import { answerResendRequest } from './resend-request.ts'
import { isPossDup } from './rules/poss-dup.ts'
import type { Gap, Session } from './session.ts'

/** Heartbeat(0) with the TestReqID(112) of a TestRequest that is in order. */
export function answerTestRequest(session: Session, out: Action[], at: number, message: Message): void {
  send(session, out, at, MsgType.Heartbeat, [[Tag.TestReqID, message.bytesAt(message.indexOf(Tag.TestReqID))]])
}

export function receiveTooHigh(session: Session, out: Action[], at: number, message: Message, received: number): void {
  const { gap, settings } = session
  const drops =
    settings.outOfSequenceMessagesStrategy === 'requestOnce' ||
    settings.outOfSequenceMessagesStrategy === 'requestAlways'
  const answered = actAtOnce(session, out, at, message, received)
  const kept = !drops || comesOnlyOnce(message)
  if (kept) hold(session, out, received, message, answered)
  if (gap === undefined) requestFrom(session, out, at, received - 1)
  else receiveBehindGap(session, out, at, gap, message, received)
  session.recovered.end = Math.max(session.recovered.end, received)
  // What was dropped is missing too. An answer to everything that follows brings it; any other is asked on for it.
  if (!kept && session.gap !== undefined) session.gap.end = Math.max(session.gap.end, received)
}

/** No ResendRequest brings these again: the counterparty fills over them. */
export function comesOnlyOnce({ msgType }: Message): boolean {
  return msgType === MsgType.Logout || msgType === MsgType.TestRequest || msgType === MsgType.ResendRequest
}

/** @returns true when the message is done with, and only its number waits */
function actAtOnce(session: Session, out: Action[], at: number, message: Message, received: number): boolean {
  const { outOfSequenceMessagesStrategy, testRequestBehindGap } = session.settings
  // The answer goes first: two sides that wait for each other's resend would wait for ever (case 20).
  if (message.msgType === MsgType.ResendRequest)
    return (
      contentViolation(session, message) === undefined && answerResendRequest(session, out, at, message) === undefined
    )
  const early = outOfSequenceMessagesStrategy === 'ignoreGap'
  if (!early && !(message.msgType === MsgType.TestRequest && testRequestBehindGap === 'atOnce')) return false
  // A second copy was acted upon before; one that can not be kept would be acted upon again when it is resent.
  if (session.held.has(received) || session.held.size >= session.settings.maxHeldMessages) return false
  // What is faulty is rejected when its turn comes, like everything else.
  if (contentViolation(session, message) !== undefined) return false
  return processEarly(session, out, at, message)
}

/** Logon, Logout and SequenceReset keep their place in the order whatever the strategy. */
function processEarly(session: Session, out: Action[], at: number, message: Message): boolean {
  switch (message.msgType) {
    case MsgType.Logon:
    case MsgType.Logout:
    case MsgType.SequenceReset:
      return false
    case MsgType.Heartbeat:
      if (message.text(Tag.TestReqID) === session.testReqID) session.testReqID = undefined
      return true
    case MsgType.TestRequest:
      answerTestRequest(session, out, at, message)
      return true
    case MsgType.Reject:
      observeReject(out, message)
      return true
    default:
      out.push({ kind: 'deliver', message, possDup: isPossDup(message) })
      return true
  }
}

/** The gap was asked for already: there may be a reason to ask again. */
function receiveBehindGap(
  session: Session,
  out: Action[],
  at: number,
  gap: Gap,
  message: Message,
  received: number,
): void {
  const { settings } = session
  const flagged = isPossDup(message) || settings.allowMessageWithoutPossDupFlag
  if (flagged && received <= gap.end) return holeInAnswer(session, out, at, gap, message)
  if (settings.enhancedCmeResendLogic && rejectsRequest(gap, message)) return skipRejected(session, out, gap)
  // A live message says nothing about the answer, so the request that it causes is no step in a loop.
  if (asksAgain(session, gap, message)) return requestFrom(session, out, at, gap.end, { counted: false })
  if (settings.advancedResendRequestProcessing) repeatUnprocessed(session, out, at, gap, message)
}

/**
 * A TestRequest is how an answer that stops short says so (`resendMessagesLimit` of the counterparty, SD-58): what has
 * come shows that it was answered, and the rest is asked for. With `requestAlways` every message asks again; those of the
 * session only where something has come since, for they may be what our last request caused: a Reject of it, or a
 * ResendRequest of a side that does as we do.
 */
function asksAgain(session: Session, gap: Gap, { msgType }: Message): boolean {
  const moved = session.nextIn > gap.begin && gap.requests > 0
  if (session.settings.outOfSequenceMessagesStrategy === 'requestAlways') return moved || !isSessionMessage(msgType)
  return moved && msgType === MsgType.TestRequest
}

function rejectsRequest(gap: Gap, message: Message): boolean {
  return gap.msgSeqNum > 0 && message.msgType === MsgType.Reject && message.int(Tag.RefSeqNum) === gap.msgSeqNum
}

/** CME: what was asked for has expired and will not come. The numbers are passed over, as far as nothing is held. */
function skipRejected(session: Session, out: Action[], gap: Gap): void {
  const next = Math.min(Math.min(gap.asked, gap.end) + 1, ...session.held.keys())
  observe(out, 'warning', 'deviation', `our ResendRequest was rejected: ${session.nextIn} to ${next - 1} are given up`)
  countTo(session, out, next)
}
