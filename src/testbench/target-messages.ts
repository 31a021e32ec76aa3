/** Application messages of the target: told by control, told apart by ClOrdID(11), looked for in the record. */
import type { Message } from '../codec/message.ts'
import { parseUtcTimestamp } from '../codec/utc-timestamp.ts'
import { describeMessage } from '../conformance/expect.ts'
import { NotReached } from '../conformance/verdict.ts'
import { Tag } from '../fix/tags.ts'
import type { MessageEntry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import { lastLogon } from './log-on.ts'
import { patternOf } from './wording.ts'

/** How long a message of the target may take to come. */
const DELIVERY_MS = 5_000

const NEW_ORDER_SINGLE = 'D'

/** The target's orders in the record, by one of these ClOrdIDs, in the order of their arrival. */
export function ordersReceived(bench: Bench, clOrdIDs: readonly string[]): MessageEntry[] {
  const wanted = new Set(clOrdIDs)
  return bench.entries.filter(
    (entry): entry is MessageEntry =>
      entry.kind === 'message' &&
      entry.direction === 'in' &&
      entry.message.msgType === NEW_ORDER_SINGLE &&
      wanted.has(entry.message.text(Tag.ClOrdID) ?? ''),
  )
}

/** Lets the target's application send, and waits until all of it has come. @throws NotReached when it does not */
export async function targetHasSent(bench: Bench, count: number): Promise<readonly string[]> {
  if (!bench.wire.connected) throw new NotReached('there is no connection on which the target could have sent')
  const clOrdIDs = await bench.control.send(count)
  const all = (): boolean => ordersReceived(bench, clOrdIDs).length >= count
  if (!(await bench.environment.until(all, bench.now() + DELIVERY_MS)))
    throw new NotReached(
      `the target was told to send ${count} messages, and ${ordersReceived(bench, clOrdIDs).length} came`,
    )
  bench.skipToNow()
  return clOrdIDs
}

/** The messages must come next, in order, from a number on, and none of them twice since `from`. */
export async function expectOrders(bench: Bench, clOrdIDs: readonly string[], msgSeqNum: number): Promise<void> {
  for (const [i, clOrdID] of clOrdIDs.entries()) {
    const rows = [
      ['MsgSeqNum', String(msgSeqNum + i)],
      ['ClOrdID', clOrdID],
    ] as const
    await bench.expect('must', patternOf(bench, 'NewOrderSingle', rows), DELIVERY_MS)
  }
  judgeOnce(bench, clOrdIDs)
}

/** How often each of the messages came, all together; twice the same is not made good by another that is missing. */
export function judgeOnce(bench: Bench, clOrdIDs: readonly string[]): void {
  const received = ordersReceived(bench, clOrdIDs).map(({ message }) => message.text(Tag.ClOrdID))
  const twice = clOrdIDs.find((clOrdID) => received.filter((id) => id === clOrdID).length !== 1)
  const actual =
    twice === undefined ? 'each came once' : `${twice} came ${received.filter((id) => id === twice).length} times`
  bench.judge('must', twice === undefined, `each of ${clOrdIDs.length} messages once`, actual)
}

/**
 * Times of messages that were sent while there was no connection: SendingTime(52) is that of the delivery, so not before
 * the Logon. One with PossDupFlag(43) says when it was first meant to go: before that Logon.
 */
export function judgeTimes(bench: Bench, clOrdIDs: readonly string[]): void {
  const timeOf = (message: Message, tag: number): number =>
    parseUtcTimestamp(message.text(tag) ?? '')?.epochMs ?? Number.NaN
  const logon = timeOf(lastLogon(bench).message, Tag.SendingTime)
  const wrong = ordersReceived(bench, clOrdIDs).find(({ message }) => {
    if (!(timeOf(message, Tag.SendingTime) >= logon)) return true
    return message.text(Tag.PossDupFlag) === 'Y' && !(timeOf(message, Tag.OrigSendingTime) <= logon)
  })
  const times = [Tag.SendingTime, Tag.OrigSendingTime]
  const actual = wrong === undefined ? 'so they do' : describeMessage(wrong.message, bench.naming, times)
  bench.judge('must', wrong === undefined, 'SendingTime after the Logon, OrigSendingTime before it', actual)
}
