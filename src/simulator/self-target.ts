/** Our own engine in the place of the target, in either role, on whatever clock and network it is given. */
import { Acceptor } from '../engine/acceptor.ts'
import type { Clock } from '../engine/clock.ts'
import { EngineSession } from '../engine/engine-session.ts'
import { Initiator } from '../engine/initiator.ts'
import { Scheduler } from '../engine/scheduler.ts'
import type { Tamper } from '../engine/tamper.ts'
import type { Schedule } from '../session/schedule.ts'
import type { SessionSettings } from '../session/settings.ts'
import type { ArchivedNumbering, MessageStore } from '../store/message-store.ts'
import type { Address, Network } from '../transport/transport.ts'
import { type ApplicationName, applicationNamed } from './order-desk.ts'

export interface SelfTargetOptions {
  readonly clock: Clock
  readonly network: Network
  /** Where it listens as acceptor, or dials to as initiator. */
  readonly address: Address
  readonly store: MessageStore
  readonly application: ApplicationName
  /** Milliseconds between attempts as initiator. */
  readonly reconnectIntervalMs?: number
}

export class SelfTarget {
  settings: SessionSettings
  schedule: Schedule | undefined
  tamper: Tamper | undefined
  readonly #options: SelfTargetOptions
  #session: EngineSession | undefined
  #acceptor: Acceptor | undefined
  #initiator: Initiator | undefined
  #scheduler: Scheduler | undefined

  constructor(settings: SessionSettings, options: SelfTargetOptions) {
    this.settings = settings
    this.#options = options
  }

  get running(): boolean {
    return this.#session !== undefined
  }

  archives(): readonly ArchivedNumbering[] {
    return this.#options.store.archives()
  }

  /** Starts on what the store holds. @returns when it listens; an initiator dials at once */
  async start(): Promise<Address> {
    const { clock, network, address, store, application } = this.#options
    const session = new EngineSession({
      settings: this.settings,
      store,
      clock,
      tamper: this.tamper,
      application: { ...applicationNamed(application), onDisconnect: () => this.#linkLost() },
    })
    this.#session = session
    if (this.settings.role === 'initiator') {
      const { reconnectIntervalMs = 1000 } = this.#options
      this.#initiator = new Initiator({ network, clock, address, session, reconnectIntervalMs })
    }
    if (this.schedule !== undefined)
      this.#scheduler = new Scheduler({ schedule: this.schedule, clock, session, initiator: this.#initiator })
    this.#scheduler?.start()
    if (this.#initiator !== undefined) {
      if (this.#scheduler === undefined) this.#initiator.start()
      return address
    }
    this.#acceptor = new Acceptor({ network, clock, address, mayConnect: () => this.#scheduler?.open ?? true })
    this.#acceptor.add(session)
    return this.#acceptor.start()
  }

  logout(): void {
    this.#session?.logout()
  }

  /** As if its process had been killed: no Logout, no timers, the store as it stands. */
  kill(): void {
    const session = this.#session
    this.#session = undefined
    // First, so that what ends behind it is told to nobody.
    session?.abandon()
    this.#scheduler?.stop()
    this.#initiator?.stop()
    this.#acceptor?.stop()
    this.#scheduler = undefined
    this.#initiator = undefined
    this.#acceptor = undefined
  }

  #linkLost(): void {
    this.#scheduler?.linkLost()
    this.#initiator?.linkLost()
  }
}
