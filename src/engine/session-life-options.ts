/** What the life of a session is led with: its parts, and what it shares with other sessions. */
import type { EngineParameters } from '../parameters/settings.ts'
import type { Network } from '../transport/transport.ts'
import type { Clock } from './clock.ts'
import type { DialGroups } from './dial-groups.ts'
import type { EngineSession } from './engine-session.ts'
import type { HostedCalls } from './hosted-calls.ts'
import type { StatisticsCounter } from './session-statistics.ts'
import type { SessionStorage } from './session-storage.ts'
import type { Undelivered } from './undelivered.ts'

export interface SessionLifeOptions {
  readonly parameters: EngineParameters
  readonly clock: Clock
  readonly network: Network
  readonly session: EngineSession
  readonly storage: SessionStorage
  readonly statistics: StatisticsCounter
  readonly calls: HostedCalls
  readonly undelivered: Undelivered
  readonly groups: DialGroups
  /** False while the schedule lets nobody connect. */
  readonly scheduleOpen: () => boolean
}
