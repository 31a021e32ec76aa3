/** The Logon exchange, seen from either side, and the Logon that begins the numbers anew inside a session. */
import type { Field } from '../../src/codec/encode.ts'
import type { Message } from '../../src/codec/message.ts'
import { MsgType } from '../../src/fix/msg-types.ts'
import { SessionRejectReason, SessionStatus } from '../../src/fix/reject-reasons.ts'
import { Tag } from '../../src/fix/tags.ts'
import { type ContentFault, contentFault } from './content-checks.ts'
import { identityFault, sendingTimeFault } from './header-checks.ts'
import { takeUp } from './incoming.ts'
import type { RogueSession } from './session.ts'
import { renumber } from './store.ts'

/** A Logon of ours. @param reset - with ResetSeqNumFlag(141) */
export function sendLogon(session: RogueSession, reset: boolean): void {
  const { version } = session.options
  const heartBtInt = session.heartBtInt + (session.is('logon.other-heart-bt-int') ? 1 : 0)
  const body: Field[] = [
    [Tag.EncryptMethod, 0],
    [Tag.HeartBtInt, heartBtInt],
  ]
  if (reset && !session.is('reset.flag-not-returned')) body.push([Tag.ResetSeqNumFlag, 'Y'])
  if (version.applVerID !== undefined) body.push([Tag.DefaultApplVerID, version.applVerID])
  session.send(MsgType.Logon, body)
}

/** What a target that dials says first. */
export function openAsInitiator(session: RogueSession): void {
  if (session.is('logon.heartbeat-first')) session.send(MsgType.Heartbeat, [])
  sendLogon(session, false)
  if (session.is('logon.sent-twice')) sendLogon(session, false)
  if (session.is('logon.speaks-before-the-reply')) session.send(MsgType.TestRequest, [[Tag.TestReqID, 'EARLY']])
}

/** The first message of a connection that came in. */
export function firstMessage(session: RogueSession, message: Message): void {
  if (message.msgType !== MsgType.Logon) return notALogon(session)
  session.recognize(message)
  const unknown = identityFault(session, message)
  if (unknown !== undefined) {
    if (session.is('logon.unknown-identity-told')) return session.refuse(unknown.text)
    if (!session.is('logon.unknown-identity-accepted')) return session.close()
  }
  if (!session.claim()) {
    if (session.is('logon.second-connection-told')) session.refuse('already logged on')
    return session.close()
  }
  const { beginString } = session.options.version
  if (message.text(Tag.BeginString) !== beginString && !session.is('logon.begin-string-not-checked'))
    return session.refuse(`BeginString is not ${beginString}`)
  const begins = beginNumbers(session, message)
  if (begins === undefined) return
  if (refuseContent(session, message)) return
  const heartBtInt = message.int(Tag.HeartBtInt) ?? Number.NaN
  if (!Number.isNaN(heartBtInt)) session.heartBtInt = heartBtInt
  if (session.is('logon.too-high-not-recovered') && begins.tooHigh) session.store.nextIn = begins.msgSeqNum
  if (session.is('logon.requests-before-the-reply') && begins.tooHigh)
    session.gap.tooHigh(session, message, begins.msgSeqNum, true)
  if (session.is('logon.test-request-first')) session.send(MsgType.TestRequest, [[Tag.TestReqID, 'FIRST']])
  if (!session.is('logon.not-answered')) sendLogon(session, begins.reset)
  if (session.is('logon.answered-twice')) sendLogon(session, begins.reset)
  session.established()
  countLogon(session, message, begins.msgSeqNum)
}

function notALogon(session: RogueSession): void {
  session.options.note('the first message is not a Logon')
  if (session.is('logon.first-message-refused-aloud')) return session.refuse('first message is not a Logon')
  if (!session.is('logon.first-message-ignored')) session.close()
}

/** The first message on a connection of ours. */
export function logonReply(session: RogueSession, message: Message): void {
  if (message.msgType === MsgType.Logout) {
    countIfExpected(session, message)
    return session.close()
  }
  if (message.msgType !== MsgType.Logon) {
    if (session.is('logon.takes-anything-for-a-reply')) {
      session.established()
      return takeUp(session, message)
    }
    countIfExpected(session, message)
    return session.refuse('first message is not a Logon')
  }
  const { beginString } = session.options.version
  if (message.text(Tag.BeginString) !== beginString) return session.refuse(`BeginString is not ${beginString}`)
  const strange = identityFault(session, message)
  if (strange !== undefined && !session.is('logon.reply-identity-not-checked')) return session.refuse(strange.text)
  const begins = beginNumbers(session, message)
  if (begins === undefined) return
  if (refuseContent(session, message)) return
  if (session.is('logon.too-high-not-recovered') && begins.tooHigh) session.store.nextIn = begins.msgSeqNum
  session.established()
  if (begins.reset && session.store.nextOut === 1) session.store.nextOut = 2
  countLogon(session, message, begins.msgSeqNum)
  if (session.is('logon.answers-the-reply')) sendLogon(session, false)
}

interface Beginning {
  readonly msgSeqNum: number
  readonly reset: boolean
  readonly tooHigh: boolean
}

/** Whether the number of a Logon fits. @returns undefined when the session was refused for it */
function beginNumbers(session: RogueSession, message: Message): Beginning | undefined {
  const { store } = session
  const msgSeqNum = message.msgSeqNum
  if (msgSeqNum === undefined || Number.isNaN(msgSeqNum)) {
    session.refuse('MsgSeqNum missing')
    return undefined
  }
  const reset = message.boolean(Tag.ResetSeqNumFlag) === true
  if (reset && session.is('reset.flag-at-logon-ignored')) return numbered(session, msgSeqNum, false)
  if (!reset) return numbered(session, msgSeqNum, false)
  if (msgSeqNum !== 1 && !session.is('reset.any-number-accepted')) {
    if (session.is('reset.refused-yet-done')) renumber(store)
    session.refuse('ResetSeqNumFlag needs MsgSeqNum 1')
    return undefined
  }
  restart(session)
  return { msgSeqNum, reset: true, tooHigh: false }
}

function numbered(session: RogueSession, msgSeqNum: number, reset: boolean): Beginning | undefined {
  const { store } = session
  if (msgSeqNum >= store.nextIn) {
    const tooHigh = msgSeqNum > store.nextIn
    if (!tooHigh || !session.is('logon.too-high-refused')) return { msgSeqNum, reset, tooHigh }
    session.refuse(`MsgSeqNum too high, expecting ${store.nextIn} but received ${msgSeqNum}`)
    return undefined
  }
  if (session.is('logon.too-low-accepted')) {
    store.nextIn = msgSeqNum
    return { msgSeqNum, reset, tooHigh: false }
  }
  const text = `MsgSeqNum too low, expecting ${store.nextIn} but received ${msgSeqNum}`
  if (session.is('logon.too-low-spoils-numbers')) store.nextIn = msgSeqNum + 1
  session.refuse(text, SessionStatus.ReceivedMsgSeqNumTooLow)
  return undefined
}

/** What the fields of a Logon may be refused for. @returns true when it was */
function refuseContent(session: RogueSession, message: Message): boolean {
  const fault = sendingTimeFault(session, message, 'logon.old-time-accepted') ?? logonFault(session, message)
  if (fault === undefined) return false
  countIfExpected(session, message)
  session.reject(message, fault.reason, fault.tag, fault.text)
  session.refuse(fault.text)
  return true
}

function logonFault(session: RogueSession, message: Message): ContentFault | undefined {
  const encryptMethod = message.text(Tag.EncryptMethod)
  if (encryptMethod !== undefined && encryptMethod !== '0' && !session.is('logon.encrypt-method-accepted'))
    return { reason: SessionRejectReason.DecryptionProblem, tag: Tag.EncryptMethod, text: 'unsupported EncryptMethod' }
  const wrong = (tag: number, text: string): ContentFault => ({
    reason: SessionRejectReason.ValueIsIncorrect,
    tag,
    text,
  })
  if ((message.int(Tag.HeartBtInt) ?? 0) < 0 && !session.is('logon.negative-heart-bt-int-accepted'))
    return wrong(Tag.HeartBtInt, 'HeartBtInt is negative')
  if (message.boolean(Tag.TestMessageIndicator) === true)
    return wrong(Tag.TestMessageIndicator, 'this is no test session')
  const { applVerID } = session.options.version
  const stated = message.text(Tag.DefaultApplVerID)
  if (applVerID !== undefined && stated !== undefined && stated !== applVerID)
    if (!session.is('logon.any-default-appl-ver-id')) return wrong(Tag.DefaultApplVerID, 'unknown DefaultApplVerID')
  return session.is('logon.required-fields-not-checked') ? undefined : contentFault(session, message)
}

/** A Logon takes its number; what is missing before it is asked for. */
function countLogon(session: RogueSession, message: Message, msgSeqNum: number): void {
  const { store } = session
  if (session.phase !== 'active') return
  if (msgSeqNum > store.nextIn && !session.gap.open) session.gap.tooHigh(session, message, msgSeqNum, true)
  else if (msgSeqNum === store.nextIn && !session.is('logon.not-counted')) store.nextIn++
}

export function countIfExpected(session: RogueSession, message: Message): void {
  if (message.msgSeqNum === session.store.nextIn && !session.is('validation.rejected-not-counted'))
    session.store.nextIn++
}

/** Both sides begin at 1. */
function restart(session: RogueSession): void {
  const { store } = session
  const { nextIn, nextOut, sent } = { ...store, sent: new Map(store.sent) }
  renumber(store)
  session.gap.forget()
  if (session.is('reset.outgoing-goes-on')) store.nextOut = nextOut
  if (session.is('reset.incoming-goes-on')) store.nextIn = nextIn
  if (session.is('reset.old-messages-kept')) for (const [number, message] of sent) store.sent.set(number, message)
  if (session.is('reset.old-messages-kept')) store.nextOut = nextOut
}

/** A Logon inside the session. */
export function logonInSession(session: RogueSession, message: Message): void {
  const { store } = session
  if (message.boolean(Tag.ResetSeqNumFlag) !== true) return session.refuse('Logon in an established session')
  if (message.msgSeqNum !== 1 && !session.is('reset.any-number-accepted')) {
    if (session.is('reset.refused-yet-done')) renumber(store)
    return session.refuse('ResetSeqNumFlag needs MsgSeqNum 1')
  }
  if (session.is('reset.in-session-refused')) return session.refuse('already logged on')
  if (session.is('reset.in-session-ignored')) return
  if (session.is('reset.in-session-cuts-connection')) return session.close()
  if (session.resetPending) {
    session.resetPending = false
    store.nextIn = 2
    session.gap.forget()
    if (session.is('reset.queue-thrown-away')) store.queue.length = 0
    if (session.is('reset.reply-answered')) sendLogon(session, true)
    return session.flush()
  }
  restart(session)
  sendLogon(session, true)
  if (!session.is('reset.incoming-goes-on')) store.nextIn = 2
}

/** Asks for new numbers inside the session. What comes before the reply still counts by the old ones. */
export function requestReset(session: RogueSession): void {
  const { store } = session
  if (!session.is('reset.request-keeps-number')) {
    store.nextOut = 1
    store.sent.clear()
  }
  if (session.is('reset.request-resets-incoming')) store.nextIn = 1
  session.resetPending = true
  sendLogon(session, true)
  session.after(10_000, () => {
    if (session.resetPending) session.refuse('the reset was not answered')
  })
}
