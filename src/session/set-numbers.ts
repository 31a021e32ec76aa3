/** Sequence numbers set by hand (engine parameters 12, SD-95 to SD-97): allowed in every state, never announced. */
import type { Action } from './action.ts'
import { forgetGap } from './gap.ts'
import { countTo } from './outbound.ts'
import type { Session } from './session.ts'
import { forgetUnsent } from './unsent-numbers.ts'

/**
 * Raising the outgoing number leaves numbers without a message, which are filled over when they are asked for. Lowering
 * it frees numbers: what lies from there on can no longer be asked for. A gap that was open is measured again by the
 * next message that comes.
 */
export function setNumbers(
  session: Session,
  out: Action[],
  numbers: { readonly nextIn?: number; readonly nextOut?: number },
): void {
  const { nextIn = session.nextIn, nextOut = session.nextOut } = numbers
  if (nextIn !== session.nextIn) {
    forgetGap(session)
    session.lastResendRequest = undefined
    countTo(session, out, nextIn)
  }
  if (nextOut !== session.nextOut) {
    // An answer under way would run into numbers that are free again.
    if (nextOut < session.nextOut) session.resending.length = 0
    forgetUnsent(session, nextOut, Number.POSITIVE_INFINITY)
    session.nextOut = nextOut
    out.push({ kind: 'number', nextOut })
  }
  session.fresh &&= nextIn === 1 && nextOut === 1
}
