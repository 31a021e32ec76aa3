/**
 * The application of a self target, watched: what reached it is kept, and it can be told to object to a resend or to
 * fail on a delivery. What it answers is the business of the application inside.
 */
import type { Message } from '../codec/message.ts'
import type { Application } from '../engine/application.ts'
import type { EngineSession } from '../engine/engine-session.ts'
import type { HostedApplication } from '../engine/hosted-application.ts'
import { Tag } from '../fix/tags.ts'
import type { Observation, SessionEnd } from '../session/action.ts'

/** An application message that reached the application. */
export interface Delivered {
  readonly clOrdID: string | undefined
  readonly msgSeqNum: number
  readonly possDup: boolean
}

/** What the application says when it is asked whether a message may be sent again. */
export type ResendVeto = (msgSeqNum: number) => boolean | 'throw'

export class ObservedApplication implements HostedApplication {
  /** Observations of the engine above the level `info`, in order. */
  readonly warnings: string[] = []
  /** ClOrdID(11) of the messages that went back to the application; empty text for one without. */
  readonly undelivered: string[] = []
  readonly delivered: Delivered[] = []
  /** MsgSeqNum(34) of each message that the application was asked about before it was sent again. */
  readonly resendAsked: number[] = []
  /** How often both numbers began anew. */
  sessionResets = 0
  /** How often a connection ended. */
  ends = 0
  /** True: the message is not sent again. */
  veto: ResendVeto | undefined
  /** So many of the next deliveries fail. */
  failing = 0
  readonly #inner: HostedApplication

  constructor(inner: HostedApplication) {
    this.#inner = inner
  }

  onMessage(message: Message, session: EngineSession, possDup: boolean): unknown {
    if (this.failing > 0) {
      this.failing--
      throw new Error('the application was told to fail')
    }
    this.delivered.push({ clOrdID: message.text(Tag.ClOrdID), msgSeqNum: message.msgSeqNum ?? 0, possDup })
    return this.#inner.onMessage?.(message, session, possDup)
  }

  onResend(message: Message, session: EngineSession): boolean {
    const msgSeqNum = message.msgSeqNum ?? 0
    this.resendAsked.push(msgSeqNum)
    const veto = this.veto?.(msgSeqNum) ?? false
    if (veto === 'throw') throw new Error('the application was told to fail on a resend')
    return !veto && (this.#inner.onResend?.(message, session) ?? true)
  }

  onUndelivered(message: Message): void {
    this.undelivered.push(message.text(Tag.ClOrdID) ?? '')
  }

  onObservation({ level, text }: Observation): void {
    if (level !== 'info') this.warnings.push(text)
  }

  onLogon(message: Message, session: EngineSession): ReturnType<NonNullable<Application['onLogon']>> {
    return this.#inner.onLogon?.(message, session)
  }

  onReject(message: Message, session: EngineSession): void {
    this.#inner.onReject?.(message, session)
  }

  onNewState(...told: Parameters<NonNullable<HostedApplication['onNewState']>>): void {
    this.#inner.onNewState?.(...told)
  }

  onSessionReset(session: EngineSession): void {
    this.sessionResets++
    this.#inner.onSessionReset?.(session)
  }

  onEnded(end: SessionEnd, session: EngineSession): void {
    this.ends++
    this.#inner.onEnded?.(end, session)
  }
}
