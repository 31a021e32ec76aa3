import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { RequirementBroken } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { establish } from './establish.ts'
import type { Leg } from './leg.ts'
import { expectEndOrIgnored, expectRejectOrGarbled } from './rejected-or-garbled.ts'
import { patternOf } from './wording.ts'

/** Sends a TestRequest whose header goes on behind its body, to a target that may be wrong on purpose. */
async function judged(tamper: Leg['tamper'] = []): Promise<Bench> {
  const bench = new Bench(legWith({ tamper }), 'rejected-or-garbled')
  await establish(bench)
  bench.nextOrder = [Tag.TestReqID, Tag.SendingTime]
  bench.send(MsgType.TestRequest, [[Tag.TestReqID, 'A']])
  const rows = [['RefSeqNum', String(bench.wire.lastSent)]] as const
  await expectRejectOrGarbled(bench, patternOf(bench, 'Reject', rows), 2_000)
  return bench
}

const stimulus = { direction: 'incoming', msgType: MsgType.TestRequest, where: { [Tag.TestReqID]: 'A' } } as const
const fence = { direction: 'incoming', msgType: MsgType.TestRequest, where: { [Tag.TestReqID]: 'FENCE1' } } as const

describe('a message that is rejected, or ignored as garbled', () => {
  test('rejected: it counts, and the report says that it was rejected', async () => {
    const bench = await judged()
    assert.match(bench.record.taken.join(), /^Reject 2: RefSeqNum = 2/)
    await bench.probe(4)
    bench.close()
  })

  test('ignored: it does not count, both sides are in step again, and the report says so', async () => {
    const bench = await judged([{ ...stimulus, drop: true }])
    assert.deepEqual(bench.record.taken, ['message 2 was taken for garbled, and did not count'])
    await bench.probe(5)
    bench.close()
  })

  const broken: readonly (readonly [what: string, tamper: Leg['tamper']])[] = [
    ['processed', [{ ...stimulus, set: { [Tag.TestReqID]: 'Q' } }]],
    ['rejected and not counted', [{ ...fence, set: { [Tag.MsgSeqNum]: '4' } }]],
    ['counted in silence', [{ direction: 'outgoing', msgType: MsgType.Reject, drop: true }]],
    [
      'asked for from another number',
      [
        { ...stimulus, drop: true },
        { direction: 'outgoing', msgType: MsgType.ResendRequest, set: { [Tag.BeginSeqNo]: '1' } },
      ],
    ],
  ]
  for (const [what, tamper] of broken)
    test(`${what}: the requirement is broken`, () => assert.rejects(judged(tamper), RequirementBroken))
})

describe('a garbled message that is ignored, or ends the connection', () => {
  /** Sends a Heartbeat 2 whose BodyLength has a sign. */
  async function garbled(tamper: Leg['tamper'] = []): Promise<Bench> {
    const bench = new Bench(legWith({ tamper }), 'ignored')
    await establish(bench)
    bench.send(MsgType.Heartbeat, [[Tag.MsgSeqNum, 2]], 'BodyLength with a sign')
    return bench
  }

  test('ignored: the next number is asked for, and both sides are in step again', async () => {
    const bench = await garbled()
    await expectEndOrIgnored(bench, 'must', 5_000, 2)
    await bench.probe(5)
    bench.close()
  })

  test('the end of the connection is right as well', async () => {
    const bench = await garbled()
    bench.wire.close()
    await expectEndOrIgnored(bench, 'must', 5_000, 2)
    assert.equal(bench.record.seen, 'it left')
    bench.close()
  })

  // As if it had counted: a TestRequest under the number of the garbled message would make such a target leave.
  test('counted: the requirement is broken, and what was answered is said', async () => {
    const bench = await garbled([{ ...fence, set: { [Tag.MsgSeqNum]: '2' } }])
    await assert.rejects(expectEndOrIgnored(bench, 'must', 5_000, 2), /an answer to 3/)
    bench.close()
  })

  test('without an answer the requirement is broken as well', async () => {
    const bench = await garbled([{ ...fence, drop: true }])
    await assert.rejects(expectEndOrIgnored(bench, 'must', 5_000, 2), /nothing within 5 s$/)
    bench.close()
  })

  test('asked for from another number, or answered by a Reject: the requirement is broken', async () => {
    const request = { direction: 'outgoing', msgType: MsgType.ResendRequest } as const
    for (const set of [{ [Tag.BeginSeqNo]: '1' }, { [Tag.MsgType]: MsgType.Reject }]) {
      const bench = await garbled([{ ...request, set }])
      await assert.rejects(expectEndOrIgnored(bench, 'must', 5_000, 2), RequirementBroken)
      bench.close()
    }
  })
})
