/** Where a scenario runs: a clock, a network, a target at the other end, and what the target can be asked to do. */
import type { Clock } from '../engine/clock.ts'
import type { Tamper } from '../engine/tamper.ts'
import type { Journal } from '../journal/journal.ts'
import type { Schedule } from '../session/schedule.ts'
import type { SessionSettings } from '../session/settings.ts'
import type { ArchivedNumbering } from '../store/message-store.ts'
import type { Address, Network } from '../transport/transport.ts'

export interface Environment {
  readonly clock: Clock
  readonly network: Network
  readonly journal: Journal
  /** Where the target listens, or where it dials to. */
  readonly address: Address
  /** True when time jumps: waiting costs nothing. */
  readonly simulated: boolean
  /** What the tester remembers of the session from one scenario to the next. */
  readonly memory: SessionMemory
  /** How long a target that dials may take to come, milliseconds. */
  readonly dialInMs: number

  /**
   * Waits until `done` answers true, which is asked whenever anything was journalled.
   *
   * @param deadline - epoch milliseconds on the environment's clock
   * @returns false when the deadline came first
   */
  until(done: () => boolean, deadline: number): Promise<boolean>

  /** Makes sure that the target runs. */
  startTarget(): void
  /** What the profile's target can be asked to do beyond FIX; undefined where it is a stranger. */
  readonly control: TargetControl | undefined
  /** Ends what the scenario opened. */
  close(): void
}

/** Numbers that outlive a scenario, because the target's do. */
export interface SessionMemory {
  /** MsgSeqNum(34) that the target expects next, as far as the tester knows. */
  nextOut: number
}

/** Levels of co-operation beyond host, port and CompIDs. Each is a capability of the profile. */
export interface TargetControl {
  configure(settings: Partial<SessionSettings>): void
  useSchedule(schedule: Schedule): void
  tamper(tamper: Tamper): void
  /** Makes the target leave: Logout of its own. */
  logout(): void
  /** Ends the target's process without a word; its store stays. */
  kill(): void
  /** Starts it again on the store it left. */
  restart(): void
  archives(): readonly ArchivedNumbering[]
  /** Moves the clock to an instant, before anything runs. */
  setTime(at: number): void
}
