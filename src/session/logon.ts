/**
 * Logon(A) that opens a connection, either way (groups 1B, 1S), with NextExpectedMsgSeqNum(789) (SD-36 to SD-42).
 */
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { SessionStatus } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { awaitGap, hold, requestFrom } from './gap.ts'
import { hasReset, heartBtIntMismatch, logonViolation, nextExpectedOf } from './logon-content.ts'
import {
  arm,
  countTo,
  logoutAndClose,
  logoutTooLow,
  observe,
  refSeqNum,
  sendLogon,
  sendReject,
  startSupervision,
} from './outbound.ts'
import { replayRange } from './resend.ts'
import { answerReset, resetNumbers } from './reset.ts'
import type { Violation } from './rule.ts'
import { isPossDup } from './rules/poss-dup.ts'
import type { Session } from './session.ts'

/** Sends our own Logon as initiator. */
export function initiateLogon(session: Session, out: Action[], at: number): void {
  const { forceSeqNumReset, version, logonTimeout } = session.settings
  // A reset that was never answered may or may not have arrived: only another one brings both sides together.
  const unanswered = session.resetReply !== 'none'
  const reset = unanswered || forceSeqNumReset === 2 || (forceSeqNumReset === 1 && session.fresh)
  if (reset) resetNumbers(session, out)
  session.state = 'logonSent'
  session.resetReply = reset && version.resetSeqNumFlag ? 'must' : 'none'
  session.heartBtInt = session.settings.heartBtInt
  sendLogon(session, out, at, session.resetReply === 'must', session.nextIn)
  if (logonTimeout > 0) arm(out, 'logon', at + logonTimeout * 1000)
}

/** Refuses a Logon. It changes nothing that is stored about incoming messages. */
export function refuseLogon(session: Session, out: Action[], at: number, message: Message, violation: Violation): void {
  observe(out, 'error', 'refused', `Logon refused: ${violation.text}`)
  if (violation.response !== 'logout')
    sendReject(session, out, at, refSeqNum(session, message), MsgType.Logon, violation)
  logoutAndClose(session, out, at, violation.text)
}

/** Acceptor: the Logon that opens a connection, already checked against the header rules and the dictionary. */
export function acceptLogon(session: Session, out: Action[], at: number, message: Message): void {
  const received = message.msgSeqNum as number
  const violation = logonViolation(session, message)
  if (violation !== undefined) {
    // The one refused Logon that counts (case 17.b).
    if (violation.refTagID === Tag.EncryptMethod && received === session.nextIn) countTo(session, out, received + 1)
    return refuseLogon(session, out, at, message, violation)
  }
  session.heartBtInt = message.int(Tag.HeartBtInt) as number
  if (hasReset(session, message)) {
    answerReset(session, out, at)
    return establish(session, out, at)
  }
  if (session.resetReply !== 'none') {
    // Our reset was cut off before its reply: it holds, whatever number the counterparty goes on with.
    answerReset(session, out, at)
    establish(session, out, at)
    session.resetReply = 'may'
    return
  }
  const nextExpected = nextExpectedOf(session, message)
  if (!acceptsNumbers(session, out, at, message, nextExpected)) return
  const inOrder = count(session, out, received)
  sendLogon(session, out, at, false, session.nextIn)
  establish(session, out, at)
  if (!inOrder) recoverBefore(session, out, at, message, nextExpected !== undefined)
  // The Logon just sent needs no resend, unless something before it does.
  if (nextExpected !== undefined && nextExpected < session.nextOut - 1)
    replayRange(session, out, nextExpected, session.nextOut - 1)
}

/** Initiator: the reply to our Logon. */
export function receiveLogonReply(session: Session, out: Action[], at: number, message: Message): void {
  const received = message.msgSeqNum as number
  const violation = logonViolation(session, message) ?? heartBtIntMismatch(session, message)
  if (violation !== undefined) return refuseLogon(session, out, at, message, violation)
  const reset = hasReset(session, message)
  if (session.resetReply === 'must') {
    if (received !== 1)
      return logoutAndClose(session, out, at, `Reset was not honoured: MsgSeqNum 1 expected, received ${received}`)
    if (!reset) observe(out, 'warning', 'deviation', 'Logon reply restarts at 1 without ResetSeqNumFlag')
  } else if (reset) return acceptUnaskedReset(session, out, at, message)
  const nextExpected = nextExpectedOf(session, message)
  if (!acceptsNumbers(session, out, at, message, nextExpected)) return
  session.heartBtInt = message.int(Tag.HeartBtInt) as number
  const inOrder = count(session, out, received)
  establish(session, out, at)
  if (!inOrder) recoverBefore(session, out, at, message, nextExpected !== undefined)
  if (nextExpected !== undefined && nextExpected < session.nextOut)
    replayRange(session, out, nextExpected, session.nextOut - 1)
}

/**
 * The acceptor restarts at 1 although we did not ask. When our Logon was number 1, both sides stand at 2 already.
 * Otherwise its Logon is a request like one inside the session; what may come back is not answered again.
 */
function acceptUnaskedReset(session: Session, out: Action[], at: number, message: Message): void {
  session.heartBtInt = message.int(Tag.HeartBtInt) as number
  const inStep = session.nextOut === 2
  if (inStep) countTo(session, out, 2)
  else answerReset(session, out, at)
  observe(out, 'warning', 'sequenceReset', 'the counterparty restarted at 1 unasked')
  establish(session, out, at)
  if (!inStep) session.resetReply = 'may'
}

/** Compares the numbers of a Logon with ours; what does not fit is answered with Logout and changes nothing. */
function acceptsNumbers(
  session: Session,
  out: Action[],
  at: number,
  message: Message,
  nextExpected: number | undefined,
): boolean {
  const received = message.msgSeqNum as number
  const tooLow = received < session.nextIn && !isPossDup(message)
  if (tooLow && !session.settings.ignoreSeqNumTooLowAtLogon) {
    observe(out, 'error', 'refused', `Logon refused: MsgSeqNum ${received} is too low`)
    logoutTooLow(session, out, at, received)
    return false
  }
  if (nextExpected !== undefined && nextExpected > session.nextOut) {
    const text = `NextExpectedMsgSeqNum(789) too high: expected ${session.nextOut}, received ${nextExpected}`
    observe(out, 'error', 'refused', text)
    logoutAndClose(session, out, at, text, SessionStatus.ReceivedNextExpectedMsgSeqNumTooHigh)
    return false
  }
  if (tooLow) {
    observe(out, 'warning', 'deviation', `Logon with MsgSeqNum ${received} accepted, ${session.nextIn} was expected`)
    session.nextIn = received
  }
  return true
}

/** @returns false when the Logon came too high, so that its number has to wait */
function count(session: Session, out: Action[], received: number): boolean {
  if (received > session.nextIn) return false
  countTo(session, out, Math.max(session.nextIn, received + 1))
  return true
}

function establish(session: Session, out: Action[], at: number): void {
  session.state = 'active'
  session.resetReply = 'none'
  startSupervision(session, out, at)
  observe(out, 'info', 'established', `session established, HeartBtInt ${session.heartBtInt}`)
}

/**
 * The Logon came too high: what lies before it is asked for, unless NextExpectedMsgSeqNum has asked already. The Logon
 * itself is done with; its number counts when its turn comes, whether the counterparty fills over it or stops before.
 */
function recoverBefore(session: Session, out: Action[], at: number, logon: Message, asked: boolean): void {
  const received = logon.msgSeqNum as number
  hold(session, out, received, logon, true)
  if (asked) awaitGap(session, out, at, received - 1)
  else requestFrom(session, out, at, received - 1)
}
