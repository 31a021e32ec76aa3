/** What is wrong with a Logon(A) apart from its header and its dictionary: a value we cannot agree to. */
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { Violation } from './rule.ts'
import type { Session } from './session.ts'
import type { SessionSettings } from './settings.ts'

/** True when a Logon asks for, or grants, a restart of both numbers; FIX.4.0 has no such thing. */
export function hasReset({ settings }: Pick<Session, 'settings'>, message: Message): boolean {
  return settings.version.resetSeqNumFlag && message.text(Tag.ResetSeqNumFlag) === 'Y'
}

/** A stored message that began its numbering by asking for it. */
export function isResetLogon(settings: SessionSettings, message: Message): boolean {
  return message.msgType === MsgType.Logon && hasReset({ settings }, message)
}

/** NextExpectedMsgSeqNum(789), undefined when absent or not in use on this session. */
export function nextExpectedOf({ settings }: Session, message: Message): number | undefined {
  const { handleSeqNumAtLogon, version } = settings
  return handleSeqNumAtLogon && version.nextExpectedMsgSeqNum ? message.int(Tag.NextExpectedMsgSeqNum) : undefined
}

/**
 * What is wrong with the content of a Logon, apart from how its number compares with ours. Numbers too big to be read
 * are NaN, so each check says what is good and not what is bad.
 */
export function logonViolation(session: Session, message: Message): Violation | undefined {
  const { maxHeartBtInt } = session.settings
  if (message.int(Tag.EncryptMethod) !== 0)
    return refusal(SessionRejectReason.DecryptionProblem, Tag.EncryptMethod, 'EncryptMethod is not supported')
  const heartBtInt = message.int(Tag.HeartBtInt) as number
  if (heartBtInt < 0) return wrongValue(Tag.HeartBtInt, 'HeartBtInt must not be negative')
  if (!(heartBtInt <= maxHeartBtInt)) return wrongValue(Tag.HeartBtInt, `HeartBtInt must not exceed ${maxHeartBtInt}`)
  const foreign = foreignVersion(session.settings, message) ?? otherPurpose(session.settings, message)
  if (foreign !== undefined) return foreign
  if (hasReset(session, message) && message.msgSeqNum !== 1)
    return wrongValue(Tag.MsgSeqNum, 'MsgSeqNum must be equal to 1 while resetting the sequence number')
  const nextExpected = nextExpectedOf(session, message)
  if (nextExpected !== undefined && !(nextExpected >= 1))
    return wrongValue(Tag.NextExpectedMsgSeqNum, 'NextExpectedMsgSeqNum must be 1 or more')
  return undefined
}

/** ApplVerID: 0 FIX27 to 9 FIX50SP2, 10 the newest. */
const APPL_VER_IDS = /^(?:\d|10)$/

/** A version of the application layer that nobody knows can not be talked (PX-10). */
function foreignVersion({ version }: SessionSettings, message: Message): Violation | undefined {
  if (version.applVerID === undefined || APPL_VER_IDS.test(message.text(Tag.DefaultApplVerID) ?? '')) return undefined
  return wrongValue(Tag.DefaultApplVerID, 'DefaultApplVerID is not supported')
}

/** Where our own Logon states TestMessageIndicator(464), theirs must mean the same; left out it means N (PX-44). */
function otherPurpose({ logonFields, version }: SessionSettings, message: Message): Violation | undefined {
  const ours = logonFields.find(([tag]) => tag === Tag.TestMessageIndicator)?.[1]
  if (typeof ours !== 'string' || version.ordinal < 43) return undefined
  const test = message.text(Tag.TestMessageIndicator) === 'Y'
  if (test === (ours === 'Y')) return undefined
  const text = `TestMessageIndicator: this is a session of ${test ? 'production' : 'tests'}`
  return wrongValue(Tag.TestMessageIndicator, text)
}

/** The HeartBtInt(108) that comes back, or comes in a reset, is the one in force. */
export function heartBtIntMismatch({ settings, heartBtInt }: Session, message: Message): Violation | undefined {
  if (!settings.disconnectOnLogonHeartbeatMismatch || message.int(Tag.HeartBtInt) === heartBtInt) return undefined
  const text = `HeartBtInt ${heartBtInt} was proposed, ${message.text(Tag.HeartBtInt)} came back`
  return wrongValue(Tag.HeartBtInt, text)
}

function wrongValue(refTagID: number, text: string): Violation {
  return refusal(SessionRejectReason.ValueIsIncorrect, refTagID, text)
}

function refusal(reason: number, refTagID: number, text: string): Violation {
  return { response: 'rejectAndLogout', reason, refTagID, text }
}

/** `rejectBeforeLogout` false: a problem with HeartBtInt(108) ends the session by Logout alone. */
export function isRejectedFirst({ settings }: Session, violation: Violation): boolean {
  if (violation.response === 'logout') return false
  return settings.rejectBeforeLogout || violation.refTagID !== Tag.HeartBtInt
}
