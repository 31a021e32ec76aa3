/** A connection of the tester that can stop reading for a while, so that the target has to keep what it wants to say. */
import type { Receiver, Transport } from '../transport/transport.ts'

/** What can not be paused, as a connection in memory, is read and kept back. */
export class Holdable implements Transport {
  readonly remote: string
  readonly #transport: Transport
  #receiver: Receiver | undefined
  #holding = false
  /** What came meanwhile; an end of the connection is the last of it. */
  readonly #kept: ((receiver: Receiver) => void)[] = []

  constructor(transport: Transport) {
    this.remote = transport.remote
    this.#transport = transport
  }

  get backlog(): number {
    return this.#transport.backlog
  }

  /** Reads no more. */
  hold(): void {
    this.#holding = true
    this.#transport.pause?.()
  }

  /** Reads on, and first what was kept back. */
  readOn(): void {
    this.#holding = false
    for (const arrival of this.#kept.splice(0)) if (this.#receiver !== undefined) arrival(this.#receiver)
    this.#transport.resume?.()
  }

  write(bytes: Uint8Array): void {
    this.#transport.write(bytes)
  }

  close(): void {
    this.#transport.close()
  }

  destroy(): void {
    this.#transport.destroy()
  }

  pause(): void {
    this.#transport.pause?.()
  }

  resume(): void {
    this.#transport.resume?.()
  }

  listen(receiver: Receiver): void {
    this.#receiver = receiver
    this.#transport.listen({
      onData: (chunk) => this.#arrive((to) => to.onData(chunk)),
      onClose: (why) => this.#arrive((to) => to.onClose(why)),
      onDrain: () => this.#receiver?.onDrain?.(),
    })
  }

  #arrive(arrival: (receiver: Receiver) => void): void {
    if (this.#holding) this.#kept.push(arrival)
    else if (this.#receiver !== undefined) arrival(this.#receiver)
  }
}
