/**
 * Bytes that are no message: passed over with a warning, and not counted (session test cases 2.d, 3.b to 3.e). With
 * `rejectGarbledMessage` one that can be read, and has the number expected next, is rejected and counts (PX-11).
 */
import type { Message } from '../codec/message.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import type { Action } from './action.ts'
import { isOpen, takeHeld } from './inbound.ts'
import { countTo, observe, sendReject } from './outbound.ts'
import type { Session } from './session.ts'

/** @param message - what can be read of it; absent where it can't, or nobody asked */
export function receiveGarbled(session: Session, out: Action[], at: number, why: string, message?: Message): void {
  observe(out, 'warning', 'garbled', why)
  if (!session.settings.rejectGarbledMessage || message === undefined || !isOpen(session)) return
  const { nextIn } = session
  if (message.msgSeqNum !== nextIn) return
  countTo(session, out, nextIn + 1)
  const violation = { response: 'reject', reason: SessionRejectReason.Other, text: `Garbled message: ${why}` } as const
  sendReject(session, out, at, nextIn, message, violation)
  takeHeld(session, out, at)
}
