/**
 * The counterparty that keeps the session by itself: the whole engine runs, with Heartbeats, resends and its schedule,
 * and the scenario looks on, or steps in.
 */
import type { Field } from '../codec/encode.ts'
import { Acceptor } from '../engine/acceptor.ts'
import type { Clock } from '../engine/clock.ts'
import { EngineSession } from '../engine/engine-session.ts'
import { Initiator } from '../engine/initiator.ts'
import { Scheduler } from '../engine/scheduler.ts'
import type { Journal } from '../journal/journal.ts'
import type { Schedule } from '../session/schedule.ts'
import type { SessionSettings } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import type { Address, Network } from '../transport/transport.ts'

export interface SessionCounterpartyOptions {
  readonly settings: SessionSettings
  readonly clock: Clock
  readonly network: Network
  /** The target's address, or ours when the target dials. */
  readonly address: Address
  readonly journal: Journal
  readonly schedule?: Schedule | undefined
}

/** Long enough not to fill the record while a target is down over a week end. */
const RECONNECT_INTERVAL_MS = 30_000

export class SessionCounterparty {
  readonly #session: EngineSession
  readonly #initiator: Initiator | undefined
  readonly #acceptor: Acceptor | undefined
  readonly #scheduler: Scheduler | undefined

  constructor(options: SessionCounterpartyOptions) {
    const { settings, clock, network, address, journal, schedule } = options
    this.#session = new EngineSession({
      settings,
      store: new MemoryStore(clock.now()),
      clock,
      journal,
      application: {
        onDisconnect: () => {
          this.#scheduler?.linkLost()
          this.#initiator?.linkLost()
        },
      },
    })
    if (settings.role === 'initiator')
      this.#initiator = new Initiator({
        network,
        clock,
        address,
        session: this.#session,
        reconnectIntervalMs: RECONNECT_INTERVAL_MS,
      })
    else {
      this.#acceptor = new Acceptor({ network, clock, address, mayConnect: () => this.#scheduler?.open ?? true })
      this.#acceptor.add(this.#session)
    }
    if (schedule !== undefined)
      this.#scheduler = new Scheduler({ schedule, clock, session: this.#session, initiator: this.#initiator })
  }

  get established(): boolean {
    return this.#session.established
  }

  async start(): Promise<void> {
    await this.#acceptor?.start()
    if (this.#scheduler !== undefined) this.#scheduler.start()
    else this.#initiator?.start()
  }

  submit(msgType: string, fields: readonly Field[]): void {
    this.#session.submit(msgType, fields)
  }

  logout(): void {
    this.#session.logout()
  }

  stop(): void {
    this.#session.close()
    this.#scheduler?.stop()
    this.#initiator?.stop()
    this.#acceptor?.stop()
  }
}
