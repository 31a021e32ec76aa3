import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { NotReached, RequirementBroken } from '../conformance/verdict.ts'
import { Tag } from '../fix/tags.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { judgeLogon, lastLogon, logOn, logOut, takesPart } from './log-on.ts'

const ROLES = ['acceptor', 'initiator'] as const

for (const targetRole of ROLES) {
  const benchOf = (): Bench => new Bench(legWith({ targetRole }), 'log-on')

  describe(`a target that is ${targetRole}`, () => {
    test('logged on, logged out, and logged on again with the numbers behind both Logouts', async () => {
      const bench = benchOf()
      await logOn(bench)
      assert.equal(bench.wire.nextOut, 2)
      await logOut(bench)
      assert.equal(bench.wire.connected, false)
      bench.control.configure({})
      await logOn(bench)
      assert.equal(lastLogon(bench).message.msgSeqNum, 3)
      await bench.probe(4)
      bench.close()
    })

    test('its Logon is judged by its fields, and where it differs that is said', async () => {
      const bench = benchOf()
      await logOn(bench)
      judgeLogon(bench, 'MsgSeqNum 1 and ResetSeqNumFlag absent')
      assert.throws(
        () => judgeLogon(bench, 'MsgSeqNum 2'),
        (error) => error instanceof RequirementBroken && /MsgSeqNum/.test(JSON.stringify(bench.record.broken)),
      )
      bench.close()
    })

    test('it takes part in a Logon, unless its session has ended', async () => {
      const willing = benchOf()
      assert.match((await takesPart(willing, 1000)) ?? '', targetRole === 'acceptor' ? /^Logon 1/ : /connected/)
      willing.close()
      const ended = benchOf()
      ended.control.configure({ recreateOnLogout: false })
      await logOn(ended)
      await logOut(ended)
      assert.equal(await takesPart(ended, 5000), undefined)
      ended.close()
    })
  })
}

test('what the tester says in its Logon takes the place of what it usually says', async () => {
  const bench = new Bench(legWith(), 'log-on')
  await logOn(bench, 4, [[Tag.HeartBtInt, 12]])
  const sent = bench.entries.find((entry) => entry.kind === 'message' && entry.direction === 'out')
  assert.ok(sent?.kind === 'message')
  assert.deepEqual([sent.message.msgSeqNum, sent.message.text(Tag.HeartBtInt)], [4, '12'])
  bench.close()
})

test('without a Logon there is nothing to judge', () => {
  const bench = new Bench(legWith(), 'log-on')
  assert.throws(() => lastLogon(bench), NotReached)
  bench.close()
})
