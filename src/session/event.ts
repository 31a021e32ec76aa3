/** What can happen to a session. Events carry every instant the core may need: it has no clock of its own. */

import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { EndReason } from './action.ts'
import type { TimerName } from './timers.ts'

export type SessionEvent =
  /** The transport connection stands. An initiator logs on, an acceptor waits for Logon. */
  | { readonly kind: 'connected'; readonly at: number }
  /** A session that stands already is taken over, Logon done, with its numbers as they are. */
  | { readonly kind: 'resumed'; readonly heartBtInt: number; readonly at: number }
  /**
   * A well-framed message. `refused` is the application's word on a Logon that would open the session: the Text(58) of
   * the Logout that answers it, or true for a close without a word.
   */
  | { readonly kind: 'received'; readonly message: Message; readonly refused?: string | true; readonly at: number }
  /**
   * Bytes that are no message. They do not count (FIX Session Layer Test Cases, 2.d). `message` is what can be read of
   * them, where `rejectGarbledMessage` asks for it.
   */
  | { readonly kind: 'garbled'; readonly why: string; readonly message?: Message; readonly at: number }
  | { readonly kind: 'timerFired'; readonly timer: TimerName; readonly at: number }
  /** The application wants a message sent; `fields` is its body and any header field it states. */
  | { readonly kind: 'submitted'; readonly msgType: string; readonly fields: readonly Field[]; readonly at: number }
  | { readonly kind: 'logoutRequested'; readonly text?: string; readonly at: number }
  /** Reset both numbers by Logon with ResetSeqNumFlag(141) without leaving the session (24x7 operation). */
  | { readonly kind: 'resetRequested'; readonly at: number }
  /** Ask for messages by hand; `end` 0 means all that follow. */
  | { readonly kind: 'resendRequested'; readonly begin: number; readonly end: number; readonly at: number }
  /** The answer to the action `replay`: stored messages of that range, ascending, numbers without a message left out. */
  | { readonly kind: 'replayed'; readonly messages: readonly Message[]; readonly at: number }
  /** The answer to the action `answerEnded`: the step in which it came is done, and new numbers are free to be taken. */
  | { readonly kind: 'answerEnded'; readonly at: number }
  /** The answer to the action `recall`, like `replayed`: messages that go out for the first time. */
  | { readonly kind: 'recalled'; readonly messages: readonly Message[]; readonly at: number }
  /** What the last reset found unsent: it takes the next numbers. */
  | { readonly kind: 'carried'; readonly messages: readonly Message[]; readonly at: number }
  /**
   * A new numbering begins by the schedule: the store is reset before anything else happens. Messages that were never
   * sent belong to the period that is over, so they go back to the application.
   */
  | { readonly kind: 'periodBegan'; readonly at: number }
  /** Numbers changed by hand, each from 1 to 2147483647; one that is absent stays. */
  | { readonly kind: 'numbersSet'; readonly nextIn?: number; readonly nextOut?: number; readonly at: number }
  /**
   * The shell ends the session: a throttle was exceeded, or the application is not available. Logout with `text`, then
   * the close. `nextIn` takes back what was counted, but did not reach the application: it comes again (SD-89).
   */
  | {
      readonly kind: 'expelled'
      readonly text: string
      readonly reason: EndReason
      readonly nextIn?: number
      readonly at: number
    }
  /** The connection is gone; `by` says who ended it where that is known. */
  | { readonly kind: 'disconnected'; readonly why: string; readonly by?: 'us' | 'counterparty'; readonly at: number }
