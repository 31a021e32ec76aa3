/**
 * Faults of content that the standard lets a target answer in two ways (cases 14.g and 14.k): a Reject, whose message
 * counts; or nothing, since the target takes the message for garbled, which does not count. A TestRequest behind it
 * shows which of the two was taken, so nothing is waited for in silence.
 */
import type { Message } from '../codec/message.ts'
import { expectOneOf, type MessagePattern, type Outcome } from '../conformance/expect.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Level } from '../report/report.ts'
import type { Bench } from './bench.ts'
import { patternOf } from './wording.ts'

/** How long the end of the recovery may take. */
const RECOVERY_MS = 5_000

/** @param reject - the Reject that refers to the tester's last message */
export async function expectRejectOrGarbled(bench: Bench, reject: MessagePattern, withinMs: number): Promise<void> {
  const msgSeqNum = bench.wire.lastSent
  const fence = bench.unique('FENCE')
  // Apart from each other: what is garbled may take bytes behind it along.
  await bench.keepApart()
  if (bench.wire.connected) bench.send(MsgType.TestRequest, [[Tag.TestReqID, fence]])
  // A target may answer a TestRequest that came too early at once, and ask for what is missing then.
  const isFence = (message: Message): boolean => message.text(Tag.TestReqID) === fence
  const request = patternOf(bench, 'ResendRequest', [['BeginSeqNo', String(msgSeqNum)]])
  const came = await bench.expectOneOf('must', [reject, request], withinMs, isFence)
  if (came?.msgType !== MsgType.Reject) return recover(bench, 'must', msgSeqNum, isFence)
  bench.record.taken.push(bench.record.seen)
  await bench.expect('must', bench.heartbeatWith(fence), withinMs)
}

/**
 * A message that is garbled is ignored, or ends the connection. A TestRequest under the number behind it shows whether it
 * was counted: one under its own number would be too low then, and who leaves over that has not left over the garbled one.
 *
 * @param msgSeqNum - that the target must expect still
 * @param withinMs - for the end of the connection
 */
export async function expectEndOrIgnored(
  bench: Bench,
  level: Level,
  withinMs: number,
  msgSeqNum: number,
): Promise<void> {
  const fence = bench.unique('FENCE')
  await bench.keepApart()
  const isFence = (message: Message): boolean => message.text(Tag.TestReqID) === fence
  if (bench.wire.connected)
    bench.wire.send(MsgType.TestRequest, [
      [Tag.MsgSeqNum, msgSeqNum + 1],
      [Tag.TestReqID, fence],
    ])
  const outcome = await bench.await(() => endOrRequest(bench, msgSeqNum, isFence), withinMs)
  const expected = `the end of the connection, or a ResendRequest from ${msgSeqNum} when ${msgSeqNum + 1} comes`
  if (outcome.kind === 'violated') return bench.judgeWith(level, expected, outcome)
  if (outcome.kind === 'pending') {
    const counted = bench.entries
      .slice(bench.cursor)
      .some((entry) => entry.kind === 'message' && entry.direction === 'in' && isFence(entry.message))
    const actual = `nothing within ${withinMs / 1000} s`
    return bench.judge(level, false, expected, counted ? `${actual} but an answer to ${msgSeqNum + 1}` : actual)
  }
  bench.cursor = outcome.entry.index + 1
  const left = outcome.entry.kind === 'event'
  bench.judge(level, true, expected, left ? 'it left' : 'it goes on')
  if (!left) await recover(bench, level, msgSeqNum, isFence)
}

function endOrRequest(bench: Bench, msgSeqNum: number, isFence: (message: Message) => boolean): Outcome {
  const { entries, cursor, naming } = bench
  const request = patternOf(bench, 'ResendRequest', [['BeginSeqNo', String(msgSeqNum)]])
  const isLogout = ({ msgType }: Message): boolean => msgType === MsgType.Logout
  const outcome = expectOneOf(entries, cursor, [request], naming, (message) => isFence(message) || isLogout(message))
  const { entry } = outcome.kind === 'violated' ? outcome : {}
  return entry?.kind === 'event' && entry.event === 'disconnect' ? { kind: 'met', entry } : outcome
}

/** The message was ignored, so what came behind it was too high; the tester fills over both. */
async function recover(
  bench: Bench,
  level: Level,
  msgSeqNum: number,
  isFence: (message: Message) => boolean,
): Promise<void> {
  bench.record.taken.push(`message ${msgSeqNum} was taken for garbled, and did not count`)
  bench.send(MsgType.SequenceReset, [
    [Tag.MsgSeqNum, msgSeqNum],
    [Tag.PossDupFlag, 'Y'],
    [Tag.GapFillFlag, 'Y'],
    [Tag.NewSeqNo, bench.wire.nextOut],
  ])
  const settled = bench.unique('SETTLED')
  bench.send(MsgType.TestRequest, [[Tag.TestReqID, settled]])
  await bench.expectOneOf(level, [bench.heartbeatWith(settled)], RECOVERY_MS, isFence)
}
