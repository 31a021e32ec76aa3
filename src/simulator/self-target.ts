/**
 * Our own engine in the place of the target, in either role, on whatever clock and network it is given: one hosted
 * session, so that what the scenarios test is what others embed.
 */
import type { Clock } from '../engine/clock.ts'
import { FixEngine } from '../engine/fix-engine.ts'
import type { ConnectionName, HostedApplication } from '../engine/hosted-application.ts'
import { boundCallbacks } from '../engine/hosted-calls.ts'
import type { HostedSession } from '../engine/hosted-session.ts'
import type { Tamper } from '../engine/tamper.ts'
import {
  APPLICATION_DEFAULTS,
  CONNECTION_DEFAULTS,
  type EngineParameters,
  PROTECTION_DEFAULTS,
  SCHEDULE_DEFAULTS,
  STORAGE_DEFAULTS,
  TLS_DEFAULTS,
} from '../parameters/settings.ts'
import type { Schedule } from '../session/schedule.ts'
import type { SessionSettings } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import type { ArchivedNumbering } from '../store/message-store.ts'
import type { Address, Network } from '../transport/transport.ts'
import { type ApplicationName, applicationNamed } from './order-desk.ts'

export interface SelfTargetOptions {
  readonly clock: Clock
  readonly network: Network
  /** Where it listens as acceptor, or dials to as initiator. */
  readonly address: Address
  /** A second place to listen at, as the backup connection (SD-79); with `keepConnectionState` both share the store. */
  readonly backupAddress?: Address
  readonly store: MemoryStore
  readonly application: ApplicationName
  /** Told of the life of the session; each of them in the place of that of the application named. */
  readonly callbacks?: HostedApplication
  /** Milliseconds between attempts as initiator. */
  readonly reconnectIntervalMs?: number
}

/** A client beside the one that the scenario begins with: another session of the same acceptor. */
interface FurtherClient {
  readonly targetCompID: string
  readonly application: HostedApplication
  readonly tamper: Tamper | undefined
  readonly store: MemoryStore
}

export class SelfTarget {
  /** Every part of the session; a change holds from the next start on. */
  parameters: EngineParameters
  /** A schedule that was parsed already, instead of that of the parameters. */
  schedule: Schedule | undefined
  tamper: Tamper | undefined
  readonly #options: SelfTargetOptions
  #stores: Record<ConnectionName, MemoryStore>
  #engine: FixEngine | undefined
  #host: HostedSession | undefined
  readonly #further: FurtherClient[] = []

  constructor(settings: SessionSettings, options: SelfTargetOptions) {
    const { address, clock, reconnectIntervalMs = CONNECTION_DEFAULTS.reconnectIntervalMs } = options
    this.#options = options
    this.#stores = { primary: options.store, backup: new MemoryStore(clock.now()) }
    this.parameters = {
      session: settings,
      qualifier: undefined,
      connection: { ...CONNECTION_DEFAULTS, reconnectIntervalMs, destinations: [address] },
      schedule: SCHEDULE_DEFAULTS,
      storage: STORAGE_DEFAULTS,
      protection: PROTECTION_DEFAULTS,
      application: APPLICATION_DEFAULTS,
      tls: TLS_DEFAULTS,
    }
  }

  get settings(): SessionSettings {
    return this.parameters.session
  }

  set settings(session: SessionSettings) {
    this.parameters = { ...this.parameters, session }
  }

  get running(): boolean {
    return this.#host !== undefined
  }

  /** The session, while it runs. */
  get session(): HostedSession | undefined {
    return this.#host
  }

  archives(): readonly ArchivedNumbering[] {
    return this.#host?.archives ?? this.#stores.primary.archives()
  }

  /** Starts on what the store holds. @returns when it listens; an initiator dials at once */
  async start(): Promise<Address> {
    const { clock, network, address, backupAddress, application, callbacks } = this.#options
    const { connection, protection } = this.parameters
    const engine = new FixEngine({ clock, network })
    this.#engine = engine
    const host = engine.createSession({
      parameters: this.#reachable(),
      schedule: this.schedule,
      tamper: this.tamper,
      application: { ...applicationNamed(application), ...(callbacks && boundCallbacks(callbacks)) },
      openStore: (name) => this.#open(name),
    })
    this.#host = host
    host.start()
    for (const client of this.#further) this.#serve(client)
    if (this.settings.role === 'initiator') return address
    const { waitLogon, sizeWaitHostMax } = protection
    const limits = {
      waitLogon,
      sizeWaitHostMax,
      sharedStore: connection.keepConnectionState || backupAddress === undefined,
    }
    // Both are asked for at once: in memory a listener is there before the call returns.
    const backup = backupAddress && engine.listen(backupAddress, { ...limits, connection: 'backup' })
    const [listening] = await Promise.all([engine.listen(address, limits), backup])
    return listening
  }

  /** Serves a further client, at once if it runs, and from each start on. */
  addClient(targetCompID: string, application: HostedApplication, tamper?: Tamper): void {
    const client = { targetCompID, application, tamper, store: new MemoryStore(this.#options.clock.now()) }
    this.#further.push(client)
    if (this.running) this.#serve(client)
  }

  #serve({ targetCompID, application, tamper, store }: FurtherClient): void {
    const { session } = this.parameters
    this.#engine
      ?.createSession({
        parameters: { ...this.parameters, session: { ...session, targetCompID } },
        tamper,
        application,
        openStore: () => store,
      })
      .start()
  }

  logout(): void {
    this.#host?.logout()
  }

  /** As if its process had been killed: no Logout, no timers, the store as it stands. */
  kill(): void {
    const engine = this.#engine
    this.#engine = undefined
    this.#host = undefined
    engine?.kill()
  }

  /** Removes what a killed target has stored. @throws Error while it runs */
  forget(): void {
    if (this.running) throw new Error('the target runs: its files can not be removed')
    const now = this.#options.clock.now()
    this.#stores = { primary: new MemoryStore(now), backup: new MemoryStore(now) }
  }

  /** A store that a removed session has closed is followed by a new one. */
  #open(connection: ConnectionName): MemoryStore {
    const store = this.#stores[connection]
    if (!store.closed) return store
    const next = new MemoryStore(this.#options.clock.now())
    this.#stores[connection] = next
    return next
  }

  /** An initiator that names no destination dials where the bench listens. */
  #reachable(): EngineParameters {
    const { connection } = this.parameters
    if (connection.destinations.length > 0) return this.parameters
    return { ...this.parameters, connection: { ...connection, destinations: [this.#options.address] } }
  }
}
