/** What the life of a session does to its stores, by the parameters: the session then begins anew on what is there. */
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import type { MessageStore } from '../store/message-store.ts'
import { asError } from './calling-back.ts'
import type { Clock } from './clock.ts'
import type { ConnectionStores } from './connection-stores.ts'
import type { EngineSession } from './engine-session.ts'
import type { ConnectionName } from './hosted-application.ts'
import { StoreBehindLogon } from './store-behind-logon.ts'

export interface SessionStorageOptions {
  readonly parameters: EngineParameters
  readonly clock: Clock
  readonly session: EngineSession
  readonly stores: ConnectionStores
  /** A message of the application whose numbering has ended before it could be sent. */
  readonly onNeverSent: (message: Message) => void
  /** One that can not be read: nobody will ever have it. */
  readonly onDamaged: (msgSeqNum: number, error: Error) => void
}

/** A numbering that a Logon begins once it is accepted. */
export interface NewNumbering {
  /** True once its storage was made. */
  readonly begun: boolean
  /** What the storage threw when it was to be made. */
  readonly failure: Error | undefined
  /**
   * Gives back the messages of the application that were never sent and never will be: once begun, those of the numbering
   * before; otherwise those that were stored for it.
   */
  tellUnsent(): void
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

  /** A new numbering, 1/1, in the storage of one connection. What was never sent goes back, as behind any local reset. */
  beginAnew(connection: ConnectionName): void {
    const { session, stores, clock } = this.#options
    const unsent = this.#unsent()
    session.renew(stores.useAnew(connection, clock.now()))
    for (const message of unsent) this.#options.onNeverSent(message)
  }

  /** As `beginAnew`, but nothing is touched before a Logon of ours answers that of the counterparty. */
  beginWithLogon(connection: ConnectionName): NewNumbering {
    const { session, stores, clock, onNeverSent } = this.#options
    let unsent: readonly Message[] = []
    let failure: Error | undefined
    const store = new StoreBehindLogon(clock.now(), () => {
      const before = this.#unsent()
      try {
        const made = stores.useAnew(connection, clock.now())
        unsent = before
        return made
      } catch (error) {
        failure = asError(error)
        throw failure
      }
    })
    session.renew(store)
    return {
      get begun() {
        return store.begun
      },
      get failure() {
        return failure
      },
      tellUnsent: () => {
        for (const message of store.begun ? unsent : this.#unsent(store)) onNeverSent(message)
      },
    }
  }

  /** What an initiator takes along to its other destination: everything, the storage alone, or nothing. */
  switchTo(to: ConnectionName): void {
    const { keepConnectionState, resetOnSwitchToBackup, resetOnSwitchToPrimary } = this.#options.parameters.connection
    if (!keepConnectionState) return this.beginAnew(to)
    const reset = to === 'backup' ? resetOnSwitchToBackup : resetOnSwitchToPrimary
    if (!reset) return
    const unsent = this.#unsent()
    this.#options.stores.archive(this.#options.clock.now(), false)
    this.renew()
    for (const message of unsent) this.#options.onNeverSent(message)
  }

  /** Messages of the application that a numbering holds for a connection that did not come. */
  #unsent(store: MessageStore = this.#options.stores.current): Message[] {
    const { onDamaged } = this.#options
    const messages = store.unsent(onDamaged).map(({ bytes }) => decode(Buffer.from(bytes)))
    return messages.filter(({ msgType }) => !isSessionMessage(msgType))
  }

  /** The session is over: its numbering goes to the archive. With tolerance the numbers stay. */
  archive(): void {
    const { stores, clock, parameters } = this.#options
    stores.archive(clock.now(), parameters.session.intradayLogoutTolerance)
  }

  /**
   * The session is over and gone: so is its numbering, and what is left of the session does nothing until it is renewed.
   */
  terminate(): void {
    const { stores, clock, session } = this.#options
    stores.terminate(clock.now())
    session.abandon()
  }

  /** Before a Logon: reads what another process may have left, where that is asked for. */
  refresh(): void {
    const { session, stores, parameters } = this.#options
    const { refreshOnLogon, storageType } = parameters.storage
    // The store of a process has nobody else who could have written to it.
    if (refreshOnLogon && storageType !== 'transient' && storageType !== 'null') session.renew(stores.reopen())
  }
}
