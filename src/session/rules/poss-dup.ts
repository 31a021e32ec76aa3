/**
 * A message marked PossDupFlag(43)=Y says when it was first sent: OrigSendingTime(122), not later than SendingTime(52).
 * Session test cases 2.f, 2.g. A gap fill without OrigSendingTime is let pass, since it never was sent before.
 */
import type { Message } from '../../codec/message.ts'
import { hasText } from '../../codec/same-text.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { Tag } from '../../fix/tags.ts'
import type { Rule } from '../rule.ts'
import { wordsOf } from '../texts.ts'

export function isPossDup(message: Message): boolean {
  return hasText(message, Tag.PossDupFlag, 'Y')
}

export const possDup: Rule = ({ settings }, message) => {
  if (!isPossDup(message) || !settings.origSendingTimeChecking) return undefined
  if (!message.has(Tag.OrigSendingTime)) {
    if (message.msgType === MsgType.SequenceReset && settings.ignorePossDupForGapFill) return undefined
    return {
      response: 'reject',
      reason: SessionRejectReason.RequiredTagMissing,
      refTagID: Tag.OrigSendingTime,
      text: wordsOf(settings).origSendingTimeMissing,
    }
  }
  const original = message.utcTimestamp(Tag.OrigSendingTime)
  const sent = message.utcTimestamp(Tag.SendingTime)
  if (original === undefined || sent === undefined) return undefined
  const later = original.epochMs > sent.epochMs || (original.epochMs === sent.epochMs && original.picos > sent.picos)
  if (!later) return undefined
  return {
    response: 'rejectAndLogout',
    reason: SessionRejectReason.SendingTimeAccuracyProblem,
    refTagID: Tag.OrigSendingTime,
    text: wordsOf(settings).origSendingTimeLater,
  }
}
