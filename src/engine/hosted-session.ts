/**
 * One session with everything around it: its stores, its schedule, the dialling, and what comes after each end of a
 * connection. Built from `EngineParameters`; whoever embeds the engine, administers it or tests it holds this.
 */
import type { Field } from '../codec/encode.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import type { Transport } from '../transport/transport.ts'
import type { ConnectionName } from './hosted-application.ts'
import { type HostedParts, type HostedSessionOptions, hostedParts } from './hosted-parts.ts'
import { HostedView } from './hosted-view.ts'
import { NumbersByHand } from './numbers-by-hand.ts'
import { reconnectWarnings } from './reconnect-policy.ts'

export type { ConnectionName, HostedApplication } from './hosted-application.ts'
export type { HostedSessionOptions } from './hosted-parts.ts'
export type { LifecycleState } from './session-lifecycle.ts'
export type { SessionStatistics } from './session-statistics.ts'

/**
 * One FIX session between two CompIDs, over all its connections. It does nothing by itself before `start`; every verb
 * returns at once, and what follows from it is told to the application. Inside a callback the verbs may be called too.
 */
export class HostedSession extends HostedView {
  protected readonly parts: HostedParts
  readonly #numbers: NumbersByHand
  #begun = false
  #closed = false

  /**
   * Opens the store of the primary connection. Nothing else happens before `start`.
   *
   * @throws StoreError when the store can't be opened; RangeError when an initiator has no destination, or the schedule
   *   can't be read
   */
  constructor(options: HostedSessionOptions) {
    const { parameters, journal } = options
    super(options.id ?? sessionId(parameters), parameters)
    this.parts = hostedParts(this, options)
    const { session, calls } = this.parts
    this.#numbers = new NumbersByHand({ id: this.id, session, calls, journal })
  }

  /**
   * An initiator connects, an acceptor may be connected to, as soon as the schedule says. One that has ended, was
   * removed or killed is made anew. Starting what runs changes nothing.
   *
   * @throws Error when the session was closed; StoreError when a store has to be opened again and can't
   */
  start(): void {
    if (this.#closed) throw new Error(`session ${this.id} was closed: it can not be started`)
    this.parts.scheduler.stop()
    this.parts.life.start()
    this.#begin()
    this.parts.scheduler.start()
  }

  /** Logout, where there is a connection, and no reconnect until `start`. @param text - Text(58) of the Logout */
  stop(text?: string): void {
    this.parts.scheduler.stop()
    this.parts.life.stop(text)
  }

  /**
   * Begins a Logout exchange; what follows is as `recreateOnLogout`, `terminateOnLogout` and `intradayLogoutTolerance`
   * say. Before Logon is complete the connection is closed; without one nothing happens.
   *
   * @param text - Text(58) of the Logout
   */
  logout(text?: string): void {
    this.parts.session.logout(text)
  }

  /** Cuts the connection without a word; an initiator connects again as for any lost link. */
  disconnect(): void {
    this.parts.session.cut()
  }

  /**
   * Goes over to the other destination: Logout on the one in use, then Logon there, the tries counted from zero (SD-78).
   *
   * @param to - default: the one not in use; the one in use changes nothing, or calls off a switch that is under way
   * @throws Error when the session has no backup, is an acceptor, or has ended for good
   */
  switchConnection(to: ConnectionName = this.activeConnection === 'primary' ? 'backup' : 'primary'): void {
    const { connection, session } = this.parameters
    if (connection.backup === undefined) throw new Error(`session ${this.id} has no backup connection`)
    if (session.role === 'acceptor') throw new Error(`session ${this.id} is an acceptor: its counterparty switches`)
    this.#needLife('it can not be switched')
    this.parts.life.switchConnection(to)
  }

  /**
   * Sets numbers by hand, connected or not; nothing is said to the counterparty (engine parameters 12, SD-95 to SD-97).
   * While established, a higher `nextOut` is a gap to the counterparty with the next message, and a lower one too low; a
   * lower `nextIn` has messages delivered again. Numbers left out have no message and are filled over when asked for.
   *
   * @param numbers - each from 1 to 2147483647; what is absent stays
   * @param by - who asks for it, for the record
   * @throws RangeError naming the number and the range; Error when the session was closed, killed or removed. Nothing is
   *   changed then
   */
  setSeqNums(numbers: { readonly nextIn?: number; readonly nextOut?: number }, by: string): void {
    this.#needLife('its numbers can not be set')
    this.#numbers.set(numbers, by)
  }

  /**
   * Both numbers to 1 (SD-98): `local` here alone, connected or not, so that the counterparty has to be told otherwise;
   * `onTheWire` by Logon with ResetSeqNumFlag(141) inside the session (SD-30).
   *
   * @param by - who asks for it, for the record
   * @throws Error for `onTheWire` without an established session, or in a version without ResetSeqNumFlag; and when the
   *   session was closed, killed or removed
   */
  resetSeqNums(how: 'local' | 'onTheWire', by: string): void {
    this.#needLife('its numbers can not be reset')
    this.#numbers.reset(how, by)
  }

  /**
   * Sends a message; without a connection it is numbered, stored, and sent when the counterparty asks for it, unless
   * `rejectMessageWhileNoConnection` limits how long it waits.
   *
   * @param fields - of the body, and any of the header that are stated
   * @throws RangeError when a field can't be written; Error when the session was closed, killed or removed, or when too
   *   many messages wait for an outgoing throttle
   */
  send(msgType: string, fields: readonly Field[]): void {
    this.#needLife('nothing can be sent on it')
    this.parts.session.submit(msgType, fields)
  }

  /** Sends TestRequest(1). @throws Error when the session is not established */
  testRequest(testReqID: string): void {
    this.#needEstablished('a TestRequest')
    this.parts.session.submit(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
  }

  /** Sends ResendRequest(2); `end` 0 for all that follow. @throws Error when the session is not established */
  requestResend(begin: number, end: number): void {
    this.#needEstablished('a ResendRequest')
    this.parts.session.requestResend(begin, end)
  }

  /** Ends as a killed process: nothing is said, no timer runs, the store is as it stands. `start` comes back. */
  kill(): void {
    // First, so that what ends behind it is told to nobody.
    this.parts.session.abandon()
    this.parts.scheduler.stop()
    this.parts.life.halt()
  }

  /**
   * Ends for good: cuts the connection without a word, and closes the stores. What waits unsent goes back if it is to.
   * Closing twice changes nothing.
   *
   * @param why - told to the application first, as an observation
   * @throws StoreError when a store can't keep its last messages; everything is closed all the same
   */
  close(why?: string): void {
    if (this.#closed) return
    this.#closed = true
    if (why !== undefined) this.parts.calls.observe('error', 'deviation', why)
    try {
      this.parts.session.storeWaiting()
    } finally {
      this.parts.session.abandon()
      this.parts.scheduler.stop()
      this.parts.undelivered.end()
      this.parts.life.halt()
      this.parts.stores.close()
    }
  }

  /**
   * Serves a connection of an acceptor.
   *
   * @param transport - read from its first byte on; closed without a word when the session has a connection, or ended
   * @param connection - which destination of the counterparty it was made to
   * @param sharedStore - false: a Logon accepted over another destination than before begins anew at 1/1 (SD-79)
   */
  accept(transport: Transport, connection: ConnectionName, sharedStore: boolean): void {
    if (this.parts.session.ended || this.connected) return transport.close()
    this.parts.life.accept(transport, connection, sharedStore)
  }

  /** What is done at the first start alone. */
  #begin(): void {
    if (this.#begun) return
    this.#begun = true
    const { connection } = this.parameters
    const { inSeqNum, outSeqNum } = connection
    this.parts.undelivered.adopt()
    for (const text of reconnectWarnings(connection)) this.parts.calls.observe('warning', 'deviation', text)
    if (inSeqNum > 0 || outSeqNum > 0)
      this.setSeqNums(
        { ...(inSeqNum > 0 ? { nextIn: inSeqNum } : {}), ...(outSeqNum > 0 ? { nextOut: outSeqNum } : {}) },
        'parameters',
      )
  }

  #needEstablished(what: string): void {
    if (!this.parts.session.established)
      throw new Error(`session ${this.id} is not established: ${what} can not be sent`)
  }

  /** @throws Error when nothing can happen on the session before it is started again, if ever */
  #needLife(refused: string): void {
    if (this.#closed || this.removed || this.parts.session.ended)
      throw new Error(`session ${this.id} has ended: ${refused}`)
  }
}

/** `SENDER/TARGET`, or `SENDER/TARGET/QUALIFIER`, our side first. */
export function sessionId({ session, qualifier }: EngineParameters): string {
  return [session.senderCompID, session.targetCompID, ...(qualifier === undefined ? [] : [qualifier])].join('/')
}
