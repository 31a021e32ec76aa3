/** Everything about a session that can be stated, and what holds when it is not: the preset `standard`. */

import type { Field } from '../codec/encode.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Texts, ValidationOptions } from '../validation/options.ts'

/** `initiator` connects and sends the first Logon, `acceptor` is connected to. */
export type Role = 'initiator' | 'acceptor'

/** Settings that may be stated; everything else has the default of the preset `standard`. */
export interface SessionSettings {
  /** One of `VERSIONS`. */
  readonly version: FixVersion
  /** Which side of the connection we are. */
  readonly role: Role
  /** SenderCompID(49) of our messages, TargetCompID(56) of theirs. */
  readonly senderCompID: string
  /** TargetCompID(56) of our messages, SenderCompID(49) of theirs. */
  readonly targetCompID: string
  /** HeartBtInt(108) in seconds that an initiator proposes; 0 = none. Default 30. */
  readonly heartBtInt: number
  /** Largest HeartBtInt(108) that an acceptor takes, in seconds. Default 86 400. */
  readonly maxHeartBtInt: number
  /** Time added to HeartBtInt before silence counts, as a fraction of it. Default 0.2 (session test cases, 6). */
  readonly reasonableTransmission: number
  /** Seconds to wait for Logon. Default 10. */
  readonly logonTimeout: number
  /** Seconds to wait for the answer to Logout. Default 10 (case 12). */
  readonly logoutTimeout: number
  /** Seconds between an error Logout and the close. Default 2 (cases 2.c, 2.i, 2.k). */
  readonly forcedLogoffTimeout: number
  /** ResetSeqNumFlag(141) in our own Logon: 0 never, 1 when no earlier numbering is stored, 2 always. Default 0. */
  readonly forceSeqNumReset: 0 | 1 | 2
  /** NextExpectedMsgSeqNum(789) in Logon, FIX.4.4 and later. Default false. */
  readonly handleSeqNumAtLogon: boolean
  /**
   * An initiator whose Logon is refused by a Logout with NextExpectedMsgSeqNum(789) logs on next under that number, FIX.4.4
   * and later. Not compliant: Logout has no such field (VN-02). Default false.
   */
  readonly nextExpectedOfLogout: boolean
  /** Accepts a Logon whose MsgSeqNum is too low. Not compliant. Default false. */
  readonly ignoreSeqNumTooLowAtLogon: boolean
  /** Drops a ResendRequest that repeats the one before it. Not compliant. Default false. */
  readonly ignoreDuplicateResendRequests: boolean
  /** How many equal ResendRequests in succession make the later ones duplicates; below 2 there are none. Default 0. */
  readonly duplicateResendRequestLimit: number
  /** Answer to BeginSeqNo(7) beyond the last message sent. Default `reject`. */
  readonly resendBeginBeyondLast: 'reject' | 'gapfill' | 'ignore'
  /** Messages read from the store at once while answering; 0 = all. Default 1000. Changes nothing on the wire. */
  readonly resendMessagesBlockSize: number
  /** Greatest number a store can hold; a greater EndSeqNo(16) means it. Default 2 147 483 647. */
  readonly maxStorageSeqNo: number
  /** Seconds in which a gap must shrink before it is asked for again; 0 = never. Default 30. */
  readonly gapTimeout: number
  /** ResendRequests of ours for one gap before the counterparty counts as unable to fill it. Default 3. */
  readonly allowedCountOfSimilarRR: number
  /** Messages held behind a gap; more are dropped and asked for again. Default 10 000. */
  readonly maxHeldMessages: number
  /** ResendRequests that may wait while one is answered; more are dropped. Default 100. */
  readonly maxPendingResends: number
  /** Refuses SendingTime(52) that is further off than `reasonableDelayMs`. Default true. */
  readonly checkSendingTimeAccuracy: boolean
  /** Default 120 000 (case 2.o). */
  readonly reasonableDelayMs: number
  /** A reply Logon with another HeartBtInt(108) than proposed ends the session. Default true. */
  readonly disconnectOnLogonHeartbeatMismatch: boolean
  /** Puts LastMsgSeqNumProcessed(369) into every message, FIX.4.2 and later. Default false. */
  readonly includeLastProcessed: boolean
  /** Tries a Logout before closing a dead connection. Default true. */
  readonly logoutOnTimeout: boolean
  /**
   * False: Logout ends the trading day, the session is over ("Correctly terminated") and its numbers are reset.
   * Default true: Logout only ends the connection (engine parameters 2.1).
   */
  readonly intradayLogoutTolerance: boolean
  /** Numbers go to 1/1, once, when an established session ends other than by Logout. Default false (SD-19 to SD-21). */
  readonly resetSeqNumOnNonGracefulTermination: boolean
  /** Numbers go to 1/1 after every connection on which we logged on; no 141=Y by this alone. Default false. */
  readonly resetOnDisconnect: boolean
  /** QuickFIX: an acceptor resets before it looks at a Logon, an initiator logs on with 141=Y. Default false. */
  readonly resetOnLogon: boolean
  /** QuickFIX: numbers go to 1/1 after a Logout exchange; the session goes on. Default false. */
  readonly resetOnLogout: boolean
  /** QuickFIX/J: numbers go to 1/1 after an end that we announced as an error of the protocol. Default false. */
  readonly resetOnError: boolean
  /** What `forceSeqNumReset` 1 calls the first Logon: of the storage, or of the session object. Default `storage`. */
  readonly firstInitiationScope: 'storage' | 'object'
  /** An acceptor with `forceSeqNumReset` 2 resets in its reply though the initiator did not ask. Default false. */
  readonly forceSeqNumResetByAcceptor: boolean
  /** After 24 hours of a connection an in-session reset goes out, FIX.4.1 and later. Default false. */
  readonly resetSeqNumAfter24hours: boolean
  /** A Logon that opens a connection goes without 141=Y although both numbers begin at 1 with it. Default false. */
  readonly ignoreResetSeqNumFlagOnReset: boolean
  /** `schedule`: an acceptor whose numbers stand at the beginning takes both from the first Logon. Default `never`. */
  readonly resetSeqNumFromFirstLogon: 'never' | 'schedule'
  /** Acceptor that expects 1: a Logon without 141 above this missed the reset and is refused. 0 = off, the default. */
  readonly resetThreshold: number
  /** A TestRequest goes before an in-session reset, and the reset waits for its Heartbeat. Default false (SD-30). */
  readonly checkGapsBeforeReset: boolean
  /** True: a reply to 141=Y with MsgSeqNum above 1 ends the session. False: it is a gap. Default true (SD-14). */
  readonly strictReset: boolean
  /** A Logon without 141=Y in an established session: Logout, the close alone, or a warning. Default `logout`. */
  readonly logonInSession: 'logout' | 'close' | 'ignore'
  /**
   * What becomes of messages that were never sent when the numbers begin anew: new numbers behind the Logon, or back to
   * the application. A new period of the schedule always gives them back (SD-11). Default `renumber`.
   */
  readonly unsentAtReset: 'renumber' | 'reject'
  /** Least digits of the fields that hold a MsgSeqNum, zeros in front. 1 to 10, default 1. */
  readonly seqNumLength: number
  /**
   * Messages behind a gap (engine parameters 2.6): kept until their turn (`queue`, the default); dropped, to come again,
   * after one ResendRequest (`requestOnce`) or each with a ResendRequest of its own (`requestAlways`; a message of the
   * session only where something has come since); processed at once (`ignoreGap`). Logout waits for its turn always.
   */
  readonly outOfSequenceMessagesStrategy: 'queue' | 'requestOnce' | 'requestAlways' | 'ignoreGap'
  /**
   * Message numbers that an answer to one ResendRequest covers: -1 all, 0 none is sent again but filled over, N then
   * `resendLimitClosingMessage` says that the step is over; it holds for what NextExpectedMsgSeqNum(789) asks for, too.
   * From 0 on, equal ResendRequests in succession are duplicates. Not compliant unless -1, the default (SD-57 to SD-60).
   */
  readonly resendMessagesLimit: number
  /** Closes a limited answer. Default `testRequest`. */
  readonly resendLimitClosingMessage: 'testRequest' | 'heartbeat'
  /** Most numbers that a ResendRequest of ours asks for; 0 = no limit, the default (SD-62, SD-63). */
  readonly resendRequestBlockSize: number
  /** EndSeqNo(16) of our ResendRequest is the last missing number rather than the open end. Default false. */
  readonly closedResendInterval: boolean
  /** Reject(3) is sent again in an answer to a ResendRequest rather than filled over. Default false. */
  readonly resendRejects: boolean
  /** Newest messages that are sent again; older ones are filled over. -1 = all, the default. */
  readonly outgoingMessagesStorageSize: number
  /** A ResendRequest with PossDupFlag=Y and a number that was seen is dropped. Default false. */
  readonly skipDuplicatedResendRequests: boolean
  /**
   * Two messages behind a gap with the same LastMsgSeqNumProcessed(369), below our ResendRequest, show that it was not
   * processed: it is sent again, once, under its old number with PossDupFlag=Y. Default false.
   */
  readonly advancedResendRequestProcessing: boolean
  /** Resent messages that were received before are not delivered. Default false. */
  readonly possDupSmartDelivery: boolean
  /** A gap fill without PossDupFlag(43) is taken as part of the answer. Default true. */
  readonly ignorePossDupForGapFill: boolean
  /** OrigSendingTime(122) is asked for and compared on messages with PossDupFlag=Y. Default true. */
  readonly origSendingTimeChecking: boolean
  /** An answer to our ResendRequest whose messages lack PossDupFlag=Y is taken. Not compliant. Default false. */
  readonly allowMessageWithoutPossDupFlag: boolean
  /**
   * Of CME's rules the one that matters here: a Reject(3) that names our ResendRequest in RefSeqNum(45) means that what it
   * asked for has expired; those numbers are passed over with a warning. Default false.
   */
  readonly enhancedCmeResendLogic: boolean
  /** TestRequests sent into silence before the connection is given up. Default 1. */
  readonly testRequestCount: number
  /** Silence after which TestRequest goes, as a multiple of HeartBtInt; 0 = by `reasonableTransmission`. Default 0. */
  readonly testRequestDelay: number
  /** Silence after which the connection is dead, as a multiple of HeartBtInt; 0 = one interval a TestRequest. Default 0. */
  readonly heartBeatTimeout: number
  /** QuickFIX DisableHeartBeatCheck: silence is never acted upon. Default false. */
  readonly disableHeartBeatCheck: boolean
  /** Logout as the very first message is answered rather than cut. Default false. */
  readonly quietLogon: boolean
  /** A TestRequest behind a gap: answered in its turn, or at once. Default `inOrder`. */
  readonly testRequestBehindGap: 'inOrder' | 'atOnce'
  /** A problem with HeartBtInt(108) in Logon: Reject and Logout, or Logout alone. Default true (14, 18). */
  readonly rejectBeforeLogout: boolean
  /** SenderCompID(49) and TargetCompID(56) of every message are compared. Default true. */
  readonly senderTargetIdConsistencyCheck: boolean
  /** QuickFIX/J ValidateSequenceNumbers; false takes every number. Not compliant. Default true. */
  readonly validateSequenceNumbers: boolean
  /** Digits of the fraction of a second in SendingTime(52), at most what the version has; -1 = those. Default -1. */
  readonly timestampPrecision: number
  /**
   * FIX.4.0 has whole seconds. True: SendingTime(52) has milliseconds there as in FIX.4.2, or `timestampPrecision` of them,
   * and `resolveParameters` lets received times have them too. Default false.
   */
  readonly allowedSecondsFractionsForFIX40: boolean
  /** QuickFIX/J AllowPosDup: 43 and 122 that the application states stay. Default false. */
  readonly allowPosDup: boolean
  /** Announced as MaxMessageSize(383) in Logon, FIX.4.2 and later; 0 = not announced, the default. */
  readonly maxMessageSize: number
  /** How incoming messages are checked against the dictionary; absent fields have the defaults of `ValidationOptions`. */
  readonly validation: ValidationOptions
  /** Application messages are checked against the dictionary. Default true. */
  readonly validateApplicationMessages: boolean
  /** QuickFIX/J: false takes a message that does not fit the dictionary all the same, with a warning. Default true. */
  readonly rejectInvalidMessage: boolean
  /** A message with a wrong CheckSum(10) is garbled. Not compliant when false: it is processed (PX-12). Default true. */
  readonly validateChecksum: boolean
  /**
   * Messages whose frame is wrong are passed over (2.d, 3.b to 3.e). False processes them as far as they can be read, their
   * CheckSum(10) unseen. Not compliant when false. Default true.
   */
  readonly validateGarbledMessage: boolean
  /**
   * QuickFIX/J: a garbled message that has the number expected next is answered by Reject(3) and counts; any other is
   * passed over. Not compliant (PX-11). Default false.
   */
  readonly rejectGarbledMessage: boolean
  /**
   * QuickFIX/J: an application message that would be rejected closes the connection without a word, and does not count.
   * Not compliant. Default false.
   */
  readonly disconnectOnError: boolean
  /** A message to send that states the BeginString(8) of another version is refused. Default true. */
  readonly checkVersionOfOutgoingMessages: boolean
  /**
   * OnBehalfOfCompID(115) and DeliverToCompID(128) of every message must be among `onBehalfOfCompIDs` and
   * `deliverToCompIDs`; others are answered by Reject with 373=9 (18.b). Default false: they may be any.
   */
  readonly checkThirdPartyCompIDs: boolean
  /** Firms that the counterparty may speak for. Default none. */
  readonly onBehalfOfCompIDs: readonly string[]
  /** Firms that the counterparty may have messages passed on to. Default none. */
  readonly deliverToCompIDs: readonly string[]
  /**
   * QuickFIX: a Reject(3) or BusinessMessageReject(j) of ours has the routing fields of the message it rejects, turned
   * round: 115 and 128, 116 and 129, from FIX.4.1 on 144 and 145 (PX-15). Default false.
   */
  readonly reverseRoute: boolean
  /**
   * Whose words Text(58) has in Reject and Logout, and with `quickfix` which fields beside it are left out. Default
   * `standard` (engine parameters 17).
   */
  readonly texts: Texts
  /** Acceptor: a Logon that is not valid is answered by Reject and Logout, or the connection is closed. Default `logout`. */
  readonly refusedLogon: 'logout' | 'close'
  /** Fields added to our Logon: Username(553), Password(554), RawData(96), … */
  readonly logonFields: readonly Field[]
  /** Checks incoming messages against it; session messages are checked always, so it is needed. */
  readonly dictionary: Dictionary
}

/** What the preset `standard` says. */
export const SESSION_DEFAULTS = {
  heartBtInt: 30,
  maxHeartBtInt: 86_400,
  reasonableTransmission: 0.2,
  logonTimeout: 10,
  logoutTimeout: 10,
  forcedLogoffTimeout: 2,
  forceSeqNumReset: 0,
  handleSeqNumAtLogon: false,
  nextExpectedOfLogout: false,
  ignoreSeqNumTooLowAtLogon: false,
  ignoreDuplicateResendRequests: false,
  duplicateResendRequestLimit: 0,
  resendBeginBeyondLast: 'reject',
  resendMessagesBlockSize: 1000,
  maxStorageSeqNo: 2_147_483_647,
  gapTimeout: 30,
  allowedCountOfSimilarRR: 3,
  maxHeldMessages: 10_000,
  maxPendingResends: 100,
  checkSendingTimeAccuracy: true,
  reasonableDelayMs: 120_000,
  disconnectOnLogonHeartbeatMismatch: true,
  includeLastProcessed: false,
  logoutOnTimeout: true,
  intradayLogoutTolerance: true,
  resetSeqNumOnNonGracefulTermination: false,
  resetOnDisconnect: false,
  resetOnLogon: false,
  resetOnLogout: false,
  resetOnError: false,
  firstInitiationScope: 'storage',
  forceSeqNumResetByAcceptor: false,
  resetSeqNumAfter24hours: false,
  ignoreResetSeqNumFlagOnReset: false,
  resetSeqNumFromFirstLogon: 'never',
  resetThreshold: 0,
  checkGapsBeforeReset: false,
  strictReset: true,
  logonInSession: 'logout',
  unsentAtReset: 'renumber',
  seqNumLength: 1,
  outOfSequenceMessagesStrategy: 'queue',
  resendMessagesLimit: -1,
  resendLimitClosingMessage: 'testRequest',
  resendRequestBlockSize: 0,
  closedResendInterval: false,
  resendRejects: false,
  outgoingMessagesStorageSize: -1,
  skipDuplicatedResendRequests: false,
  advancedResendRequestProcessing: false,
  possDupSmartDelivery: false,
  ignorePossDupForGapFill: true,
  origSendingTimeChecking: true,
  allowMessageWithoutPossDupFlag: false,
  enhancedCmeResendLogic: false,
  testRequestCount: 1,
  testRequestDelay: 0,
  heartBeatTimeout: 0,
  disableHeartBeatCheck: false,
  quietLogon: false,
  testRequestBehindGap: 'inOrder',
  rejectBeforeLogout: true,
  senderTargetIdConsistencyCheck: true,
  validateSequenceNumbers: true,
  timestampPrecision: -1,
  allowedSecondsFractionsForFIX40: false,
  allowPosDup: false,
  maxMessageSize: 0,
  validation: {},
  validateApplicationMessages: true,
  rejectInvalidMessage: true,
  validateChecksum: true,
  validateGarbledMessage: true,
  rejectGarbledMessage: false,
  disconnectOnError: false,
  checkVersionOfOutgoingMessages: true,
  checkThirdPartyCompIDs: false,
  onBehalfOfCompIDs: [],
  deliverToCompIDs: [],
  reverseRoute: false,
  texts: 'standard',
  refusedLogon: 'logout',
  logonFields: [],
} as const satisfies Partial<SessionSettings>

export type RequiredSettings = Pick<
  SessionSettings,
  'version' | 'role' | 'senderCompID' | 'targetCompID' | 'dictionary'
>

/**
 * Fills in the defaults of the preset `standard`. Values are taken as they are: `resolveParameters` checks, and reads the
 * names of other products.
 */
export function sessionSettings(stated: RequiredSettings & Partial<SessionSettings>): SessionSettings {
  return { ...SESSION_DEFAULTS, ...stated }
}
