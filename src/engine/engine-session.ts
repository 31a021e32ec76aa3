/**
 * One session of the engine, as whoever uses it sees it: the core, a store, an application, and the connection of the
 * moment. What it is asked for is work for its turns.
 */
import type { Field } from '../codec/encode.ts'
import type { Session } from '../session/session.ts'
import type { SessionSettings } from '../session/settings.ts'
import { isEstablished } from '../session/step.ts'
import type { ArchivedNumbering, MessageStore } from '../store/message-store.ts'
import type { Transport } from '../transport/transport.ts'
import { ApplicationCalls } from './application.ts'
import type { Clock } from './clock.ts'
import type { EngineSessionOptions } from './engine-session-options.ts'
import { checkSendable } from './outbox.ts'
import { SessionWork } from './session-work.ts'

export type { Application } from './application.ts'
export type { EngineSessionOptions } from './engine-session-options.ts'

/**
 * One session over whatever connections it is given. It dials nothing and follows no schedule: `HostedSession` does,
 * and hands this one to the callbacks.
 */
export class EngineSession {
  /** As they were handed in. */
  readonly settings: SessionSettings
  readonly #clock: Clock
  readonly #work: SessionWork
  #store: MessageStore

  constructor(options: EngineSessionOptions) {
    this.settings = options.settings
    this.#clock = options.clock
    this.#store = options.store
    this.#work = new SessionWork(options, new ApplicationCalls(options.application ?? {}, this))
  }

  /** Where the connection of the moment stands; `disconnected` without one. */
  get state(): Session['state'] {
    return this.#work.core.state
  }

  /**
   * The fault that last cut the session: each is an error of its own, so that whoever asks for something can see whether
   * it was done. Undefined while there was none.
   */
  get lastFault(): Error | undefined {
    return this.#work.lastFault
  }

  /** The session as its rules see it, to look at. */
  get core(): Readonly<Session> {
    return this.#work.core
  }

  /** True from the end of the Logon exchange to that of the Logout exchange, or of the connection. */
  get established(): boolean {
    return isEstablished(this.#work.core)
  }

  /** True while a transport connection stands. */
  get connected(): boolean {
    return this.#work.connected
  }

  /** MsgSeqNum(34) expected next. */
  get nextIn(): number {
    return this.#work.core.nextIn
  }

  /** MsgSeqNum(34) of the next message of ours. */
  get nextOut(): number {
    return this.#work.core.nextOut
  }

  /** True once it was closed or abandoned: nothing happens on it until `renew`. */
  get ended(): boolean {
    return this.#work.ended
  }

  /** When the present numbering began, epoch milliseconds UTC. */
  get numberingSince(): number {
    return this.#store.createdAt
  }

  /** The numberings of its store that have ended, oldest first. @throws StoreError when one can't be read */
  get archives(): readonly ArchivedNumbering[] {
    return this.#store.archives()
  }

  /**
   * Takes over a connection. An initiator logs on at once, an acceptor waits for Logon.
   *
   * @param heartBtInt - HeartBtInt(108) to propose there, seconds; default: that of the settings
   * @throws Error when the session has a connection already
   */
  attach(transport: Transport, heartBtInt = this.settings.heartBtInt): void {
    this.#work.propose(heartBtInt)
    this.#work.connect(transport, { kind: 'connected', at: this.#clock.now() })
  }

  /**
   * Takes over a session that stands already, Logon done, where the store's numbers are.
   *
   * @param connection - its number in the journal
   */
  resume(transport: Transport, heartBtInt: number, connection: number): void {
    this.#work.connect(transport, { kind: 'resumed', heartBtInt, at: this.#clock.now() }, connection)
  }

  /**
   * Sends a message; while disconnected it is numbered and stored, and the counterparty asks for it later. Beyond an
   * outgoing throttle it waits in memory, and gets its number, and its place in the store, when it leaves or when the
   * session can send no more.
   *
   * @throws RangeError when a field can't be written, or BeginString(8) is stated and not that of the session; Error when
   *   the session was closed, or too many messages wait
   */
  submit(msgType: string, fields: readonly Field[]): void {
    if (this.ended) throw new Error('the session was closed: nothing can be sent on it')
    checkSendable(msgType, fields, this.settings)
    this.#work.submit(msgType, fields)
  }

  /**
   * Begins a Logout exchange; before Logon is complete the connection is closed, and without one nothing happens.
   *
   * @param text - Text(58)
   */
  logout(text?: string): void {
    this.#work.handle({ kind: 'logoutRequested', at: this.#clock.now(), ...(text === undefined ? {} : { text }) })
  }

  /**
   * Both numbers to 1 by Logon with ResetSeqNumFlag(141), where the session is established (SD-30); else an observation
   * says why not.
   */
  resetInSession(): void {
    this.#work.handle({ kind: 'resetRequested', at: this.#clock.now() })
  }

  /** Asks for messages by hand; `end` 0 for all that follow. */
  requestResend(begin: number, end: number): void {
    this.#work.handle({ kind: 'resendRequested', begin, end, at: this.#clock.now() })
  }

  /** Archives the present numbering and begins at 1/1. */
  beginPeriod(): void {
    this.#work.handle({ kind: 'periodBegan', at: this.#clock.now() })
  }

  /** Moves the numbers, in core and store alike; each from 1 to 2147483647, and what is absent stays. */
  setNumbers(numbers: { readonly nextIn?: number; readonly nextOut?: number }): void {
    this.#work.handle({ kind: 'numbersSet', ...numbers, at: this.#clock.now() })
  }

  /**
   * Begins anew on a store, the same or another, as a new session object would. The store before is left as it stands.
   *
   * @throws Error while there is a connection
   */
  renew(store: MessageStore): void {
    this.#work.renew(store)
    this.#store = store
  }

  /** Cuts the connection without a word. */
  cut(): void {
    this.#work.cut()
  }

  /** Ends at once without a word, as a process does that is killed; the store is left as it stands. */
  abandon(): void {
    this.#work.abandon()
  }

  /** Ends for good: connection cut, timers stopped, store closed. The application is not told. */
  close(): void {
    try {
      this.storeWaiting()
    } finally {
      this.abandon()
      this.#store.close()
    }
  }

  /**
   * To be called before an end: what waits to be sent gets its number and its place in the store, and the counterparty
   * will ask for it. Inside a turn nothing can be stored, and it is lost.
   */
  storeWaiting(): void {
    this.#work.storeWaiting()
  }
}
