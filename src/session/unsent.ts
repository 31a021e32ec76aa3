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
import { headerFields, send } from './outbound.ts'
import type { Session } from './session.ts'
import { forgetUnsent, lastSent } from './unsent-numbers.ts'

/** Written anew for each sending, or by the encoder. */
const MADE_NEW: ReadonlySet<number> = new Set([
  Tag.BeginString,
  Tag.BodyLength,
  Tag.MsgType,
  Tag.SenderCompID,
  Tag.TargetCompID,
  Tag.MsgSeqNum,
  Tag.SendingTime,
  Tag.LastMsgSeqNumProcessed,
  Tag.CheckSum,
])

/** The session stands: what was stored behind our Logon, while its reply was on its way, goes out now. */
export function sendUnsent(session: Session, out: Action[]): void {
  const begin = lastSent(session) + 1
  if (begin < session.nextOut) out.push({ kind: 'recall', begin, end: session.nextOut - 1 })
}

/** Sends stored messages for the first time, under the numbers that they have. */
export function sendRecalled(session: Session, out: Action[], at: number, messages: readonly Message[]): void {
  // The store may answer late: behind an error Logout nothing more is sent.
  if (session.state !== 'active') return
  for (const message of messages) {
    const { msgSeqNum, msgType } = message
    if (msgSeqNum === undefined) continue
    const fields = [...headerFields(session, msgSeqNum, at), ...bodyOf(message)]
    out.push({ kind: 'send', msgType, msgSeqNum, fields, store: false, transmit: true })
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
    const body = uncertain ? bodyOf(message).filter(([tag]) => tag !== Tag.PossResend) : bodyOf(message)
    const fields: Field[] = uncertain ? [[Tag.PossResend, 'Y'], ...body] : body
    send(session, out, at, message.msgType, fields, maySend(session))
  }
}

/** False where an application message has to wait: no session, or a reset whose reply is on its way. */
export function maySend({ state, resetReply }: Session): boolean {
  return state === 'active' && resetReply !== 'must'
}

function bodyOf(message: Message): Field[] {
  const fields: Field[] = []
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    if (!MADE_NEW.has(tag)) fields.push([tag, message.bytesAt(i)])
  }
  return fields
}
