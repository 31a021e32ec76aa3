/** What the rules say about a message. They are the authority: the pass for messages in order only spares their work. */
import type { Message } from '../codec/message.ts'
import type { Finding } from './finding.ts'
import { layOut } from './layout.ts'
import type { Plan } from './plan.ts'
import type { Check, FieldRule, MessageRule } from './rule.ts'
import { conditionallyRequired } from './rules/conditionally-required.ts'
import { duplicateTag } from './rules/duplicate-tag.ts'
import { fieldOrder } from './rules/field-order.ts'
import { unknownMsgType } from './rules/msg-type.ts'
import { emptyGroup, repeatingGroup } from './rules/repeating-group.ts'
import { requiredTag } from './rules/required-tag.ts'
import { tagDefined } from './rules/tag-defined.ts'
import { tagNumber } from './rules/tag-number.ts'
import { tagValue } from './rules/tag-value.ts'
import { valueFormat } from './rules/value-format.ts'
import { valueRange } from './rules/value-range.ts'

/**
 * The order of the rules. MsgType(35) first, since it says which tables hold. Then field by field, in the order of the
 * message; then the message as a whole.
 */
const FIELD_RULES: readonly FieldRule[] = [tagNumber, tagValue, tagDefined, valueFormat, valueRange]
const MESSAGE_RULES: readonly MessageRule[] = [
  requiredTag,
  fieldOrder,
  duplicateTag,
  emptyGroup,
  repeatingGroup,
  conditionallyRequired,
]

/** The first violation in the order of the rules, undefined when the message is in order. */
export function firstViolation(message: Message, plan: Plan): Finding | undefined {
  const messagePlan = plan.message(message.msgType)
  if (messagePlan === undefined) return unknownMsgType(message, plan)
  const check: Check = { message, plan, messagePlan, layout: layOut(message, messagePlan) }
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    for (const rule of FIELD_RULES) {
      const found = rule(check, i, tag)
      if (found !== undefined) return found
    }
  }
  for (const rule of MESSAGE_RULES) {
    const found = rule(check)
    if (found !== undefined) return found
  }
  return undefined
}
