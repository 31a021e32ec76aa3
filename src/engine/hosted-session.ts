/**
 * One session with everything around it: its stores, its schedule, the dialling, and what comes after each end of a
 * connection. Built from `EngineParameters`; whoever embeds the engine, administers it or tests it holds this.
 */
import type { Field } from '../codec/encode.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Journal } from '../journal/journal.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import type { ArchivedNumbering } from '../store/message-store.ts'
import type { Transport } from '../transport/transport.ts'
import type { ConnectionStores } from './connection-stores.ts'
import type { EngineSession } from './engine-session.ts'
import type { ConnectionName } from './hosted-application.ts'
import type { HostedCalls } from './hosted-calls.ts'
import { type HostedSessionOptions, hostedParts } from './hosted-parts.ts'
import { reconnectWarnings } from './reconnect-policy.ts'
import type { Scheduler } from './scheduler.ts'
import type { SessionLife } from './session-life.ts'
import { type LifecycleState, stdStateOf } from './session-lifecycle.ts'
import type { SessionStatistics, StatisticsCounter } from './session-statistics.ts'
import type { Undelivered } from './undelivered.ts'

export type { ConnectionName, HostedApplication } from './hosted-application.ts'
export type { HostedSessionOptions } from './hosted-parts.ts'
export type { LifecycleState } from './session-lifecycle.ts'
export type { SessionStatistics } from './session-statistics.ts'

/** The greatest number that MsgSeqNum(34) may be set to (engine parameters 12). */
const GREATEST_SEQ_NUM = 2_147_483_647

export class HostedSession {
  /** `SENDER/TARGET`, or `SENDER/TARGET/QUALIFIER`, our side first. */
  readonly id: string
  readonly parameters: EngineParameters
  readonly #journal: Journal | undefined
  readonly #session: EngineSession
  readonly #stores: ConnectionStores
  readonly #life: SessionLife
  readonly #scheduler: Scheduler
  readonly #statistics: StatisticsCounter
  readonly #calls: HostedCalls
  readonly #undelivered: Undelivered
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
    this.id = options.id ?? sessionId(parameters)
    this.parameters = parameters
    this.#journal = journal
    const parts = hostedParts(this, options)
    this.#session = parts.session
    this.#stores = parts.stores
    this.#life = parts.life
    this.#scheduler = parts.scheduler
    this.#statistics = parts.statistics
    this.#calls = parts.calls
    this.#undelivered = parts.undelivered
  }

  /** Where it is in its life (engine parameters 1.1). */
  get state(): LifecycleState {
    return this.#life.state
  }

  /** The state of the standard's matrix, in its words (session test cases, 6.1). */
  get stdState(): string {
    const { connections } = this.#statistics.snapshot
    return stdStateOf(this.#session.core, this.parameters.session.role, this.#life.state, connections > 0)
  }

  get activeConnection(): ConnectionName {
    return this.#life.active
  }

  /** True when `terminateOnLogout` has removed the session; `start` makes it anew. */
  get removed(): boolean {
    return this.#life.removed
  }

  /** True while a transport connection stands. */
  get connected(): boolean {
    return this.#session.connected
  }

  /** MsgSeqNum(34) expected next. */
  get nextIn(): number {
    return this.#session.nextIn
  }

  /** MsgSeqNum(34) of the next message of ours. */
  get nextOut(): number {
    return this.#session.nextOut
  }

  /** When the present numbering began, epoch milliseconds UTC. */
  get numberingSince(): number {
    return this.#session.numberingSince
  }

  /** The numberings of the store in use that have ended, oldest first. */
  get archives(): readonly ArchivedNumbering[] {
    return this.#session.archives
  }

  /** A copy of the counts of the moment. */
  get statistics(): SessionStatistics {
    return this.#statistics.snapshot
  }

  /** The session inside, for whoever serves connections to it. */
  get engineSession(): EngineSession {
    return this.#session
  }

  /** True while an acceptor takes the connection of its counterparty; others are closed without a word (SD-15). */
  get accepting(): boolean {
    return !this.#closed && this.#life.accepting
  }

  /**
   * An initiator connects, an acceptor may be connected to, as soon as the schedule says. One that has ended, was
   * removed or killed is made anew. Starting what runs changes nothing.
   *
   * @throws Error when the session was closed; StoreError when a store has to be opened again and can't
   */
  start(): void {
    if (this.#closed) throw new Error(`session ${this.id} was closed: it can not be started`)
    this.#scheduler.stop()
    this.#life.start()
    this.#begin()
    this.#scheduler.start()
  }

  /** Logout, where there is a connection, and no reconnect until `start`. @param text - Text(58) of the Logout */
  stop(text?: string): void {
    this.#scheduler.stop()
    this.#life.stop(text)
  }

  /**
   * Begins a Logout exchange; what follows is as `recreateOnLogout`, `terminateOnLogout` and `intradayLogoutTolerance`
   * say. Without a connection nothing happens.
   *
   * @param text - Text(58) of the Logout
   */
  logout(text?: string): void {
    this.#session.logout(text)
  }

  /** Cuts the connection without a word; an initiator connects again as for any lost link. */
  disconnect(): void {
    this.#session.cut()
  }

  /**
   * Goes over to the other destination: Logout on the one in use, then Logon there, the tries counted from zero (SD-78).
   *
   * @param to - default: the one not in use; the one in use changes nothing
   * @throws Error when the session has no backup
   */
  switchConnection(to: ConnectionName = this.activeConnection === 'primary' ? 'backup' : 'primary'): void {
    if (this.parameters.connection.backup === undefined) throw new Error(`session ${this.id} has no backup connection`)
    this.#life.switchConnection(to)
  }

  /**
   * Sets numbers by hand, in every state; nothing is said to the counterparty (engine parameters 12, SD-95 to SD-97).
   * While established, a higher `nextOut` is a gap to the counterparty with the next message, and a lower one too low; a
   * lower `nextIn` has messages delivered again. Numbers left out have no message and are filled over when asked for.
   *
   * @param numbers - each from 1 to 2147483647; what is absent stays
   * @param by - who asks for it, for the record
   * @throws RangeError naming the number and the range; nothing is changed then
   */
  setSeqNums(numbers: { readonly nextIn?: number; readonly nextOut?: number }, by: string): void {
    const { nextIn, nextOut } = numbers
    for (const [name, value] of Object.entries({ nextIn, nextOut }))
      if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= GREATEST_SEQ_NUM))
        throw new RangeError(`${name} ${value}: a whole number from 1 to ${GREATEST_SEQ_NUM} is expected`)
    this.#audit(by, nextIn ?? this.nextIn, nextOut ?? this.nextOut, 'set')
    this.#session.setNumbers(numbers)
  }

  /**
   * Both numbers to 1 (SD-98): `local` here alone, in every state, so that the counterparty has to be told otherwise;
   * `onTheWire` by Logon with ResetSeqNumFlag(141) inside the session (SD-30).
   *
   * @param by - who asks for it, for the record
   * @throws Error for `onTheWire` without an established session, or in a version without ResetSeqNumFlag
   */
  resetSeqNums(how: 'local' | 'onTheWire', by: string): void {
    if (how === 'onTheWire') {
      const { version } = this.parameters.session
      if (!version.resetSeqNumFlag) throw new Error(`${version.id} has no ResetSeqNumFlag: reset the numbers locally`)
      if (!this.#session.established)
        throw new Error(`session ${this.id} is not established: reset the numbers locally`)
    }
    this.#audit(by, 1, 1, how === 'local' ? 'reset' : 'reset on the wire')
    if (how === 'local') this.#session.beginPeriod()
    else this.#session.resetInSession()
  }

  /**
   * Sends a message; without a connection it is numbered, stored, and sent when the counterparty asks for it, unless
   * `rejectMessageWhileNoConnection` limits how long it waits.
   *
   * @param fields - of the body, and any of the header that are stated
   * @throws RangeError when a field can't be written; Error when the session was closed or removed
   */
  send(msgType: string, fields: readonly Field[]): void {
    if (this.#closed || this.removed) throw new Error(`session ${this.id} has ended: nothing can be sent on it`)
    this.#session.submit(msgType, fields)
  }

  /** Sends TestRequest(1). @throws Error when the session is not established */
  testRequest(testReqID: string): void {
    this.#needEstablished('a TestRequest')
    this.#session.submit(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
  }

  /** Sends ResendRequest(2); `end` 0 for all that follow. @throws Error when the session is not established */
  requestResend(begin: number, end: number): void {
    this.#needEstablished('a ResendRequest')
    this.#session.requestResend(begin, end)
  }

  /** Ends as a killed process: nothing is said, no timer runs, the store is as it stands. `start` comes back. */
  kill(): void {
    // First, so that what ends behind it is told to nobody.
    this.#session.abandon()
    this.#scheduler.stop()
    this.#life.halt()
  }

  /** Ends for good: cuts the connection without a word, and closes the stores. What waits unsent goes back if it is to. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#session.abandon()
    this.#scheduler.stop()
    this.#undelivered.end()
    this.#life.halt()
    this.#stores.close()
  }

  /**
   * Serves a connection of an acceptor.
   *
   * @param connection - which destination of the counterparty it was made to
   * @param sharedStore - false: on a change of destination the storage begins anew at 1/1 (SD-79)
   */
  accept(transport: Transport, connection: ConnectionName, sharedStore: boolean): void {
    if (this.#life.cameOver(connection, sharedStore)) this.#life.attach(transport)
    else transport.destroy()
  }

  /** What is done at the first start alone. */
  #begin(): void {
    if (this.#begun) return
    this.#begun = true
    const { connection } = this.parameters
    const { inSeqNum, outSeqNum } = connection
    this.#undelivered.adopt()
    for (const text of reconnectWarnings(connection)) this.#calls.observe('warning', 'deviation', text)
    if (inSeqNum > 0 || outSeqNum > 0)
      this.setSeqNums(
        { ...(inSeqNum > 0 ? { nextIn: inSeqNum } : {}), ...(outSeqNum > 0 ? { nextOut: outSeqNum } : {}) },
        'parameters',
      )
  }

  #needEstablished(what: string): void {
    if (!this.#session.established) throw new Error(`session ${this.id} is not established: ${what} can not be sent`)
  }

  /** Written before the change: it says what was asked for, also where a store then fails. */
  #audit(by: string, nextIn: number, nextOut: number, what: string): void {
    const numbers = `nextIn ${this.nextIn} -> ${nextIn}, nextOut ${this.nextOut} -> ${nextOut}`
    const text = `sequence numbers of ${this.id} ${what} by ${by}: ${numbers}`
    this.#journal?.event('control', text)
    this.#calls.observe('warning', 'sequenceReset', text)
  }
}

/** `SENDER/TARGET`, or `SENDER/TARGET/QUALIFIER`, our side first. */
export function sessionId({ session, qualifier }: EngineParameters): string {
  return [session.senderCompID, session.targetCompID, ...(qualifier === undefined ? [] : [qualifier])].join('/')
}
