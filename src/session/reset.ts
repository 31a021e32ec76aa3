/**
 * Restarting both numbers at 1: before a Logon, by a Logon, and by Logon with ResetSeqNumFlag(141) inside a session that
 * stays connected (SD-30 to SD-35).
 */
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { forgetGap, holdAndRequest } from './gap.ts'
import { hasReset, heartBtIntMismatch, isRejectedFirst, logonViolation } from './logon-content.ts'
import {
  arm,
  countTo,
  disarm,
  disconnect,
  logoutAndClose,
  logoutFor,
  observe,
  send,
  sendLogon,
  sendReject,
} from './outbound.ts'
import type { Session } from './session.ts'
import { startSupervision } from './supervision.ts'
import { sendUnsent } from './unsent.ts'

/**
 * Ends the present numbering here; what goes on the wire is the caller's.
 *
 * @param unsentBecome - what happens to messages that were never sent (SD-11); default: what `unsentAtReset` says
 */
export function resetNumbers(session: Session, out: Action[], unsentBecome?: 'carried' | 'undelivered'): void {
  const { settings } = session
  const unsent = session.unsent.splice(0)
  if (unsent.length === 0) session.unsentUncertainTo = 0
  session.nextIn = 1
  session.nextOut = 1
  session.fresh = true
  session.resetCheck = undefined
  session.lastResendRequest = undefined
  session.resending.length = 0
  forgetGap(session)
  const bySetting = settings.unsentAtReset === 'renumber' ? 'carried' : 'undelivered'
  out.push({ kind: 'reset', unsent, unsentBecome: unsentBecome ?? bySetting })
}

/**
 * Wants a reset inside the session. With `checkGapsBeforeReset` a TestRequest goes first: its Heartbeat shows that
 * nothing is missing on either side, as the 24-hour procedure of the standard asks.
 */
export function requestReset(session: Session, out: Action[], at: number): void {
  if (session.resetReply !== 'none' || session.resetCheck !== undefined)
    return observe(out, 'warning', 'ignored', 'a reset is under way already')
  if (!session.settings.checkGapsBeforeReset) return beginReset(session, out, at)
  session.resetCheck = `RESET${session.nextOut}`
  send(session, out, at, MsgType.TestRequest, [[Tag.TestReqID, session.resetCheck]])
  armLogon(session, out, at)
}

/** A Heartbeat has come in its turn: the one that a reset waits for lets it begin. */
export function heartbeatForReset(session: Session, out: Action[], at: number, testReqID: string | undefined): void {
  if (session.resetCheck === undefined || session.resetCheck !== testReqID) return
  if (session.state === 'active') return beginReset(session, out, at)
  session.resetCheck = undefined
  disarm(out, 'logon')
}

/** Asks the counterparty to restart at 1 without disconnecting. Old numbers stay valid until its reply comes. */
function beginReset(session: Session, out: Action[], at: number): void {
  const { nextIn } = session
  resetNumbers(session, out)
  session.nextIn = nextIn
  session.resetReply = 'must'
  sendLogon(session, out, at, true, 1)
  armLogon(session, out, at)
}

function armLogon({ settings }: Session, out: Action[], at: number): void {
  if (settings.logonTimeout > 0) arm(out, 'logon', at + settings.logonTimeout * 1000)
}

/** Restarts because the counterparty did, and says so. */
export function answerReset(session: Session, out: Action[], at: number): void {
  resetNumbers(session, out)
  countTo(session, out, 2)
  sendLogon(session, out, at, true, session.nextIn)
}

/**
 * Acceptor: restarts though the counterparty did not ask. Its Logon counts as number 1 of the new numbering, but not in
 * the store: as long as nothing was counted there, a new process knows that the reset may never have arrived.
 */
export function restartUnasked(session: Session, out: Action[], at: number): void {
  resetNumbers(session, out)
  session.nextIn = 2
  sendLogon(session, out, at, true, session.nextIn)
}

/** A Logon in an established session: a reset, the reply to ours, or a breach of the protocol. */
export function logonInSession(session: Session, out: Action[], at: number, message: Message): void {
  const received = message.msgSeqNum as number
  const reset = hasReset(session, message)
  const awaited = session.resetReply === 'must'
  if (!reset && !awaited) countTo(session, out, received + 1)
  if (session.state === 'logoutSent' && !awaited) return ignoreWhileLeaving(session, out, at, reset)
  if (!reset && !awaited) return logonWithoutReset(session, out, at)
  const violation = logonViolation(session, message) ?? heartBtIntMismatch(session, message)
  if (violation !== undefined) {
    if (isRejectedFirst(session, violation)) sendReject(session, out, at, received, message, violation)
    return logoutFor(session, out, at, violation, isRejectedFirst(session, violation))
  }
  if (awaited && received !== 1 && session.settings.strictReset) return resetNotHonoured(session, out, at, received)
  session.heartBtInt = message.int(Tag.HeartBtInt) as number
  // Ours is out: this is its reply, or a request that crossed it. Both sides stand at 2 now, and nobody answers.
  if (session.resetReply !== 'none') takeAsReply(session, out, at, message, reset)
  else answerReset(session, out, at)
  startSupervision(session, out, at)
  observe(out, 'info', 'sequenceReset', 'both sides restarted at 1 inside the session', { kind: 'sessionReset' })
}

/** The reply to ResetSeqNumFlag=Y goes on with other numbers (SD-14). */
export function resetNotHonoured(session: Session, out: Action[], at: number, received: number): void {
  logoutAndClose(session, out, at, `Reset was not honoured: MsgSeqNum 1 expected, received ${received}`)
}

function logonWithoutReset(session: Session, out: Action[], at: number): void {
  if (session.settings.logonInSession === 'logout')
    return logoutAndClose(session, out, at, 'Logon in an established session')
  if (session.settings.logonInSession === 'close')
    return disconnect(session, out, 'Logon in an established session', 'invalidMessage')
  observe(out, 'warning', 'ignored', 'Logon in an established session passed over')
}

/** We are leaving, so a Logon is not answered. One that restarts makes every number behind it mean something else. */
function ignoreWhileLeaving(session: Session, out: Action[], at: number, reset: boolean): void {
  observe(out, 'warning', 'ignored', 'Logon while a Logout waits for its answer')
  if (!reset) return
  session.state = 'closing'
  arm(out, 'close', at + session.settings.logoutTimeout * 1000)
}

/** From here on the numbers of the counterparty are new ones; what waited for that goes out. */
function takeAsReply(session: Session, out: Action[], at: number, message: Message, reset: boolean): void {
  const received = message.msgSeqNum as number
  session.resetReply = 'none'
  forgetGap(session)
  if (session.state === 'active') sendUnsent(session, out)
  if (!reset) observe(out, 'warning', 'deviation', 'Logon reply restarts without ResetSeqNumFlag')
  if (received === 1) return countTo(session, out, 2)
  countTo(session, out, 1)
  holdAndRequest(session, out, at, received, message, true)
}
