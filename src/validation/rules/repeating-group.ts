import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { type MessageRule, reject } from '../rule.ts'

/**
 * Each entry of a group begins with the group's first field, its fields come in the order of the dictionary and once,
 * and there are as many entries as NumInGroup says. Whatever comes first in the message is reported.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (h), 14 (i) and 14 (j)
 */
export const repeatingGroup: MessageRule = (check) => {
  const { layout, plan } = check
  if (layout.groupFault === undefined || !plan.settings.checkGroups) return undefined
  return reject(check, layout.groupFault.reason, layout.groupFault.tag)
}

/** A NumInGroup of 0 says nothing that leaving the field out would not say; by agreement it is refused. */
export const emptyGroup: MessageRule = (check) => {
  const { message, messagePlan, plan } = check
  if (plan.settings.allowZeroNumInGroup) return undefined
  for (const countTag of messagePlan.groups.keys()) {
    if (message.int(countTag) === 0) return reject(check, SessionRejectReason.ValueIsIncorrect, countTag)
  }
  return undefined
}
