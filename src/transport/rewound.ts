/** A connection whose first bytes were looked at, to learn whose it is, and are given again to whoever takes it over. */
import type { Receiver, Transport } from './transport.ts'

/** What came while the connection was looked at; it may grow until somebody takes the connection over. */
export interface Early {
  readonly chunks: Buffer[]
  /** Why the connection has ended meanwhile; undefined while it stands. */
  closed: string | undefined
}

/** Delivers what came early before anything that arrives later. */
export function rewound(transport: Transport, early: Early): Transport {
  return new Rewound(transport, early)
}

/** Stays in front of the connection as long as that lives, so it is small: there may be thousands. */
class Rewound implements Transport {
  readonly remote: string
  readonly #transport: Transport
  /** Until it has been delivered. */
  #early: Early | undefined
  #ended = false

  constructor(transport: Transport, early: Early) {
    this.remote = transport.remote
    this.#transport = transport
    this.#early = early
  }

  get backlog(): number {
    return this.#transport.backlog
  }

  write(bytes: Uint8Array): void {
    this.#transport.write(bytes)
  }

  close(): void {
    this.#ended = true
    this.#transport.close()
  }

  destroy(): void {
    this.#ended = true
    this.#transport.destroy()
  }

  pause(): void {
    this.#transport.pause?.()
  }

  resume(): void {
    this.#transport.resume?.()
  }

  listen(receiver: Receiver): void {
    const early = this.#early
    for (const chunk of early?.chunks.splice(0) ?? []) if (!this.#ended) receiver.onData(chunk)
    if (early?.closed !== undefined) return receiver.onClose(early.closed)
    this.#early = undefined
    this.#transport.listen(receiver)
  }
}
