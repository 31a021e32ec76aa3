/**
 * Heartbeats, and the watch for silence: when Heartbeat(0) and TestRequest(1) are due, and when a connection is given up.
 * Session test cases 4.a and 6; engine parameters, 4.
 */
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { arm, disarm, disconnect, observe, send } from './outbound.ts'
import type { Session } from './session.ts'
import { wordsOf } from './texts.ts'

/** Begins to send Heartbeats and to watch for silence, in the interval agreed at Logon. */
export function startSupervision(session: Session, out: Action[], at: number): void {
  disarm(out, 'logon')
  session.lastReceivedAt = at
  session.testReqID = undefined
  session.testRequests = 0
  if (session.heartBtInt <= 0) return
  arm(out, 'heartbeat', at + session.heartBtInt * 1000)
  armSilence(session, out)
}

/**
 * Whether a wait is over. An instant that has not come yet shows that the wall clock was set back: the timer, which is
 * steady, has waited long enough then (PX-49). One set back by less than the wait makes it longer by that much.
 */
function isOver(since: number, ms: number, at: number): boolean {
  return since > at || at - since >= ms
}

/** The timer is not moved with each message: it looks, when it fires, whether something was sent meanwhile. */
export function heartbeatDue(session: Session, out: Action[], at: number): void {
  if (session.heartBtInt <= 0) return
  const intervalMs = session.heartBtInt * 1000
  if (isOver(session.lastSentAt, intervalMs, at)) send(session, out, at, MsgType.Heartbeat, [])
  arm(out, 'heartbeat', session.lastSentAt + intervalMs)
}

/**
 * The timer `silence` has fired: asks whether the counterparty is there, and gives up when it has not answered. An instant
 * that seems to lie ahead is as long ago as the timer has waited.
 */
export function silenceDue(session: Session, out: Action[], at: number): void {
  const { settings } = session
  if (session.heartBtInt <= 0 || settings.disableHeartBeatCheck) return
  const silentMs = silenceMs(session)
  if (session.lastReceivedAt > at) session.lastReceivedAt = at - silentMs
  if (session.testRequestedAt > at) session.testRequestedAt = at - silentMs
  if (at >= deadAt(session)) return giveUp(session, out, at)
  if (session.testRequests < settings.testRequestCount && at >= testRequestAt(session)) {
    session.testRequests++
    session.testRequestedAt = at
    // The number it goes out under makes it unique within the session, as far as the wording has room for it.
    session.testReqID = wordsOf(settings).testReqID(session.nextOut)
    send(session, out, at, MsgType.TestRequest, [[Tag.TestReqID, session.testReqID]])
  }
  armSilence(session, out)
}

function giveUp(session: Session, out: Action[], at: number): void {
  const asked = session.testRequests > 1 ? `${session.testRequests} TestRequests` : 'TestRequest'
  const unanswered = session.testRequests > 0 ? `, ${asked} unanswered` : ''
  const text = `nothing received for ${Math.round((at - session.lastReceivedAt) / 1000)} s${unanswered}`
  observe(out, 'error', 'timeout', text, { kind: 'heartbeatTimeout' })
  if (session.settings.logoutOnTimeout) send(session, out, at, MsgType.Logout, [[Tag.Text, text]])
  disconnect(session, out, text, 'noAnswer')
}

/** Something is due at the next TestRequest or at the end, whichever comes first. */
function armSilence(session: Session, out: Action[]): void {
  const { disableHeartBeatCheck, testRequestCount } = session.settings
  if (disableHeartBeatCheck) return
  const asksAgain = session.testRequests < testRequestCount
  arm(out, 'silence', Math.min(deadAt(session), asksAgain ? testRequestAt(session) : Number.POSITIVE_INFINITY))
}

/** When the next TestRequest is due, should nothing come until then. */
function testRequestAt(session: Session): number {
  return (session.testRequests === 0 ? session.lastReceivedAt : session.testRequestedAt) + silenceMs(session)
}

/** When the connection counts as dead: by `heartBeatTimeout`, or when the last TestRequest has had its interval. */
function deadAt(session: Session): number {
  const { heartBeatTimeout, testRequestCount } = session.settings
  if (heartBeatTimeout > 0) return session.lastReceivedAt + session.heartBtInt * 1000 * heartBeatTimeout
  return session.testRequests < testRequestCount ? Number.POSITIVE_INFINITY : testRequestAt(session)
}

/** How long nothing may come before it counts as silence, milliseconds. */
function silenceMs({ heartBtInt, settings }: Session): number {
  const { reasonableTransmission, testRequestDelay } = settings
  return heartBtInt * 1000 * (testRequestDelay > 0 ? testRequestDelay : 1 + reasonableTransmission)
}
