/** Dials for one session, and dials again when the link is lost, as long as it is told to. */
import type { Address, Network } from '../transport/transport.ts'
import type { Clock, Timer } from './clock.ts'
import type { EngineSession } from './engine-session.ts'

/** For whom, where to, and how often to dial. */
export interface InitiatorOptions {
  /** What it dials with. */
  readonly network: Network
  /** For the pause between attempts. */
  readonly clock: Clock
  /** Where the counterparty listens. */
  readonly address: Address
  /** Gets each connection that was made. */
  readonly session: EngineSession
  /** Milliseconds between attempts. Default 1000. */
  readonly reconnectIntervalMs?: number
  /** Told about each attempt that failed. */
  readonly onFailure?: (cause: Error) => void
}

/**
 * Dials one address for an engine session, again and again until it is stopped. `HostedSession` knows more: limits on
 * tries, several destinations, a backup.
 */
export class Initiator {
  readonly #options: Required<Omit<InitiatorOptions, 'onFailure'>> & Pick<InitiatorOptions, 'onFailure'>
  #running = false
  #dialling = false
  #timer: Timer | undefined

  constructor(options: InitiatorOptions) {
    this.#options = { reconnectIntervalMs: 1000, ...options }
  }

  /** Dials at once; while it does already, or the session is connected, this changes nothing. */
  start(): void {
    this.#running = true
    this.#dial()
  }

  /** No further attempts; a connection that stands is left alone. */
  stop(): void {
    this.#running = false
    this.#timer?.cancel()
  }

  /** To be told when the session has lost its link: the next attempt follows after the interval. */
  linkLost(): void {
    const { clock, reconnectIntervalMs } = this.#options
    if (!this.#running) return
    this.#timer?.cancel()
    this.#timer = clock.schedule(clock.now() + reconnectIntervalMs, () => this.#dial())
  }

  #dial(): void {
    const { network, address, session, onFailure } = this.#options
    if (!this.#running || this.#dialling || session.connected) return
    this.#dialling = true
    network.dial(address, {
      onConnect: (transport) => {
        this.#dialling = false
        if (this.#running && !session.connected) session.attach(transport)
        else transport.close()
      },
      onError: (cause) => {
        this.#dialling = false
        onFailure?.(cause)
        this.linkLost()
      },
    })
  }
}
