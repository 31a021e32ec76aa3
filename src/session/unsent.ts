/**
 * Messages that have a number and a place in the store, and were never sent: nobody was there, or the numbers were about
 * to begin anew. Behind our Logon they go out as soon as the session stands; before it, the counterparty asks for them.
 * A reset takes them along under new numbers (SD-11, SD-18).
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { headerFields, NOTHING_MORE, send } from './outbound.ts'
import { withSeqNumDigits } from './seq-num-digits.ts'
import type { Session } from './session.ts'
import { storedFields } from './stored-fields.ts'
import { forgetUnsent, lastSent } from './unsent-numbers.ts'

/** The session stands: what was stored behind our Logon, while its reply was on its way, goes out now. */
export function sendUnsent(session: Session, out: Action[]): void {
  const begin = lastSent(session) + 1
  if (begin < session.nextOut) out.push({ kind: 'recall', begin, end: session.nextOut - 1 })
}

/**
 * Sends stored messages for the first time, under the numbers that they have. They are stored again as they leave: the
 * OrigSendingTime(122) of a repetition is the SendingTime(52) of this moment (case 2.f).
 */
export function sendRecalled(session: Session, out: Action[], at: number, messages: readonly Message[]): void {
  // The store may answer late: behind an error Logout nothing more is sent.
  if (session.state !== 'active') return
  for (const message of messages) {
    const { msgSeqNum, msgType } = message
    if (msgSeqNum === undefined) continue
    const fields = withSeqNumDigits(session.settings, [
      ...headerFields(session, msgSeqNum, at),
      ...storedFields(message),
    ])
    out.push({ kind: 'send', msgType, msgSeqNum, header: NOTHING_MORE, fields, store: 'late', transmit: true })
    forgetUnsent(session, msgSeqNum, msgSeqNum)
    session.lastSentAt = at
    session.fresh = false
  }
}

/**
 * Gives new numbers to what a reset found unsent. Messages of the session itself meant the old numbers. PossResend(97)
 * marks what may have been sent by a process that is gone: the number can no longer tell.
 */
export function sendCarried(session: Session, out: Action[], at: number, messages: readonly Message[]): void {
  const uncertainTo = session.unsentUncertainTo
  session.unsentUncertainTo = 0
  for (const message of messages) {
    if (isSessionMessage(message.msgType)) continue
    const uncertain = (message.msgSeqNum ?? 0) <= uncertainTo
    const fields: Field[] = uncertain
      ? [[Tag.PossResend, 'Y'], ...storedFields(message, Tag.PossResend)]
      : storedFields(message)
    send(session, out, at, message.msgType, fields, maySend(session))
  }
}

/** False where an application message has to wait: no session, or a reset whose reply is on its way. */
export function maySend({ state, resetReply }: Session): boolean {
  return state === 'active' && resetReply !== 'must'
}
