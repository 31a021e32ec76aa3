/**
 * Recovering what we missed: one ResendRequest for each gap, messages that came too early held until their turn.
 * Session test cases 2.b, 10.a, 20; table of actions by message type for a MsgSeqNum that is too high.
 */
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { logoutAndClose, observe, send } from './outbound.ts'
import type { Session } from './session.ts'

/** Holds a message whose number is too high and asks for what is missing before it. */
export function holdAndRequest(
  session: Session,
  out: Action[],
  at: number,
  msgSeqNum: number,
  message: Message,
  answered = false,
): void {
  hold(session, out, msgSeqNum, message, answered)
  const { gap } = session
  if (gap === undefined) return requestFrom(session, out, at, msgSeqNum - 1)
  // A resent message behind a hole shows that the answer itself skipped some: ask again from the first missing one.
  const insideAnswer = message.text(Tag.PossDupFlag) === 'Y' && msgSeqNum <= gap.end && session.nextIn > gap.begin
  if (insideAnswer) requestFrom(session, out, at, gap.end)
}

function hold(session: Session, out: Action[], msgSeqNum: number, message: Message, answered: boolean): void {
  const { held, settings } = session
  if (held.size >= settings.maxHeldMessages && !held.has(msgSeqNum)) {
    observe(out, 'warning', 'ignored', `message ${msgSeqNum} dropped: ${held.size} are held behind a gap already`)
    return
  }
  held.set(msgSeqNum, { message, answered })
}

/** Sends ResendRequest(2) from the number expected next to everything that follows. */
export function requestFrom(session: Session, out: Action[], at: number, lastMissing: number): void {
  const begin = session.nextIn
  const requests = session.gap?.begin === begin ? session.gap.requests + 1 : 1
  if (requests > session.settings.allowedCountOfSimilarRR) {
    const text = `possible ResendRequest loop: ${begin} to ${lastMissing} asked for ${requests - 1} times`
    return logoutAndClose(session, out, at, text)
  }
  session.gap = { begin, end: lastMissing, requests }
  observe(out, 'info', 'sequenceGap', `MsgSeqNum ${begin} to ${lastMissing} missing, asked for`)
  sendResendRequest(session, out, at, begin, 0)
}

/** @param end - last number wanted, 0 for all that follow; written as the version writes an open end */
export function sendResendRequest(session: Session, out: Action[], at: number, begin: number, end: number): void {
  send(session, out, at, MsgType.ResendRequest, [
    [Tag.BeginSeqNo, begin],
    [Tag.EndSeqNo, end === 0 ? session.settings.version.openEnd : end],
  ])
}

/**
 * After the expected number moved on: forgets what was overtaken, closes the gap, and tells what comes next.
 *
 * @returns the held message that is due now, undefined when none is
 */
export function nextHeld(session: Session): { message: Message; answered: boolean } | undefined {
  const { held } = session
  if (session.gap !== undefined && session.nextIn > session.gap.end) session.gap = undefined
  if (held.size === 0) return undefined
  const due = held.get(session.nextIn)
  if (due !== undefined) {
    held.delete(session.nextIn)
    return due
  }
  for (const msgSeqNum of held.keys()) if (msgSeqNum < session.nextIn) held.delete(msgSeqNum)
  return undefined
}

/** Asks for the next hole when the gap is closed and held messages show another one behind it. */
export function requestNextHole(session: Session, out: Action[], at: number): void {
  if (session.gap !== undefined || session.held.size === 0) return
  const first = Math.min(...session.held.keys())
  if (first > session.nextIn) requestFrom(session, out, at, first - 1)
}

/** Nothing is missing any more: a new numbering or a new connection begins. */
export function forgetGap(session: Session): void {
  session.gap = undefined
  session.held.clear()
}
