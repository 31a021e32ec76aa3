/** SenderCompID(49) and TargetCompID(56) name this session, seen from the other side. Session test cases 2.j, 2.k. */
import type { Message } from '../../codec/message.ts'
import { isTextAt } from '../../codec/same-text.ts'
import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { Tag } from '../../fix/tags.ts'
import type { Rule, Violation } from '../rule.ts'

export const compID: Rule = ({ settings }, message) => {
  if (isWrong(message, Tag.SenderCompID, settings.targetCompID)) return problemWith(Tag.SenderCompID)
  if (isWrong(message, Tag.TargetCompID, settings.senderCompID)) return problemWith(Tag.TargetCompID)
  return undefined
}

/** An absent or empty CompID is a matter for validation: required tag missing. */
function isWrong(message: Message, tag: number, expected: string): boolean {
  const i = message.indexOf(tag)
  return i >= 0 && message.startAt(i) < message.endAt(i) && !isTextAt(message, i, expected)
}

function problemWith(refTagID: number): Violation {
  return {
    response: 'rejectAndLogout',
    reason: SessionRejectReason.CompIDProblem,
    refTagID,
    text: 'CompID problem',
  }
}
