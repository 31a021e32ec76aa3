import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { type FieldRule, reject } from '../rule.ts'

/**
 * Every field has a value.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (d)
 */
export const tagValue: FieldRule = (check, i, tag) =>
  check.message.startAt(i) < check.message.endAt(i) || check.plan.settings.allowEmptyValues
    ? undefined
    : reject(check, SessionRejectReason.TagSpecifiedWithoutAValue, tag)
