/** SequenceReset(4): GapFill, which takes the place of messages in its turn, and Reset, which sets the number at once. */
import type { Message } from '../../src/codec/message.ts'
import { MsgType } from '../../src/fix/msg-types.ts'
import { SessionRejectReason } from '../../src/fix/reject-reasons.ts'
import { Tag } from '../../src/fix/tags.ts'
import { contentFault } from './content-checks.ts'
import { takeUp } from './incoming.ts'
import type { RogueSession } from './session.ts'

function isGapFill(session: RogueSession, message: Message): boolean {
  if (session.is('reset.taken-for-gap-fill')) return true
  if (session.is('gap-fill.taken-for-reset')) return false
  return message.boolean(Tag.GapFillFlag) === true
}

/** A Reset asks for no number of its own. */
export function setsNumberAtOnce(session: RogueSession, message: Message): boolean {
  if (message.msgType !== MsgType.SequenceReset || isGapFill(session, message)) return false
  return !session.is('reset.own-number-checked')
}

export function sequenceReset(session: RogueSession, message: Message): void {
  const gapFill = isGapFill(session, message)
  const { store } = session
  const fault = contentFault(session, message)
  if (fault !== undefined) {
    if (session.is('reset.without-new-seq-no-accepted')) return
    if (gapFill && !session.is('validation.rejected-not-counted')) store.nextIn++
    return session.reject(message, fault.reason, fault.tag, fault.text)
  }
  const newSeqNo = message.int(Tag.NewSeqNo) ?? 0
  if (gapFill) applyGapFill(session, message, newSeqNo)
  else applyReset(session, message, newSeqNo)
}

function lowers(session: RogueSession, message: Message): void {
  session.reject(message, SessionRejectReason.ValueIsIncorrect, Tag.NewSeqNo, 'NewSeqNo would lower the number')
}

function applyGapFill(session: RogueSession, message: Message, newSeqNo: number): void {
  const { store } = session
  if (session.is('gap-fill.ignored')) {
    store.nextIn++
    return
  }
  if (newSeqNo <= store.nextIn && !session.is('gap-fill.lowering-accepted')) {
    if (session.is('gap-fill.lowering-ends-session')) return session.refuse('NewSeqNo would lower the number')
    store.nextIn++
    if (!session.is('gap-fill.lowering-ignored')) lowers(session, message)
    return
  }
  store.nextIn = session.is('gap-fill.applied-one-too-far') ? newSeqNo + 1 : newSeqNo
}

function applyReset(session: RogueSession, message: Message, newSeqNo: number): void {
  const { store } = session
  if (session.is('reset.ignored')) return
  if (newSeqNo < store.nextIn && !session.is('reset.lowering-accepted')) {
    if (session.is('reset.lowering-ends-session')) return session.refuse('NewSeqNo would lower the number')
    if (session.is('reset.rejected-counted')) store.nextIn++
    if (!session.is('reset.lowering-ignored')) lowers(session, message)
    return
  }
  if (newSeqNo === store.nextIn && session.is('reset.same-number-rejected')) return lowers(session, message)
  store.nextIn = session.is('reset.applied-one-too-far') ? newSeqNo + 1 : newSeqNo
  session.gap.drain(session, takeUp)
}
