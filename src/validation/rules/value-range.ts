import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { Tag } from '../../fix/tags.ts'
import type { EnumPlan } from '../plan.ts'
import { type Check, type FieldRule, reject } from '../rule.ts'

/**
 * The value is one of the enumeration, where the field has one. MsgType(35) has its own rule.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (e)
 */
export const valueRange: FieldRule = (check, i, tag) => {
  const values = check.plan.enums[tag]
  if (values === undefined || tag === Tag.MsgType) return undefined
  const { checkValues, allowUnknownEnumValues } = check.plan.settings
  if (!checkValues || allowUnknownEnumValues) return undefined
  return isOneOf(check, i, values) ? undefined : reject(check, SessionRejectReason.ValueIsIncorrect, tag)
}

function isOneOf({ message }: Check, i: number, { characters, values, list }: EnumPlan): boolean {
  const [start, end] = [message.startAt(i), message.endAt(i)]
  if (start === end) return true
  if (characters !== undefined && end - start === 1) return characters[message.bytes[start] as number] === 1
  const text = message.textAt(i)
  return values.has(text) || (list && text.split(' ').every((item) => values.has(item)))
}
