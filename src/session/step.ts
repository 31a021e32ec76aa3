/**
 * The session core: one event in, a list of actions out. No socket, no clock, no store, no randomness, no logger; the
 * same session and the same event always give the same actions.
 */
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import type { SessionEvent } from './event.ts'
import { forgetGap, gapOverdue, sendResendRequest } from './gap.ts'
import { receiveInSession } from './inbound.ts'
import { initiateLogon } from './logon.ts'
import { requestLogout } from './logout.ts'
import { arm, disarm, disconnect, logoutAndClose, observe, send, silenceMs, startSupervision } from './outbound.ts'
import { continueReplay } from './resend.ts'
import { requestReset, resetNumbers } from './reset.ts'
import type { Session } from './session.ts'
import { receiveAwaitingLogon } from './states/awaiting-logon.ts'
import { receiveLogonSent } from './states/logon-sent.ts'
import { receiveLogoutAnswered } from './states/logout-answered.ts'
import { TIMER_NAMES, type TimerName } from './timers.ts'

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
      return observe(out, 'warning', 'garbled', event.why)
    case 'timerFired':
      return timerFired(session, out, event.timer, event.at)
    case 'submitted':
      // Behind our Logout nothing is sent unasked: the message waits in the store like one without a connection.
      return send(session, out, event.at, event.msgType, event.fields, session.state === 'active')
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
    case 'periodBegan':
      resetNumbers(session, out)
      session.fresh = true
      return
    case 'disconnected':
      return disconnected(session, out)
  }
}

/** True between Logon and the end of the Logout exchange. */
export function isEstablished(session: Session): boolean {
  return session.state === 'active' || session.state === 'logoutSent'
}

function connected(session: Session, out: Action[], at: number): void {
  forgetGap(session)
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
  startSupervision(session, out, at)
  observe(out, 'info', 'established', `session taken over, HeartBtInt ${heartBtInt}`)
}

function received(session: Session, event: SessionEvent & { kind: 'received' }, out: Action[]): void {
  switch (session.state) {
    case 'awaitingLogon':
      return receiveAwaitingLogon(session, out, event.at, event.message)
    case 'logonSent':
      return receiveLogonSent(session, out, event.at, event.message)
    case 'active':
    case 'logoutSent':
      return receiveInSession(session, out, event.at, event.message)
    case 'logoutAnswered':
      return receiveLogoutAnswered(session, out, event.at, event.message)
    case 'closing':
      if (event.message.msgType === MsgType.Logout) disconnect(session, out, 'logged out')
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
      return heartbeatDue(session, out, at)
    case 'silence':
      return silenceDue(session, out, at)
    case 'gap':
      if (isEstablished(session)) gapOverdue(session, out, at)
      return
    case 'logout':
      return logoutOverdue(session, out)
    case 'close':
      if (session.state === 'closing') disconnect(session, out, 'closed after Logout')
      return
  }
}

function logonOverdue(session: Session, out: Action[], at: number): void {
  const { state, resetReply, settings } = session
  const waits = state === 'awaitingLogon' || state === 'logonSent' || (state === 'active' && resetReply === 'must')
  if (!waits) return
  observe(out, 'warning', 'timeout', `no Logon within ${settings.logonTimeout} s`)
  // An acceptor that never heard a Logon owes nobody a message.
  if (state === 'awaitingLogon') disconnect(session, out, 'no Logon in time')
  else logoutAndClose(session, out, at, 'Timed out waiting for Logon')
}

function logoutRequested(session: Session, out: Action[], at: number, text: string | undefined): void {
  if (session.state === 'active') requestLogout(session, out, at, text)
  else if (session.state === 'awaitingLogon' || session.state === 'logonSent')
    disconnect(session, out, 'stopped before Logon')
}

function logoutOverdue(session: Session, out: Action[]): void {
  if (session.state !== 'logoutSent' && session.state !== 'logoutAnswered') return
  observe(out, 'warning', 'timeout', 'the other side did not finish the Logout')
  disconnect(session, out, 'Logout timed out')
}

/** The timer is not moved with each message: it looks, when it fires, whether something was sent meanwhile. */
function heartbeatDue(session: Session, out: Action[], at: number): void {
  if (!isEstablished(session) || session.heartBtInt <= 0) return
  const intervalMs = session.heartBtInt * 1000
  if (at - session.lastSentAt >= intervalMs) send(session, out, at, MsgType.Heartbeat, [])
  arm(out, 'heartbeat', session.lastSentAt + intervalMs)
}

function silenceDue(session: Session, out: Action[], at: number): void {
  if (session.state !== 'active' || session.heartBtInt <= 0) return
  const limitMs = silenceMs(session)
  if (session.testRequests === 0) {
    if (at - session.lastReceivedAt < limitMs) return arm(out, 'silence', session.lastReceivedAt + limitMs)
    session.testRequests = 1
    // The number it goes out under makes it unique within the session.
    session.testReqID = `TEST${session.nextOut}`
    send(session, out, at, MsgType.TestRequest, [[Tag.TestReqID, session.testReqID]])
    return arm(out, 'silence', at + limitMs)
  }
  const text = `nothing received for ${Math.round((at - session.lastReceivedAt) / 1000)} s, TestRequest unanswered`
  observe(out, 'error', 'timeout', text)
  if (session.settings.logoutOnTimeout) send(session, out, at, MsgType.Logout, [[Tag.Text, text]])
  disconnect(session, out, text)
}

function resetRequested(session: Session, out: Action[], at: number): void {
  if (!session.settings.version.resetSeqNumFlag)
    return observe(out, 'error', 'ignored', `${session.settings.version.id} has no ResetSeqNumFlag`)
  if (session.state === 'active') requestReset(session, out, at)
  else observe(out, 'error', 'ignored', 'a reset inside the session needs an established session')
}

function disconnected(session: Session, out: Action[]): void {
  session.state = 'disconnected'
  session.testReqID = undefined
  session.resending.length = 0
  forgetGap(session)
  for (const timer of TIMER_NAMES) disarm(out, timer)
}
