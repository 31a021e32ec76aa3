/**
 * Restarting both numbers at 1: before a Logon, by a Logon, and by Logon with ResetSeqNumFlag(141) inside a session that
 * stays connected (SD-30 to SD-35).
 */
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { forgetGap } from './gap.ts'
import { hasReset, heartBtIntMismatch, logonViolation } from './logon-content.ts'
import { arm, countTo, logoutAndClose, observe, sendLogon, sendReject, startSupervision } from './outbound.ts'
import type { Session } from './session.ts'

/** Ends the present numbering here; what goes on the wire is the caller's. */
export function resetNumbers(session: Session, out: Action[]): void {
  session.nextIn = 1
  session.nextOut = 1
  session.lastResendRequest = undefined
  session.resending.length = 0
  forgetGap(session)
  out.push({ kind: 'reset' })
}

/** Asks the counterparty to restart at 1 without disconnecting. Old numbers stay valid until its reply comes. */
export function requestReset(session: Session, out: Action[], at: number): void {
  if (session.resetReply !== 'none') return observe(out, 'warning', 'ignored', 'a reset is under way already')
  const { nextIn } = session
  resetNumbers(session, out)
  session.nextIn = nextIn
  session.resetReply = 'must'
  sendLogon(session, out, at, true, 1)
  if (session.settings.logonTimeout > 0) arm(out, 'logon', at + session.settings.logonTimeout * 1000)
}

/** Restarts because the counterparty did, and says so. */
export function answerReset(session: Session, out: Action[], at: number): void {
  resetNumbers(session, out)
  countTo(session, out, 2)
  sendLogon(session, out, at, true, session.nextIn)
}

/** A Logon in an established session: a reset, the reply to ours, or a breach of the protocol. */
export function logonInSession(session: Session, out: Action[], at: number, message: Message): void {
  const received = message.msgSeqNum as number
  const reset = hasReset(session, message)
  if (!reset) countTo(session, out, received + 1)
  if (session.state === 'logoutSent' && !(reset && session.resetReply === 'must'))
    return ignoreWhileLeaving(session, out, at, reset)
  if (!reset) return logoutAndClose(session, out, at, 'Logon in an established session')
  const violation = logonViolation(session, message) ?? heartBtIntMismatch(session, message)
  if (violation !== undefined) {
    sendReject(session, out, at, received, MsgType.Logon, violation)
    return logoutAndClose(session, out, at, violation.text)
  }
  session.heartBtInt = message.int(Tag.HeartBtInt) as number
  // Ours is out: this is its reply, or a request that crossed it. Both sides stand at 2 now, and nobody answers.
  if (session.resetReply !== 'none') takeAsReply(session, out)
  else answerReset(session, out, at)
  startSupervision(session, out, at)
  observe(out, 'info', 'sequenceReset', 'both sides restarted at 1 inside the session')
}

/** We are leaving, so a Logon is not answered. One that restarts makes every number behind it mean something else. */
function ignoreWhileLeaving(session: Session, out: Action[], at: number, reset: boolean): void {
  observe(out, 'warning', 'ignored', 'Logon while a Logout waits for its answer')
  if (!reset) return
  session.state = 'closing'
  arm(out, 'close', at + session.settings.logoutTimeout * 1000)
}

function takeAsReply(session: Session, out: Action[]): void {
  session.resetReply = 'none'
  forgetGap(session)
  countTo(session, out, 2)
}
