import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { type MessageRule, reject } from '../rule.ts'

/**
 * Every required tag is there: header, body, trailer, then the entries of groups. A field that an optional component
 * requires is not missed, since nothing tells whether the component was meant.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (b)
 */
export const requiredTag: MessageRule = (check) => {
  const { message, messagePlan, plan, layout } = check
  const { checkRequired, checkRequiredInGroups, checkGroups } = plan.settings
  if (checkRequired) {
    for (const tag of messagePlan.required) {
      if (!message.has(tag)) return reject(check, SessionRejectReason.RequiredTagMissing, tag)
    }
  }
  // Behind a fault of a group nothing is certain to be missing: the fault is told, unless groups are not looked at.
  const missing = layout.missingInEntry ?? (checkGroups ? undefined : layout.missingBehindFault)
  return checkRequiredInGroups && missing !== undefined
    ? reject(check, SessionRejectReason.RequiredTagMissing, missing)
    : undefined
}
