/**
 * What happens to a message in an established session: one ordered list of rules, then its number, then validation,
 * then dispatch by MsgType. The number counts last, after the message was processed.
 * Source: order of checks for an incoming message, FIX Session Layer; session test cases group 2.
 */
import type { Message } from '../codec/message.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { contentViolation, headerViolation } from './checks.ts'
import { closeGap, nextHeld, requestNextHole, takePassedOver } from './gap.ts'
import { noteJump, takeJumpedOver } from './jumped-over.ts'
import { hasReset } from './logon-content.ts'
import { receiveLogout } from './logout.ts'
import {
  countTo,
  disconnect,
  logoutAndClose,
  logoutFor,
  logoutTooLow,
  observe,
  observeReject,
  refSeqNum,
  sendBusinessReject,
  sendReject,
} from './outbound.ts'
import { answerResendRequest } from './resend-request.ts'
import { heartbeatForReset, logonInSession } from './reset.ts'
import type { Violation } from './rule.ts'
import { isPossDup } from './rules/poss-dup.ts'
import { applyGapFill, applyReset, isReset } from './sequence-reset.ts'
import type { Session } from './session.ts'
import { answerTestRequest, comesOnlyOnce, receiveTooHigh } from './too-high.ts'

/** A message in an established session, also while our Logout waits for its answer. */
export function receiveInSession(session: Session, out: Action[], at: number, message: Message): void {
  session.lastReceivedAt = at
  session.testRequests = 0
  const violation = headerViolation(session, message, at)
  const received = message.msgSeqNum as number
  if (violation !== undefined) refuse(session, out, at, message, violation)
  else if (ignoresNumber(session, message)) receiveOutOfNumber(session, out, at, message)
  else if (!session.settings.validateSequenceNumbers) receiveUnderAnyNumber(session, out, at, message, received)
  else if (received < session.nextIn) receiveTooLow(session, out, at, message, received)
  else if (received > session.nextIn) receiveTooHigh(session, out, at, message, received)
  else receiveExpected(session, out, at, message)
  takeHeld(session, out, at)
}

/** A reset by SequenceReset or by Logon with ResetSeqNumFlag=Y is acted upon whatever its number. */
function ignoresNumber(session: Session, message: Message): boolean {
  if (message.msgType === MsgType.SequenceReset) return isReset(message)
  return message.msgType === MsgType.Logon && (hasReset(session, message) || session.resetReply === 'must')
}

function receiveOutOfNumber(session: Session, out: Action[], at: number, message: Message): void {
  const violation = contentViolation(session, message)
  if (violation !== undefined) return refuse(session, out, at, message, violation)
  if (message.msgType === MsgType.Logon) return logonInSession(session, out, at, message)
  const expected = session.nextIn
  if (!applyReset(session, out, at, message)) return
  if (session.nextIn > expected) noteJump(session, expected, session.nextIn - 1)
  answerPassedOver(session, out, at)
  // The counterparty has said which number comes next: what it sent above that before will come anew, or never.
  if (session.held.size > 0)
    observe(out, 'warning', 'ignored', `${session.held.size} held messages dropped by the reset`)
  closeGap(session)
}

/**
 * What a SequenceReset covers is not processed, with two exceptions: a TestRequest or a Logout that is held already
 * waits for its answer, and nothing will bring it again, since the counterparty never resends it.
 */
function answerPassedOver(session: Session, out: Action[], at: number): void {
  for (const { answered, message } of takePassedOver(session)) {
    if (answered || comesOnlyOnce(message)) takeJumpedOver(session, message.msgSeqNum as number)
    if (answered || !isOpen(session) || contentViolation(session, message) !== undefined) continue
    if (message.msgType === MsgType.TestRequest) answerTestRequest(session, out, at, message)
    else if (message.msgType === MsgType.Logout) receiveLogout(session, out, at, message)
  }
}

/** Answers a broken rule; the message counts when its number was the expected one, except where Logout alone answers. */
function refuse(session: Session, out: Action[], at: number, message: Message, violation: Violation): void {
  if (violation.response === 'logout') return logoutAndClose(session, out, at, violation.text)
  if (session.settings.disconnectOnError && !isSessionMessage(message.msgType)) return cut(session, out, violation)
  const refersTo = refSeqNum(session, message)
  if (message.msgSeqNum === session.nextIn && !ignoresNumber(session, message))
    countTo(session, out, session.nextIn + 1)
  if (violation.response === 'businessReject') return sendBusinessReject(session, out, at, message, violation)
  sendReject(session, out, at, refersTo, message, violation)
  if (violation.response === 'rejectAndLogout') logoutFor(session, out, at, violation, true)
}

/** `disconnectOnError`: the connection ends without a word, and the message does not count, so it comes again. */
function cut(session: Session, out: Action[], { text }: Violation): void {
  observe(out, 'error', 'refused', `disconnected for an error: ${text}`)
  session.erred = true
  disconnect(session, out, text, 'invalidMessage')
}

/** A number that was used before is a breach, unless the message says so itself, or may be part of an answer of ours. */
function receiveTooLow(session: Session, out: Action[], at: number, message: Message, received: number): void {
  const { recovered, settings } = session
  const asked = recovered.begin <= received && received <= recovered.end
  if (!isPossDup(message) && !(settings.allowMessageWithoutPossDupFlag && asked))
    return logoutTooLow(session, out, at, received)
  if (isRepeatedRequest(session, message)) {
    if (answerResendRequest(session, out, at, message) === undefined) return
  }
  if (takeJumpedOver(session, received)) return receiveJumpedOver(session, out, at, message)
  observe(out, 'info', 'ignored', `message ${received} was received before`)
}

/** Its number is behind us and was never received: the message is new, and nothing counts. A Logon or Logout is too old. */
function receiveJumpedOver(session: Session, out: Action[], at: number, message: Message): void {
  const violation = contentViolation(session, message)
  if (violation !== undefined) return refuse(session, out, at, message, violation)
  if (message.msgType === MsgType.TestRequest) answerTestRequest(session, out, at, message)
  else if (!isSessionMessage(message.msgType)) out.push({ kind: 'deliver', message, possDup: true })
}

/** A ResendRequest sent again, since the counterparty believes that we have not processed it. */
function isRepeatedRequest(session: Session, message: Message): boolean {
  return (
    message.msgType === MsgType.ResendRequest &&
    isPossDup(message) &&
    !session.settings.skipDuplicatedResendRequests &&
    contentViolation(session, message) === undefined
  )
}

/** `validateSequenceNumbers` false: the message is taken under whatever number it has, and the next one is expected. */
function receiveUnderAnyNumber(session: Session, out: Action[], at: number, message: Message, received: number): void {
  const expected = session.nextIn
  session.nextIn = received
  receiveExpected(session, out, at, message)
  // A low number is no step back.
  if (session.nextIn < expected) countTo(session, out, expected)
}

function receiveExpected(session: Session, out: Action[], at: number, message: Message): void {
  // The counterparty has gone on after a reset: a Logon that comes now is no reply to ours.
  if (session.resetReply === 'may') session.resetReply = 'none'
  const violation = contentViolation(session, message, out) ?? dispatch(session, out, at, message)
  if (violation !== undefined) refuse(session, out, at, message, violation)
}

/** Processes a message whose number is the expected one, and counts it. */
function dispatch(session: Session, out: Action[], at: number, message: Message): Violation | undefined {
  const counted = session.nextIn + 1
  switch (message.msgType) {
    case MsgType.Heartbeat:
      if (message.text(Tag.TestReqID) === session.testReqID) session.testReqID = undefined
      countTo(session, out, counted)
      heartbeatForReset(session, out, at, message.text(Tag.TestReqID))
      return undefined
    case MsgType.TestRequest:
      countTo(session, out, counted)
      answerTestRequest(session, out, at, message)
      return undefined
    case MsgType.ResendRequest: {
      const violation = answerResendRequest(session, out, at, message)
      if (violation === undefined) countTo(session, out, counted)
      return violation
    }
    case MsgType.Reject:
      countTo(session, out, counted)
      observeReject(out, message)
      return undefined
    case MsgType.SequenceReset: {
      const violation = unmarkedGapFill(session, message) ?? applyGapFill(session, out, message)
      if (violation === undefined) answerPassedOver(session, out, at)
      return violation
    }
    case MsgType.Logout:
      countTo(session, out, counted)
      receiveLogout(session, out, at, message)
      return undefined
    case MsgType.Logon:
      logonInSession(session, out, at, message)
      return undefined
    default:
      if (wasDelivered(session, message)) observe(out, 'info', 'ignored', `message ${counted - 1} was received before`)
      else out.push({ kind: 'deliver', message, possDup: isPossDup(message) })
      countTo(session, out, counted)
      return undefined
  }
}

/** `ignorePossDupForGapFill` false: what fills a gap that we asked for says that it does. */
function unmarkedGapFill({ gap, settings }: Session, message: Message): Violation | undefined {
  if (settings.ignorePossDupForGapFill || gap === undefined || isPossDup(message)) return undefined
  return {
    response: 'reject',
    reason: SessionRejectReason.RequiredTagMissing,
    refTagID: Tag.PossDupFlag,
    text: 'Required tag missing: PossDupFlag',
  }
}

/** `possDupSmartDelivery`: expected once more because Logon lowered the numbers, but delivered then. */
function wasDelivered({ receivedUpTo, settings }: Session, message: Message): boolean {
  return settings.possDupSmartDelivery && isPossDup(message) && (message.msgSeqNum as number) <= receivedUpTo
}

/** Takes the held messages whose turn has come, and asks for the next hole when there is one behind them. */
export function takeHeld(session: Session, out: Action[], at: number): void {
  while (isOpen(session)) {
    const due = nextHeld(session)
    if (due === undefined) return requestNextHole(session, out, at)
    if (due.answered) countTo(session, out, session.nextIn + 1)
    else receiveExpected(session, out, at, due.message)
  }
}

/** True between Logon and the end of the Logout exchange. */
export function isOpen(session: Session): boolean {
  return session.state === 'active' || session.state === 'logoutSent'
}
