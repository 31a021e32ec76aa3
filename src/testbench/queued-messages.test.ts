import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { RequirementBroken } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import type { Leg } from './leg.ts'
import { logOn } from './log-on.ts'
import { expectQueued } from './queued-messages.ts'

/** Two messages of the target that wait for the Logon. */
async function judged(change: Partial<Leg> = {}, parameters: Readonly<Record<string, unknown>> = {}): Promise<Bench> {
  const bench = new Bench(legWith(change), 'queued-messages')
  bench.control.configure(parameters)
  const sent = await bench.control.send(2)
  await logOn(bench)
  await expectQueued(bench, sent)
  return bench
}

describe('messages that were queued', () => {
  test('may have their numbers before the Logon, and come when they are asked for', async () => {
    const bench = await judged()
    assert.match(bench.record.taken.join(), /^2 messages had their numbers before the Logon/)
    bench.close()
  })

  test('may come under new numbers, behind the Logon', async () => {
    const bench = await judged({ targetRole: 'initiator' }, { forceSeqNumReset: 2 })
    assert.match(bench.record.taken.join(), /^the messages came under new numbers/)
    bench.close()
  })

  const order = { direction: 'outgoing', msgType: 'D' } as const
  const second = { ...order, where: { [Tag.ClOrdID]: 'TARGET2' } }
  const first = { ...order, where: { [Tag.ClOrdID]: 'TARGET1' } }
  const broken: readonly (readonly [what: string, tamper: Leg['tamper'], actual: RegExp])[] = [
    ['lost', [{ ...second, drop: true }], /TARGET2 came 0 times/],
    ['twice', [{ ...second, times: 2 }], /TARGET2 came 2 times/],
    [
      'in another order',
      [
        { ...first, set: { [Tag.ClOrdID]: 'TARGET2' } },
        { ...second, set: { [Tag.ClOrdID]: 'TARGET1' } },
      ],
      /their order is TARGET2, TARGET1/,
    ],
    ['without PossDupFlag', [{ ...second, set: { [Tag.PossDupFlag]: null } }], /NewOrderSingle 2/],
    [
      'never sent again',
      [{ direction: 'incoming', msgType: MsgType.ResendRequest, drop: true }],
      /TARGET1 came 0 times/,
    ],
  ]
  for (const [what, tamper, actual] of broken)
    test(`${what}: the requirement is broken`, () =>
      assert.rejects(
        judged({ tamper }),
        (error) => error instanceof RequirementBroken && actual.test(error.finding.actual),
      ))
})
