/** The sides of a target that a profile is run against: each version in each role, as the legs of a run are. Pure. */
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'
import type { Side } from '../testbench/applicability.ts'
import type { Profile } from '../testbench/profile.ts'
import { TRADING_VERSIONS } from '../testbench/trading.ts'

export interface PlannedSide extends Side {
  readonly fixVersion: FixVersion
}

/** What of a profile decides about cases. */
export type PlannedProfile = Pick<Profile, 'sessions' | 'capabilities' | 'trading'> & {
  readonly target: Pick<Profile['target'], 'role'>
}

export function sidesOf({ target, sessions, capabilities, trading }: PlannedProfile): PlannedSide[] {
  return VERSIONS.flatMap((version) =>
    [target.role]
      .flat()
      .filter((role) =>
        sessions.some((session) => findVersion(session.beginString) === version && (session.role ?? role) === role),
      )
      .map((targetRole): PlannedSide => {
        const { plays = targetRole === 'acceptor' ? 'venue' : 'client', symbol, price, tolerates } = trading
        return {
          fixVersion: version,
          version: version.id,
          targetRole,
          capabilities,
          trading: TRADING_VERSIONS.includes(version.id) ? { plays, symbol, price, tolerates } : undefined,
        }
      }),
  )
}
