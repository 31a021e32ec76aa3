/** Two engines that keep one session by their schedules, in memory, on a simulated clock. */
import { Acceptor } from '../engine/acceptor.ts'
import { EngineSession } from '../engine/engine-session.ts'
import { Initiator } from '../engine/initiator.ts'
import { Scheduler } from '../engine/scheduler.ts'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import { Journal } from '../journal/journal.ts'
import type { Observation } from '../session/action.ts'
import type { Schedule } from '../session/schedule.ts'
import type { Role, SessionSettings } from '../session/settings.ts'
import { JumpingClock } from '../simulator/jumping-clock.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { mirrored, settingsFor } from './engine-rig.ts'

const ADDRESS = { host: 'memory', port: 9878 }

export interface Schedules {
  readonly schedule?: Schedule | undefined
  readonly reset?: Schedule | undefined
}

export interface ScheduledPairOptions extends Schedules {
  /** Epoch milliseconds UTC. */
  readonly start: number
  /** When the numberings in the stores began. Default `start`. */
  readonly numberingBegan?: number
  readonly settings?: Partial<SessionSettings>
  /** What the acceptor follows, where it differs. */
  readonly acceptor?: Schedules
}

export interface ScheduledSide {
  readonly session: EngineSession
  readonly store: MemoryStore
  readonly scheduler: Scheduler
  readonly disconnects: string[]
  readonly observed: Observation[]
  /** What went over the wire, where the pair was made with `journalled`. */
  readonly journal: Journal | undefined
}

export class ScheduledPair {
  readonly steady: SimulatedClock
  readonly clock: JumpingClock
  readonly acceptor: ScheduledSide
  readonly initiator: ScheduledSide
  readonly refused: string[] = []

  constructor(options: ScheduledPairOptions, journalled = false) {
    this.steady = new SimulatedClock(options.start)
    this.clock = new JumpingClock(this.steady)
    const network = new MemoryNetwork({ clock: this.steady })
    this.acceptor = side('acceptor', options, this.clock, network, journalled)
    this.initiator = side('initiator', options, this.clock, network, journalled)
    const { acceptor } = this
    const port = new Acceptor({
      network,
      clock: this.clock,
      address: ADDRESS,
      mayConnect: () => acceptor.scheduler.open,
      onRefused: (why) => this.refused.push(why),
    })
    port.add(acceptor.session)
    network.listenNow(ADDRESS, (transport) => port.accept(transport))
  }

  get sides(): readonly [ScheduledSide, ScheduledSide] {
    return [this.acceptor, this.initiator]
  }

  /** Whether each side is established, the acceptor first. */
  get standing(): [boolean, boolean] {
    return [this.acceptor.session.established, this.initiator.session.established]
  }

  /** True when each side expects the number that the other will send next. */
  get inStep(): boolean {
    const [a, b] = [this.acceptor.session, this.initiator.session]
    return a.nextIn === b.nextOut && b.nextIn === a.nextOut
  }

  start(): void {
    for (const { scheduler } of this.sides) scheduler.start()
  }

  /** Lets everything happen that is due until then. @param instant - epoch milliseconds UTC, or ISO text without zone */
  goTo(instant: number | string): void {
    this.steady.advanceTo(typeof instant === 'number' ? instant : Date.parse(`${instant}Z`))
  }
}

function side(
  role: Role,
  options: ScheduledPairOptions,
  clock: JumpingClock,
  network: MemoryNetwork,
  journalled: boolean,
): ScheduledSide {
  const own = settingsFor('initiator', options.settings)
  const store = new MemoryStore(options.numberingBegan ?? options.start)
  const journal = journalled ? new Journal({ now: () => clock.now(), elapsed: () => 0 }) : undefined
  const [disconnects, observed]: [string[], Observation[]] = [[], []]
  const session: EngineSession = new EngineSession({
    settings: role === 'initiator' ? own : mirrored(own),
    store,
    clock,
    journal,
    application: {
      onObservation: (observation) => observed.push(observation),
      onDisconnect: (why) => {
        disconnects.push(why)
        scheduler.linkLost()
        initiator?.linkLost()
      },
    },
  })
  const initiator = role === 'initiator' ? new Initiator({ network, clock, address: ADDRESS, session }) : undefined
  const { schedule, reset } = role === 'acceptor' ? (options.acceptor ?? options) : options
  const scheduler = new Scheduler({ schedule, reset, clock, session, initiator })
  return { session, store, scheduler, disconnects, observed, journal }
}
