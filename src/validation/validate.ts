/**
 * Checks a message against a dictionary. Pure: says what is wrong, does nothing about it. What the session itself
 * judges is not asked here: BeginString, CompIDs, sequence numbers, SendingTime, and anything garbled.
 */
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { Finding } from './finding.ts'
import { layOut } from './layout.ts'
import type { ValidationOptions } from './options.ts'
import { Plan } from './plan.ts'
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

/** Checks messages against one dictionary with one set of options; keeps the tables it makes for each message type. */
export class Validator {
  readonly #plan: Plan

  constructor(dictionary: Dictionary, options: ValidationOptions = {}) {
    this.#plan = new Plan(dictionary, options)
  }

  /** The first violation in the order of the rules, undefined when the message is in order. */
  validate(message: Message): Finding | undefined {
    const plan = this.#plan
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
}

const validators = new WeakMap<Dictionary, Validator>()

/**
 * Checks one message. With the default options the tables are kept with the dictionary; with others they are made
 * anew each time: use a `Validator` for many messages.
 *
 * @returns the first violation in the order of the rules, undefined when the message is in order
 * @see FIX Session Layer Test Cases, scenarios 2 (q), 2 (r) and 14
 */
export function validate(message: Message, dictionary: Dictionary, options?: ValidationOptions): Finding | undefined {
  if (options !== undefined) return new Validator(dictionary, options).validate(message)
  let validator = validators.get(dictionary)
  if (validator === undefined) {
    validator = new Validator(dictionary)
    validators.set(dictionary, validator)
  }
  return validator.validate(message)
}
