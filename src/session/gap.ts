/**
 * Recovering what we missed: one ResendRequest for each gap, messages that came too early held until their turn, and
 * the gap asked for again when its answer has holes or does not come. Session test cases 2.b, 10.a, 20; table of
 * actions by message type for a MsgSeqNum that is too high.
 */
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { arm, logoutAndClose, observe, send } from './outbound.ts'
import type { Gap, Held, Session } from './session.ts'

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
  if (message.text(Tag.PossDupFlag) === 'Y' && msgSeqNum <= gap.end) holeInAnswer(session, out, at, gap, message)
}

/**
 * A resent message behind a hole shows that the answer itself skipped some. The hole is asked for when something before
 * it has come, once, since the gap begins at it then; and when the last answer to come has ended.
 */
function holeInAnswer(session: Session, out: Action[], at: number, gap: Gap, message: Message): void {
  const newSeqNo = message.msgType === MsgType.SequenceReset ? message.int(Tag.NewSeqNo) : undefined
  const ends = (newSeqNo ?? (message.msgSeqNum as number) + 1) > gap.end
  if (ends) gap.answers--
  if (ends ? gap.answers <= 0 : session.nextIn > gap.begin) requestFrom(session, out, at, gap.end, gap.answers)
}

/** Keeps a message until its turn. What came first under a number stays: a gap fill must not displace a Logout. */
export function hold(session: Session, out: Action[], msgSeqNum: number, message: Message, answered: boolean): void {
  const { held, settings } = session
  if (held.has(msgSeqNum)) return
  if (held.size >= settings.maxHeldMessages) {
    observe(out, 'warning', 'ignored', `message ${msgSeqNum} dropped: ${held.size} are held behind a gap already`)
    return
  }
  held.set(msgSeqNum, { message, answered })
}

/**
 * Sends ResendRequest(2) from the number expected next to everything that follows.
 *
 * @param answers - answers to earlier requests that have not come to their end
 */
export function requestFrom(session: Session, out: Action[], at: number, lastMissing: number, answers = 0): void {
  const begin = session.nextIn
  const requests = session.gap?.begin === begin ? session.gap.requests + 1 : 1
  if (requests > session.settings.allowedCountOfSimilarRR) {
    const text = `possible ResendRequest loop: ${begin} to ${lastMissing} asked for ${requests - 1} times`
    return logoutAndClose(session, out, at, text)
  }
  session.gap = { begin, end: lastMissing, requests, answers: answers + 1, reached: begin }
  observe(out, 'info', 'sequenceGap', `MsgSeqNum ${begin} to ${lastMissing} missing, asked for`)
  sendResendRequest(session, out, at, begin, 0)
  armGap(session, out, at)
}

/** The counterparty knows of the gap by NextExpectedMsgSeqNum(789) and fills it unasked; if not, it is asked for. */
export function awaitGap(session: Session, out: Action[], at: number, lastMissing: number): void {
  const begin = session.nextIn
  session.gap = { begin, end: lastMissing, requests: 0, answers: 1, reached: begin }
  armGap(session, out, at)
}

function armGap(session: Session, out: Action[], at: number): void {
  const { gapTimeout } = session.settings
  if (gapTimeout > 0) arm(out, 'gap', at + gapTimeout * 1000)
}

/** The timer `gap` has fired: a gap that shrinks is given more time, one that stands still is asked for again. */
export function gapOverdue(session: Session, out: Action[], at: number): void {
  const { gap, nextIn } = session
  if (gap === undefined || nextIn > gap.end) return
  if (nextIn === gap.reached) return requestFrom(session, out, at, gap.end)
  gap.reached = nextIn
  armGap(session, out, at)
}

/** @param end - last number wanted, 0 for all that follow; written as the version writes an open end */
export function sendResendRequest(session: Session, out: Action[], at: number, begin: number, end: number): void {
  send(session, out, at, MsgType.ResendRequest, [
    [Tag.BeginSeqNo, begin],
    [Tag.EndSeqNo, end === 0 ? session.settings.version.openEnd : end],
  ])
}

/**
 * After the expected number moved on: closes the gap when nothing of it is missing.
 *
 * @returns the held message that is due now, undefined when none is
 */
export function nextHeld(session: Session): Held | undefined {
  const { held } = session
  if (session.gap !== undefined && session.nextIn > session.gap.end) session.gap = undefined
  if (held.size === 0) return undefined
  const due = held.get(session.nextIn)
  if (due !== undefined) held.delete(session.nextIn)
  return due
}

/** Takes out the held messages that a SequenceReset has passed over, in their order. */
export function takePassedOver(session: Session): Held[] {
  const { held, nextIn } = session
  if (held.size === 0) return []
  const passed = [...held].filter(([msgSeqNum]) => msgSeqNum < nextIn).sort((a, b) => a[0] - b[0])
  for (const [msgSeqNum] of passed) held.delete(msgSeqNum)
  return passed.map(([, one]) => one)
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
