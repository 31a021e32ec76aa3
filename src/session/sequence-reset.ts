/** Receiving SequenceReset(4): gap fill (cases 10.a to 10.e) and reset (11.a to 11.c). */
import type { Message } from '../codec/message.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { countTo, observe, sendReject } from './outbound.ts'
import type { Violation } from './rule.ts'
import type { Session } from './session.ts'
import { wordsOf } from './texts.ts'

/** GapFillFlag(123) absent means Reset, as N does. */
export function isReset(message: Message): boolean {
  return message.text(Tag.GapFillFlag) !== 'Y'
}

/**
 * Reset mode: NewSeqNo(36) alone decides, MsgSeqNum(34) is ignored. It never lowers the number and never counts
 * when refused.
 *
 * @returns false when it was refused
 */
export function applyReset(session: Session, out: Action[], at: number, message: Message): boolean {
  const newSeqNo = message.int(Tag.NewSeqNo) as number
  if (newSeqNo < session.nextIn || !isStorable(session, newSeqNo)) {
    sendReject(session, out, at, message.msgSeqNum ?? 0, message, {
      response: 'reject',
      reason: SessionRejectReason.ValueIsIncorrect,
      ...meantTag(session),
      text: wordsOf(session.settings).resetLowers(message.text(Tag.NewSeqNo), session.nextIn),
    })
    return false
  }
  if (newSeqNo === session.nextIn) {
    observe(out, 'warning', 'sequenceReset', `SequenceReset to ${newSeqNo}, which is expected already`)
    return true
  }
  observe(out, 'warning', 'sequenceReset', `SequenceReset from ${session.nextIn} to ${newSeqNo}`)
  countTo(session, out, newSeqNo)
  return true
}

/** Also false for NaN, which stands for a number too big to be read. */
function isStorable({ settings }: Session, newSeqNo: number): boolean {
  return newSeqNo <= settings.maxStorageSeqNo
}

function meantTag({ settings }: Session): { refTagID?: number } {
  return wordsOf(settings).refTagIDOfNewSeqNo ? { refTagID: Tag.NewSeqNo } : {}
}

/** Gap fill mode under the expected number: moves on to NewSeqNo(36), which must lie above it. */
export function applyGapFill(session: Session, out: Action[], message: Message): Violation | undefined {
  const newSeqNo = message.int(Tag.NewSeqNo) as number
  if (newSeqNo <= session.nextIn || !isStorable(session, newSeqNo))
    return {
      response: 'reject',
      reason: SessionRejectReason.ValueIsIncorrect,
      ...meantTag(session),
      text: wordsOf(session.settings).gapFillLowers(message.text(Tag.NewSeqNo)),
    }
  countTo(session, out, newSeqNo)
  return undefined
}
