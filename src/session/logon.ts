/**
 * Logon(A): the first message either way (groups 1B, 1S), the reset inside a session (SD-30 to SD-35), and
 * NextExpectedMsgSeqNum(789) (SD-36 to SD-42).
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { SessionRejectReason, SessionStatus } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { forgetGap, requestFrom } from './gap.ts'
import { arm, countTo, logoutAndClose, logoutTooLow, observe, send, sendReject, startSupervision } from './outbound.ts'
import { replayRange } from './resend.ts'
import type { Violation } from './rule.ts'
import { isPossDup } from './rules/poss-dup.ts'
import type { Session } from './session.ts'

/** Sends our own Logon as initiator. */
export function initiateLogon(session: Session, out: Action[], at: number): void {
  const { forceSeqNumReset, version, logonTimeout } = session.settings
  const reset = forceSeqNumReset === 2 || (forceSeqNumReset === 1 && session.fresh)
  if (reset) resetNumbers(session, out)
  session.state = 'logonSent'
  session.resetSent = reset && version.resetSeqNumFlag
  session.heartBtInt = session.settings.heartBtInt
  sendLogon(session, out, at, session.resetSent, session.nextIn)
  if (logonTimeout > 0) arm(out, 'logon', at + logonTimeout * 1000)
}

function sendLogon(session: Session, out: Action[], at: number, reset: boolean, nextExpected: number): void {
  const { settings } = session
  const fields: Field[] = [
    [Tag.EncryptMethod, 0],
    [Tag.HeartBtInt, session.heartBtInt],
  ]
  if (reset) fields.push([Tag.ResetSeqNumFlag, 'Y'])
  if (settings.handleSeqNumAtLogon && settings.version.nextExpectedMsgSeqNum)
    fields.push([Tag.NextExpectedMsgSeqNum, nextExpected])
  if (settings.version.applVerID !== undefined) fields.push([Tag.DefaultApplVerID, settings.version.applVerID])
  send(session, out, at, MsgType.Logon, [...fields, ...settings.logonFields])
}

/** Ends the present numbering here; what goes on the wire is the caller's. */
export function resetNumbers(session: Session, out: Action[]): void {
  session.nextIn = 1
  session.nextOut = 1
  session.lastResendRequest = undefined
  session.resending = undefined
  forgetGap(session)
  out.push({ kind: 'reset' })
}

/** What is wrong with the content of a Logon, apart from its number. */
function contentViolation(session: Session, message: Message): Violation | undefined {
  const { settings } = session
  if (message.int(Tag.EncryptMethod) !== 0)
    return refusal(SessionRejectReason.DecryptionProblem, Tag.EncryptMethod, 'EncryptMethod is not supported')
  const heartBtInt = message.int(Tag.HeartBtInt) as number
  if (heartBtInt < 0)
    return refusal(SessionRejectReason.ValueIsIncorrect, Tag.HeartBtInt, 'HeartBtInt must not be negative')
  if (heartBtInt > settings.maxHeartBtInt)
    return refusal(
      SessionRejectReason.ValueIsIncorrect,
      Tag.HeartBtInt,
      `HeartBtInt must not exceed ${settings.maxHeartBtInt}`,
    )
  return undefined
}

function refusal(reason: number, refTagID: number, text: string): Violation {
  return { response: 'rejectAndLogout', reason, refTagID, text }
}

function resetFlag(message: Message): boolean {
  return message.text(Tag.ResetSeqNumFlag) === 'Y'
}

const RESET_NUMBER: Violation = refusal(
  SessionRejectReason.ValueIsIncorrect,
  Tag.MsgSeqNum,
  'MsgSeqNum must be equal to 1 while resetting the sequence number',
)

/** Refuses a Logon. It changes nothing that is stored about incoming messages. */
export function refuseLogon(session: Session, out: Action[], at: number, message: Message, violation: Violation): void {
  observe(out, 'error', 'refused', `Logon refused: ${violation.text}`)
  if (violation.response !== 'logout') sendReject(session, out, at, message.msgSeqNum ?? 0, MsgType.Logon, violation)
  logoutAndClose(session, out, at, violation.text)
}

/** Acceptor: the Logon that opens a connection, already checked against the header rules and the dictionary. */
export function acceptLogon(session: Session, out: Action[], at: number, message: Message): void {
  const { version } = session.settings
  const received = message.msgSeqNum as number
  const violation = contentViolation(session, message)
  if (violation !== undefined) return refuseLogon(session, out, at, message, violation)
  const reset = version.resetSeqNumFlag && resetFlag(message)
  if (reset && received !== 1) return refuseLogon(session, out, at, message, RESET_NUMBER)
  if (!reset && received < session.nextIn && !isPossDup(message) && !toleratesTooLow(session, out, received)) {
    observe(out, 'error', 'refused', `Logon refused: MsgSeqNum ${received} is too low`)
    return logoutTooLow(session, out, at, received)
  }
  const nextExpected = nextExpectedOf(session, message)
  if (nextExpected !== undefined && nextExpected > session.nextOut && !reset)
    return refuseNextExpected(session, out, at, nextExpected, session.nextOut)
  if (reset) resetNumbers(session, out)
  session.heartBtInt = message.int(Tag.HeartBtInt) as number
  const inOrder = received <= session.nextIn
  if (inOrder) countTo(session, out, Math.max(session.nextIn, received + 1))
  sendLogon(session, out, at, reset, session.nextIn)
  establish(session, out, at)
  if (!inOrder) afterTooHighLogon(session, out, at, received, nextExpected !== undefined)
  if (nextExpected !== undefined && nextExpected < session.nextOut - 1)
    replayRange(session, out, nextExpected, session.nextOut - 1)
}

/** Initiator: the reply to our Logon. */
export function receiveLogonReply(session: Session, out: Action[], at: number, message: Message): void {
  const { settings } = session
  const received = message.msgSeqNum as number
  const violation = contentViolation(session, message)
  if (violation !== undefined) return refuseLogon(session, out, at, message, violation)
  if (settings.disconnectOnLogonHeartbeatMismatch && message.int(Tag.HeartBtInt) !== session.heartBtInt)
    return refuseLogon(session, out, at, message, {
      ...refusal(
        SessionRejectReason.ValueIsIncorrect,
        Tag.HeartBtInt,
        `HeartBtInt ${session.heartBtInt} was proposed, ${message.text(Tag.HeartBtInt)} came back`,
      ),
    })
  const reset = settings.version.resetSeqNumFlag && resetFlag(message)
  if (reset && received !== 1) return refuseLogon(session, out, at, message, RESET_NUMBER)
  if (session.resetSent) {
    if (received !== 1)
      return logoutAndClose(session, out, at, `Reset was not honoured: MsgSeqNum 1 expected, received ${received}`)
    if (!reset) observe(out, 'warning', 'deviation', 'Logon reply restarts at 1 without ResetSeqNumFlag')
  } else if (reset) {
    // The acceptor resets although we did not ask: its Logon is then a request like one inside the session.
    session.heartBtInt = message.int(Tag.HeartBtInt) as number
    answerReset(session, out, at)
    return establish(session, out, at)
  }
  if (received < session.nextIn && !isPossDup(message) && !toleratesTooLow(session, out, received))
    return logoutTooLow(session, out, at, received)
  const nextExpected = nextExpectedOf(session, message)
  if (nextExpected !== undefined && nextExpected > session.nextOut)
    return refuseNextExpected(session, out, at, nextExpected, session.nextOut)
  session.heartBtInt = message.int(Tag.HeartBtInt) as number
  session.resetSent = false
  const inOrder = received <= session.nextIn
  if (inOrder) countTo(session, out, Math.max(session.nextIn, received + 1))
  establish(session, out, at)
  if (!inOrder) afterTooHighLogon(session, out, at, received, nextExpected !== undefined)
  if (nextExpected !== undefined && nextExpected < session.nextOut)
    replayRange(session, out, nextExpected, session.nextOut - 1)
}

/** A Logon in an established session: a reset, the reply to ours, or a breach of the protocol. */
export function logonInSession(session: Session, out: Action[], at: number, message: Message): void {
  const received = message.msgSeqNum as number
  if (!resetFlag(message)) {
    countTo(session, out, received + 1)
    return logoutAndClose(session, out, at, 'Logon in an established session')
  }
  if (received !== 1) {
    sendReject(session, out, at, received, MsgType.Logon, RESET_NUMBER)
    return logoutAndClose(session, out, at, RESET_NUMBER.text)
  }
  if (session.resetSent) {
    // Either the reply to our request or a request that crossed it: both sides stand at 2 now, and nobody answers.
    session.resetSent = false
    session.nextIn = 1
    forgetGap(session)
    countTo(session, out, 2)
    startSupervision(session, out, at)
  } else answerReset(session, out, at)
  observe(out, 'info', 'sequenceReset', 'both sides restarted at 1 inside the session')
}

function answerReset(session: Session, out: Action[], at: number): void {
  resetNumbers(session, out)
  countTo(session, out, 2)
  sendLogon(session, out, at, true, session.nextIn)
}

/** Asks the counterparty to restart at 1 without disconnecting. Old numbers stay valid until its reply comes. */
export function requestReset(session: Session, out: Action[], at: number): void {
  const { nextIn } = session
  resetNumbers(session, out)
  session.nextIn = nextIn
  session.resetSent = true
  sendLogon(session, out, at, true, 1)
  if (session.settings.logonTimeout > 0) arm(out, 'logon', at + session.settings.logonTimeout * 1000)
}

function establish(session: Session, out: Action[], at: number): void {
  session.state = 'active'
  session.resetSent = false
  startSupervision(session, out, at)
  observe(out, 'info', 'established', `session established, HeartBtInt ${session.heartBtInt}`)
}

function toleratesTooLow(session: Session, out: Action[], received: number): boolean {
  if (!session.settings.ignoreSeqNumTooLowAtLogon) return false
  observe(out, 'warning', 'deviation', `Logon with MsgSeqNum ${received} accepted, ${session.nextIn} was expected`)
  session.nextIn = received
  return true
}

/** The session stands; what the Logon left out is asked for, unless NextExpectedMsgSeqNum has asked already. */
function afterTooHighLogon(session: Session, out: Action[], at: number, received: number, asked: boolean): void {
  if (asked) session.gap = { begin: session.nextIn, end: received, requests: 0 }
  // The Logon itself is part of the gap: the counterparty will fill it, and only then it counts.
  else requestFrom(session, out, at, received)
}

function nextExpectedOf(session: Session, message: Message): number | undefined {
  const { handleSeqNumAtLogon, version } = session.settings
  return handleSeqNumAtLogon && version.nextExpectedMsgSeqNum ? message.int(Tag.NextExpectedMsgSeqNum) : undefined
}

function refuseNextExpected(session: Session, out: Action[], at: number, received: number, actual: number): void {
  const text = `NextExpectedMsgSeqNum(789) too high: expected ${actual}, received ${received}`
  observe(out, 'error', 'refused', text)
  logoutAndClose(session, out, at, text, SessionStatus.ReceivedNextExpectedMsgSeqNumTooHigh)
}
