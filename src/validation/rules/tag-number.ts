import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { type FieldRule, reject } from '../rule.ts'

/**
 * A field must begin with a tag: a number without leading zero, and `=`. A piece without `=` is the rest of a value
 * that a SOH cut in two; it is reported for the field before it.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (a) and 14 (k)
 */
export const tagNumber: FieldRule = (check, i, tag) => {
  if (tag > 0 || !check.plan.settings.checkWellFormedness) return undefined
  const { message } = check
  const text = message.fieldTextAt(i)
  const equals = text.indexOf('=')
  if (equals < 0) {
    const before = i > 0 ? message.tagAt(i - 1) : 0
    return reject(check, SessionRejectReason.NonDataValueIncludesFieldDelimiter, before > 0 ? before : undefined)
  }
  const digits = text.slice(0, equals)
  const named = /^[0-9]{1,9}$/.test(digits) ? Number(digits) : undefined
  return reject(check, SessionRejectReason.InvalidTagNumber, named)
}
