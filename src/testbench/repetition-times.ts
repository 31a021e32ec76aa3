/** When repetitions say that they were sent: SendingTime(52) is always the time of the transmission at hand. */
import type { Message } from '../codec/message.ts'
import { parseUtcTimestamp } from '../codec/utc-timestamp.ts'
import { describeMessage } from '../conformance/expect.ts'
import { NotReached } from '../conformance/verdict.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { MessageEntry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'

/**
 * Each application message that the target sent again must carry a SendingTime(52) later than its OrigSendingTime(122).
 * Between both must lie more time than the version's timestamps leave out.
 *
 * @throws NotReached when nothing was sent again
 */
export function judgeRepetitionTimes(bench: Bench): void {
  const again = bench.entries.filter(
    (entry): entry is MessageEntry =>
      entry.kind === 'message' &&
      entry.direction === 'in' &&
      entry.message.text(Tag.PossDupFlag) === 'Y' &&
      !isSessionMessage(entry.message.msgType),
  )
  if (again.length === 0) throw new NotReached('the target has sent no message again')
  const expected = 'SendingTime of the repetition, later than OrigSendingTime'
  const wrong = again.find(({ message }) => !(timeOf(message, Tag.SendingTime) > timeOf(message, Tag.OrigSendingTime)))
  const tags = [Tag.SendingTime, Tag.OrigSendingTime]
  if (wrong === undefined) return bench.judge('must', true, expected, 'so they do')
  const actual = describeMessage(wrong.message, bench.naming, tags)
  bench.judgeWith('must', expected, { kind: 'violated', entry: wrong, actual })
}

function timeOf(message: Message, tag: number): number {
  return parseUtcTimestamp(message.text(tag) ?? '')?.epochMs ?? Number.NaN
}
