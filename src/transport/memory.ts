/**
 * Connections inside one process, driven by the clock that is handed in. Order within a direction is kept; delays and
 * the cutting into chunks come from functions handed in, so that a seed decides them.
 */
import {
  type Address,
  ConnectionError,
  type DialHandlers,
  formatAddress,
  type Listener,
  type Network,
  type Receiver,
  type Transport,
} from './transport.ts'

export interface MemoryNetworkOptions {
  readonly clock: { now(): number; schedule(at: number, fire: () => void): unknown }
  /** Delay of the next delivery, milliseconds. Default 1 each. */
  readonly latencyMs?: () => number
  /** Cuts what is written into the chunks that arrive. Default: one chunk. */
  readonly split?: (bytes: Buffer) => Buffer[]
}

export class MemoryNetwork implements Network {
  readonly #options: Required<MemoryNetworkOptions>
  readonly #listeners = new Map<number, (transport: Transport) => void>()
  #nextPort = 40_000

  constructor(options: MemoryNetworkOptions) {
    this.#options = { latencyMs: () => 1, split: (bytes) => [bytes], ...options }
  }

  dial(address: Address, handlers: DialHandlers): void {
    const { clock, latencyMs } = this.#options
    clock.schedule(clock.now() + latencyMs(), () => {
      const accept = this.#listeners.get(address.port)
      if (accept === undefined) {
        const where = formatAddress(address)
        handlers.onError(new ConnectionError('ECONNREFUSED', `connection refused by ${where}: nobody listens there`))
        return
      }
      const near = new MemoryTransport(this.#options, formatAddress(address))
      const far = new MemoryTransport(this.#options, `memory:${this.#nextPort++}`)
      near.join(far)
      far.join(near)
      accept(far)
      handlers.onConnect(near)
    })
  }

  /** Makes the listener at once: in memory nothing has to be waited for. */
  listenNow(address: Address, onConnection: (transport: Transport) => void): Listener {
    const port = address.port === 0 ? this.#nextPort++ : address.port
    if (this.#listeners.has(port)) throw new ConnectionError('EADDRINUSE', `port ${port} is in use`)
    this.#listeners.set(port, onConnection)
    return { address: { host: address.host, port }, close: () => this.#listeners.delete(port) }
  }

  async listen(address: Address, onConnection: (transport: Transport) => void): Promise<Listener> {
    return this.listenNow(address, onConnection)
  }
}

class MemoryTransport implements Transport {
  readonly remote: string
  readonly #options: Required<MemoryNetworkOptions>
  #peer: MemoryTransport | undefined
  #receiver: Receiver | undefined
  /** What arrived before anybody listened. */
  readonly #early: ((receiver: Receiver) => void)[] = []
  #open = true
  /** Deliveries keep their order even when a later one drew a shorter delay. */
  #lastArrival = 0

  constructor(options: Required<MemoryNetworkOptions>, remote: string) {
    this.#options = options
    this.remote = remote
  }

  join(peer: MemoryTransport): void {
    this.#peer = peer
  }

  write(bytes: Uint8Array): void {
    if (!this.#open) return
    // The writer may use its buffer again: what travels is a copy.
    for (const chunk of this.#options.split(Buffer.from(bytes))) this.#deliver((receiver) => receiver.onData(chunk))
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#deliver((receiver) => receiver.onClose('closed by the other side'), true)
    this.#arrive((receiver) => receiver.onClose('closed'))
  }

  destroy(): void {
    this.close()
  }

  listen(receiver: Receiver): void {
    this.#receiver = receiver
    for (const arrival of this.#early.splice(0)) arrival(receiver)
  }

  #deliver(arrival: (receiver: Receiver) => void, closes = false): void {
    const { clock, latencyMs } = this.#options
    this.#lastArrival = Math.max(this.#lastArrival, clock.now() + latencyMs())
    clock.schedule(this.#lastArrival, () => {
      const peer = this.#peer
      if (peer === undefined || !peer.#open) return
      if (closes) peer.#open = false
      peer.#arrive(arrival)
    })
  }

  #arrive(arrival: (receiver: Receiver) => void): void {
    if (this.#receiver === undefined) this.#early.push(arrival)
    else arrival(this.#receiver)
  }
}
