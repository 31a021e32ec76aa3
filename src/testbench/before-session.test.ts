import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { RequirementBroken } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { TamperRule } from '../simulator/tamper.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { expectClosed, expectRefused, expectRefusedInWords, sendWithLogonBehind } from './before-session.ts'
import { Bench } from './bench.ts'
import { logonFields } from './establish.ts'

const silentAbout = (msgType: string): TamperRule => ({ direction: 'outgoing', msgType, drop: true })

async function connected(tamper: readonly TamperRule[]): Promise<Bench> {
  const bench = new Bench(legWith({ tamper }), 'before-session.test')
  await bench.connect()
  return bench
}

async function refused(...tamper: readonly TamperRule[]): Promise<Bench> {
  const bench = await connected(tamper)
  bench.send(MsgType.Logon, [
    [Tag.HeartBtInt, -1],
    ...logonFields(bench, true).filter(([tag]) => tag !== Tag.HeartBtInt),
  ])
  return bench
}

describe('a Logon that is refused', () => {
  test('a Logout, or a Reject without one, says so', async () => {
    await expectRefusedInWords(await refused(), 15_000)
    const rejects: TamperRule = {
      direction: 'outgoing',
      msgType: MsgType.Logout,
      set: { [Tag.MsgType]: '3', [Tag.RefSeqNum]: '1' },
    }
    await expectRefusedInWords(await refused(rejects), 15_000)
  })

  test('the end of the connection alone is a refusal, but none in words', async () => {
    const silent = [silentAbout(MsgType.Logout), silentAbout(MsgType.Reject)]
    await expectRefused(await refused(...silent), 15_000)
    await assert.rejects(expectRefusedInWords(await refused(...silent), 15_000), /closed in silence/)
  })
})

describe('a first message that is not a Logon', () => {
  test('whoever ends the connection never gets to the Logon behind it', async () => {
    const bench = await connected([])
    sendWithLogonBehind(bench, 'Heartbeat', [])
    await expectClosed(bench, 15_000)
    assert.equal(bench.record.missed.length, 0)
  })

  test('whoever passes the first message over logs on', async () => {
    const bench = await connected([{ direction: 'incoming', msgType: MsgType.Heartbeat, drop: true }])
    sendWithLogonBehind(bench, 'Heartbeat', [])
    await assert.rejects(expectClosed(bench, 15_000), RequirementBroken)
  })

  test('a Logout before the end is more than is asked for', async () => {
    const bench = await refused(silentAbout(MsgType.Reject))
    await expectClosed(bench, 15_000)
    assert.equal(bench.record.missed.length, 1)
  })
})
