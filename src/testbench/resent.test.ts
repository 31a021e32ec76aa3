/** What a repetition is held against, where the same numbers were used before. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RequirementBroken } from '../conformance/verdict.ts'
import { Tag } from '../fix/tags.ts'
import { type TamperRule, tamperWith } from '../simulator/tamper.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { logOn } from './log-on.ts'
import { askAgain } from './resend-steps.ts'
import { expectResentTable, resentUnlikeFirst } from './resent.ts'
import { targetHasSent } from './target-messages.ts'

/** An order as message 2, new numbers, another order as message 2 seconds later, and the question for that. */
async function sameNumberTwice(...rules: readonly TamperRule[]): Promise<Bench> {
  const bench = new Bench(legWith(), 'resent')
  bench.control.tamper(tamperWith(rules))
  await logOn(bench)
  await targetHasSent(bench, 1)
  bench.wire.cut()
  await bench.afterDisconnect()
  await bench.environment.until(() => false, bench.now() + 3_000)
  await logOn(bench, 1, [[Tag.ResetSeqNumFlag, 'Y']])
  await targetHasSent(bench, 1)
  askAgain(bench, '2', '2')
  return bench
}

const ROW = {
  MsgSeqNum: '2',
  MsgType: 'NewOrderSingle',
  PossDupFlag: 'Y',
  OrigSendingTime: 'as SendingTime when first sent',
}

test('a repetition is held against the first sending under the numbers of now', async () => {
  const bench = await sameNumberTwice()
  await expectResentTable(bench, [ROW])
  const apart = [Tag.BodyLength, Tag.CheckSum, Tag.PossDupFlag, Tag.SendingTime, Tag.OrigSendingTime]
  assert.equal(resentUnlikeFirst(bench, 'D', apart), undefined)
  bench.close()
})

test('another time than that of the first sending is a breach', async () => {
  const bench = await sameNumberTwice({ direction: 'outgoing', where: { 43: 'Y' }, set: { 122: '20260105-08:00:00' } })
  await assert.rejects(expectResentTable(bench, [ROW]), RequirementBroken)
  bench.close()
})
