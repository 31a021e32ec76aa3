import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { news } from '../testing/engine-rig.ts'
import { hostedRig, PRIMARY, peerOf, type StatedParts } from '../testing/hosted-rig.ts'

async function established(stated: StatedParts = {}) {
  const rig = hostedRig('initiator', stated)
  const peer = await peerOf(rig, PRIMARY.port)
  rig.host.start()
  rig.pass(100)
  assert.equal(rig.host.state, 'established')
  return { rig, peer }
}

describe('sequence numbers by hand', () => {
  test('SD-95: nextOut raised by 5 while connected: a gap at the peer, filled over when asked for', async () => {
    const { rig, peer } = await established()
    rig.host.setSeqNums({ nextOut: 7 }, 'test')
    rig.host.send('B', news('a'))
    rig.pass(100)
    assert.deepEqual(rig.talk(Tag.NewSeqNo).slice(2), ['out B7', 'in 22', 'out 42? 36=7', 'out B7?'])
    assert.deepEqual(peer.delivered.length, 1)
    assert.equal(rig.stores.get('primary')?.nextOut, 8)
    rig.engine.close()
  })

  test('SD-96: nextIn lowered while disconnected: the peer is asked again, and sends with 43=Y', async () => {
    const { rig, peer } = await established()
    peer.host.send('B', news('a'))
    rig.pass(100)
    rig.host.disconnect()
    rig.host.setSeqNums({ nextIn: 2 }, 'test')
    assert.equal(rig.stores.get('primary')?.nextIn, 2)
    rig.pass(2000)
    assert.deepEqual(
      rig.talk(Tag.BeginSeqNo).filter((line) => /^(out 2|in B)/.test(line)),
      ['in B2', 'out 23 7=2', 'in B2?'],
    )
    rig.engine.close()
  })

  test('SD-97: nextIn above what the peer sends: its Logon is too low and refused', async () => {
    const { rig } = await established({ connection: { reconnectMaxTries: 1 } })
    rig.host.disconnect()
    rig.host.setSeqNums({ nextIn: 50 }, 'test')
    rig.pass(1100)
    assert.match(rig.talk(Tag.Text).find((line) => line.startsWith('out 5')) ?? '', /expecting 50 but received/)
    rig.engine.close()
  })

  test('SD-98: reset while connected: locally, nothing is said', async () => {
    const { rig } = await established()
    const before = rig.talk().length
    rig.host.resetSeqNums('local', 'test')
    assert.deepEqual([rig.host.nextIn, rig.host.nextOut], [1, 1])
    assert.equal(rig.talk().length, before)
    assert.equal(rig.host.archives.length, 1)
    rig.engine.close()
  })

  test('SD-98: reset while connected: on the wire, both sides go on with 2', async () => {
    const { rig, peer } = await established()
    rig.host.send('B', news('a'))
    rig.host.resetSeqNums('onTheWire', 'test')
    rig.pass(100)
    assert.deepEqual(rig.talk(Tag.ResetSeqNumFlag).slice(-2), ['out A1 141=Y', 'in A1 141=Y'])
    assert.deepEqual([rig.host.nextIn, rig.host.nextOut], [2, 2])
    assert.deepEqual([peer.host.nextIn, peer.host.nextOut], [2, 2])
    assert.equal(rig.host.state, 'established')
    rig.engine.close()
  })

  test('a reset on the wire needs an established session, and a version that can', () => {
    const rig = hostedRig('initiator')
    assert.throws(() => rig.host.resetSeqNums('onTheWire', 'test'), /not established/)
    const old = hostedRig('initiator', { session: { version: findVersion('FIX.4.0') as FixVersion } })
    assert.throws(() => old.host.resetSeqNums('onTheWire', 'test'), /FIX\.4\.0 has no ResetSeqNumFlag/)
  })

  test('nextOut lowered: what lies from there on can not be asked for any more, and the number is given again', async () => {
    const { rig, peer } = await established()
    for (const text of ['a', 'b']) rig.host.send('B', news(text))
    rig.pass(100)
    rig.host.setSeqNums({ nextOut: 3 }, 'test')
    peer.host.setSeqNums({ nextIn: 2 }, 'test')
    rig.host.send('B', news('c'))
    rig.pass(100)
    assert.deepEqual(rig.stores.get('primary')?.read(1, 9).length, 3)
    assert.equal(rig.host.nextOut, 4)
    assert.equal(peer.delivered.length, 4)
    rig.engine.close()
  })

  test('each number is from 1 to 2147483647, and nothing is changed otherwise', () => {
    const rig = hostedRig('initiator')
    for (const nextOut of [0, -1, 1.5, Number.NaN, 2_147_483_648])
      assert.throws(() => rig.host.setSeqNums({ nextIn: 9, nextOut }, 'test'), {
        name: 'RangeError',
        message: `nextOut ${nextOut}: a whole number from 1 to 2147483647 is expected`,
      })
    assert.equal(rig.host.nextIn, 1)
    rig.host.setSeqNums({ nextIn: 2_147_483_647, nextOut: 1 }, 'test')
    assert.equal(rig.host.nextIn, 2_147_483_647)
  })

  test('every change is recorded: who, and the numbers before and after', () => {
    const rig = hostedRig('initiator')
    rig.host.setSeqNums({ nextIn: 5 }, 'admin')
    rig.host.resetSeqNums('local', 'operator')
    const expected = [
      'sequence numbers of US/THEM set by admin: nextIn 1 -> 5, nextOut 1 -> 1',
      'sequence numbers of US/THEM reset by operator: nextIn 5 -> 1, nextOut 1 -> 1',
    ]
    assert.deepEqual(
      rig.journal.entries.map((entry) => entry.kind === 'event' && entry.event === 'control' && entry.text),
      expected,
    )
    assert.deepEqual(rig.observed.slice(0, 2), expected)
  })

  test('inSeqNum and outSeqNum begin where they say, at the first start alone', async () => {
    const rig = hostedRig('initiator', { connection: { inSeqNum: 40, outSeqNum: 30 } })
    const peer = await peerOf(rig, PRIMARY.port, { connection: { inSeqNum: 30, outSeqNum: 40 } })
    rig.host.start()
    rig.pass(100)
    assert.deepEqual(rig.talk(), ['out A30', 'in A40'])
    rig.host.stop()
    rig.pass(100)
    rig.host.start()
    rig.pass(100)
    assert.deepEqual(rig.talk().slice(-2), ['out A32', 'in A42'])
    rig.engine.close()
    peer.engine.close()
  })

  test('by hand: a TestRequest and a ResendRequest, in an established session alone', async () => {
    const { rig } = await established()
    rig.host.testRequest('hello')
    rig.host.requestResend(1, 0)
    rig.pass(100)
    assert.deepEqual(rig.talk(Tag.TestReqID, Tag.BeginSeqNo, Tag.EndSeqNo).slice(2, 5), [
      'out 12 112=hello',
      'out 23 7=1 16=0',
      'in 02 112=hello',
    ])
    rig.host.disconnect()
    assert.throws(() => rig.host.testRequest('a'), /not established/)
    assert.throws(() => rig.host.requestResend(1, 0), /not established/)
    rig.engine.close()
  })
})
