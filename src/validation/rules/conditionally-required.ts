import { conditionFinding } from '../finding.ts'
import { isCalledFor } from '../presence-conditions.ts'
import type { MessageRule } from '../rule.ts'

/** When `tag` has one of `values`, at least one of `needs` must be there; the first of them is reported. */
export interface Condition {
  readonly msgTypes: readonly string[]
  readonly tag: number
  readonly values: readonly string[]
  readonly needs: readonly number[]
}

/**
 * Conditions stand in the prose of the standard, not in dictionaries. These hold in all versions and are plain.
 * Source: FIX volume 4, NewOrderSingle(D) and OrderCancelReplaceRequest(G), columns "Req'd" and "Comments".
 */
const CONDITIONS: readonly Condition[] = [
  { msgTypes: ['D', 'G'], tag: 40, values: ['2', '4'], needs: [44] }, // OrdType limit, stop limit: Price
  { msgTypes: ['D', 'G'], tag: 40, values: ['3', '4'], needs: [99] }, // OrdType stop, stop limit: StopPx
  { msgTypes: ['D', 'G'], tag: 59, values: ['6'], needs: [126, 432] }, // TimeInForce good till date: ExpireTime or ExpireDate
]

/** The conditions that hold for a message type, in the order in which they are asked. */
export function conditionsFor(msgType: string): readonly Condition[] {
  return CONDITIONS.filter(({ msgTypes }) => msgTypes.includes(msgType))
}

/**
 * A field that another field's value makes required is there.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (m)
 */
export const conditionallyRequired: MessageRule = ({ message, messagePlan, plan }) => {
  if (!plan.settings.checkConditional) return undefined
  const { dictionary } = plan
  const nameOf = (tag: number): string => dictionary.fieldByTag(tag)?.name ?? String(tag)
  const value = (name: string): string | undefined => message.text(dictionary.fieldByName(name)?.tag ?? 0)
  const called = messagePlan.conditions.find(
    (condition) => !message.has(condition.member) && isCalledFor(condition, dictionary, value),
  )
  if (called !== undefined) return conditionFinding(plan.settings, called.member, nameOf(called.member))
  const { msgType } = message
  for (const { msgTypes, tag, values, needs } of CONDITIONS) {
    if (!msgTypes.includes(msgType)) continue
    const value = message.text(tag)
    if (value === undefined || !values.includes(value) || needs.some((need) => message.has(need))) continue
    const missing = needs[0] as number
    return conditionFinding(plan.settings, missing, nameOf(missing))
  }
  return undefined
}
