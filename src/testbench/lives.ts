/** The lives of a target that is killed: waiting for its death, and for what its files come to say. */
import { NotReached } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { MessageEntry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import type { ProcessControl } from './process-control.ts'
import { firstSent, resentUnlikeFirst } from './resent.ts'

/** How long a target may take to reach the point at which it is to die. */
const DEATH_MS = 5_000

/** How long files may take to come to what they should be: nothing tells when. */
const FILES_MS = 2_000
const LOOK_MS = 20

/** @throws NotReached when the target is no process of its own */
export function processOf(bench: Bench): ProcessControl {
  const { process } = bench.environment
  if (process === undefined) throw new NotReached('the target is no process of its own that could be killed')
  return process
}

/** Waits until the process is gone, and the tester has seen the end of the connection. @throws NotReached when it lives on */
export async function awaitDeath(bench: Bench): Promise<void> {
  const target = processOf(bench)
  const { environment } = bench
  if (!(await environment.until(() => !target.alive, bench.now() + DEATH_MS)))
    throw new NotReached(`the target did not come to the point where it was to die within ${DEATH_MS / 1000} s`)
  await environment.until(() => !bench.wire.connected, bench.now() + DEATH_MS)
}

/** Looks again and again until it holds. @returns false when it never did */
export async function comesTrue(bench: Bench, holds: () => boolean): Promise<boolean> {
  const deadline = bench.now() + FILES_MS
  while (!holds()) {
    if (bench.now() > deadline) return false
    await bench.environment.until(() => false, bench.now() + LOOK_MS)
  }
  return true
}

/** Whether the target used a number on the wire, PossDupFlag or not. */
export function wasSent(bench: Bench, msgSeqNum: number): boolean {
  return received(bench).some(({ message }) => message.msgSeqNum === msgSeqNum)
}

/** Whether all of the orders came again on this connection, once each, as they were first sent. @returns what differs */
export function unlikeFirst(bench: Bench, clOrdIDs: readonly string[], apart: readonly number[]): string | undefined {
  const connection = bench.entries.at(-1)?.connection
  const again = received(bench).filter(
    (entry) => entry.connection === connection && entry.message.text(Tag.PossDupFlag) === 'Y',
  )
  for (const clOrdID of clOrdIDs) {
    const times = again.filter(({ message }) => message.text(Tag.ClOrdID) === clOrdID)
    if (times.length !== 1) return `${clOrdID} came again ${times.length} times`
    const msgSeqNum = times[0]?.message.msgSeqNum ?? 0
    if (firstSent(bench, 'D', msgSeqNum)?.text(Tag.ClOrdID) !== clOrdID)
      return `${clOrdID} came again as message ${msgSeqNum}, which it was not at first`
  }
  return resentUnlikeFirst(bench, 'D', apart)
}

/** Whether the target has answered the tester's request for new numbers. */
export function confirmedReset(bench: Bench): boolean {
  return received(bench).some(
    ({ message }) => message.msgType === MsgType.Logon && message.text(Tag.ResetSeqNumFlag) === 'Y',
  )
}

function received(bench: Bench): MessageEntry[] {
  return bench.entries.filter((entry): entry is MessageEntry => entry.kind === 'message' && entry.direction === 'in')
}
