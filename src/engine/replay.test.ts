import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { BEGINNING, establishedRig, fromThem, LOGON, news, type SessionRig } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { SimulatedClock } from './simulated-clock.ts'

/** A clock that runs: each look at it takes a millisecond, or what is stated. */
class RunningClock extends SimulatedClock {
  readonly #ms: number
  #looks = 0

  constructor(start: number, ms = 1) {
    super(start)
    this.#ms = ms
  }

  override now(): number {
    return super.now() + this.#looks++ * this.#ms
  }
}

/** A session with messages 2 to `last` in its store. */
function withMessages(last: number, block: number, clock = new SimulatedClock(BEGINNING)): SessionRig {
  const rig = establishedRig({ clock, settings: { resendMessagesBlockSize: block } })
  for (let i = 2; i <= last; i++) rig.session.submit('B', news(`n${i}`))
  rig.transport.writes.length = 0
  return rig
}

const askForAll = fromThem('2', 2, [
  [Tag.BeginSeqNo, 1],
  [Tag.EndSeqNo, 0],
])

function expected(last: number): string[] {
  return ['4:1', ...Array.from({ length: last - 1 }, (_, i) => `B:${i + 2}`)]
}

describe('answer to a ResendRequest', () => {
  test('the size of the blocks changes nothing on the wire', () => {
    for (const block of [0, 1, 3, 1000]) {
      const { transport } = withMessages(12, block)
      transport.data(askForAll)
      assert.deepEqual(transport.sent, expected(12), `blocks of ${block}`)
    }
  })

  test('ten thousand blocks do not exhaust the stack', () => {
    const { application, transport } = withMessages(10_001, 1)
    transport.data(askForAll)
    assert.deepEqual(application.faults, [])
    assert.equal(transport.messages.length, 10_001)
  })

  test('it pauses while the counterparty does not read, goes on when it does, and the session lives meanwhile', () => {
    const { transport, session } = withMessages(12, 4)
    transport.backlog = 2 * 1024 * 1024
    transport.data(askForAll)
    assert.deepEqual(transport.sent, [])
    transport.data(fromThem('1', 3, [[Tag.TestReqID, 'X']]))
    assert.deepEqual(transport.sent, ['0:13'])
    transport.backlog = 0
    transport.receiver?.onDrain?.()
    assert.deepEqual(transport.sent, ['0:13', ...expected(12)])
    transport.receiver?.onDrain?.()
    assert.equal(transport.sent.length, 13)
    assert.equal(session.nextIn, 4)
  })

  test('a second ResendRequest is answered behind one that is paused', () => {
    const { transport } = withMessages(12, 4)
    transport.backlog = 2 * 1024 * 1024
    transport.data(askForAll)
    transport.data(
      fromThem('2', 3, [
        [Tag.BeginSeqNo, 11],
        [Tag.EndSeqNo, 0],
      ]),
    )
    transport.backlog = 0
    transport.receiver?.onDrain?.()
    assert.deepEqual(transport.sent, [...expected(12), 'B:11', 'B:12'])
  })

  test('a long one stands aside for timers and messages, although the counterparty reads as fast as it comes', () => {
    const { clock, transport } = withMessages(1000, 10, new RunningClock(BEGINNING))
    transport.data(askForAll)
    const first = transport.sent.length
    assert.ok(first > 10 && first < 500, `${first} messages at once`)
    transport.data(fromThem('1', 3, [[Tag.TestReqID, 'X']]))
    assert.equal(transport.sent[first], '0:1001', 'a TestRequest is answered meanwhile')
    clock.runUntil(() => transport.sent.length > 1000, clock.now() + 60_000)
    assert.deepEqual(
      transport.sent.filter((text) => text !== '0:1001'),
      expected(1000),
    )
  })

  test('one that stands aside does so after a clock that was set back, and ends with its connection', () => {
    const { clock, session, transport } = withMessages(1000, 10, new RunningClock(BEGINNING, -1))
    transport.data(askForAll)
    const first = transport.sent.length
    assert.ok(first > 0 && first < 100, `${first} messages at once`)
    transport.closeByPeer()
    const second = new FakeTransport()
    session.attach(second)
    second.data(fromThem('A', 3, LOGON))
    clock.runUntil(() => false, clock.now() + 1000)
    assert.deepEqual([transport.sent.length, second.sent], [first, ['A:1001']])
  })

  test('a paused answer ends with its connection', () => {
    const { session, transport } = withMessages(12, 4)
    transport.backlog = 2 * 1024 * 1024
    transport.data(askForAll)
    transport.closeByPeer()
    const second = new FakeTransport()
    session.attach(second)
    second.data(fromThem('A', 3, LOGON))
    second.receiver?.onDrain?.()
    assert.deepEqual(second.sent, ['A:13'])
  })
})
