/** The end of a connection: how it came about, and which sessions begin their numbers anew because of it. */
import type { Action, SessionEnd } from './action.ts'
import { forgetGap } from './gap.ts'
import { disarm, observe } from './outbound.ts'
import { resetNumbers } from './reset.ts'
import type { Session } from './session.ts'
import { TIMER_NAMES } from './timers.ts'

/** The connection is gone (engine parameters 1.4). */
export function endConnection(
  session: Session,
  out: Action[],
  lost: { readonly why: string; readonly by?: 'us' | 'counterparty' },
): void {
  const { state } = session
  const end = session.end ?? withoutLogout(lost)
  session.state = 'disconnected'
  session.testReqID = undefined
  session.resetCheck = undefined
  session.resending.length = 0
  forgetGap(session)
  for (const timer of TIMER_NAMES) disarm(out, timer)
  if (state === 'disconnected') return
  if (beginsAnew(session, end)) {
    resetNumbers(session, out)
    observe(out, 'info', 'sequenceReset', `both numbers begin at 1 after the end: ${end.text}`, {
      kind: 'sessionReset',
    })
  }
  forgetConnection(session)
  out.push({ kind: 'ended', ...end })
}

/** What is true of one connection only. */
export function forgetConnection(session: Session): void {
  session.saidLogon = false
  session.wasEstablished = false
  session.erred = false
  session.end = undefined
}

function withoutLogout({ why, by }: { readonly why: string; readonly by?: 'us' | 'counterparty' }): SessionEnd {
  const reason = by === 'us' ? 'userRequest' : by === 'counterparty' ? 'closedByCounterparty' : 'brokenConnection'
  return { how: 'nonGraceful', reason, text: why }
}

/**
 * True when the numbers begin at 1/1. A connection on which we never logged on changes nothing: it may be a stranger's.
 * Attempts that fail do not reset either, so that a lost link resets once and not with each new try.
 */
function beginsAnew(session: Session, { how }: SessionEnd): boolean {
  const { settings, saidLogon, wasEstablished, erred, nextIn, nextOut } = session
  if (nextIn === 1 && nextOut === 1) return false
  if (settings.resetOnDisconnect && saidLogon) return true
  if (settings.resetOnError && erred) return true
  if (how === 'correct') return !settings.intradayLogoutTolerance || settings.resetOnLogout
  return settings.resetSeqNumOnNonGracefulTermination && wasEstablished
}
