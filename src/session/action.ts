/** What a session wants done. The shell performs actions in order, and nowhere else does anything reach the wire. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { SentAgain } from '../codec/splice.ts'
import type { TimerName } from './timers.ts'

/** A message to send; identity and length are the encoder's. */
export interface SendAction {
  readonly kind: 'send'
  readonly msgType: string
  readonly msgSeqNum: number
  /** MsgSeqNum(34), SendingTime(52) and the like, each for the case that `fields` does not state it. */
  readonly header: readonly Field[]
  readonly fields: readonly Field[]
  /**
   * True for a new message, which is stored before it leaves; `late` for one that is stored already and leaves for the
   * first time now: what leaves takes the place of what was stored. False for a gap fill, or a ResendRequest once more.
   */
  readonly store: boolean | 'late'
  /** False while there is nobody to send to: the message is numbered and stored, and the counterparty will ask for it. */
  readonly transmit: boolean
}

/** A stored message to send again. It is the stored one but for what is stated here, and for identity and length. */
export interface ResendAction extends SentAgain {
  readonly kind: 'resend'
  /** Digits that fields with a MsgSeqNum are written with at least. */
  readonly seqNumLength: number
}

/** Why a connection ended, in words that the products of the field share (engine parameters 1.2). */
export type EndReason =
  | 'userRequest'
  | 'connectionProblem'
  | 'invalidMessage'
  | 'possibleResendRequestLoop'
  | 'sequenceTooLow'
  | 'noAnswer'
  /** The counterparty refused our Logon. */
  | 'reject'
  | 'brokenConnection'
  | 'closedByCounterparty'
  | 'possibleMissedReset'
  | 'throttling'
  | 'counterpartyLoggedOut'

/** How a connection ended (engine parameters 1.4). */
export interface SessionEnd {
  /** `correct`: a Logout exchange was finished, whoever began it. */
  readonly how: 'correct' | 'nonGraceful'
  /** The first cause, for programs. */
  readonly reason: EndReason
  /** The same for people, in a sentence. */
  readonly text: string
}

/** Numbers from `begin` to `end`, both included. */
export interface NumberRange {
  /** From 1 on. */
  readonly begin: number
  /** Not below `begin`. */
  readonly end: number
}

export type Action =
  | SendAction
  | ResendAction
  /** Hand an application message over. The number is counted by the action behind it, once this has returned. */
  | { readonly kind: 'deliver'; readonly message: Message; readonly possDup: boolean }
  /** Persist the number expected next. */
  | { readonly kind: 'count'; readonly nextIn: number }
  /** Persist the number that the next message of ours will carry; those left out have no message. */
  | { readonly kind: 'number'; readonly nextOut: number }
  /**
   * Read stored messages and come back with the event `replayed`. With `lookAhead` none of them is sent in this step:
   * it is only asked whether there are any.
   */
  | { readonly kind: 'replay'; readonly begin: number; readonly end: number; readonly lookAhead: boolean }
  /** A limited answer ends here: come back with the event `answerEnded` when the other actions of the step are done. */
  | { readonly kind: 'answerEnded' }
  /**
   * The counterparty asks for what it missed; `end` as it wrote it, 0 for all. `count` such requests came in succession,
   * and `loop` says that this is as many as `duplicateResendRequestLimit` calls a loop.
   */
  | {
      readonly kind: 'resendAsked'
      readonly begin: number
      readonly end: number
      readonly count: number
      readonly loop: boolean
    }
  /** Read these stored messages, which were never sent, and come back with the event `recalled`. */
  | ({ readonly kind: 'recall' } & NumberRange)
  /**
   * End the present numbering and begin a new one at 1/1. The messages of `unsent` are read before: they come back with
   * the event `carried` when the other actions of the step are done, or are handed to the application as never sent.
   */
  | {
      readonly kind: 'reset'
      readonly unsent: readonly NumberRange[]
      readonly unsentBecome: 'carried' | 'undelivered'
    }
  | { readonly kind: 'arm'; readonly timer: TimerName; readonly at: number }
  | { readonly kind: 'disarm'; readonly timer: TimerName }
  | { readonly kind: 'disconnect'; readonly why: string }
  /** The connection is gone; exactly one for each. Numbers that begin anew because of it have done so already. */
  | ({ readonly kind: 'ended' } & SessionEnd)
  /** Something worth telling people; never needed to go on. */
  | { readonly kind: 'observe'; readonly observation: Observation }

/** Something worth telling people, as one sentence. */
export interface Observation {
  /** `warning` for what the counterparty or a setting does wrong, `error` for what went wrong here. */
  readonly level: 'info' | 'warning' | 'error'
  /** The kind of it, for filters. */
  readonly what:
    | 'established'
    | 'loggedOut'
    | 'refused'
    | 'garbled'
    | 'ignored'
    | 'rejected'
    | 'rejectReceived'
    | 'sequenceGap'
    | 'sequenceReset'
    | 'resendRequestLoop'
    | 'deviation'
    | 'timeout'
  /** For people; its words may change. */
  readonly text: string
  /** What programs may want to know of it; most observations are for people alone. */
  readonly event?: ObservedEvent
}

/** What the callbacks of an application are made of. */
export type ObservedEvent =
  /** The counterparty has sent Logout(5). */
  | { readonly kind: 'logout'; readonly text: string | undefined }
  /** Both numbers begin anew, whoever wanted it. */
  | { readonly kind: 'sessionReset' }
  | ({ readonly kind: 'sequenceGap' } & NumberRange)
  | { readonly kind: 'heartbeatTimeout' }
  /** The counterparty has sent Reject(3). */
  | { readonly kind: 'reject'; readonly message: Message }
