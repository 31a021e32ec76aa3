/** What validation has to say about a message, and how it is said in each version. A value, never thrown. */
import { BusinessRejectReason, SessionRejectReason } from '../fix/reject-reasons.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Settings } from './options.ts'

/** To be answered with Reject(3). */
export interface SessionFinding {
  readonly kind: 'session'
  /** SessionRejectReason(373) in the version of the message; undefined where the version has none that fits. */
  readonly reason?: number
  /** RefTagID(371). */
  readonly refTagID?: number
  /** Text(58). */
  readonly text: string
}

/** To be answered with BusinessMessageReject(j), FIX.4.2 and later. */
export interface BusinessFinding {
  readonly kind: 'business'
  /** BusinessRejectReason(380). */
  readonly reason: number
  /** The tag that is meant; the message has no field for it, so the text names it. */
  readonly refTagID?: number
  readonly text: string
}

export type Finding = SessionFinding | BusinessFinding

/** Texts as QuickFIX words them, which counterparties' scripts look for. */
const TEXTS: ReadonlyMap<number, string> = new Map([
  [SessionRejectReason.InvalidTagNumber, 'Invalid tag number'],
  [SessionRejectReason.RequiredTagMissing, 'Required tag missing'],
  [SessionRejectReason.TagNotDefinedForThisMessageType, 'Tag not defined for this message type'],
  [SessionRejectReason.UndefinedTag, 'Undefined tag'],
  [SessionRejectReason.TagSpecifiedWithoutAValue, 'Tag specified without a value'],
  [SessionRejectReason.ValueIsIncorrect, 'Value is incorrect (out of range) for this tag'],
  [SessionRejectReason.IncorrectDataFormat, 'Incorrect data format for value'],
  [SessionRejectReason.InvalidMsgType, 'Invalid MsgType'],
  [SessionRejectReason.TagAppearsMoreThanOnce, 'Tag appears more than once'],
  [SessionRejectReason.TagSpecifiedOutOfRequiredOrder, 'Tag specified out of required order'],
  [SessionRejectReason.RepeatingGroupFieldsOutOfOrder, 'Repeating group fields out of order'],
  [SessionRejectReason.IncorrectNumInGroupCount, 'Incorrect NumInGroup count for repeating group'],
  [SessionRejectReason.NonDataValueIncludesFieldDelimiter, 'Non-data value includes field delimiter (SOH character)'],
])

/**
 * What FIX.4.2 and FIX.4.3 say in place of a reason that is not yet in their list. The count of a group is a value, a
 * SOH in a value is a wrong format; for a doubled or misplaced tag no older reason is true, so 373 is left out and the
 * text alone tells it. (The standard: "use the nearest reason or none, and the text".)
 */
const NEAREST: ReadonlyMap<number, number | undefined> = new Map([
  [SessionRejectReason.XmlValidationError, SessionRejectReason.IncorrectDataFormat],
  [SessionRejectReason.TagAppearsMoreThanOnce, undefined],
  [SessionRejectReason.TagSpecifiedOutOfRequiredOrder, undefined],
  [SessionRejectReason.RepeatingGroupFieldsOutOfOrder, undefined],
  [SessionRejectReason.IncorrectNumInGroupCount, SessionRejectReason.ValueIsIncorrect],
  [SessionRejectReason.NonDataValueIncludesFieldDelimiter, SessionRejectReason.IncorrectDataFormat],
  [SessionRejectReason.InvalidApplicationVersion, SessionRejectReason.ValueIsIncorrect],
  [SessionRejectReason.Other, undefined],
])

/**
 * The SessionRejectReason(373) to use in a version for what the newest version calls `reason`.
 *
 * @returns undefined when 373 is to be left out: FIX.4.0 and FIX.4.1 have none, see also the table above
 * @see FIX Session Layer Test Cases, scenario 14
 */
export function reasonIn(version: FixVersion, reason: number): number | undefined {
  const listed =
    reason === SessionRejectReason.Other ? version.otherRejectReason : reason <= version.highestRejectReason
  if (listed || !version.rejectReasons) return version.rejectReasons ? reason : undefined
  return NEAREST.get(reason)
}

/** Where QuickFIX has other words for a reason. */
const QUICKFIX_TEXTS: ReadonlyMap<number, string> = new Map([
  [SessionRejectReason.NonDataValueIncludesFieldDelimiter, 'Non-data value includes field delimiter'],
])

type Wording = Pick<Settings, 'texts' | 'version'>

/**
 * A finding for a Reject(3), its text the usual one of the reason. QuickFIX looks for no nearest reason in versions that
 * lack one, and names no tag where MsgType(35) is meant.
 */
export function finding({ texts, version }: Wording, found: number, stated?: number): SessionFinding {
  const quickfix = texts === 'quickfix'
  // It knows no user-defined tag that was not agreed upon: such a number is as invalid as any other.
  const reason = quickfix && found === SessionRejectReason.UndefinedTag ? SessionRejectReason.InvalidTagNumber : found
  const lacking = reason > version.highestRejectReason
  const inVersion = quickfix && lacking ? undefined : reasonIn(version, reason)
  const refTagID = quickfix && reason === SessionRejectReason.InvalidMsgType ? undefined : stated
  return {
    kind: 'session',
    ...(inVersion === undefined ? {} : { reason: inVersion }),
    ...(refTagID === undefined ? {} : { refTagID }),
    text: (quickfix ? QUICKFIX_TEXTS.get(reason) : undefined) ?? TEXTS.get(reason) ?? 'Other',
  }
}

/** A conditionally required field is missing; before FIX.4.2, which had no BusinessMessageReject(j), a Reject(3). */
export function conditionFinding({ texts, version }: Wording, refTagID: number, name: string): Finding {
  const text =
    texts === 'quickfix'
      ? 'Conditionally Required Field Missing'
      : `Conditionally required field missing: ${name}(${refTagID})`
  return version.businessReject
    ? { kind: 'business', reason: BusinessRejectReason.ConditionallyRequiredFieldMissing, refTagID, text }
    : { kind: 'session', refTagID, text }
}

/** The type is in the standard, but this dictionary does not define the message; before FIX.4.2 a Reject(3). */
export function unsupportedFinding(version: FixVersion): Finding {
  const text = 'Unsupported Message Type'
  return version.businessReject
    ? { kind: 'business', reason: BusinessRejectReason.UnsupportedMessageType, text }
    : { kind: 'session', text }
}
