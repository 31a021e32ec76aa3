/** Proof that a target takes what it was sent, and lives, where it may say other things first. */
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Entry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'

/** How long the answer may take. */
const PROBE_MS = 5_000

/** A target that closes a gap asks for what it lacks once, or once more. */
const MOST_TRIES = 3

/**
 * TestRequest with a TestReqID of its own, whose Heartbeat must come. One that the tester's engine has filled over, because
 * the target asked for messages before it, is never read: it is sent again.
 *
 * @param passesOver - what is no matter here
 */
export async function probePast(bench: Bench, passesOver: (message: Message) => boolean): Promise<void> {
  const testReqID = await ask(bench)
  const answers = (message: Message): boolean => message.text(Tag.TestReqID) === testReqID
  const pattern = bench.heartbeatWith(testReqID)
  await bench.expectOneOf('must', [pattern], PROBE_MS, (message) => !answers(message) && passesOver(message))
}

/** @returns the TestReqID(112) that is to be answered */
async function ask(bench: Bench): Promise<string> {
  for (let tries = 1; ; tries++) {
    const testReqID = bench.unique('PROOF')
    const from = bench.entries.length
    bench.wire.send(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
    const number = bench.wire.lastSent
    const isFilled = (): boolean => bench.entries.slice(from).some((entry) => fillsOver(entry, number))
    const isOver = (): boolean =>
      isFilled() || !bench.wire.connected || bench.entries.slice(from).some((entry) => isAnswer(entry, testReqID))
    await bench.environment.until(isOver, bench.now() + PROBE_MS)
    if (!isFilled() || tries === MOST_TRIES || !bench.wire.connected) return testReqID
  }
}

function isAnswer(entry: Entry, testReqID: string): boolean {
  return entry.kind === 'message' && entry.direction === 'in' && entry.message.text(Tag.TestReqID) === testReqID
}

/** A gap fill of the tester in the place of a number. */
function fillsOver(entry: Entry, number: number): boolean {
  if (entry.kind !== 'message' || entry.direction !== 'out') return false
  const { message } = entry
  if (message.msgType !== MsgType.SequenceReset || message.text(Tag.GapFillFlag) !== 'Y') return false
  return (message.msgSeqNum ?? 0) <= number && number < (message.int(Tag.NewSeqNo) ?? 0)
}
