/**
 * SendingTime(52) lies near the clock of the receiver. Session test cases 2.n, 2.o.
 * A missing or malformed SendingTime is left to validation, which names the better reason.
 */
import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { Tag } from '../../fix/tags.ts'
import type { Rule } from '../rule.ts'

export const sendingTime: Rule = ({ settings }, message, at) => {
  if (!settings.checkSendingTimeAccuracy) return undefined
  const sent = message.utcTimestamp(Tag.SendingTime)
  if (sent === undefined || Math.abs(at - sent.epochMs) <= settings.reasonableDelayMs) return undefined
  return {
    response: 'rejectAndLogout',
    reason: SessionRejectReason.SendingTimeAccuracyProblem,
    refTagID: Tag.SendingTime,
    text: 'SendingTime accuracy problem',
  }
}
