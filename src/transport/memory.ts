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

/** Delays and cuts of what travels in memory. */
export interface MemoryNetworkOptions {
  /** Carries what is under way. */
  readonly clock: { now(): number; schedule(at: number, fire: () => void): unknown }
  /** Delay of the next delivery, milliseconds. Default 1 each. */
  readonly latencyMs?: () => number
  /** Cuts what is written into the chunks that arrive. Default: one chunk. */
  readonly split?: (bytes: Buffer) => Buffer[]
  /** Whether the next connection to be destroyed takes with it what is under way. Default: never. */
  readonly losesOnDestroy?: () => boolean
  /** Told of each dial to an address where nobody listens, before whoever dialled is. */
  readonly onRefused?: (address: Address) => void
}

type Accept = (transport: MemoryTransport) => void

/**
 * Connections between sessions of one process, for tests: no socket, and time is that of the clock. Ports are names;
 * the host is not looked at.
 */
export class MemoryNetwork implements Network {
  readonly #options: Required<MemoryNetworkOptions>
  readonly #listeners = new Map<number, Accept>()
  #nextPort = 40_000

  constructor(options: MemoryNetworkOptions) {
    this.#options = {
      latencyMs: () => 1,
      split: (bytes) => [bytes],
      losesOnDestroy: () => false,
      onRefused: () => undefined,
      ...options,
    }
  }

  dial(address: Address, handlers: DialHandlers): void {
    const { clock, latencyMs, onRefused } = this.#options
    clock.schedule(clock.now() + latencyMs(), () => {
      const accept = this.#listeners.get(address.port)
      if (accept === undefined) {
        onRefused(address)
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

  /**
   * Makes the listener at once: in memory nothing has to be waited for.
   *
   * @throws ConnectionError when somebody listens at the port already
   */
  listenNow(address: Address, onConnection: (transport: Transport) => void): Listener {
    const port = address.port === 0 ? this.#nextPort++ : address.port
    if (this.#listeners.has(port))
      throw new ConnectionError('EADDRINUSE', `port ${port} on ${address.host} is in use by another process`)
    const taken = new Set<MemoryTransport>()
    const accept: Accept = (transport) => {
      taken.add(transport)
      transport.whenEnded(() => taken.delete(transport))
      onConnection(transport)
    }
    this.#listeners.set(port, accept)
    return {
      address: { host: address.host, port },
      close: () => {
        // A listener closed twice must not take the place of the one that came after it.
        if (this.#listeners.get(port) === accept) this.#listeners.delete(port)
        for (const transport of taken) transport.destroy()
      },
    }
  }

  async listen(address: Address, onConnection: (transport: Transport) => void): Promise<Listener> {
    return this.listenNow(address, onConnection)
  }
}

class MemoryTransport implements Transport {
  readonly remote: string
  /** What is under way is held by the clock, and the other side always reads. */
  readonly backlog = 0
  readonly #options: Required<MemoryNetworkOptions>
  #peer: MemoryTransport | undefined
  #receiver: Receiver | undefined
  #onEnded: (() => void) | undefined
  /** What arrived before anybody listened. */
  readonly #early: ((receiver: Receiver) => void)[] = []
  #open = true
  /** Why it has ended, once that has arrived. */
  #closed: string | undefined
  /** What was sent is lost under way. */
  #lost = false
  /** Deliveries keep their order even when a later one drew a shorter delay. */
  #lastArrival = 0

  constructor(options: Required<MemoryNetworkOptions>, remote: string) {
    this.#options = options
    this.remote = remote
  }

  join(peer: MemoryTransport): void {
    this.#peer = peer
  }

  whenEnded(onEnded: () => void): void {
    this.#onEnded = onEnded
  }

  write(bytes: Uint8Array): void {
    if (!this.#open) return
    // The writer may use its buffer again: what travels is a copy.
    for (const chunk of this.#options.split(Buffer.from(bytes)))
      this.#travel((peer) => {
        if (!this.#lost) peer.#arrive((receiver) => receiver.onData(chunk))
      })
  }

  close(): void {
    if (!this.#open) return
    this.#end()
    this.#travel((peer) => {
      peer.#end()
      peer.#close('closed by the other side')
    })
    const { clock } = this.#options
    clock.schedule(clock.now(), () => this.#close('closed'))
  }

  destroy(): void {
    if (this.#open) this.#lost = this.#options.losesOnDestroy()
    this.close()
  }

  listen(receiver: Receiver): void {
    this.#receiver = receiver
    for (const arrival of this.#early.splice(0)) arrival(receiver)
    if (this.#closed !== undefined) receiver.onClose(this.#closed)
  }

  #close(why: string): void {
    this.#closed = why
    this.#receiver?.onClose(why)
  }

  #end(): void {
    this.#open = false
    this.#onEnded?.()
  }

  #travel(arrive: (peer: MemoryTransport) => void): void {
    const { clock, latencyMs } = this.#options
    this.#lastArrival = Math.max(this.#lastArrival, clock.now() + latencyMs())
    clock.schedule(this.#lastArrival, () => {
      const peer = this.#peer
      if (peer === undefined || !peer.#open) return
      arrive(peer)
    })
  }

  #arrive(arrival: (receiver: Receiver) => void): void {
    if (this.#receiver === undefined) this.#early.push(arrival)
    else arrival(this.#receiver)
  }
}
