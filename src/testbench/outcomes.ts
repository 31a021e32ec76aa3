/**
 * Outcomes of which several are right, and messages that may come at one of several moments: what counts then is where
 * the session stands afterwards, and that the message came once.
 */
import type { Message } from '../codec/message.ts'
import {
  describeMessage,
  firstReaction,
  fits,
  isUnasked,
  type MessagePattern,
  type Outcome,
} from '../conformance/expect.ts'
import { NotReached } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Entry, MessageEntry } from '../journal/journal.ts'
import type { Level } from '../report/report.ts'
import type { Bench } from './bench.ts'
import { seconds } from './judge.ts'
import { patternOf } from './wording.ts'

/** How long the answer to a probe may take. */
const PROBE_MS = 5_000

/** More ResendRequests for one gap than any count of attempts asks for: whoever sends them does not wait for answers. */
const MANY_REQUESTS = 50

/**
 * The target leaves, or goes on: then the next number that it expects is one of `expected`.
 *
 * @param withinMs - for the end of the connection, where the target has begun to leave
 */
export async function expectEndOrGoingOn(
  bench: Bench,
  level: Level,
  withinMs: number,
  expected: readonly number[],
): Promise<void> {
  await bench.keepApart()
  const from = bench.cursor
  const testReqID = bench.unique('ALIVE')
  if (bench.wire.connected && !hasSaidLogout(bench, from)) askAt(bench, expected, testReqID)
  const outcome = await bench.await(() => endOrAnswer(bench, from, testReqID), withinMs)
  judgeOutcome(bench, level, outcome, `the end of the connection, or MsgSeqNum ${expected.join(' or ')} next`, withinMs)
}

/**
 * The session lives, and the next number that the target expects is one of `expected`. It is asked under the highest: who
 * expects a lower one says which, by the ResendRequest that any gap makes it send, and is asked again behind a gap fill.
 */
export async function expectAliveAt(bench: Bench, level: Level, expected: readonly number[]): Promise<void> {
  if (!bench.wire.connected && firstReaction(bench.entries, bench.cursor, bench.naming) === undefined)
    throw new NotReached('the connection is closed, so the session could not be probed')
  const highest = Math.max(...expected)
  const asked = bench.unique('ALIVE')
  bench.wire.nextOut = highest
  if (bench.wire.connected) bench.wire.send(MsgType.TestRequest, [[Tag.TestReqID, asked]])
  const lower = expected.filter((number) => number < highest).join(' or ')
  const answer = bench.heartbeatWith(asked)
  const request = lower === '' ? [] : [patternOf(bench, 'ResendRequest', [['BeginSeqNo', lower]])]
  const came = await bench.expectOneOf(level, [answer, ...request], PROBE_MS)
  if (came?.msgType !== MsgType.ResendRequest) return
  const again = bench.unique('ALIVE')
  bench.send(MsgType.SequenceReset, [
    [Tag.MsgSeqNum, came.int(Tag.BeginSeqNo) ?? highest],
    [Tag.PossDupFlag, 'Y'],
    [Tag.GapFillFlag, 'Y'],
    [Tag.NewSeqNo, highest + 1],
  ])
  bench.send(MsgType.TestRequest, [[Tag.TestReqID, again]])
  // A target that has held the first TestRequest may answer it still.
  const isHeld = (message: Message): boolean => message.text(Tag.TestReqID) === asked
  await bench.expectOneOf(level, [bench.heartbeatWith(again)], PROBE_MS, isHeld)
}

/** Where the lower of two numbers would be right as well, SequenceReset-Reset makes it the higher one. */
function askAt(bench: Bench, expected: readonly number[], testReqID: string): void {
  const highest = Math.max(...expected)
  if (Math.min(...expected) < highest)
    bench.wire.send(MsgType.SequenceReset, [
      [Tag.MsgSeqNum, highest],
      [Tag.NewSeqNo, highest],
    ])
  bench.wire.nextOut = highest
  bench.wire.send(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
}

function hasSaidLogout(bench: Bench, from: number): boolean {
  return bench.entries.some((entry, i) => i >= from && isFromTarget(entry) && entry.message.msgType === MsgType.Logout)
}

function endOrAnswer(bench: Bench, from: number, testReqID: string): Outcome {
  let leaving = false
  for (const entry of bench.entries.slice(from)) {
    if (entry.kind === 'event') {
      if (entry.event === 'disconnect') return { kind: 'met', entry }
      continue
    }
    if (!isFromTarget(entry)) continue
    const { message } = entry
    if (message.msgType === MsgType.Heartbeat && message.text(Tag.TestReqID) === testReqID && !leaving)
      return { kind: 'met', entry }
    if (message.msgType === MsgType.Logout) leaving = true
    else if (!leaving && !isUnasked(bench.entries, entry))
      return { kind: 'violated', entry, actual: describeMessage(message, bench.naming) }
  }
  return { kind: 'pending' }
}

function isFromTarget(entry: Entry): entry is MessageEntry {
  return entry.kind === 'message' && entry.direction === 'in'
}

function judgeOutcome(bench: Bench, level: Level, outcome: Outcome, expected: string, withinMs: number): void {
  if (outcome.kind === 'violated') return bench.judgeWith(level, expected, outcome)
  const met = outcome.kind === 'met'
  const actual = !met
    ? `nothing within ${seconds(withinMs)}`
    : outcome.entry.kind === 'event'
      ? 'it left'
      : 'it goes on'
  if (met) bench.cursor = outcome.entry.index + 1
  bench.judge(level, met, expected, actual)
}

/** Messages of the target that a pattern describes, from the last Logon on. */
export function countSent(bench: Bench, pattern: MessagePattern): number {
  const began = bench.entries.findLastIndex((entry) => isFromTarget(entry) && entry.message.msgType === MsgType.Logon)
  const fits = ({ message }: MessageEntry): boolean =>
    message.msgType === pattern.msgType &&
    pattern.fields.every(({ tag, matcher }) => matcher.matches(message.text(tag)))
  return bench.entries.slice(began + 1).filter((entry) => isFromTarget(entry) && fits(entry)).length
}

/**
 * The target sends none of these for a while, not even what it may send unasked, but for the Heartbeat of an interval that
 * is over. Whoever leaves sends none of them either: a step behind this one that needs the session tells that.
 */
export async function expectNoneFor(bench: Bench, level: Level, names: readonly string[], ms: number): Promise<void> {
  const from = bench.cursor
  const found = (): MessageEntry | undefined =>
    bench.entries
      .slice(from)
      .filter(isFromTarget)
      .find((entry) => names.includes(bench.naming.messageName(entry.message.msgType)) && !isDue(bench, entry))
  await bench.environment.until(() => found() !== undefined || !bench.wire.connected, bench.now() + ms)
  const entry = found()
  const expected = `no ${names.join(' and no ')} for ${seconds(ms)}`
  const actual = bench.wire.connected ? 'none' : 'none, and the target closed the connection'
  bench.judge(level, entry === undefined, expected, entry ? describeMessage(entry.message, bench.naming) : actual)
}

/**
 * No message that a pattern describes comes for a while; whatever else comes stays to be judged by other steps.
 *
 * @param expected - in words
 */
export async function expectNothingLike(
  bench: Bench,
  level: Level,
  pattern: MessagePattern,
  expected: string,
  ms: number,
): Promise<void> {
  const from = bench.cursor
  const found = (): MessageEntry | undefined =>
    bench.entries
      .slice(from)
      .find((entry): entry is MessageEntry => isFromTarget(entry) && fits(entry.message, pattern))
  await bench.environment.until(() => found() !== undefined || !bench.wire.connected, bench.now() + ms)
  const entry = found()
  const actual = bench.wire.connected ? 'none' : 'none, and the target closed the connection'
  const said = entry === undefined ? actual : describeMessage(entry.message, bench.naming)
  bench.judge(level, entry === undefined, `${expected} for ${seconds(ms)}`, said)
}

/** A Heartbeat that nobody asked for, after the target has said nothing for most of HeartBtInt. */
function isDue({ entries, heartBtInt }: Bench, entry: MessageEntry): boolean {
  if (entry.message.msgType !== MsgType.Heartbeat || entry.message.has(Tag.TestReqID) || heartBtInt === 0) return false
  const before = entries.slice(0, entry.index).findLast(isFromTarget)
  return before !== undefined && entry.at - before.at >= 0.7 * heartBtInt * 1000
}

/**
 * The target gives up on a silent counterparty: it disconnects in time, or says Logout in time and disconnects when it
 * has waited for the answer.
 *
 * @param waitMs - how long it may wait for the answer to its Logout
 */
export async function expectGivenUp(bench: Bench, withinMs: number, waitMs: number): Promise<void> {
  const from = bench.cursor
  const left = (): boolean => bench.entries.slice(from).some(isEnd)
  await bench.environment.until(() => left() || hasSaidLogout(bench, from), bench.now() + withinMs)
  if (!left() && hasSaidLogout(bench, from)) await bench.environment.until(left, bench.now() + waitMs)
  const expected = `disconnect within ${seconds(withinMs)}, or within ${seconds(waitMs)} behind a Logout`
  bench.judge('must', left(), expected, left() ? 'disconnected' : `nothing within ${seconds(withinMs)}`)
}

function isEnd(entry: Entry): boolean {
  return entry.kind === 'event' && entry.event === 'disconnect'
}

/** Whatever the target asks for is refused by Reject, until the time is over or the target has had enough. */
export async function rejectRequests(bench: Bench, ms: number): Promise<void> {
  const deadline = bench.now() + ms
  // The one that an expectation has met stands just before the cursor.
  let judged = bench.cursor - 2
  for (let rejected = 0; rejected < MANY_REQUESTS; rejected++) {
    const next = (): MessageEntry | undefined =>
      bench.entries
        .slice(Math.max(0, judged + 1))
        .find((entry): entry is MessageEntry => isFromTarget(entry) && isRequest(entry))
    await bench.environment.until(() => next() !== undefined || !bench.wire.connected, deadline)
    const request = next()
    if (request === undefined || !bench.wire.connected) return
    judged = request.index
    bench.send(MsgType.Reject, [
      [Tag.RefSeqNum, request.message.msgSeqNum ?? 0],
      [Tag.Text, 'what was asked for is not available'],
    ])
  }
}

function isRequest({ message }: MessageEntry): boolean {
  return message.msgType === MsgType.ResendRequest
}
