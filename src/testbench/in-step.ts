/** Closing the gaps that a target sees in the tester's numbers, as long as nothing is judged yet. */
import type { Message } from '../codec/message.ts'
import { NotReached } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'

/** How long each answer may take, milliseconds. */
const ANSWER_MS = 3_000

/**
 * Fills each gap that the target asks for, until it answers a TestRequest. Up to the Logon or TestRequest that came too
 * high at first: what a target holds behind a gap it takes then, and does not keep for a later numbering.
 */
export async function answerUntilInStep(bench: Bench, from: number): Promise<void> {
  let answered = from
  for (;;) {
    const testReqID = bench.unique('STEP')
    bench.send(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
    const heartbeat = (): boolean => receivedFrom(bench, from).some((one) => one.text(Tag.TestReqID) === testReqID)
    const request = (): Message | undefined =>
      receivedFrom(bench, answered).find((one) => one.msgType === MsgType.ResendRequest)
    const ended = (): boolean =>
      !bench.wire.connected || receivedFrom(bench, from).some((one) => one.msgType === MsgType.Logout)
    await bench.environment.until(() => heartbeat() || request() !== undefined || ended(), bench.now() + ANSWER_MS)
    if (ended()) throw new NotReached('the target ended the session')
    const asked = request()
    if (asked === undefined && heartbeat()) return
    if (asked === undefined) throw new NotReached('the target did not answer a TestRequest')
    answered = bench.entries.length
    const begin = asked.int(Tag.BeginSeqNo) ?? 1
    const { lastSent, nextOut } = bench.wire
    bench.send(MsgType.SequenceReset, [
      [Tag.MsgSeqNum, begin],
      [Tag.PossDupFlag, 'Y'],
      [Tag.GapFillFlag, 'Y'],
      [Tag.NewSeqNo, [logonNumber(bench, from), lastSent].find((number) => number > begin) ?? nextOut],
    ])
  }
}

/** MsgSeqNum(34) of the tester's first Logon from position `from` on; 0 without one. */
function logonNumber(bench: Bench, from: number): number {
  const logon = bench.entries
    .slice(from)
    .find((entry) => entry.kind === 'message' && entry.direction === 'out' && entry.message.msgType === MsgType.Logon)
  return logon?.kind === 'message' ? (logon.message.msgSeqNum ?? 0) : 0
}

function receivedFrom(bench: Bench, from: number): Message[] {
  return bench.entries
    .slice(from)
    .flatMap((entry) => (entry.kind === 'message' && entry.direction === 'in' ? [entry.message] : []))
}
