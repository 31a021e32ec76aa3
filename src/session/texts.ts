/**
 * What we say when something is wrong, as scripts of counterparties look for it: Text(58) by situation, and which fields
 * beside it a product leaves out. Engine parameters, 17. What the dictionary finds is worded in validation/finding.ts.
 */
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import type { Texts } from '../validation/options.ts'

/** The words of one product. Numbers and values come as they were received. */
export interface Words {
  /** Logout: BeginString(8) is not the one of the session. */
  readonly beginString: (expected: string, received: string | undefined) => string
  /** Logout: MsgSeqNum(34) was used before. */
  readonly tooLow: (expected: number, received: number) => string
  /** Reject: MsgSeqNum(34) is no number. */
  readonly msgSeqNumFormat: (received: string | undefined) => string
  /** Reject: PossDupFlag(43) without OrigSendingTime(122). */
  readonly origSendingTimeMissing: string
  /** Reject: OrigSendingTime(122) lies behind SendingTime(52). */
  readonly origSendingTimeLater: string
  /** Reject: a gap fill that would lower the number. */
  readonly gapFillLowers: (newSeqNo: string | undefined) => string
  /** Reject: a reset that would lower the number. */
  readonly resetLowers: (newSeqNo: string | undefined, expected: number) => string
  /** Logout: NextExpectedMsgSeqNum(789) is above what we send next. */
  readonly nextExpectedTooHigh: (expected: number, received: number) => string
  /** Text(58) of the Logout that answers a Logout; undefined = none. */
  readonly confirmingLogout: string | undefined
  /** TestReqID(112) of the TestRequest into silence; it goes out under `msgSeqNum`. */
  readonly testReqID: (msgSeqNum: number) => string
  /** SessionRejectReason(373) values whose Reject goes without RefTagID(371). */
  readonly withoutRefTagID: ReadonlySet<number>
  /** A refused SequenceReset is rejected with RefTagID(371). */
  readonly refTagIDOfNewSeqNo: boolean
  /** The Logout behind a Reject repeats its Text(58). */
  readonly textBehindReject: boolean
  /** SessionStatus(1409) goes into a Logout that has a reason for it. */
  readonly sessionStatus: boolean
}

const STANDARD: Words = {
  beginString: (expected, received) => `Incorrect BeginString: expected ${expected}, received ${received}`,
  tooLow: (expected, received) => `MsgSeqNum too low, expecting ${expected} but received ${received}`,
  msgSeqNumFormat: (received) => `Incorrect data format for MsgSeqNum: received ${received}`,
  origSendingTimeMissing: 'Required tag missing: OrigSendingTime',
  origSendingTimeLater: 'SendingTime accuracy problem: OrigSendingTime is later than SendingTime',
  gapFillLowers: (newSeqNo) => `Attempt to lower sequence number, invalid value NewSeqNo=${newSeqNo}`,
  resetLowers: (newSeqNo, expected) =>
    `Value is incorrect (out of range) for this tag: NewSeqNo ${newSeqNo}, expecting at least ${expected}`,
  nextExpectedTooHigh: (expected, received) =>
    `NextExpectedMsgSeqNum(789) too high: expected ${expected}, received ${received}`,
  confirmingLogout: undefined,
  testReqID: (msgSeqNum) => `TEST${msgSeqNum}`,
  withoutRefTagID: new Set(),
  refTagIDOfNewSeqNo: true,
  textBehindReject: true,
  sessionStatus: true,
}

/** QuickFIX words the reason and no more; the Logout that follows a Reject is bare. */
const QUICKFIX: Words = {
  ...STANDARD,
  beginString: () => 'Incorrect BeginString',
  msgSeqNumFormat: () => 'Incorrect data format for value',
  origSendingTimeMissing: 'Required tag missing',
  origSendingTimeLater: 'SendingTime accuracy problem',
  gapFillLowers: () => 'Value is incorrect (out of range) for this tag',
  resetLowers: () => 'Value is incorrect (out of range) for this tag',
  nextExpectedTooHigh: (expected, received) =>
    `Tag 789 (NextExpectedMsgSeqNum) is higher than expected. Expected ${expected}, Received ${received}`,
  testReqID: () => 'TEST',
  withoutRefTagID: new Set([SessionRejectReason.CompIDProblem, SessionRejectReason.SendingTimeAccuracyProblem]),
  refTagIDOfNewSeqNo: false,
  textBehindReject: false,
  sessionStatus: false,
}

/** FIX Antenna .NET Core; the spelling is the product's. */
const ANTENNA: Words = {
  ...STANDARD,
  beginString: () => 'FIX version changed suddenly',
  tooLow: (expected, received) => `Incoming seq number ${received} is less then expected ${expected}`,
  gapFillLowers: (newSeqNo) => `Attempt to lower sequence number, invalid value NewSeqNum=${newSeqNo}`,
  resetLowers: (newSeqNo) => `Value ${newSeqNo} is incorrect (out of range) for this tag 36`,
  nextExpectedTooHigh: (expected, received) =>
    `NextExpectedMsgSeqNum(789) request sequence ${received} which is higher then actual ${expected}`,
  confirmingLogout: 'Confirming logout',
}

const WORDS: Readonly<Record<Texts, Words>> = { standard: STANDARD, quickfix: QUICKFIX, antenna: ANTENNA }

export function wordsOf({ texts }: { readonly texts: Texts }): Words {
  return WORDS[texts]
}
