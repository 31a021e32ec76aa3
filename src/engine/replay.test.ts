import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { establishedRig, fromThem, LOGON, news, type SessionRig } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'

/** A session with messages 2 to `last` in its store. */
function withMessages(last: number, block: number): SessionRig {
  const rig = establishedRig({ settings: { resendMessagesBlockSize: block } })
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
