/**
 * The session core: one event in, a list of actions out. No socket, no clock, no store, no randomness, no logger; the
 * same session and the same event always give the same actions.
 */
import { MsgType } from '../fix/msg-types.ts'
import type { Action } from './action.ts'
import { endConnection, forgetConnection } from './end.ts'
import type { SessionEvent } from './event.ts'
import { expel } from './expelled.ts'
import { forgetGap, gapOverdue, sendResendRequest } from './gap.ts'
import { receiveGarbled } from './garbled.ts'
import { receiveInSession } from './inbound.ts'
import { armAge, initiateLogon } from './logon.ts'
import { requestLogout } from './logout.ts'
import { arm, disconnect, logoutAndClose, observe, send } from './outbound.ts'
import { continueReplay, sendClosingMessage } from './resend.ts'
import { requestReset, resetNumbers } from './reset.ts'
import type { Session } from './session.ts'
import { setNumbers } from './set-numbers.ts'
import { receiveAwaitingLogon } from './states/awaiting-logon.ts'
import { receiveLogonSent } from './states/logon-sent.ts'
import { receiveLogoutAnswered } from './states/logout-answered.ts'
import { heartbeatDue, silenceDue, startSupervision } from './supervision.ts'
import type { TimerName } from './timers.ts'
import { maySend, sendCarried, sendRecalled, sendUnsent } from './unsent.ts'

/**
 * Applies one event.
 *
 * @param session - changed in place
 * @param out - actions are appended to it, in the order in which they are to be performed
 */
export function step(session: Session, event: SessionEvent, out: Action[]): void {
  switch (event.kind) {
    case 'connected':
      return connected(session, out, event.at)
    case 'resumed':
      return resumed(session, out, event.heartBtInt, event.at)
    case 'received':
      return received(session, event, out)
    case 'garbled':
      return receiveGarbled(session, out, event.at, event.why, event.message)
    case 'timerFired':
      return timerFired(session, out, event.timer, event.at)
    case 'submitted':
      // Behind our Logout nothing is sent unasked: the message waits in the store like one without a connection.
      return send(session, out, event.at, event.msgType, event.fields, maySend(session))
    case 'logoutRequested':
      return logoutRequested(session, out, event.at, event.text)
    case 'resetRequested':
      return resetRequested(session, out, event.at)
    case 'resendRequested':
      if (isEstablished(session)) sendResendRequest(session, out, event.at, event.begin, event.end)
      return
    case 'replayed':
      // The store may answer late: behind an error Logout nothing more is sent.
      if (session.state === 'closing') session.resending.length = 0
      return continueReplay(session, out, event.at, event.messages)
    case 'recalled':
      return sendRecalled(session, out, event.at, event.messages)
    case 'carried':
      return sendCarried(session, out, event.at, event.messages)
    case 'answerEnded':
      if (session.state === 'logoutAnswered' || isEstablished(session)) sendClosingMessage(session, out, event.at)
      return
    case 'periodBegan':
      resetNumbers(session, out, 'undelivered')
      return observe(out, 'info', 'sequenceReset', 'a new period: both numbers begin at 1', { kind: 'sessionReset' })
    case 'numbersSet':
      return setNumbers(session, out, event)
    case 'expelled':
      return expel(session, out, event)
    case 'disconnected':
      return endConnection(session, out, event)
  }
}

/** True between Logon and the end of the Logout exchange. */
export function isEstablished(session: Session): boolean {
  return session.state === 'active' || session.state === 'logoutSent'
}

function connected(session: Session, out: Action[], at: number): void {
  forgetGap(session)
  forgetConnection(session)
  session.lastResendRequest = undefined
  if (session.settings.role === 'initiator') return initiateLogon(session, out, at)
  session.state = 'awaitingLogon'
  if (session.settings.logonTimeout > 0) arm(out, 'logon', at + session.settings.logonTimeout * 1000)
}

/** Somebody else did the Logon: from here on the core keeps the session. */
function resumed(session: Session, out: Action[], heartBtInt: number, at: number): void {
  session.state = 'active'
  session.heartBtInt = heartBtInt
  session.lastSentAt = at
  session.saidLogon = true
  session.wasEstablished = true
  startSupervision(session, out, at)
  armAge(session, out, at)
  observe(out, 'info', 'established', `session taken over, HeartBtInt ${heartBtInt}`)
  sendUnsent(session, out)
}

function received(session: Session, event: SessionEvent & { kind: 'received' }, out: Action[]): void {
  switch (session.state) {
    case 'awaitingLogon':
      return receiveAwaitingLogon(session, out, event.at, event.message, event.refused)
    case 'logonSent':
      return receiveLogonSent(session, out, event.at, event.message, event.refused)
    case 'active':
    case 'logoutSent':
      return receiveInSession(session, out, event.at, event.message)
    case 'logoutAnswered':
      return receiveLogoutAnswered(session, out, event.at, event.message)
    case 'closing':
      if (event.message.msgType === MsgType.Logout) disconnect(session, out, 'logged out', 'userRequest')
      return
    case 'disconnected':
      return
  }
}

function timerFired(session: Session, out: Action[], timer: TimerName, at: number): void {
  switch (timer) {
    case 'logon':
      return logonOverdue(session, out, at)
    case 'heartbeat':
      if (isEstablished(session)) heartbeatDue(session, out, at)
      return
    case 'silence':
      if (session.state === 'active') silenceDue(session, out, at)
      return
    case 'gap':
      if (isEstablished(session)) gapOverdue(session, out, at)
      return
    case 'logout':
      return logoutOverdue(session, out)
    case 'close':
      if (session.state === 'closing') disconnect(session, out, 'closed after Logout', 'noAnswer')
      return
    case 'age':
      return ageReached(session, out, at)
  }
}

function logonOverdue(session: Session, out: Action[], at: number): void {
  const { state, resetReply, resetCheck, settings } = session
  const resets = state === 'active' && (resetReply === 'must' || resetCheck !== undefined)
  if (state !== 'awaitingLogon' && state !== 'logonSent' && !resets) return
  const awaited = resetCheck === undefined ? 'Logon' : 'Heartbeat'
  observe(out, 'warning', 'timeout', `no ${awaited} within ${settings.logonTimeout} s`)
  // An acceptor that never heard a Logon owes nobody a message.
  if (state === 'awaitingLogon') disconnect(session, out, 'no Logon in time', 'noAnswer')
  else logoutAndClose(session, out, at, `Timed out waiting for ${awaited}`, undefined, 'noAnswer')
}

/** A day of a connection is over: both numbers begin anew, and the next day begins (`resetSeqNumAfter24hours`). */
function ageReached(session: Session, out: Action[], at: number): void {
  const { resetSeqNumAfter24hours, version } = session.settings
  if (!resetSeqNumAfter24hours || !version.resetSeqNumFlag) return
  armAge(session, out, at)
  if (session.state === 'active') requestReset(session, out, at)
}

function logoutRequested(session: Session, out: Action[], at: number, text: string | undefined): void {
  if (session.state === 'active') requestLogout(session, out, at, text)
  else if (session.state === 'awaitingLogon' || session.state === 'logonSent')
    disconnect(session, out, 'stopped before Logon', 'userRequest')
}

function logoutOverdue(session: Session, out: Action[]): void {
  if (session.state !== 'logoutSent' && session.state !== 'logoutAnswered') return
  observe(out, 'warning', 'timeout', 'the other side did not finish the Logout')
  disconnect(session, out, 'Logout timed out', 'noAnswer')
}

function resetRequested(session: Session, out: Action[], at: number): void {
  if (!session.settings.version.resetSeqNumFlag)
    return observe(out, 'error', 'ignored', `${session.settings.version.id} has no ResetSeqNumFlag`)
  if (session.state === 'active') requestReset(session, out, at)
  else observe(out, 'error', 'ignored', 'a reset inside the session needs an established session')
}
