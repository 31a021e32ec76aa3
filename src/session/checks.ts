/** What is checked on a message before anything is done with it: the header by rules in order, the content by dictionary. */
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import type { Finding } from '../validation/finding.ts'
import type { Texts, ValidationOptions } from '../validation/options.ts'
import { type Validator, validatorFor } from '../validation/validate.ts'
import type { Action } from './action.ts'
import { observe } from './outbound.ts'
import type { Rule, Violation } from './rule.ts'
import { beginString } from './rules/begin-string.ts'
import { compID } from './rules/comp-id.ts'
import { msgSeqNumPresent } from './rules/msg-seq-num-present.ts'
import { possDup } from './rules/poss-dup.ts'
import { sendingTime } from './rules/sending-time.ts'
import { thirdParty } from './rules/third-party.ts'
import type { Session } from './session.ts'
import type { SessionSettings } from './settings.ts'

/** Whose connection it is, Logon has told; the messages behind it are compared unless a setting says otherwise. */
const sameCompID: Rule = (session, message, at) =>
  session.settings.senderTargetIdConsistencyCheck ? compID(session, message, at) : undefined

/** The header rules in the order in which they are asked. */
export const HEADER_RULES: readonly Rule[] = [
  beginString,
  msgSeqNumPresent,
  sameCompID,
  thirdParty,
  sendingTime,
  possDup,
]

/** The first header rule that a message breaks. */
export function headerViolation(session: Session, message: Message, at: number): Violation | undefined {
  for (const rule of HEADER_RULES) {
    const violation = rule(session, message, at)
    if (violation !== undefined) return violation
  }
  return undefined
}

/**
 * What the dictionary says about a message; undefined when nothing is wrong, or what is wrong is let pass.
 *
 * @param out - takes the warning about what `rejectInvalidMessage` lets pass, from whoever acts upon the message
 */
export function contentViolation({ settings }: Session, message: Message, out?: Action[]): Violation | undefined {
  const administrative = isSessionMessage(message.msgType)
  if (!administrative && !settings.validateApplicationMessages) return undefined
  const found = findingOf(message, settings.dictionary, optionsOf(settings), administrative)
  if (found === undefined) return undefined
  if (settings.rejectInvalidMessage) return violationOf(found)
  const grave = administrative ? findingOf(message, settings.dictionary, NEEDED_ALONE, true) : undefined
  if (grave !== undefined) return violationOf(grave)
  if (out !== undefined)
    observe(out, 'warning', 'deviation', `message ${message.msgSeqNum} taken although it is not valid: ${found.text}`)
  return undefined
}

function violationOf(found: Finding): Violation {
  const { reason, refTagID, text } = found
  return {
    response: found.kind === 'business' ? 'businessReject' : 'reject',
    text,
    ...(reason === undefined ? {} : { reason }),
    ...(refTagID === undefined ? {} : { refTagID }),
  }
}

/** The session acts upon the fields of these messages, so these checks are never off. */
const SESSION_MESSAGES_NEED: ValidationOptions = {
  allowEmptyValues: false,
  allowUnknownEnumValues: false,
  checkValues: true,
  checkRequired: true,
  checkDuplicates: true,
}

/** `rejectInvalidMessage` false: of a message of the session what it acts upon must be right all the same. */
const NEEDED_ALONE: ValidationOptions = {
  allowUnknownTags: true,
  checkWellFormedness: false,
  checkRequiredInGroups: false,
  checkGroups: false,
  checkOrder: false,
  checkConditional: false,
}

/** The options with the wording of the session; kept, since their validators are. */
const worded = new WeakMap<ValidationOptions, Map<Texts, ValidationOptions>>()

function optionsOf({ texts, validation }: SessionSettings): ValidationOptions {
  if (texts === 'standard') return validation
  const byTexts = worded.get(validation) ?? new Map<Texts, ValidationOptions>()
  worded.set(validation, byTexts)
  const options = byTexts.get(texts) ?? { ...validation, texts }
  byTexts.set(texts, options)
  return options
}

interface Validators {
  readonly dictionary: Dictionary
  readonly options: ValidationOptions
  readonly administrative: Validator
  readonly application: Validator
}

const validators = new WeakMap<ValidationOptions, WeakMap<Dictionary, Validators>>()
/** Those last asked for: the sessions of an engine mostly have the same, and then nothing is looked up for a message. */
let last: Validators | undefined

function findingOf(
  message: Message,
  dictionary: Dictionary,
  options: ValidationOptions,
  administrative: boolean,
): Finding | undefined {
  if (last === undefined || last.options !== options || last.dictionary !== dictionary) {
    last = validatorsFor(dictionary, options)
  }
  return (administrative ? last.administrative : last.application).validate(message)
}

function validatorsFor(dictionary: Dictionary, options: ValidationOptions): Validators {
  const byDictionary = validators.get(options) ?? new WeakMap<Dictionary, Validators>()
  validators.set(options, byDictionary)
  const known = byDictionary.get(dictionary)
  if (known !== undefined) return known
  const made = {
    dictionary,
    options,
    administrative: validatorFor(dictionary, { ...options, ...SESSION_MESSAGES_NEED }),
    application: validatorFor(dictionary, options),
  }
  byDictionary.set(dictionary, made)
  return made
}
