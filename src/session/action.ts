/** What a session wants done. The shell performs actions in order, and nowhere else does anything reach the wire. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { TimerName } from './timers.ts'

/** A message to send. `fields` states MsgSeqNum(34) and SendingTime(52); identity and length are the encoder's. */
export interface SendAction {
  readonly kind: 'send'
  readonly msgType: string
  readonly msgSeqNum: number
  readonly fields: readonly Field[]
  /** True for a new message, which is stored before it leaves; false for a resent one and for a gap fill. */
  readonly store: boolean
  /** False while there is nobody to send to: the message is numbered and stored, and the counterparty will ask for it. */
  readonly transmit: boolean
}

export type Action =
  | SendAction
  /** Hand an application message over. The number is counted by the action behind it, once this has returned. */
  | { readonly kind: 'deliver'; readonly message: Message; readonly possDup: boolean }
  /** Persist the number expected next. */
  | { readonly kind: 'count'; readonly nextIn: number }
  /** Read stored messages and come back with the event `replayed`. */
  | { readonly kind: 'replay'; readonly begin: number; readonly end: number }
  /** End the present numbering and begin a new one at 1/1. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'arm'; readonly timer: TimerName; readonly at: number }
  | { readonly kind: 'disarm'; readonly timer: TimerName }
  | { readonly kind: 'disconnect'; readonly why: string }
  /** Something worth telling people; never needed to go on. */
  | { readonly kind: 'observe'; readonly observation: Observation }

export interface Observation {
  readonly level: 'info' | 'warning' | 'error'
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
  readonly text: string
}
