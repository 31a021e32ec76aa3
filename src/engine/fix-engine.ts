/** Many sessions on one clock and one network: initiators that dial, acceptors behind any number of listeners. */
import type { Message } from '../codec/message.ts'
import type { Address, Network } from '../transport/transport.ts'
import { Acceptor } from './acceptor.ts'
import type { Clock } from './clock.ts'
import { DialGroups } from './dial-groups.ts'
import type { EngineSession } from './engine-session.ts'
import { type ConnectionName, HostedSession, type HostedSessionOptions, sessionId } from './hosted-session.ts'
import { MemoryLimit } from './memory-limit.ts'
import { storeFor } from './store-for.ts'
import { routed } from './third-party-routing.ts'

/** What the sessions of an engine share. */
export interface FixEngineOptions {
  /** `realClock`, or a `SimulatedClock` in tests. */
  readonly clock: Clock
  /** What sessions dial with and listeners listen on, unless they bring their own. */
  readonly network: Network
  /** Told about every connection that was closed without a word, and why. */
  readonly onRefused?: (why: string, remote: string) => void
  /**
   * Megabytes of sent messages that all sessions may keep in memory together; above it the one that holds most is closed
   * for good, without a word. 0 = no limit, the default.
   */
  readonly totalOutgoingStorageMemoryLimit?: number
  /** Told what a store that the engine has opened repaired or put aside; default: nobody. */
  readonly onStoreWarning?: (text: string, sessionId: string) => void
}

/**
 * A session to create. Only `parameters` is needed: `clock` and `network` are the engine's unless stated, and the stores
 * those that `parameters.storage` asks for, unless `openStore` opens others.
 */
export type CreateSessionOptions = Omit<
  HostedSessionOptions,
  'clock' | 'network' | 'groups' | 'openStore' | 'route' | 'onStored'
> &
  Partial<Pick<HostedSessionOptions, 'clock' | 'network' | 'openStore'>> & {
    /** A plain connection to this acceptor is refused. Default: when its parameters enable TLS. */
    readonly requireTls?: boolean | undefined
  }

/** What is particular about one listener. */
export interface ListenOptions {
  /** The network to listen on, such as one made with TLS settings; default: the engine's. */
  readonly network?: Network
  /** Which destination of the counterparty this listener plays (SD-79). Default `primary`. */
  readonly connection?: ConnectionName
  /**
   * False: a session that changes between listeners begins anew at 1/1 in storage of the connection it came over, as
   * counterparties with `keepConnectionState` false expect (SD-79). Default true: one store, whichever listener.
   */
  readonly sharedStore?: boolean
  /** Addresses and CIDR blocks that may connect; empty = all, the default. */
  readonly allowedRemoteAddresses?: readonly string[]
  /** Seconds for the first message of a connection; 0 = no limit. Default 10. */
  readonly waitLogon?: number
  /** Connections of one host that may wait for their first message; 0 = no limit, the default. */
  readonly sizeWaitHostMax?: number
  /** Tag that tells sessions with the same CompIDs apart in Logon. Default 9012. */
  readonly logonMessageSessionQualifierTag?: number
  /**
   * Makes and starts a session for a first message that names none of ours; undefined, or a throw: the connection is
   * closed without a word, as it is without this function.
   */
  readonly createSession?: (first: Message, remote: string) => HostedSession | undefined
  /** Sessions that `createSession` may make: strangers decide how many are asked for. Default 1000. */
  readonly maxCreatedSessions?: number
}

/**
 * Sessions that share a clock, a network and listeners. Nothing happens before a session is started; `close` is the end
 * of all.
 */
export class FixEngine {
  readonly #options: FixEngineOptions
  readonly #groups = new DialGroups()
  readonly #sessions = new Map<string, HostedSession>()
  /** The same sessions, by what connections are assigned to. */
  readonly #hosts = new Map<EngineSession, HostedSession>()
  readonly #acceptors = new Set<Acceptor>()
  readonly #requireTls = new WeakMap<HostedSession, boolean>()
  readonly #memory: MemoryLimit
  readonly #createdSessions = new WeakSet<EngineSession>()
  #closed = false

  constructor(options: FixEngineOptions) {
    this.#options = options
    const { totalOutgoingStorageMemoryLimit = 0, clock } = options
    this.#memory = new MemoryLimit(
      totalOutgoingStorageMemoryLimit,
      clock,
      () => this.#sessions.values(),
      (session, why) => session.close(why),
    )
  }

  /**
   * Makes a session and opens its store; it neither connects nor accepts before its `start`.
   *
   * @throws Error when there is a session of that id, or the engine was closed; StoreError when its store can't be opened;
   *   RangeError when an initiator has no destination, a storage that keeps files has no `logDirectory`, or the schedule
   *   or an allowed address can't be read
   */
  createSession(options: CreateSessionOptions): HostedSession {
    if (this.#closed) throw new Error('the engine was closed: no session can be made')
    const { clock, network, onStoreWarning } = this.#options
    const { requireTls, ...stated } = options
    const { parameters, openStore } = options
    const id = options.id ?? sessionId(parameters)
    // Before its store is opened: two sessions would write into one folder.
    if (this.#sessions.has(id)) throw new Error(`there is a session ${id} already`)
    const onWarning = (text: string): void => onStoreWarning?.(text, id)
    const session: HostedSession = new HostedSession({
      clock,
      network,
      ...stated,
      openStore: openStore ?? storeFor(parameters, options.clock ?? clock, onWarning),
      groups: this.#groups,
      route: (message, from) => routed(message, from, this.#engineSessions()),
      onStored: this.#memory.onStored(() => session),
    })
    this.#sessions.set(id, session)
    this.#hosts.set(session.engineSession, session)
    this.#memory.sessionsChanged()
    if (requireTls !== undefined) this.#requireTls.set(session, requireTls)
    for (const acceptor of this.#acceptors) this.#serve(acceptor, session)
    return session
  }

  /** The sessions in order of creation, without those that `terminateOnLogout` has removed. */
  sessions(): readonly HostedSession[] {
    return [...this.#sessions.values()].filter(({ removed }) => !removed)
  }

  *#engineSessions(): Iterable<EngineSession> {
    for (const { engineSession } of this.#sessions.values()) yield engineSession
  }

  /** The session of that id, `SENDER/TARGET` or `SENDER/TARGET/QUALIFIER`, removed ones too; undefined without one. */
  find(id: string): HostedSession | undefined {
    return this.#sessions.get(id)
  }

  /**
   * Closes a session and takes it out of the engine; its id is free again. Nothing happens without one.
   *
   * @throws StoreError when its store can't keep its last messages; it is closed and taken out all the same
   */
  remove(id: string): void {
    const session = this.#sessions.get(id)
    if (session === undefined) return
    this.#sessions.delete(id)
    this.#hosts.delete(session.engineSession)
    this.#memory.sessionsChanged()
    for (const acceptor of this.#acceptors) acceptor.remove(session.engineSession)
    session.close()
  }

  /**
   * Listens for the counterparties of all acceptor sessions, those of now and those to come.
   *
   * @returns the address with the real port
   * @throws ConnectionError (as rejection) when the address can't be listened at; Error when the engine was closed
   */
  async listen(address: Address, options: ListenOptions = {}): Promise<Address> {
    if (this.#closed) throw new Error('the engine was closed: it can not listen')
    const { clock, onRefused } = this.#options
    const {
      network = this.#options.network,
      connection = 'primary',
      sharedStore = true,
      createSession,
      ...admission
    } = options
    const acceptor = new Acceptor({
      ...admission,
      network,
      clock,
      address,
      createdSessions: this.#createdSessions,
      ...(onRefused === undefined ? {} : { onRefused }),
      ...(createSession === undefined
        ? {}
        : { createSession: (first: Message, remote: string) => createSession(first, remote)?.engineSession }),
      mayConnect: (session) => this.#hosts.get(session)?.accepting === true,
      attach: (session, transport) => this.#hosts.get(session)?.accept(transport, connection, sharedStore),
    })
    this.#acceptors.add(acceptor)
    for (const session of this.#sessions.values()) this.#serve(acceptor, session)
    try {
      return await acceptor.start()
    } catch (error) {
      this.#acceptors.delete(acceptor)
      throw error
    }
  }

  /** Everything ends as in a killed process: listeners are closed, and nothing is said; the stores are as they stand. */
  kill(): void {
    for (const session of this.#sessions.values()) session.kill()
    this.#memory.halt()
    this.#stopListening()
  }

  /**
   * Closes everything for good: session after session, so that none is told of the end, then the listeners. A store
   * that fails keeps nothing else open.
   *
   * @throws the first error of a store, when everything is closed
   */
  close(): void {
    this.#closed = true
    this.#memory.halt()
    const failures: unknown[] = []
    for (const session of this.#sessions.values())
      try {
        session.close()
      } catch (error) {
        failures.push(error)
      }
    this.#stopListening()
    this.#sessions.clear()
    this.#hosts.clear()
    if (failures.length > 0) throw failures[0]
  }

  #stopListening(): void {
    for (const acceptor of this.#acceptors) acceptor.stop()
    this.#acceptors.clear()
  }

  #serve(acceptor: Acceptor, session: HostedSession): void {
    const { qualifier, connection } = session.parameters
    if (session.parameters.session.role !== 'acceptor') return
    acceptor.add(session.engineSession, {
      qualifier,
      allowedRemoteAddresses: connection.allowedRemoteAddresses,
      requireTls: this.#requireTls.get(session) ?? session.parameters.tls.enabled,
    })
  }
}
