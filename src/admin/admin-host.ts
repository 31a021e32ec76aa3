/** What the API works on. It talks to sessions of the engine and to nothing behind them. */
import type { FixEngine } from '../engine/fix-engine.ts'
import type { HostedSession } from '../engine/hosted-session.ts'
import type { Journal } from '../journal/journal.ts'
import type { AdminVenue } from './admin-venue.ts'

/** A session with what is known of its talk. */
export interface AdminSession {
  readonly session: HostedSession
  readonly journal: Journal
  /** Tags whose values are never shown. */
  readonly secretTags: ReadonlySet<number>
  /** Its application, by the name that it was chosen by. */
  readonly application: string
}

export interface AdminHost {
  readonly engine: Pick<FixEngine, 'sessions' | 'find'>
  /** @returns undefined for a session that the host did not make */
  of(session: HostedSession): AdminSession | undefined
  /** What answers the sessions, where it is a venue. */
  readonly venue?: AdminVenue | undefined
}

/** @returns undefined when there is none of that id */
export function findSession(host: AdminHost, id: string): AdminSession | undefined {
  const session = host.engine.find(id)
  return session === undefined ? undefined : host.of(session)
}

export function allSessions(host: AdminHost): AdminSession[] {
  return host.engine.sessions().flatMap((session) => host.of(session) ?? [])
}
