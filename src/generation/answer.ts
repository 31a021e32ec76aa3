/**
 * The answer that a version wants to a fault, as rows of a step's table. FIX.4.0 and 4.1 have a Reject with RefSeqNum and
 * Text alone; FIX.4.2 lacks the reasons above 11, and what it says in their place is left to the target.
 *
 * @see FIX Session Layer Test Cases, scenario 14; SessionRejectReason(373) by version
 */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { labelKey, readableLabel } from '../dictionary/labels.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { FixVersion } from '../fix/versions.ts'

/** A Reject(3), or one of several messages where the standard leaves the choice. */
export type Answer =
  | { readonly kind: 'reject'; readonly rows: readonly (readonly [name: string, cell: string])[] }
  | { readonly kind: 'oneOf'; readonly rows: readonly (readonly [message: string, clause: string])[] }

const LAST_SENT = '<last sent by the tester>'

/**
 * @param refTag - name of the field that may be named; absent where it is left open which one is
 * @param reasons - every SessionRejectReason that the standard allows, by the newest version
 */
export function rejectAnswer(
  { version, dictionary }: { readonly version: FixVersion; readonly dictionary: Dictionary },
  message: string,
  refTag: string | undefined,
  reasons: readonly number[],
): Answer {
  if (!version.rejectReasons) return { kind: 'reject', rows: [['RefSeqNum', LAST_SENT]] }
  const known = reasons.every((reason) => reason <= version.highestRejectReason)
  const reason = known ? reasons.map((one) => reasonCell(one, reasons.length === 1, dictionary)).join(' or ') : NEAREST
  return {
    kind: 'reject',
    rows: [
      ['RefSeqNum', LAST_SENT],
      ...(refTag === undefined ? [] : [['RefTagID', `${refTag} or absent`] as const]),
      ['RefMsgType', `${message} or absent`],
      ['SessionRejectReason', reason],
    ],
  }
}

/** The nearest reason or none: that is all the standard says of versions that lack the right one. */
const NEAREST = 'absent or between 0 and 11'

const NAMES: Readonly<Record<number, string>> = {
  [SessionRejectReason.InvalidTagNumber]: 'Invalid tag number',
  [SessionRejectReason.RequiredTagMissing]: 'Required tag missing',
  [SessionRejectReason.TagNotDefinedForThisMessageType]: 'Tag not defined for this message type',
  [SessionRejectReason.TagSpecifiedWithoutAValue]: 'Tag specified without a value',
  [SessionRejectReason.ValueIsIncorrect]: 'Value is incorrect',
  [SessionRejectReason.IncorrectDataFormat]: 'Incorrect data format for value',
}

/** In words, where the dictionary of the run finds the number by them. */
function reasonCell(reason: number, alone: boolean, dictionary: Dictionary): string {
  const name = NAMES[reason]
  if (!alone || name === undefined) return String(reason)
  return dictionary.valueOf(Tag.SessionRejectReason, name) === String(reason) ? name : String(reason)
}

/** The message that refuses one of this type by itself: BusinessMessageReject is for what has no such message. */
interface OwnReject {
  readonly msgType: string
  /** What else it says, where it may say other things as well. */
  readonly clause: string
  /** First version that has it, as `FixVersion.ordinal`. */
  readonly since: number
}

const REPORT: OwnReject = { msgType: '8', clause: 'OrdStatus Rejected', since: 40 }
const CANCEL_REJECT: OwnReject = { msgType: '9', clause: '', since: 40 }

/** By MsgType. Of messages that are not here it is not certain what may refuse them. */
const OWN_REJECTS: Readonly<Record<string, OwnReject>> = {
  D: REPORT,
  AB: REPORT,
  s: REPORT,
  H: REPORT,
  F: CANCEL_REJECT,
  G: CANCEL_REJECT,
  AC: CANCEL_REJECT,
  t: CANCEL_REJECT,
  u: CANCEL_REJECT,
  V: { msgType: 'Y', clause: '', since: 42 },
  R: { msgType: 'AG', clause: '', since: 43 },
  q: { msgType: 'r', clause: 'MassCancelResponse 0', since: 43 },
  x: { msgType: 'y', clause: '', since: 43 },
  c: { msgType: 'd', clause: '', since: 42 },
  g: { msgType: 'h', clause: '', since: 42 },
  e: { msgType: 'f', clause: '', since: 42 },
  AD: { msgType: 'AQ', clause: '', since: 44 },
  AE: { msgType: 'AR', clause: '', since: 44 },
}

/**
 * The answer to a field that other fields require and that is not there; undefined where it is not known which message may
 * refuse this one, or where the dictionary lacks that message, so that no step could expect it.
 *
 * @param ofScenario - a scenario of the message requires it
 */
export function conditionAnswer(
  { version, dictionary }: { readonly version: FixVersion; readonly dictionary: Dictionary },
  msgType: string,
  message: string,
  ofScenario = false,
): Answer | undefined {
  const own = OWN_REJECTS[msgType]
  if (own === undefined) return undefined
  const name = dictionary.message(own.msgType)?.name
  const sayable = name !== undefined && isStepName(name) && clauseFits(own.clause, dictionary)
  if (own.since <= version.ordinal && !sayable) return undefined
  const rejected: [string, string] = version.businessReject
    ? ['BusinessMessageReject', `RefSeqNum ${LAST_SENT}, RefMsgType ${message}, BusinessRejectReason 5`]
    : ['Reject', `RefSeqNum ${LAST_SENT}`]
  // What a scenario of a message requires, the dictionary requires: that may be told as a required field as well.
  const missing: [string, string][] =
    ofScenario && version.rejectReasons ? [['Reject', `RefSeqNum ${LAST_SENT}, SessionRejectReason 1`]] : []
  return { kind: 'oneOf', rows: [rejected, ...missing, ...(sayable ? [[name, own.clause] as const] : [])] }
}

/** Its words are in the dictionary that the steps will read. */
function clauseFits(clause: string, dictionary: Dictionary): boolean {
  const [field, label] = clause.split(' ')
  const values = field === undefined ? undefined : dictionary.fieldByName(field)?.values
  if (clause === '' || label === undefined || values === undefined) return clause === ''
  return values.has(label) || [...values.values()].some((one) => labelKey(readableLabel(one)) === labelKey(label))
}

/** True for names that the sentences of messages take. */
export function isStepName(name: string): boolean {
  return /^[A-Z]\w+$/.test(name)
}
