/** Transport connections between the tester and its target: made by whoever dials, and closed with the bench. */
import { TargetUnreachable } from '../conformance/verdict.ts'
import type { Address, Listener, Transport } from '../transport/transport.ts'
import type { Environment } from './environment.ts'
import type { Leg } from './leg.ts'

/** How long a transport connection may take to stand. */
const CONNECT_MS = 6_000

export class TargetConnections {
  readonly #environment: Environment
  readonly #targetRole: Leg['targetRole']
  #listener: Listener | undefined
  readonly #arrived: Transport[] = []
  readonly #further: Listener[] = []

  constructor(environment: Environment, targetRole: Leg['targetRole']) {
    this.#environment = environment
    this.#targetRole = targetRole
  }

  /**
   * A connection to a target that listens, or of one that dials, which is waited for.
   *
   * @throws TargetUnreachable with the system's reason
   */
  async make(to: Address): Promise<Transport> {
    this.#environment.startTarget()
    return this.#targetRole === 'acceptor' ? await this.dial(to) : await this.#arrival(this.#environment.dialInMs)
  }

  /** @throws TargetUnreachable with the system's reason */
  async dial(address: Address): Promise<Transport> {
    const { network, journal } = this.#environment
    let made: Transport | Error | undefined
    network.dial(address, {
      onConnect: (transport) => {
        made = transport
        journal.event('stage', `connection to ${transport.remote} made`)
      },
      onError: (cause) => {
        made = cause
        journal.event('refused', cause.message)
      },
    })
    await this.#until(() => made !== undefined, CONNECT_MS)
    if (made === undefined) throw new TargetUnreachable(`no connection within ${CONNECT_MS / 1000} s`)
    if (made instanceof Error) throw new TargetUnreachable(made.message)
    return made
  }

  /** Listens beside the place where a target that dials comes to. */
  async listen(address: Address, onConnection: (transport: Transport) => void): Promise<Listener> {
    const listener = await this.#environment.network.listen(address, onConnection)
    this.#further.push(listener)
    return listener
  }

  /** True when the target that dials has come within the time. */
  async dialsWithin(ms: number): Promise<boolean> {
    this.#environment.startTarget()
    await this.#open()
    return this.#until(() => this.#arrived.length > 0, ms)
  }

  /** Closes a connection of a target that dials without a word. */
  turnAway(): void {
    this.#arrived.shift()?.destroy()
  }

  close(): void {
    for (const transport of this.#arrived) transport.destroy()
    this.#listener?.close()
    for (const listener of this.#further) listener.close()
  }

  async #arrival(withinMs: number): Promise<Transport> {
    const { host, port } = this.#environment.address
    if (!(await this.dialsWithin(withinMs)))
      throw new TargetUnreachable(`the target did not connect within ${withinMs / 1000} s to ${host}:${port}`)
    return this.#arrived.shift() as Transport
  }

  async #open(): Promise<void> {
    const { network, address, journal } = this.#environment
    this.#listener ??= await network.listen(address, (transport) => {
      this.#arrived.push(transport)
      journal.event('stage', `the target connected from ${transport.remote}`)
    })
  }

  #until(done: () => boolean, withinMs: number): Promise<boolean> {
    const { clock } = this.#environment
    return this.#environment.until(done, clock.now() + withinMs)
  }
}
