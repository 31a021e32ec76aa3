/** What an engine session tells its application, and what a throw of the application costs. */
import type { Message } from '../codec/message.ts'
import type { Action, Observation, ObservedEvent, SessionEnd } from '../session/action.ts'
import { asError, callBack, throwLater } from './calling-back.ts'
import type { EngineSession } from './engine-session.ts'

/**
 * The application may call any verb of the session from inside these: what it asks for is done when everything that is
 * under way is finished, so no callback ever sees, or makes, a half-done change.
 */
export interface Application {
  /**
   * An application message, in order. It counts when this has returned, or when the promise that it returned is
   * settled: until then no other message comes, while Heartbeats go on. A throw, or a rejected promise, is a delivery
   * that failed; `maxDeliveryTries` and `applicationNotAvailable` say what follows, by default that it is reported and
   * the message counts (SD-89).
   */
  onMessage?(message: Message, session: EngineSession, possDup: boolean): unknown
  /** More messages came than a throttle with the action `notify` lets pass; `count` goes up to `limit` + 1. */
  onIncomingThrottling?(count: number, limit: number, msgType: string, session: EngineSession): void
  /** The counterparty does not read: bytes have waited for `waitedMs`, `backlog` of them in all. */
  onSlowConsumer?(waitedMs: number, backlog: number, session: EngineSession): void
  /**
   * Asked once for each application message that is about to be sent again, never for messages of the session itself.
   * False leaves it out, and the counterparty is told to pass over its number; so does a throw, which is reported (SD-64
   * to SD-68). The message is the stored one, as it was first sent.
   */
  onResend?(message: Message, session: EngineSession): boolean
  /** The counterparty asks for messages of ours; `end` as it wrote it, 0 (999999 up to FIX.4.1) for all that follow. */
  onResendRequest?(begin: number, end: number, session: EngineSession): void
  /** `count` equal ResendRequests came in succession, which is `duplicateResendRequestLimit` or more (SD-56). */
  onResendRequestLoop?(count: number, begin: number, end: number, session: EngineSession): void
  /** Something worth telling people: what was refused, passed over, or out of order. Nothing depends on it. */
  onObservation?(observation: Observation, session: EngineSession): void
  /**
   * A Logon that would open the session, before the session looks at it.
   *
   * @returns what refuses it: the Text(58) of the Logout, or true for a close without a word; undefined lets it pass
   */
  onLogon?(message: Message, session: EngineSession): { readonly refuse: string | true } | undefined
  /** The counterparty has sent Logout(5) with this Text(58). */
  onLogout?(text: string | undefined, session: EngineSession): void
  /** Both numbers begin anew on a session that was under way: by the wire, by its end, or by its period. */
  onSessionReset?(session: EngineSession): void
  /** Messages from `begin` to `end` are missing and have been asked for. */
  onSequenceGap?(begin: number, end: number, session: EngineSession): void
  /** The counterparty has sent Reject(3): RefSeqNum(45) says which message of ours it does not take. */
  onReject?(message: Message, session: EngineSession): void
  /** Nothing came for so long that the connection is given up. */
  onHeartbeatTimeout?(session: EngineSession): void
  /** Messages that were waiting when the numbers began anew, and are no longer stored under a number (SD-11). */
  onNeverSent?(messages: readonly Message[], session: EngineSession): void
  /** The connection is gone, once for each, before `onDisconnect`. The numbers are those of the next Logon. */
  onEnded?(end: SessionEnd, session: EngineSession): void
  /** The link has gone; `why` is for people. */
  onDisconnect?(why: string, session: EngineSession): void
  /**
   * The store failed, or the engine did. Nothing of what was under way was sent; the connection is cut, and the numbers
   * are those that the store holds. Without this handler the fault is thrown where it ends the process.
   *
   * @param end - present where a Logout exchange had ended the connection, and the store could not follow it
   */
  onFault?(fault: Error, session: EngineSession, end?: SessionEnd): void
}

/** A ResendRequest of the counterparty, as the core tells it. */
export type ResendAsked = Action & { readonly kind: 'resendAsked' }

/** Calls an application so that its throws end here. */
export class ApplicationCalls {
  readonly #application: Application
  readonly #session: EngineSession

  constructor(application: Application, session: EngineSession) {
    this.#application = application
    this.#session = session
  }

  /**
   * @returns a promise when the application needs time
   * @throws what the application throws: whoever delivers knows what follows
   */
  deliver(message: Message, possDup: boolean): unknown {
    return this.#application.onMessage?.(message, this.#session, possDup)
  }

  incomingThrottling(count: number, limit: number, msgType: string): void {
    this.#call('incomingThrottling', () =>
      this.#application.onIncomingThrottling?.(count, limit, msgType, this.#session),
    )
  }

  slowConsumer(waitedMs: number, backlog: number): void {
    this.#call('slowConsumer', () => this.#application.onSlowConsumer?.(waitedMs, backlog, this.#session))
  }

  /** True when nobody objects to sending it again. */
  allowsResend(message: Message): boolean {
    const { onResend } = this.#application
    if (onResend === undefined) return true
    const what = `resending message ${message.msgSeqNum}`
    return this.#call(what, () => onResend.call(this.#application, message, this.#session) ?? true) ?? false
  }

  resendAsked({ begin, end, count, loop }: ResendAsked): void {
    const application = this.#application
    this.#call('ResendRequest', () => application.onResendRequest?.(begin, end, this.#session))
    if (!loop) return
    this.#call('resendRequestLoop', () => application.onResendRequestLoop?.(count, begin, end, this.#session))
  }

  observe(observation: Observation): void {
    callBack(() => this.#application.onObservation?.(observation, this.#session), throwLater)
    if (observation.event !== undefined) this.#tell(observation.event)
  }

  #tell(event: ObservedEvent): void {
    const session = this.#session
    const application = this.#application
    this.#call(event.kind, () => {
      switch (event.kind) {
        case 'logout':
          return application.onLogout?.(event.text, session)
        case 'sessionReset':
          return application.onSessionReset?.(session)
        case 'sequenceGap':
          return application.onSequenceGap?.(event.begin, event.end, session)
        case 'heartbeatTimeout':
          return application.onHeartbeatTimeout?.(session)
        case 'reject':
          return application.onReject?.(event.message, session)
      }
    })
  }

  /** @returns why the Logon is refused, undefined when it is not; an application that fails refuses nothing */
  logon(message: Message): string | true | undefined {
    let refused: string | true | undefined
    this.#call('logon', () => {
      const answer = this.#application.onLogon?.(message, this.#session)
      refused = answer?.refuse
      return answer
    })
    return refused
  }

  neverSent(messages: readonly Message[]): void {
    if (messages.length > 0) this.#call('neverSent', () => this.#application.onNeverSent?.(messages, this.#session))
  }

  ended({ how, reason, text }: SessionEnd): void {
    this.#call('ended', () => this.#application.onEnded?.({ how, reason, text }, this.#session))
  }

  /** A failure is reported, and changes nothing. */
  #call<T>(what: string, callback: () => T): T | undefined {
    return callBack(callback, (error) => {
      const text = `the application failed on ${what}: ${asError(error).message}`
      this.observe({ level: 'error', what: 'deviation', text })
    })
  }

  disconnected(why: string): void {
    callBack(() => this.#application.onDisconnect?.(why, this.#session), throwLater)
  }

  fault(fault: Error, end?: SessionEnd): void {
    if (this.#application.onFault === undefined) throwLater(fault)
    else callBack(() => this.#application.onFault?.(fault, this.#session, end), throwLater)
  }
}
