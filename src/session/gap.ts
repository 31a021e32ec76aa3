/**
 * Recovering what we missed: which numbers a ResendRequest asks for, messages that came too early held until their turn,
 * and the gap asked for again when its answer has holes or does not come. Session test cases 2.b, 10.a, 20; SD-62, SD-63.
 */
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { arm, logoutAndClose, observe, send, sendAgain, timestamp } from './outbound.ts'
import type { Gap, Held, Session } from './session.ts'

/**
 * A resent message behind a hole shows that the answer itself skipped some. The hole is asked for when something before
 * it has come, once, since the gap begins at it then; and when the last answer to come has ended.
 */
export function holeInAnswer(session: Session, out: Action[], at: number, gap: Gap, message: Message): void {
  const newSeqNo = message.msgType === MsgType.SequenceReset ? message.int(Tag.NewSeqNo) : undefined
  const ends = (newSeqNo ?? (message.msgSeqNum as number) + 1) > Math.min(gap.asked, gap.end)
  if (ends) gap.answers--
  if (ends ? gap.answers <= 0 : session.nextIn > gap.begin)
    requestFrom(session, out, at, gap.end, { answers: gap.answers })
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

/** Holds a message that opens a gap, and asks for what is missing before it. */
export function holdAndRequest(
  session: Session,
  out: Action[],
  at: number,
  msgSeqNum: number,
  message: Message,
  answered: boolean,
): void {
  hold(session, out, msgSeqNum, message, answered)
  requestFrom(session, out, at, msgSeqNum - 1)
}

interface Request {
  /** Answers to earlier requests that have not come to their end. Default 0. */
  readonly answers?: number
  /** False for a request that a message caused which says nothing about the answer: it is no step in a loop. */
  readonly counted?: boolean
}

/**
 * Sends ResendRequest(2) from the number expected next: to everything that follows, or as far as
 * `resendRequestBlockSize` and `closedResendInterval` say. Behind a reset of ours it would ask in the new numbering for
 * what is missing of the old one, which ends with the reply: so nothing is asked for then.
 */
export function requestFrom(
  session: Session,
  out: Action[],
  at: number,
  lastMissing: number,
  { answers = 0, counted = true }: Request = {},
): void {
  if (session.resetReply === 'must') return
  const begin = session.nextIn
  const before = session.gap?.begin === begin ? session.gap.requests : 0
  const requests = counted ? before + 1 : Math.max(before, 1)
  if (requests > session.settings.allowedCountOfSimilarRR) {
    const text = `possible ResendRequest loop: ${begin} to ${lastMissing} asked for ${requests - 1} times`
    return logoutAndClose(session, out, at, text, undefined, 'possibleResendRequestLoop')
  }
  const asked = lastAsked(session, begin, lastMissing)
  const { nextOut: msgSeqNum, recovered } = session
  const sentAt = timestamp(session, at)
  const request = { asked, msgSeqNum, sentAt, lastProcessed: -1 }
  session.gap = { begin, end: lastMissing, requests, answers: answers + 1, reached: begin, ...request }
  recovered.end = Math.max(recovered.end, lastMissing + 1)
  observe(out, 'info', 'sequenceGap', `MsgSeqNum ${begin} to ${lastMissing} missing, asked for`, {
    kind: 'sequenceGap',
    begin,
    end: lastMissing,
  })
  sendResendRequest(session, out, at, begin, Number.isFinite(asked) ? asked : 0)
  armGap(session, out, at)
}

/** The last number that one request asks for; `Infinity` for all that follow. */
function lastAsked({ settings }: Session, begin: number, lastMissing: number): number {
  const { closedResendInterval, resendRequestBlockSize } = settings
  if (resendRequestBlockSize > 0) return Math.min(lastMissing, begin + resendRequestBlockSize - 1)
  return closedResendInterval ? lastMissing : Number.POSITIVE_INFINITY
}

/** The counterparty knows of the gap by NextExpectedMsgSeqNum(789) and fills it unasked; if not, it is asked for. */
export function awaitGap(session: Session, out: Action[], at: number, lastMissing: number): void {
  const begin = session.nextIn
  const unasked = { asked: Number.POSITIVE_INFINITY, msgSeqNum: 0, sentAt: '', lastProcessed: -1 }
  session.gap = { begin, end: lastMissing, requests: 0, answers: 1, reached: begin, ...unasked }
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
  const { recovered } = session
  recovered.begin = recovered.begin === 0 ? begin : Math.min(recovered.begin, begin)
  recovered.end = Math.max(recovered.end, end === 0 ? session.nextIn : end)
  send(session, out, at, MsgType.ResendRequest, [
    [Tag.BeginSeqNo, begin],
    [Tag.EndSeqNo, end === 0 ? session.settings.version.openEnd : end],
  ])
}

/**
 * `advancedResendRequestProcessing`: LastMsgSeqNumProcessed(369) that stands still below the number of our ResendRequest
 * shows that it was not processed, and it goes out again under its old number. Once: a second time would not help more.
 */
export function repeatUnprocessed(session: Session, out: Action[], at: number, gap: Gap, message: Message): void {
  const processed = message.int(Tag.LastMsgSeqNumProcessed)
  if (processed === undefined || !(processed < gap.msgSeqNum) || gap.lastProcessed === Number.POSITIVE_INFINITY) return
  const standsStill = processed === gap.lastProcessed
  gap.lastProcessed = standsStill ? Number.POSITIVE_INFINITY : processed
  if (!standsStill) return
  const end = Number.isFinite(gap.asked) ? gap.asked : session.settings.version.openEnd
  sendAgain(session, out, at, MsgType.ResendRequest, gap.msgSeqNum, gap.sentAt, [
    [Tag.BeginSeqNo, gap.begin],
    [Tag.EndSeqNo, end],
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

/**
 * Asks on: for the next piece of a gap that is asked for in pieces, or for the next hole when the gap is closed and held
 * messages show another one behind it.
 */
export function requestNextHole(session: Session, out: Action[], at: number): void {
  const { gap, held, nextIn } = session
  if (gap !== undefined) {
    if (nextIn > gap.asked) requestFrom(session, out, at, gap.end)
    return
  }
  if (held.size === 0) return
  const first = Math.min(...held.keys())
  if (first > nextIn) requestFrom(session, out, at, first - 1)
}

/** Nothing is missing any more: a new numbering or a new connection begins. */
export function forgetGap(session: Session): void {
  closeGap(session)
  session.jumpedOver.length = 0
}

/** What was missing will not come any more, in the same numbering. */
export function closeGap(session: Session): void {
  session.gap = undefined
  session.held.clear()
  session.recovered = { begin: 0, end: 0 }
}
