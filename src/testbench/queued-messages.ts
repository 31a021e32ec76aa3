/**
 * Messages that the target's application sent while there was no connection (cases 16.a and 16.b). Two ways are right: the
 * target numbers them when it really sends them, behind its Logon; or it numbered and stored them at once, and its
 * counterparty, which sees a gap before the Logon, asks for them.
 */
import { describeMessage } from '../conformance/expect.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { MessageEntry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import { lastLogon } from './log-on.ts'
import { judgeOnce, ordersReceived } from './target-messages.ts'

/** How long all of the messages may take to come. */
const DELIVERY_MS = 5_000

/** Asks for what is missing, as any counterparty does, and judges what came, in which order and under which numbers. */
export async function expectQueued(bench: Bench, clOrdIDs: readonly string[]): Promise<void> {
  const logon = lastLogon(bench)
  const number = logon.message.msgSeqNum ?? 0
  const expected = numberBehindLast(bench, logon)
  if (number > expected)
    bench.send(MsgType.ResendRequest, [
      [Tag.BeginSeqNo, expected],
      [Tag.EndSeqNo, number - 1],
    ])
  const all = (): boolean => clOrdIDs.every((clOrdID) => ordersReceived(bench, [clOrdID]).length > 0)
  await bench.environment.until(all, bench.now() + DELIVERY_MS)
  // What comes a second time comes by then, and the end of an answer.
  await bench.keepApart()
  judgeOnce(bench, clOrdIDs)
  judgeOrder(bench, clOrdIDs)
  const came = ordersReceived(bench, clOrdIDs)
  judgeNumbers(bench, came, number)
  const again = came.filter(({ message }) => message.text(Tag.PossDupFlag) === 'Y').length
  bench.record.taken.push(
    again === 0
      ? 'the messages came under new numbers, behind the Logon'
      : `${again} messages had their numbers before the Logon, and came when they were asked for`,
  )
  bench.skipToNow()
}

/** The number that the tester expects of a Logon: behind the highest that it has received since the numbers last began. */
function numberBehindLast(bench: Bench, logon: MessageEntry): number {
  const received = bench.entries
    .slice(0, logon.index)
    .filter((entry): entry is MessageEntry => entry.kind === 'message' && entry.direction === 'in')
  const first = received.findLastIndex(({ message }) => message.msgType === MsgType.Logon && message.msgSeqNum === 1)
  const numbers = received
    .slice(Math.max(0, first))
    .flatMap(({ message }) => (message.text(Tag.PossDupFlag) === 'Y' ? [] : [message.msgSeqNum ?? 0]))
  return Math.max(0, ...numbers) + 1
}

/** The order of their numbers is that in which the tester's application would have them. */
function judgeOrder(bench: Bench, clOrdIDs: readonly string[]): void {
  const byNumber = ordersReceived(bench, clOrdIDs).sort(
    (a, b) => (a.message.msgSeqNum ?? 0) - (b.message.msgSeqNum ?? 0),
  )
  const order = byNumber.map(({ message }) => message.text(Tag.ClOrdID) ?? '')
  const holds = order.join() === clOrdIDs.join()
  bench.judge('must', holds, `them in the order ${clOrdIDs.join(', ')}`, `their order is ${order.join(', ')}`)
}

/** Above the Logon a number is new; below it, it is one that the target had given before and repeats. */
function judgeNumbers(bench: Bench, came: readonly MessageEntry[], logon: number): void {
  const wrong = came.find(({ message }) => (message.msgSeqNum ?? 0) < logon !== (message.text(Tag.PossDupFlag) === 'Y'))
  const expected = `new numbers above ${logon}, or PossDupFlag below it`
  const tags = [Tag.MsgSeqNum, Tag.PossDupFlag]
  const actual = wrong === undefined ? 'so they have' : describeMessage(wrong.message, bench.naming, tags)
  bench.judge('must', wrong === undefined, expected, actual)
}
