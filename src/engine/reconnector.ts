/** How an initiator comes to its counterparty: the policy that decides, and the dialler that does it, as one. */
import type { ConnectionSettings, Destination } from '../parameters/settings.ts'
import type { Network, Transport } from '../transport/transport.ts'
import type { Clock } from './clock.ts'
import type { DialGroups } from './dial-groups.ts'
import { Dialler } from './dialler.ts'
import type { ConnectionName } from './hosted-application.ts'
import { type ReconnectDecision, ReconnectPolicy } from './reconnect-policy.ts'

export interface ReconnectorOptions {
  readonly connection: ConnectionSettings
  readonly clock: Clock
  readonly network: Network
  readonly groups: DialGroups
  /** An attempt begins. */
  readonly onAttempt: (connection: ConnectionName) => void
  /** @param heartBtInt - HeartBtInt(108) of the destination, seconds; absent: that of the session */
  readonly onConnect: (transport: Transport, heartBtInt: number | undefined) => void
  /** What follows an attempt that failed, or a link that was lost, and what happened there. */
  readonly onDecision: (decision: ReconnectDecision, why: string) => void
}

export class Reconnector {
  readonly #options: ReconnectorOptions
  readonly #policy: ReconnectPolicy
  readonly #dialler: Dialler
  #active: ConnectionName = 'primary'

  constructor(options: ReconnectorOptions) {
    this.#options = options
    const { connection, clock, network, groups } = options
    const { reconnectGroup: name, reconnectIntervalMs: intervalMs } = connection
    this.#policy = new ReconnectPolicy(connection)
    this.#dialler = new Dialler({
      clock,
      network,
      group: name === undefined ? undefined : { places: groups, name, intervalMs },
      onAttempt: () => this.#attempt(),
      onConnect: (transport, { heartBtInt }) => options.onConnect(transport, heartBtInt),
      onFailure: (cause) => options.onDecision(this.#policy.failed('connect'), cause.message),
    })
  }

  /** The destination in use. */
  get active(): ConnectionName {
    return this.#active
  }

  /** True while an attempt is planned or under way. */
  get busy(): boolean {
    return this.#dialler.busy
  }

  /** Begins anew on the destination in use, all tries before it. */
  restart(delayMs: number): void {
    this.#policy.restart()
    this.#dialler.dial(delayMs)
  }

  dial(delayMs: number): void {
    this.#dialler.dial(delayMs)
  }

  /** Calls off what is planned and what is under way. */
  cancel(): void {
    this.#dialler.cancel()
  }

  /** The Logon exchange is complete. */
  established(): void {
    this.#policy.established()
  }

  /** The connection has ended. @param established - its Logon exchange was complete */
  ended(established: boolean, why: string): void {
    this.#options.onDecision(established ? this.#policy.lost() : this.#policy.failed('logon'), why)
  }

  /** The next attempts go there. @param byHand - so the tries are counted from zero */
  use(connection: ConnectionName, byHand: boolean): void {
    this.#active = connection
    if (byHand) this.#policy.switchTo(connection)
  }

  #attempt(): Destination {
    const turn = this.#policy.attempt()
    this.#options.onAttempt(this.#active)
    const { destinations, backup } = this.#options.connection
    const destination = this.#active === 'backup' ? backup : destinations[turn]
    if (destination === undefined) throw new RangeError(`there is no ${this.#active} destination`)
    return destination
  }
}
