/**
 * Checks a message against a dictionary. Pure: says what is wrong, does nothing about it. What the session itself
 * judges is not asked here: BeginString, CompIDs, sequence numbers, SendingTime, and anything garbled.
 */
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { firstViolation } from './by-rules.ts'
import type { Finding } from './finding.ts'
import { type Settings, settingsFor, type ValidationOptions } from './options.ts'
import { PlainPlan } from './plain/plain-plan.ts'
import { isPlainlyValid } from './plain/plainly-valid.ts'
import { Plan } from './plan.ts'

/** Checks messages against one dictionary with one set of options; keeps the tables it makes for each message type. */
export class Validator {
  readonly #plan: Plan
  readonly #plain: PlainPlan

  constructor(dictionary: Dictionary, options: ValidationOptions = {}) {
    this.#plan = new Plan(dictionary, options)
    this.#plain = new PlainPlan(this.#plan)
  }

  /** The first violation in the order of the rules, undefined when the message is in order. */
  validate(message: Message): Finding | undefined {
    const tables = this.#plain.tablesFor(message)
    if (tables !== undefined && isPlainlyValid(message, tables)) return undefined
    return firstViolation(message, this.#plan)
  }
}

/** By dictionary, and by what the options say when the defaults are filled in. */
const validators = new WeakMap<Dictionary, Map<string, Validator>>()

/** The validator of a dictionary with these options: one for all who ask for the same, since its tables are dear to make. */
export function validatorFor(dictionary: Dictionary, options: ValidationOptions = {}): Validator {
  let known = validators.get(dictionary)
  if (known === undefined) {
    known = new Map()
    validators.set(dictionary, known)
  }
  const settings = settingsFor(dictionary, options)
  const key = keyOf(settings)
  let validator = known.get(key)
  if (validator === undefined) {
    validator = new Validator(dictionary, settings)
    known.set(key, validator)
  }
  return validator
}

function keyOf(settings: Settings): string {
  const text = ([name, value]: [string, unknown]) =>
    `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`
  return Object.entries(settings).map(text).sort().join()
}

/**
 * Checks one message. The tables are kept with the dictionary; for many messages with options of your own a `Validator`
 * spares looking for them.
 *
 * @returns the first violation in the order of the rules, undefined when the message is in order
 * @see FIX Session Layer Test Cases, scenarios 2 (q), 2 (r) and 14
 */
export function validate(message: Message, dictionary: Dictionary, options?: ValidationOptions): Finding | undefined {
  return validatorFor(dictionary, options).validate(message)
}
