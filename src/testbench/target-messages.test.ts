import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { NotReached, RequirementBroken } from '../conformance/verdict.ts'
import { type TamperRule, tamperWith } from '../simulator/tamper.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { logOn } from './log-on.ts'
import { expectOrders, judgeTimes, targetHasSent } from './target-messages.ts'

/** A target that is logged on, has sent two messages while away, and is wrong in one way. */
async function twoMessagesLate(...rules: readonly TamperRule[]) {
  const bench = new Bench(legWith(), 'target-messages')
  bench.control.tamper(tamperWith(rules))
  await logOn(bench)
  bench.wire.cut()
  await bench.afterDisconnect()
  const sent = await bench.control.send(2)
  await logOn(bench)
  bench.send('2', [
    [7, 2],
    [16, 3],
  ])
  return { bench, sent }
}

describe('messages of the target', () => {
  test('each once, in order, with the times that they should have', async () => {
    const { bench, sent } = await twoMessagesLate()
    await expectOrders(bench, sent, 2)
    judgeTimes(bench, sent)
    bench.close()
  })

  const wrong: readonly [what: string, rule: TamperRule][] = [
    ['one is missing', { direction: 'outgoing', where: { 11: 'TARGET1' }, drop: true }],
    ['one comes twice', { direction: 'outgoing', where: { 11: 'TARGET2' }, times: 2 }],
    ['one has another number', { direction: 'outgoing', where: { 11: 'TARGET2' }, set: { 34: '7' } }],
  ]
  for (const [what, rule] of wrong)
    test(`${what}: that is a breach`, async () => {
      const { bench, sent } = await twoMessagesLate(rule)
      await assert.rejects(expectOrders(bench, sent, 2), RequirementBroken)
      bench.close()
    })

  const times: readonly [what: string, rule: TamperRule][] = [
    ['SendingTime of before the Logon', { direction: 'outgoing', msgType: 'D', set: { 52: '20260105-08:00:00' } }],
    ['OrigSendingTime of the delivery', { direction: 'outgoing', msgType: 'D', set: { 122: '20260105-10:00:00' } }],
    ['no OrigSendingTime', { direction: 'outgoing', msgType: 'D', set: { 122: null } }],
  ]
  for (const [what, rule] of times)
    test(`${what}: that is a breach`, async () => {
      const { bench, sent } = await twoMessagesLate(rule)
      await expectOrders(bench, sent, 2)
      assert.throws(() => judgeTimes(bench, sent), RequirementBroken)
      bench.close()
    })

  test('a target that does not send what it was told to has not set the stage', async () => {
    const bench = new Bench(legWith(), 'target-messages')
    await assert.rejects(targetHasSent(bench, 1), NotReached)
    bench.control.tamper(tamperWith([{ direction: 'outgoing', msgType: 'D', drop: true }]))
    await logOn(bench)
    await assert.rejects(targetHasSent(bench, 1), NotReached)
    bench.close()
  })
})
