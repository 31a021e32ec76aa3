/**
 * The state of one FIX session and its settings. Plain data: `step.ts` alone changes it.
 * A session outlives its connections; the two sequence numbers belong to it and not to a connection.
 */

import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'

export type Role = 'initiator' | 'acceptor'

/** Settings that may be stated; everything else has the default of the preset `standard`. */
export interface SessionSettings {
  readonly version: FixVersion
  readonly role: Role
  readonly senderCompID: string
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
  /** Fields added to our Logon: Username(553), Password(554), RawData(96), … */
  readonly logonFields: readonly Field[]
  /** Checks incoming messages against it; session messages are checked always, so it is needed. */
  readonly dictionary: Dictionary
}

export type StateName =
  | 'disconnected'
  | 'awaitingLogon'
  | 'logonSent'
  | 'active'
  | 'logoutSent'
  /** The counterparty's Logout is answered. It closes first, and may still ask for what it missed of ours. */
  | 'logoutAnswered'
  /** An error Logout is out, or the close is under way: nothing is processed any more. */
  | 'closing'

/** A hole in the incoming numbers that we have asked to be filled. */
export interface Gap {
  /** First missing number when the request was made. */
  begin: number
  /** Highest number known to be missing. */
  end: number
  /** ResendRequests sent for this `begin`. */
  requests: number
  /** Answers that are still to come to their end. */
  answers: number
  /** Number expected next when the timer `gap` was armed: tells whether anything has arrived since. */
  reached: number
}

/** A message that came too early. */
export interface Held {
  readonly message: Message
  /** A ResendRequest is answered at once, although its number counts only when its turn comes. */
  readonly answered: boolean
}

/** An answer to a ResendRequest under way. */
export interface Resending {
  /** Next number to be covered. */
  next: number
  readonly end: number
  /** First number of the run of skipped messages that is open, 0 when none is. */
  skippedFrom: number
}

export interface Session {
  readonly settings: SessionSettings
  state: StateName
  /** MsgSeqNum(34) expected next. */
  nextIn: number
  /** MsgSeqNum(34) of the next message of ours. */
  nextOut: number
  /** True while the store has never held a message: decides `forceSeqNumReset` 1. */
  fresh: boolean
  /** HeartBtInt(108) in force, seconds. */
  heartBtInt: number
  lastSentAt: number
  lastReceivedAt: number
  /** TestReqID(112) that waits for its Heartbeat. */
  testReqID: string | undefined
  testRequests: number
  gap: Gap | undefined
  readonly held: Map<number, Held>
  /** Answers under way, the first being sent; the next begins when it is complete. */
  readonly resending: Resending[]
  /**
   * A Logon with ResetSeqNumFlag=Y of ours is out and nothing shows yet that it has arrived; that outlives the
   * connection. Its reply `must` come; or it `may` come, where the counterparty had restarted first. A reply is the last
   * word: two sides that answer each other's reset would never end.
   */
  resetReply: 'none' | 'must' | 'may'
  /** The last ResendRequest received, to recognise repetitions. */
  lastResendRequest: { begin: number; end: number; msgSeqNum: number; count: number } | undefined
}

const DEFAULTS = {
  heartBtInt: 30,
  maxHeartBtInt: 86_400,
  reasonableTransmission: 0.2,
  logonTimeout: 10,
  logoutTimeout: 10,
  forcedLogoffTimeout: 2,
  forceSeqNumReset: 0,
  handleSeqNumAtLogon: false,
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
  logonFields: [],
} as const satisfies Partial<SessionSettings>

export type RequiredSettings = Pick<
  SessionSettings,
  'version' | 'role' | 'senderCompID' | 'targetCompID' | 'dictionary'
>

/** Fills in the defaults of the preset `standard`. */
export function sessionSettings(stated: RequiredSettings & Partial<SessionSettings>): SessionSettings {
  return { ...DEFAULTS, ...stated }
}

/**
 * A session at rest.
 *
 * @param numbers - what the store holds; 1/1 and fresh for a new one
 */
export function createSession(
  settings: SessionSettings,
  numbers: { nextIn: number; nextOut: number; fresh: boolean } = { nextIn: 1, nextOut: 1, fresh: true },
): Session {
  return {
    settings,
    state: 'disconnected',
    nextIn: numbers.nextIn,
    nextOut: numbers.nextOut,
    fresh: numbers.fresh,
    heartBtInt: settings.heartBtInt,
    lastSentAt: 0,
    lastReceivedAt: 0,
    testReqID: undefined,
    testRequests: 0,
    gap: undefined,
    held: new Map(),
    resending: [],
    resetReply: 'none',
    lastResendRequest: undefined,
  }
}
