/** Transport connections between the tester and its target: made by whoever dials, and closed with the bench. */
import { TargetUnreachable } from '../conformance/verdict.ts'
import type { Address, Listener, Transport } from '../transport/transport.ts'
import { strangersAt } from './dial-in.ts'
import type { Environment } from './environment.ts'
import type { Leg } from './leg.ts'

/** Connections of a target that dials which may wait for their scenario, and how many are told of one by one. */
const MAX_WAITING = 20
const MAX_TOLD = 100

/** How long a connection of a target that dials may wait for its scenario. */
const STALE_MS = 5_000

/** How long a transport connection may take to stand. */
const CONNECT_MS = 6_000

export class TargetConnections {
  readonly #environment: Environment
  readonly #targetRole: Leg['targetRole']
  #listener: Listener | undefined
  readonly #arrived: { readonly transport: Transport; readonly at: number }[] = []
  #arrivals = 0
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
    await this.#environment.startTarget()
    if (this.#targetRole === 'initiator') return await this.#arrival(this.#environment.dialInMs)
    try {
      return await this.dial(to)
    } catch (error) {
      const { startAgain } = this.#environment
      if (!(error instanceof TargetUnreachable) || startAgain === undefined || !(await startAgain())) throw error
      return await this.dial(to)
    }
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
    await this.#environment.startTarget()
    await this.#open()
    return this.#until(() => this.#arrived.length > 0, ms)
  }

  /** Closes a connection of a target that dials without a word. */
  turnAway(): void {
    this.#arrived.shift()?.transport.destroy()
  }

  close(): void {
    for (const { transport } of this.#arrived) transport.destroy()
    this.#listener?.close()
    for (const listener of this.#further) listener.close()
  }

  async #arrival(withinMs: number): Promise<Transport> {
    const { host, port } = this.#environment.address
    this.#dropStale()
    if (await this.dialsWithin(withinMs)) return (this.#arrived.shift() as { readonly transport: Transport }).transport
    const strangers = strangersAt(this.#environment.address)
    throw new TargetUnreachable(
      `the target did not connect within ${withinMs / 1000} s to ${host}:${port}${strangers === '' ? '' : `; ${strangers}`}`,
    )
  }

  /** Whoever has waited that long for an answer to its Logon has given up, or is about to. */
  #dropStale(): void {
    const oldest = this.#environment.clock.now() - STALE_MS
    while ((this.#arrived[0]?.at ?? oldest) < oldest) this.turnAway()
  }

  async #open(): Promise<void> {
    const { network, address, journal } = this.#environment
    this.#listener ??= await network.listen(address, (transport) => {
      const awaited = this.#arrived.length === 0
      this.#arrived.push({ transport, at: this.#environment.clock.now() })
      // Of many the oldest are dead or about to be.
      if (this.#arrived.length > MAX_WAITING) this.#arrived.shift()?.transport.destroy()
      // Whoever waits is woken by the record.
      if (++this.#arrivals <= MAX_TOLD || awaited)
        journal.event('stage', `the target connected from ${transport.remote}`)
    })
  }

  #until(done: () => boolean, withinMs: number): Promise<boolean> {
    const { clock } = this.#environment
    return this.#environment.until(done, clock.now() + withinMs)
  }
}
