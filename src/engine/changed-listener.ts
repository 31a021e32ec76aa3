/**
 * An acceptor whose counterparty comes over another listener than before (SD-79). Only a Logon that is accepted makes
 * the change: until then the session stays on the connection, and in the storage, that it had.
 */
import type { ConnectionName } from './hosted-application.ts'
import type { NewNumbering, SessionStorage } from './session-storage.ts'

export interface ChangedListenerOptions {
  readonly storage: SessionStorage
  /** The connection in use. */
  readonly active: () => ConnectionName
  /** The change is made. */
  readonly onChanged: (from: ConnectionName, to: ConnectionName) => void
}

export class ChangedListener {
  readonly #options: ChangedListenerOptions
  /** Of the connection under way, while its Logon is not accepted. */
  #coming: { readonly to: ConnectionName; readonly numbering: NewNumbering | undefined } | undefined

  constructor(options: ChangedListenerOptions) {
    this.#options = options
  }

  /**
   * To be called before the session takes the connection.
   *
   * @param sharedStore - false: the numbering begins anew, in storage of the connection
   */
  came(to: ConnectionName, sharedStore: boolean): void {
    const { storage, active } = this.#options
    if (to === active()) return
    this.#coming = { to, numbering: sharedStore ? undefined : storage.beginWithLogon(to) }
  }

  /** The Logon was accepted. */
  accepted(): void {
    const coming = this.#coming
    if (coming === undefined) return
    this.#coming = undefined
    const from = this.#options.active()
    coming.numbering?.tellUnsent()
    this.#options.onChanged(from, coming.to)
  }

  /** The connection has gone; where its Logon was not accepted, the session goes back to what it was. */
  ended(): void {
    const numbering = this.#coming?.numbering
    if (numbering?.begun === true) return this.accepted()
    this.#coming = undefined
    if (numbering === undefined) return
    this.#options.storage.renew()
    numbering.tellUnsent()
  }

  /** Nobody is told any more. */
  forget(): void {
    this.#coming = undefined
  }

  /** True when the fault is that of storage that could not begin anew. */
  failedWith(fault: Error): boolean {
    return this.#coming?.numbering?.failure === fault
  }
}
