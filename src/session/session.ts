/**
 * The state of one FIX session. Plain data: `step.ts` alone changes it.
 * A session outlives its connections; the two sequence numbers belong to it and not to a connection.
 */

import type { Message } from '../codec/message.ts'
import type { NumberRange, SessionEnd } from './action.ts'
import type { SessionSettings } from './settings.ts'

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
  /** Last number that our ResendRequest asks for; `Infinity` when it is open-ended. */
  asked: number
  /** MsgSeqNum(34) and SendingTime(52) of our ResendRequest, 0 and empty while none went out. */
  msgSeqNum: number
  sentAt: string
  /** LastMsgSeqNumProcessed(369) of the last message behind the gap; `Infinity` once the request was repeated for it. */
  lastProcessed: number
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
  /** Last number that this step of the answer covers, by `resendMessagesLimit`; `end` when there is no limit. */
  readonly stop: number
  /** Messages that are read next; 0 = all that is left. */
  blockSize: number
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
  /** True while no message of this numbering has been sent or received: decides `forceSeqNumReset` 1. */
  fresh: boolean
  /** True when this object has sent a Logon as initiator: decides it where `firstInitiationScope` is `object`. */
  initiated: boolean
  /** Messages stored and never sent: ranges of numbers, ascending. */
  readonly unsent: { begin: number; end: number }[]
  /** Up to this number it is not certain that they were never sent; 0 when it is. */
  unsentUncertainTo: number
  /** HeartBtInt(108) in force, seconds. */
  heartBtInt: number
  lastSentAt: number
  lastReceivedAt: number
  /** TestReqID(112) that waits for its Heartbeat. */
  testReqID: string | undefined
  testRequests: number
  /** When the last of them went out, epoch milliseconds. */
  testRequestedAt: number
  gap: Gap | undefined
  readonly held: Map<number, Held>
  /** The numbers that our ResendRequests on this connection bring, or have brought, again. */
  recovered: { begin: number; end: number }
  /** Numbers up to this one were received although lower ones are expected (`ignoreSeqNumTooLowAtLogon`); 0 for none. */
  receivedUpTo: number
  /** Numbers that a SequenceReset-Reset on this connection jumped over, and under which nothing was received yet. */
  readonly jumpedOver: { begin: number; end: number }[]
  /** Answers under way, the first being sent; the next begins when it is complete. */
  readonly resending: Resending[]
  /**
   * A Logon with ResetSeqNumFlag=Y of ours is out and nothing shows yet that it has arrived; that outlives the
   * connection. Its reply `must` come; or it `may` come, where the counterparty had restarted first. A reply is the last
   * word: two sides that answer each other's reset would never end.
   */
  resetReply: 'none' | 'must' | 'may'
  /** TestReqID(112) whose Heartbeat lets a reset inside the session begin. */
  resetCheck: string | undefined
  /** On this connection: our Logon went out; the Logon exchange was completed; an error of the protocol ended it. */
  saidLogon: boolean
  wasEstablished: boolean
  erred: boolean
  /** How the connection ends, once that is decided. The first cause holds. */
  end: SessionEnd | undefined
  /** The last ResendRequest received, to recognise repetitions. */
  lastResendRequest: { begin: number; end: number; msgSeqNum: number; count: number } | undefined
}

/** What a store knows of a session. */
export interface StoredNumbers {
  readonly nextIn: number
  readonly nextOut: number
  /** Default: 1/1. */
  readonly fresh?: boolean
  /** Messages that were stored without a connection, and of which nothing says that they were sent. */
  readonly unsent?: readonly NumberRange[]
  /** Up to this number they may have been sent after all. Default 0: none. */
  readonly unsentUncertainTo?: number
  /** The numbering began with a reset of ours, and nothing shows that it has arrived. */
  readonly resetUnanswered?: boolean
}

/**
 * A session at rest.
 *
 * @param numbers - what the store holds; 1/1 and fresh for a new one
 */
export function createSession(settings: SessionSettings, numbers: StoredNumbers = { nextIn: 1, nextOut: 1 }): Session {
  return {
    settings,
    state: 'disconnected',
    nextIn: numbers.nextIn,
    nextOut: numbers.nextOut,
    fresh: numbers.fresh ?? (numbers.nextIn === 1 && numbers.nextOut === 1),
    initiated: false,
    unsentUncertainTo: numbers.unsentUncertainTo ?? 0,
    unsent: (numbers.unsent ?? []).map(({ begin, end }) => ({ begin, end })),
    heartBtInt: settings.heartBtInt,
    lastSentAt: 0,
    lastReceivedAt: 0,
    testReqID: undefined,
    testRequests: 0,
    testRequestedAt: 0,
    gap: undefined,
    held: new Map(),
    recovered: { begin: 0, end: 0 },
    receivedUpTo: 0,
    jumpedOver: [],
    resending: [],
    resetReply: numbers.resetUnanswered ? 'must' : 'none',
    resetCheck: undefined,
    saidLogon: false,
    wasEstablished: false,
    erred: false,
    end: undefined,
    lastResendRequest: undefined,
  }
}
