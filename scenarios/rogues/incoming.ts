/** A whole message has come: whether it fits, whether its turn has come, and what is done with it. */
import type { Message } from '../../src/codec/message.ts'
import { isSessionMessage, MsgType } from '../../src/fix/msg-types.ts'
import { SessionRejectReason, SessionStatus } from '../../src/fix/reject-reasons.ts'
import { Tag } from '../../src/fix/tags.ts'
import { contentFault } from './content-checks.ts'
import { headerRefused } from './header-checks.ts'
import { firstMessage, logonInSession, logonReply } from './logon.ts'
import { takeOrder } from './order-desk.ts'
import { answerResendRequest } from './resend.ts'
import { sequenceReset, setsNumberAtOnce } from './sequence-reset.ts'
import type { RogueSession } from './session.ts'

export function receive(session: RogueSession, message: Message): void {
  session.supervision.received()
  if (session.phase === 'awaitingLogon') return firstMessage(session, message)
  if (session.phase === 'logonSent') return logonReply(session, message)
  if (session.phase === 'leaving') return whileLeaving(session, message)
  if (headerRefused(session, message)) return
  if (setsNumberAtOnce(session, message)) return sequenceReset(session, message)
  if (message.msgType === MsgType.Logon && message.boolean(Tag.ResetSeqNumFlag) === true)
    return logonInSession(session, message)
  byNumber(session, message, message.msgSeqNum ?? 0)
}

/** A Logout that was sent for a fault is answered, or the time for it runs out. */
function whileLeaving(session: RogueSession, message: Message): void {
  if (message.msgType !== MsgType.Logout) return
  if (message.msgSeqNum === session.store.nextIn) session.store.nextIn++
  session.close()
}

function byNumber(session: RogueSession, message: Message, msgSeqNum: number): void {
  const { nextIn } = session.store
  if (msgSeqNum > nextIn) return tooHigh(session, message, msgSeqNum)
  if (msgSeqNum < nextIn) return tooLow(session, message, msgSeqNum)
  takeUp(session, message)
  session.gap.drain(session, takeUp)
}

function tooHigh(session: RogueSession, message: Message, msgSeqNum: number): void {
  if (session.is('gap-fill.too-high-ends-session')) return session.refuse('MsgSeqNum too high')
  if (session.is('gap-fill.too-high-accepted')) {
    session.store.nextIn = msgSeqNum
    return takeUp(session, message)
  }
  if (session.is('gap-fill.reset-before-its-turn') && message.msgType === MsgType.SequenceReset)
    return sequenceReset(session, message)
  if (session.is('logout.answered-before-the-gap') && message.msgType === MsgType.Logout) {
    session.send(MsgType.Logout, [])
    return session.loggedOut()
  }
  if (session.is('gap-fill.held-messages-taken-at-once') && !isSessionMessage(message.msgType))
    takeOrder(session, message)
  session.gap.tooHigh(session, message, msgSeqNum)
}

function tooLow(session: RogueSession, message: Message, msgSeqNum: number): void {
  const { nextIn } = session.store
  if (message.boolean(Tag.PossDupFlag) === true) {
    if (session.is('validation.poss-dup-ends-session')) return session.refuse('MsgSeqNum too low')
    if (takesRepetitions(session) && !isSessionMessage(message.msgType)) return takeOrder(session, message)
    if (session.is('validation.poss-dup-counted')) session.store.nextIn++
    if (session.is('gap-fill.old-one-applied') && message.msgType === MsgType.SequenceReset)
      session.store.nextIn = message.int(Tag.NewSeqNo) ?? nextIn
    if (session.is('validation.poss-dup-rejected'))
      session.reject(message, SessionRejectReason.ValueIsIncorrect, Tag.MsgSeqNum, 'MsgSeqNum too low')
    return jumpedOver(session, message, msgSeqNum)
  }
  if (session.is('validation.too-low-ignored')) return
  if (session.is('gap-fill.old-one-ignored') && message.msgType === MsgType.SequenceReset) return
  if (session.is('validation.too-low-rejected'))
    return session.reject(message, SessionRejectReason.ValueIsIncorrect, Tag.MsgSeqNum, 'MsgSeqNum too low')
  if (session.is('validation.too-low-processed')) {
    takeUp(session, message)
    session.store.nextIn = nextIn
    return
  }
  if (session.is('logout.too-low-cuts-connection')) return session.close()
  const text = `MsgSeqNum too low, expecting ${nextIn} but received ${msgSeqNum}`
  session.refuse(text, SessionStatus.ReceivedMsgSeqNumTooLow)
}

/** PossDupFlag(43) is not read, by the session or by what stands behind it. */
function takesRepetitions(session: RogueSession): boolean {
  return session.is('validation.poss-dup-processed-again') || session.is('client.books-replayed')
}

/** A repetition of what never came, because a Reset went over it, is new. */
function jumpedOver(session: RogueSession, message: Message, msgSeqNum: number): void {
  const { received, nextIn } = session.store
  if (isSessionMessage(message.msgType) || received.has(msgSeqNum)) return
  if (session.is('validation.poss-dup-never-processed')) return
  takeUp(session, message)
  session.store.nextIn = nextIn
}

/** A message whose turn has come: judged by its content, acted upon, and counted. */
export function takeUp(session: RogueSession, message: Message): void {
  if (message.msgType === MsgType.SequenceReset) return sequenceReset(session, message)
  const { store } = session
  store.received.add(message.msgSeqNum ?? 0)
  // A Reject is never rejected, or two engines could go on for ever.
  const fault = message.msgType === MsgType.Reject ? undefined : contentFault(session, message)
  if (fault !== undefined) {
    if (!session.is('validation.rejected-not-counted')) store.nextIn++
    const { ValueIsIncorrect, InvalidMsgType } = SessionRejectReason
    if (fault.reason === ValueIsIncorrect && session.is('venue.invalid-value-swallowed')) return
    if (fault.reason === InvalidMsgType && session.is('venue.unknown-type-swallowed')) return
    return session.reject(message, fault.reason, fault.tag, fault.text)
  }
  act(session, message)
  const { msgType } = message
  if (msgType === MsgType.Heartbeat && session.is('heartbeat.not-counted')) return
  if (msgType === MsgType.Reject && session.is('validation.reject-not-counted')) return
  if (msgType === MsgType.ResendRequest && session.is('resend.request-not-counted')) return
  if (msgType === MsgType.Logout && session.is('logout.not-counted')) return
  store.nextIn += msgType === MsgType.TestRequest && session.is('test-request.counted-twice') ? 2 : 1
}

function act(session: RogueSession, message: Message): void {
  switch (message.msgType) {
    case MsgType.Heartbeat:
      return heartbeat(session, message)
    case MsgType.TestRequest:
      return answerTestRequest(session, message)
    case MsgType.ResendRequest:
      if (session.phase === 'logoutSent' && session.is('logout.no-resend-while-leaving')) return
      return answerResendRequest(session, message)
    case MsgType.Reject:
      if (session.is('validation.reject-answered-by-reject')) session.reject(message, 99, undefined, 'no, you')
      if (session.is('validation.reject-received-ends-session')) session.refuse('a message was rejected')
      session.trade(message)
      return
    case MsgType.Logout:
      return logout(session)
    case MsgType.Logon:
      return logonInSession(session, message)
    default:
      takeOrder(session, message)
  }
}

function heartbeat(session: RogueSession, message: Message): void {
  if (session.is('heartbeat.answered-by-heartbeat')) session.send(MsgType.Heartbeat, [])
  const unasked = message.has(Tag.TestReqID)
  if (unasked && session.is('heartbeat.unknown-id-rejected'))
    session.reject(message, SessionRejectReason.ValueIsIncorrect, Tag.TestReqID, 'unknown TestReqID')
  if (unasked && session.is('heartbeat.unknown-id-ends-session')) session.refuse('unknown TestReqID')
}

function answerTestRequest(session: RogueSession, message: Message): void {
  if (session.is('test-request.not-answered')) return
  if (session.phase === 'logoutSent' && session.is('logout.no-heartbeat-while-leaving')) return
  const id = message.text(Tag.TestReqID) ?? ''
  if (session.is('test-request.answered-without-id')) return session.send(MsgType.Heartbeat, [])
  if (session.is('test-request.answered-by-test-request'))
    return session.send(MsgType.TestRequest, [[Tag.TestReqID, id]])
  // The id is text of the counterparty, and goes back byte for byte.
  const returned = session.is('test-request.id-cut-to-eight')
    ? id.slice(0, 8)
    : session.is('test-request.id-cut-at-equals')
      ? (id.split('=')[0] ?? '')
      : session.is('test-request.id-in-capitals')
        ? id.toUpperCase()
        : session.is('test-request.id-of-the-first')
          ? firstId(session, id)
          : id
  const bytes = session.is('test-request.id-encoded-anew')
    ? Buffer.from(returned, 'utf8')
    : Buffer.from(returned, 'latin1')
  session.send(MsgType.Heartbeat, [[Tag.TestReqID, bytes]])
  if (session.is('test-request.answered-twice')) session.send(MsgType.Heartbeat, [[Tag.TestReqID, bytes]])
}

const firstIds = new WeakMap<RogueSession, string>()

function firstId(session: RogueSession, id: string): string {
  const first = firstIds.get(session) ?? id
  firstIds.set(session, first)
  return first
}

function logout(session: RogueSession): void {
  if (session.phase === 'logoutSent') {
    session.parted = true
    if (session.is('logout.answer-answered')) session.send(MsgType.Logout, [])
    if (!session.is('logout.stays-after-the-answer')) session.close()
    return
  }
  if (session.is('logout.not-answered')) return
  if (session.is('logout.answered-by-closing')) return session.close()
  if (session.is('logout.answered-by-heartbeat')) return session.send(MsgType.Heartbeat, [])
  session.send(MsgType.Logout, [])
  if (session.is('logout.answered-twice')) session.send(MsgType.Logout, [])
  session.loggedOut()
}
