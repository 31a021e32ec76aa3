/**
 * Faults of content that the standard lets a target answer in two ways (cases 14.g and 14.k): a Reject, whose message
 * counts; or nothing, since the target takes the message for garbled, which does not count. A TestRequest behind it
 * shows which of the two was taken, so nothing is waited for in silence.
 */
import type { Message } from '../codec/message.ts'
import type { MessagePattern } from '../conformance/expect.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
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
  if (came?.msgType !== MsgType.Reject) return recover(bench, msgSeqNum, isFence)
  bench.record.taken.push(bench.record.seen)
  await bench.expect('must', bench.heartbeatWith(fence), withinMs)
}

/** The message was ignored, so what came behind it was too high; the tester fills over both. */
async function recover(bench: Bench, msgSeqNum: number, isFence: (message: Message) => boolean): Promise<void> {
  bench.record.taken.push(`message ${msgSeqNum} was taken for garbled, and did not count`)
  bench.send(MsgType.SequenceReset, [
    [Tag.MsgSeqNum, msgSeqNum],
    [Tag.PossDupFlag, 'Y'],
    [Tag.GapFillFlag, 'Y'],
    [Tag.NewSeqNo, bench.wire.nextOut],
  ])
  const settled = bench.unique('SETTLED')
  bench.send(MsgType.TestRequest, [[Tag.TestReqID, settled]])
  await bench.expectOneOf('must', [bench.heartbeatWith(settled)], RECOVERY_MS, isFence)
}
