import { readInt } from '../../codec/values.ts'
import { dataFieldOf } from '../../fix/data-fields.ts'
import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { type Check, type FieldRule, reject } from '../rule.ts'

/**
 * The value has the format of the field's type, and a Length tells the length of the data behind it.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (f); FIX TagValue Encoding, field data types
 */
export const valueFormat: FieldRule = (check, i, tag) => {
  const { message, plan } = check
  const format = plan.formats[tag]
  if (format === undefined || !plan.settings.checkValues) return undefined
  const [start, end] = [message.startAt(i), message.endAt(i)]
  // Empty: allowed, or the rule before this one would have spoken.
  if (start === end || (format(message.bytes, start, end) && tellsLength(check, i, tag))) return undefined
  return reject(check, SessionRejectReason.IncorrectDataFormat, tag)
}

function tellsLength({ message }: Check, i: number, tag: number): boolean {
  const data = dataFieldOf(tag)
  if (data === undefined || i + 1 >= message.count || message.tagAt(i + 1) !== data) return true
  return readInt(message.bytes, message.startAt(i), message.endAt(i)) === message.endAt(i + 1) - message.startAt(i + 1)
}
