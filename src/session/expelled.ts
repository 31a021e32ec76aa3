/** The shell has a reason of its own to end a session: Logout with that text, then the close. */
import type { Action } from './action.ts'
import type { SessionEvent } from './event.ts'
import { logoutAndClose } from './outbound.ts'
import type { Session } from './session.ts'

/**
 * Numbers that were counted too early are taken back whatever the state: the store does not have them. Behind an end
 * that was decided before, there is nobody left to say Logout to.
 */
export function expel(session: Session, out: Action[], event: SessionEvent & { kind: 'expelled' }): void {
  const { text, reason, nextIn, at } = event
  if (nextIn !== undefined) session.nextIn = nextIn
  if (session.state !== 'active' && session.state !== 'logoutSent') return
  logoutAndClose(session, out, at, text, undefined, reason)
}
