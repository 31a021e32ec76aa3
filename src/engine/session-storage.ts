/** What the life of a session does to its stores, by the parameters: the session then begins anew on what is there. */
import type { EngineParameters } from '../parameters/settings.ts'
import type { Clock } from './clock.ts'
import type { ConnectionStores } from './connection-stores.ts'
import type { EngineSession } from './engine-session.ts'
import type { ConnectionName } from './hosted-application.ts'

export interface SessionStorageOptions {
  readonly parameters: EngineParameters
  readonly clock: Clock
  readonly session: EngineSession
  readonly stores: ConnectionStores
}

/** Every verb throws what the store throws, and needs a session without a connection. */
export class SessionStorage {
  readonly #options: SessionStorageOptions

  constructor(options: SessionStorageOptions) {
    this.#options = options
  }

  /** The session begins anew on the store in use, as it stands. */
  renew(): void {
    const { session, stores } = this.#options
    session.renew(stores.current)
  }

  /** A new numbering, 1/1, in the storage of one connection. */
  beginAnew(connection: ConnectionName): void {
    const { session, stores, clock } = this.#options
    session.renew(stores.useAnew(connection, clock.now()))
  }

  /** What an initiator takes along to its other destination: everything, the storage alone, or nothing. */
  switchTo(to: ConnectionName): void {
    const { keepConnectionState, resetOnSwitchToBackup, resetOnSwitchToPrimary } = this.#options.parameters.connection
    if (!keepConnectionState) return this.beginAnew(to)
    const reset = to === 'backup' ? resetOnSwitchToBackup : resetOnSwitchToPrimary
    if (!reset) return
    this.#options.stores.archive(this.#options.clock.now(), false)
    this.renew()
  }

  /** The session is over: its numbering goes to the archive. With tolerance the numbers stay. */
  archive(): void {
    const { stores, clock, parameters } = this.#options
    stores.archive(clock.now(), parameters.session.intradayLogoutTolerance)
  }

  /** Before a Logon: reads what another process may have left, where that is asked for. */
  refresh(): void {
    const { session, stores, parameters } = this.#options
    const { refreshOnLogon, storageType } = parameters.storage
    // The store of a process has nobody else who could have written to it.
    if (refreshOnLogon && storageType !== 'transient' && storageType !== 'null') session.renew(stores.reopen())
  }
}
