import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import { Journal } from '../journal/journal.ts'
import { BEGINNING, FIX44, fromThem } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { WireCounterparty } from './wire-counterparty.ts'

function rig() {
  const clock = new SimulatedClock(BEGINNING)
  const journal = new Journal({ now: () => clock.now(), elapsed: () => 0 })
  const wire = new WireCounterparty({ version: FIX44, senderCompID: 'US', targetCompID: 'THEM', clock, journal })
  const transport = new FakeTransport()
  wire.attach(transport)
  return { clock, journal, wire, transport }
}

describe('wire counterparty', () => {
  test('what is left open is computed: version, CompIDs, number and time', () => {
    const { wire, transport } = rig()
    wire.send('0', [])
    wire.send('0', [])
    const [, second] = transport.messages
    assert.deepEqual(
      [8, 49, 56, 34, 52].map((tag) => second?.text(tag)),
      ['FIX.4.4', 'US', 'THEM', '2', '20260105-09:00:00.000'],
    )
  })

  for (const [what, msgType, stated, nextOut, lastSent] of [
    ['a message that states no number takes the next one', '0', [], 6, 5],
    ['a stated number that is the next one moves it', '0', [[34, 5]], 6, 5],
    ['a stated number above moves it behind that', '0', [[34, 9]], 10, 9],
    ['a stated number below leaves it', '0', [[34, 2]], 5, 2],
    ['a number left out leaves it, and none stood on the wire', '0', [[34, null]], 5, 4],
    ['a number that is none leaves it', '0', [[34, 'abc']], 5, 4],
    ['bytes are a number too', '0', [[34, Buffer.from('8')]], 9, 8],
    ['NewSeqNo of a SequenceReset moves it', '4', [[36, 20]], 20, 5],
    ['NewSeqNo below leaves it', '4', [[36, 3]], 6, 5],
    ['NewSeqNo of another message is nothing', '0', [[36, 20]], 6, 5],
    [
      'a Logon 1 that resets moves it back',
      'A',
      [
        [34, 1],
        [141, 'Y'],
      ],
      2,
      1,
    ],
    [
      'a Logon that resets under another number moves nothing back',
      'A',
      [
        [34, 2],
        [141, 'Y'],
      ],
      5,
      2,
    ],
  ] as [string, string, Field[], number, number][])
    test(what, () => {
      const { wire } = rig()
      for (let i = 1; i < 5; i++) wire.send('0', [])
      wire.send(msgType, stated)
      assert.deepEqual([wire.nextOut, wire.lastSent], [nextOut, lastSent])
    })

  test('a garbled message leaves the number, and is recorded as garbled', () => {
    const { journal, wire, transport } = rig()
    wire.send('0', [], 'wrong CheckSum')
    assert.equal(wire.nextOut, 1)
    assert.partialDeepStrictEqual(journal.entries.at(-1), { event: 'garbled', direction: 'out' })
    assert.equal(transport.writes.length, 1)
  })

  test('fields stand in another order when that is asked for, once', () => {
    const { wire, transport } = rig()
    wire.send('1', [[112, 'X']], undefined, [112, 34])
    wire.send('1', [[112, 'Y']])
    const orders = transport.messages.map((message) => {
      const tags = Array.from({ length: message.count }, (_, i) => message.tagAt(i))
      return tags.indexOf(112) < tags.indexOf(34)
    })
    assert.deepEqual(orders, [true, false])
    assert.equal(wire.nextOut, 3)
  })

  test('a claimed repetition says when it was first sent, unless that is taken out', () => {
    const { wire, transport } = rig()
    wire.send('0', [[43, 'Y']])
    wire.send('0', [
      [43, 'Y'],
      [122, null],
    ])
    assert.deepEqual(
      transport.messages.map((message) => message.text(122)),
      ['20260105-09:00:00.000', undefined],
    )
  })

  test('several messages and garbage leave in one write, each recorded and counted', () => {
    const { journal, wire, transport } = rig()
    const heartbeat = { msgType: '0', stated: [] }
    wire.sendTogether([heartbeat, { garbage: Buffer.from('noise') }, heartbeat])
    assert.equal(transport.writes.length, 1)
    assert.deepEqual(
      journal.entries.map((entry) => (entry.kind === 'message' ? entry.message.msgSeqNum : entry.event)),
      ['connect', 1, 'garbled', 2],
    )
    assert.match(transport.writes[0]?.toString('latin1') ?? '', /^8=FIX.*noise8=FIX/s)
    assert.deepEqual([wire.nextOut, wire.lastSent], [3, 2])
  })

  test('a message that is begun is recorded and counted, and leaves in the pieces that it is cut into', () => {
    const { journal, wire, transport } = rig()
    const bytes = wire.begin('0', [])
    assert.deepEqual([transport.writes.length, wire.nextOut, journal.entries.length], [0, 2, 2])
    wire.sendPiece(bytes.subarray(0, 9))
    wire.sendPiece(bytes.subarray(9))
    assert.deepEqual(
      transport.writes.map(({ length }) => length),
      [9, bytes.length - 9],
    )
    assert.equal(transport.messages[0]?.text(34), '1')
  })

  test('it answers nothing by itself, and records what comes', () => {
    const { journal, transport } = rig()
    transport.data(fromThem('1', 1, [[112, 'X']]))
    assert.deepEqual(transport.writes, [])
    assert.deepEqual(
      journal.entries.map((entry) => (entry.kind === 'message' ? entry.message.msgType : entry.event)),
      ['connect', '1'],
    )
  })

  test('without a connection nothing can be sent, and nothing is counted', () => {
    const { wire, transport } = rig()
    transport.closeByPeer()
    assert.equal(wire.connected, false)
    assert.throws(() => wire.send('0', []), /no connection to send on/)
    assert.deepEqual([wire.nextOut, wire.lastSent], [1, 0])
  })

  test('close and cut end the connection, and are recorded', () => {
    for (const verb of ['close', 'cut'] as const) {
      const { journal, wire, transport } = rig()
      wire[verb]()
      assert.deepEqual([transport.ended, wire.connected], [verb === 'close' ? 'closed' : 'destroyed', false])
      assert.partialDeepStrictEqual(journal.entries.at(-1), { event: 'disconnect' })
    }
  })
})
