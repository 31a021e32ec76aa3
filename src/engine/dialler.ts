/** One attempt after another to reach a destination, each when it is told to: at most one is planned or under way. */
import type { Destination } from '../parameters/settings.ts'
import type { Network, Transport } from '../transport/transport.ts'
import type { Clock, Timer } from './clock.ts'
import type { DialGroups } from './dial-groups.ts'

export interface DiallerOptions {
  readonly clock: Clock
  readonly network: Network
  /** Whoever dials in turn with others: their places, the name of the group, and milliseconds between two places. */
  readonly group?: { readonly places: DialGroups; readonly name: string; readonly intervalMs: number } | undefined
  /** Called as the attempt begins. @returns where it goes */
  readonly onAttempt: () => Destination
  readonly onConnect: (transport: Transport, destination: Destination) => void
  readonly onFailure: (cause: Error) => void
}

export class Dialler {
  readonly #options: DiallerOptions
  #timer: Timer | undefined
  /** What an attempt that was called off says later belongs to another number, and nobody listens. */
  #attempt = 0
  #busy = false

  constructor(options: DiallerOptions) {
    this.#options = options
  }

  /** True while an attempt is planned or under way. */
  get busy(): boolean {
    return this.#busy
  }

  /** Plans the next attempt; what was planned before is called off. */
  dial(delayMs: number): void {
    const { clock, group } = this.#options
    this.cancel()
    this.#busy = true
    const now = clock.now()
    const wished = now + delayMs
    const at = group === undefined ? wished : group.places.place(group.name, wished, group.intervalMs)
    if (at <= now) this.#begin()
    else this.#timer = clock.schedule(at, () => this.#begin())
  }

  /** Calls off what is planned and what is under way. */
  cancel(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#attempt++
    this.#busy = false
  }

  #begin(): void {
    const { network, onAttempt, onConnect, onFailure } = this.#options
    const attempt = this.#attempt
    const destination = onAttempt()
    // Whoever was told of the attempt may have called it off.
    if (attempt !== this.#attempt) return
    network.dial(destination, {
      onConnect: (transport) => {
        if (attempt !== this.#attempt) return transport.destroy()
        this.#busy = false
        onConnect(transport, destination)
      },
      onError: (cause) => {
        if (attempt !== this.#attempt) return
        this.#busy = false
        onFailure(cause)
      },
    })
  }
}
