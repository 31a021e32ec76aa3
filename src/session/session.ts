/**
 * The state of one FIX session. Plain data: `step.ts` alone changes it.
 * A session outlives its connections; the two sequence numbers belong to it and not to a connection.
 */

import type { Message } from '../codec/message.ts'
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
