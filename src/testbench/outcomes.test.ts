import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { RequirementBroken } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { TamperRule } from '../simulator/tamper.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { establish } from './establish.ts'
import {
  countSent,
  expectAliveAt,
  expectEndOrGoingOn,
  expectGivenUp,
  expectNoneFor,
  rejectRequests,
} from './outcomes.ts'
import { patternOf } from './wording.ts'

/** A session that stands, both sides at 2, and the target made wrong by rules. */
async function standing(tamper: readonly TamperRule[] = [], heartBtInt = 30): Promise<Bench> {
  const bench = new Bench(legWith({ tamper, heartBtInt }), 'outcomes.test')
  await establish(bench)
  return bench
}

const DEAF: TamperRule = { direction: 'incoming', msgType: '1', drop: true }

describe('the end of the connection, or going on', () => {
  test('a target that goes on where it should is right', async () => {
    const bench = await standing()
    await expectEndOrGoingOn(bench, 'must', 5_000, [2])
    assert.equal(bench.record.seen, 'it goes on')
  })

  test('a target that leaves is right, whatever it says before', async () => {
    const bench = await standing()
    bench.send(MsgType.Heartbeat, [[Tag.MsgSeqNum, null]])
    await expectEndOrGoingOn(bench, 'must', 5_000, [2])
    assert.equal(bench.record.seen, 'it left')
  })

  test('either of two numbers is right', async () => {
    for (const [sent, expected] of [
      [0, [2, 3]],
      [1, [2, 3]],
    ] as const) {
      const bench = await standing()
      for (let i = 0; i < sent; i++) bench.send(MsgType.Heartbeat, [])
      await expectEndOrGoingOn(bench, 'must', 5_000, expected)
      assert.equal(bench.record.seen, 'it goes on')
    }
  })

  test('a number beyond both is not, nor one below the only one', async () => {
    const above = await standing()
    for (let i = 0; i < 3; i++) above.send(MsgType.Heartbeat, [])
    await assert.rejects(expectEndOrGoingOn(above, 'must', 5_000, [2, 3]), RequirementBroken)
    const below = await standing()
    await assert.rejects(expectEndOrGoingOn(below, 'must', 5_000, [3]), RequirementBroken)
  })

  test('a target that does neither stalls', async () => {
    const bench = await standing([DEAF])
    await assert.rejects(expectEndOrGoingOn(bench, 'must', 5_000, [2]), /nothing within 5 s/)
  })
})

describe('alive at one of two numbers', () => {
  test('either is right, a third one is not', async () => {
    await expectAliveAt(await standing(), 'must', [2, 3])
    const bench = await standing()
    for (let i = 0; i < 5; i++) bench.send(MsgType.Heartbeat, [])
    await assert.rejects(expectAliveAt(bench, 'must', [2, 3]), RequirementBroken)
  })

  test('a number below both is not right, and is not made right by asking', async () => {
    const bench = await standing()
    await assert.rejects(expectAliveAt(bench, 'must', [4, 5]), /BeginSeqNo/)
  })

  test('a session that has ended is not alive', async () => {
    const bench = await standing()
    bench.send(MsgType.Heartbeat, [[Tag.MsgSeqNum, null]])
    await bench.environment.until(() => !bench.wire.connected, bench.now() + 20_000)
    await assert.rejects(expectAliveAt(bench, 'must', [2, 3]), RequirementBroken)
  })
})

describe('giving up on a silent counterparty', () => {
  test('at once, or after a Logout that nobody answers', async () => {
    await expectGivenUp(await standing([], 2), 8_000, 1_000)
    const polite = await standing([], 30)
    polite.send(MsgType.Heartbeat, [[Tag.MsgSeqNum, null]])
    await expectGivenUp(polite, 500, 15_000)
  })

  test('a target that waits on is not right', async () => {
    await assert.rejects(expectGivenUp(await standing([], 30), 8_000, 15_000), /nothing within 8 s/)
  })
})

describe('messages counted and missed', () => {
  test('only those that fit are counted, from the last Logon of the target on', async () => {
    const bench = await standing([{ direction: 'outgoing', msgType: '0', times: 2 }])
    bench.send(MsgType.TestRequest, [[Tag.TestReqID, 'A']])
    bench.send(MsgType.TestRequest, [[Tag.TestReqID, 'B']])
    await bench.keepApart()
    assert.equal(countSent(bench, patternOf(bench, 'Heartbeat', [['TestReqID', 'A']])), 2)
    assert.equal(countSent(bench, patternOf(bench, 'Heartbeat', [])), 4)
    bench.send(MsgType.Logon, [
      [Tag.MsgSeqNum, 1],
      [Tag.EncryptMethod, 0],
      [Tag.HeartBtInt, 30],
      [Tag.ResetSeqNumFlag, 'Y'],
    ])
    await bench.keepApart()
    assert.equal(countSent(bench, patternOf(bench, 'Heartbeat', [])), 0)
  })

  test('what may come unasked counts as sent, but for the Heartbeat of an interval that is over', async () => {
    await expectNoneFor(await standing([], 30), 'must', ['Heartbeat', 'TestRequest'], 20_000)
    await expectNoneFor(await standing([], 5), 'must', ['Heartbeat', 'Logon'], 7_000)
    await assert.rejects(expectNoneFor(await standing([], 5), 'must', ['TestRequest'], 20_000), /TestRequest/)
    const twice = await standing([{ direction: 'outgoing', msgType: '0', times: 2 }], 5)
    await assert.rejects(expectNoneFor(twice, 'must', ['Heartbeat'], 20_000), /Heartbeat/)
  })

  test('whoever leaves sends nothing', async () => {
    const bench = await standing()
    bench.send(MsgType.Heartbeat, [[Tag.MsgSeqNum, null]])
    await expectNoneFor(bench, 'must', ['Heartbeat'], 20_000)
    assert.match(bench.record.seen, /closed the connection/)
  })

  test('each ResendRequest is rejected by its number, also the one that came before', async () => {
    const bench = await standing([{ direction: 'outgoing', msgType: '2', times: 3 }])
    bench.send(MsgType.Heartbeat, [[Tag.MsgSeqNum, 4]])
    await bench.keepApart()
    await rejectRequests(bench, 1_000)
    const rejects = bench.entries.filter(
      (entry) => entry.kind === 'message' && entry.direction === 'out' && entry.message.msgType === MsgType.Reject,
    )
    assert.equal(rejects.length, 3)
  })
})
