/** SenderCompID(49) and TargetCompID(56) name this session, seen from the other side. Session test cases 2.j, 2.k. */
import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { Tag } from '../../fix/tags.ts'
import type { Rule } from '../rule.ts'

export const compID: Rule = ({ settings }, message) => {
  const checks = [
    [Tag.SenderCompID, settings.targetCompID],
    [Tag.TargetCompID, settings.senderCompID],
  ] as const
  for (const [tag, expected] of checks) {
    const received = message.text(tag)
    // An absent or empty CompID is a matter for validation: required tag missing.
    if (received === undefined || received === '' || received === expected) continue
    return {
      response: 'rejectAndLogout',
      reason: SessionRejectReason.CompIDProblem,
      refTagID: tag,
      text: 'CompID problem',
    }
  }
  return undefined
}
