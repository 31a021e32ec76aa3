/** The states of a session's life, and what a Logout makes of it: tables, without anything that happens. */
import type { ConnectionSettings } from '../parameters/settings.ts'
import type { Session } from '../session/session.ts'
import type { Role } from '../session/settings.ts'
import { STD_STATES, stdState } from '../session/std-state.ts'

/** The states of the FIX Antenna family (engine parameters 1.1). */
export type LifecycleState =
  | 'initial'
  | 'waitForConnect'
  | 'waitForFirstLogon'
  | 'waitForConfirmLogon'
  | 'established'
  | 'waitForConfirmLogout'
  | 'reconnect'
  | 'switchConnection'
  | 'correctlyTerminated'
  | 'nonGracefullyTerminated'

/** True where a session neither connects nor is connected to until it is made anew. */
export function isTerminated(state: LifecycleState): boolean {
  return state === 'correctlyTerminated' || state === 'nonGracefullyTerminated'
}

/** The state of life that a state of the connection stands for, and why; undefined where the one before goes on. */
export function lifecycleOf(state: Session['state']): { state: LifecycleState; reason: string } | undefined {
  switch (state) {
    case 'awaitingLogon':
      return { state: 'waitForFirstLogon', reason: 'connected, Logon is awaited' }
    case 'logonSent':
      return { state: 'waitForConfirmLogon', reason: 'Logon sent' }
    case 'active':
      return { state: 'established', reason: 'Logon exchange complete' }
    case 'logoutSent':
      return { state: 'waitForConfirmLogout', reason: 'Logout sent' }
    case 'logoutAnswered':
    case 'closing':
    case 'disconnected':
      return undefined
  }
}

/** What becomes of a session whose Logout exchange is finished. */
export interface AfterLogout {
  /** The storage of the numbering goes to the archive. */
  readonly archive: boolean
  /** The object is taken out of the list, until it is made anew. */
  readonly remove: boolean
  /** The object is made anew. Without it, and without an end, it just goes on. */
  readonly recreate: boolean
  /** Where it comes to rest; absent where it connects, or waits, again. */
  readonly rest?: LifecycleState
}

/**
 * RecreateOnLogout and TerminateOnLogout with IntradayLogoutTolerance (engine parameters 2.1, SD-22). Without tolerance
 * the numbers are at 1/1 by the Logout itself. With it an archived session takes its numbers along.
 *
 * @param stopped - the session was told to stop, so it does not go on whatever the parameters say
 */
export function afterLogout(
  parameters: Pick<ConnectionSettings, 'recreateOnLogout' | 'terminateOnLogout'>,
  intradayLogoutTolerance: boolean,
  stopped: boolean,
): AfterLogout {
  const { recreateOnLogout, terminateOnLogout: archive } = parameters
  if (recreateOnLogout && !stopped) return { archive, remove: false, recreate: archive || !intradayLogoutTolerance }
  const ended = archive || !intradayLogoutTolerance
  return { archive, remove: archive, recreate: false, rest: ended ? 'correctlyTerminated' : 'initial' }
}

/**
 * The state of the standard's matrix, in its words.
 *
 * @param life - tells apart what a session without a connection waits for
 * @param connectedBefore - a connection stood earlier in this numbering
 */
export function stdStateOf(
  core: Readonly<Session>,
  role: Role,
  life: LifecycleState,
  connectedBefore: boolean,
): string {
  switch (core.state) {
    case 'disconnected':
      if (life === 'waitForConnect') return 'initiate connection'
      if (life === 'waitForFirstLogon') return 'awaiting connection'
      return STD_STATES[connectedBefore ? 2 : 1]
    case 'closing':
      return role === 'acceptor' && life === 'waitForFirstLogon' ? 'initiation Logon received' : stdState(core)
    default:
      return stdState(core)
  }
}
