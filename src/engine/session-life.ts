import type { SessionEnd } from '../session/action.ts'
import type { Session } from '../session/session.ts'
import type { Transport } from '../transport/transport.ts'
import { BehindLogout } from './behind-logout.ts'
import { ChangedListener } from './changed-listener.ts'
import type { ConnectionName } from './hosted-application.ts'
import type { ReconnectDecision } from './reconnect-policy.ts'
import { Reconnector } from './reconnector.ts'
import type { SessionLifeOptions } from './session-life-options.ts'
import { type LifecycleState, lifecycleOf } from './session-lifecycle.ts'
import { SessionStanding } from './session-standing.ts'
import { SwitchOver } from './switch-over.ts'

export class SessionLife {
  readonly #options: SessionLifeOptions
  readonly #reconnector: Reconnector
  readonly #initiator: boolean
  readonly #standing: SessionStanding
  readonly #behindLogout: BehindLogout
  readonly #listener: ChangedListener
  readonly #switchOver: SwitchOver
  /** The Logon exchange of the present connection was complete. */
  #established = false
  #end: SessionEnd | undefined

  constructor(options: SessionLifeOptions) {
    this.#options = options
    const { clock, network, parameters, groups, statistics, calls, storage, undelivered } = options
    const { connection, session } = parameters
    this.#standing = new SessionStanding({ calls, storage, undelivered, onRest: () => this.#reconnector.cancel() })
    this.#behindLogout = new BehindLogout({ parameters, storage, undelivered, standing: this.#standing })
    this.#listener = new ChangedListener({
      storage,
      active: () => this.active,
      onChanged: (from, to) => {
        this.#reconnector.use(to, true)
        calls.switched(from, to)
      },
    })
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
    this.#switchOver = new SwitchOver({ ...options, standing: this.#standing, reconnector: this.#reconnector })
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
    this.#switchOver.take()
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
    this.#switchOver.take()
    this.#listener.forget()
  }

  /** By hand, as `SwitchOver.byHand`. */
  switchConnection(to: ConnectionName): void {
    this.#switchOver.byHand(to)
  }

  /** Takes a connection that leads to the counterparty. @param heartBtInt - HeartBtInt(108) to propose, seconds */
  attach(transport: Transport, heartBtInt?: number): void {
    const { session, statistics } = this.#options
    if (!this.#prepared(transport)) return
    statistics.count('connections')
    session.attach(transport, heartBtInt)
  }

  /** Takes a connection that came over a listener; on a change the storage begins anew unless it is shared (SD-79). */
  accept(transport: Transport, connection: ConnectionName, sharedStore: boolean): void {
    const { session, statistics } = this.#options
    if (!this.#prepared(transport)) return
    this.#listener.came(connection, sharedStore)
    statistics.count('connections')
    session.attach(transport)
  }

  /** @returns false when the connection can not be taken, and was ended */
  #prepared(transport: Transport): boolean {
    const { session, storage } = this.#options
    if (session.connected) transport.close()
    else if (this.#standing.stored(() => storage.refresh())) return true
    else transport.destroy()
    return false
  }

  /** To be told each state of the connection. */
  onState(state: Session['state']): void {
    if (state === 'active') {
      this.#established = true
      this.#reconnector.established()
      this.#options.statistics.established(this.#options.clock.now())
      this.#listener.accepted()
    }
    const life = lifecycleOf(state)
    if (life !== undefined) this.#standing.become(life.state, life.reason)
  }

  /** To be told how a connection ended, before `onDisconnect`. */
  onEnded(end: SessionEnd): void {
    this.#end = end
  }

  /**
   * To be told a fault of the connection's work.
   *
   * @param end - present where a Logout exchange had ended the connection
   * @returns true when the session has ended by it, its files as they were: a Logout asked for what the storage could not
   *   do (SD-90), or the storage of another listener could not begin anew
   */
  endedBy(fault: Error, end: SessionEnd | undefined): boolean {
    if (end === undefined && !this.#listener.failedWith(fault)) return false
    this.#standing.stored(() => {
      throw fault
    })
    return true
  }

  onDisconnect(why: string): void {
    const standing = this.#standing
    const end = this.#end
    const established = this.#established
    const to = this.#switchOver.take()
    this.#end = undefined
    this.#established = false
    this.#options.statistics.ended()
    this.#listener.ended()
    // By a storage that failed, which is told.
    if (standing.terminated) return
    if (to !== undefined) return this.#switchOver.behindLogout(to, why)
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
    if (decision.kind === 'switch') return this.#switchOver.make(decision.to, decision.delayMs, why, false)
    if (decision.kind === 'terminate') return standing.rest('nonGracefullyTerminated', `${why}; ${decision.why}`)
    standing.become('reconnect', why)
    // Whoever was told may have stopped it.
    if (standing.open) this.#reconnector.dial(decision.delayMs)
  }
}
