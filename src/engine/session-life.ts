/**
 * What happens to a session around its connections: it dials or waits, goes on after an end or not, and changes to its
 * other destination (engine parameters 1, 2.1, 5). Its rules are the tables of `session-lifecycle.ts` and the
 * `ReconnectPolicy`; here they are carried out.
 */
import type { EngineParameters } from '../parameters/settings.ts'
import type { SessionEnd } from '../session/action.ts'
import type { Session } from '../session/session.ts'
import type { Network, Transport } from '../transport/transport.ts'
import { BehindLogout } from './behind-logout.ts'
import type { Clock } from './clock.ts'
import type { DialGroups } from './dial-groups.ts'
import type { EngineSession } from './engine-session.ts'
import type { ConnectionName } from './hosted-application.ts'
import type { HostedCalls } from './hosted-calls.ts'
import type { ReconnectDecision } from './reconnect-policy.ts'
import { Reconnector } from './reconnector.ts'
import { type LifecycleState, lifecycleOf } from './session-lifecycle.ts'
import { SessionStanding } from './session-standing.ts'
import type { StatisticsCounter } from './session-statistics.ts'
import type { SessionStorage } from './session-storage.ts'
import type { Undelivered } from './undelivered.ts'

export interface SessionLifeOptions {
  readonly parameters: EngineParameters
  readonly clock: Clock
  readonly network: Network
  readonly session: EngineSession
  readonly storage: SessionStorage
  readonly statistics: StatisticsCounter
  readonly calls: HostedCalls
  readonly undelivered: Undelivered
  readonly groups: DialGroups
  /** False while the schedule lets nobody connect. */
  readonly scheduleOpen: () => boolean
}

export class SessionLife {
  readonly #options: SessionLifeOptions
  readonly #reconnector: Reconnector
  readonly #initiator: boolean
  readonly #standing: SessionStanding
  readonly #behindLogout: BehindLogout
  /** The Logon exchange of the present connection was complete. */
  #established = false
  #end: SessionEnd | undefined
  /** Where to go when the present connection has ended. */
  #switchingTo: ConnectionName | undefined

  constructor(options: SessionLifeOptions) {
    this.#options = options
    const { clock, network, parameters, groups, statistics, calls, storage, undelivered } = options
    const { connection, session } = parameters
    this.#standing = new SessionStanding({ calls, storage, undelivered, onRest: () => this.#reconnector.cancel() })
    this.#behindLogout = new BehindLogout({ parameters, storage, undelivered, standing: this.#standing })
    this.#initiator = session.role === 'initiator'
    this.#reconnector = new Reconnector({
      connection,
      clock,
      network,
      groups,
      onAttempt: (name) => {
        statistics.attempted(name)
        this.#standing.become('waitForConnect', `attempt on the ${name} connection`)
      },
      onConnect: (transport, heartBtInt) => this.attach(transport, heartBtInt),
      onDecision: (decision, why) => this.#decide(decision, why),
    })
  }

  get state(): LifecycleState {
    return this.#standing.state
  }

  get active(): ConnectionName {
    return this.#reconnector.active
  }

  get removed(): boolean {
    return this.#standing.removed
  }

  /** True when it was ended without a word, and not started since. */
  get halted(): boolean {
    return this.#standing.halted
  }

  /** True while an acceptor takes the connection of its counterparty. */
  get accepting(): boolean {
    const { started, atRest } = this.#standing
    return started && !atRest && !this.#initiator && this.#options.scheduleOpen()
  }

  /** To be told before `open`: the session is wanted from here on. One that has ended is made anew. @throws StoreError */
  start(): void {
    const standing = this.#standing
    standing.revive()
    standing.started = true
    standing.atRest = false
  }

  /** Connects, or waits to be connected to; one that has ended is made anew. Changes nothing while it does already. */
  open(): void {
    const standing = this.#standing
    if (!standing.stored(() => standing.revive())) return
    standing.open = true
    standing.atRest = false
    const { connected } = this.#options.session
    if (!this.#initiator) {
      if (!connected) standing.become('waitForFirstLogon', 'open for the counterparty')
    } else if (!connected && !this.#reconnector.busy) this.#reconnector.restart(0)
  }

  /** No further attempts; a connection that stands is left alone. */
  shut(): void {
    const standing = this.#standing
    standing.open = false
    this.#reconnector.cancel()
    if (!this.#options.session.connected && !standing.terminated) standing.become('initial', 'closed by the schedule')
  }

  /** Logout where there is a connection; nothing is connected again. */
  stop(text: string | undefined): void {
    const standing = this.#standing
    standing.started = false
    standing.open = false
    this.#reconnector.cancel()
    this.#switchingTo = undefined
    const { session } = this.#options
    if (session.connected) session.logout(text)
    else if (!standing.terminated) standing.rest('initial', 'stopped')
  }

  /** Ends without a word to anybody. */
  halt(): void {
    this.#standing.halt()
    this.#reconnector.cancel()
    this.#options.undelivered.halt()
    this.#options.statistics.ended()
    this.#established = false
    this.#end = undefined
    this.#switchingTo = undefined
  }

  /** By hand: Logout on the destination in use, Logon on the other. The tries are counted from zero (SD-78). */
  switchConnection(to: ConnectionName): void {
    if (to === this.active) return
    const { session } = this.#options
    // Also where no try was left: whoever switches by hand wants it to go on.
    this.#standing.open ||= this.#standing.started && this.#options.scheduleOpen()
    if (!session.connected) return this.#switch(to, 0, 'by hand', true)
    this.#switchingTo = to
    session.logout('switching to the other connection')
  }

  /** Takes a connection that leads to the counterparty. @param heartBtInt - HeartBtInt(108) to propose, seconds */
  attach(transport: Transport, heartBtInt?: number): void {
    const { session, statistics, storage } = this.#options
    if (session.connected) return transport.close()
    if (!this.#standing.stored(() => storage.refresh())) return transport.destroy()
    statistics.count('connections')
    session.attach(transport, heartBtInt)
  }

  /**
   * An acceptor was reached over the listener of a connection; on a change its storage begins anew unless it is shared.
   *
   * @returns false when the storage failed, which has ended the session
   */
  cameOver(connection: ConnectionName, sharedStore: boolean): boolean {
    const from = this.active
    if (connection === from) return true
    const { storage, calls } = this.#options
    if (!sharedStore && !this.#standing.stored(() => storage.beginAnew(connection))) return false
    this.#reconnector.use(connection, true)
    calls.switched(from, connection)
    return true
  }

  /** To be told each state of the connection. */
  onState(state: Session['state']): void {
    if (state === 'active') {
      this.#established = true
      this.#reconnector.established()
      this.#options.statistics.established(this.#options.clock.now())
    }
    const life = lifecycleOf(state)
    if (life !== undefined) this.#standing.become(life.state, life.reason)
  }

  /** To be told how a connection ended, before `onDisconnect`. */
  onEnded(end: SessionEnd): void {
    this.#end = end
  }

  onDisconnect(why: string): void {
    const standing = this.#standing
    const end = this.#end
    const established = this.#established
    const to = this.#switchingTo
    this.#end = undefined
    this.#established = false
    this.#switchingTo = undefined
    this.#options.statistics.ended()
    if (to !== undefined) return this.#switch(to, 0, why, true)
    const correct = established && end?.how === 'correct'
    // Whoever asked for Logout gets what it stands for, answered or not.
    if (correct || this.state === 'waitForConfirmLogout') {
      if (this.#behindLogout.goesOn(correct, why)) this.#goOn(why)
      return
    }
    if (!standing.started) return standing.rest(established ? 'nonGracefullyTerminated' : 'initial', why)
    if (this.accepting) return standing.become('waitForFirstLogon', why)
    if (!standing.open) return standing.become('initial', why)
    this.#reconnector.ended(established, why)
  }

  /** Behind a Logout that does not end the session. */
  #goOn(why: string): void {
    const standing = this.#standing
    if (this.accepting) return standing.become('waitForFirstLogon', why)
    if (!standing.open) return standing.become('initial', why)
    standing.become('reconnect', why)
    if (standing.open) this.#reconnector.restart(this.#options.parameters.connection.reconnectIntervalMs)
  }

  #decide(decision: ReconnectDecision, why: string): void {
    const standing = this.#standing
    if (decision.kind === 'switch') return this.#switch(decision.to, decision.delayMs, why, false)
    if (decision.kind === 'terminate') return standing.rest('nonGracefullyTerminated', `${why}; ${decision.why}`)
    standing.become('reconnect', why)
    // Whoever was told may have stopped it.
    if (standing.open) this.#reconnector.dial(decision.delayMs)
  }

  #switch(to: ConnectionName, delayMs: number, why: string, byHand: boolean): void {
    const { session, calls, storage } = this.#options
    const standing = this.#standing
    const from = this.active
    this.#reconnector.cancel()
    standing.become('switchConnection', why)
    if (!standing.stored(() => storage.switchTo(to))) return this.#reconnector.use(from, true)
    this.#reconnector.use(to, byHand)
    calls.switched(from, to)
    if (!standing.open) return standing.rest('initial', why)
    if (!session.connected && !this.#reconnector.busy) this.#reconnector.dial(delayMs)
  }
}
