import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, establishedRig, fromThem, LOGON, news, sessionRig } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import type { Application } from './application.ts'

/** A memory store that writes down the order of what was asked of it. */
class WatchedStore extends MemoryStore {
  readonly calls: string[] = []

  override saveOutgoing(msgSeqNum: number, bytes: Uint8Array): void {
    this.calls.push(`save ${msgSeqNum}`)
    super.saveOutgoing(msgSeqNum, bytes)
  }

  override setNextIn(msgSeqNum: number): void {
    this.calls.push(`nextIn ${msgSeqNum}`)
    super.setNextIn(msgSeqNum)
  }

  override flush(): void {
    this.calls.push('flush')
    super.flush()
  }
}

describe('engine session: from bytes to bytes', () => {
  test('an acceptor answers the Logon, and both numbers are stored', () => {
    const { session, store, transport } = establishedRig()
    assert.equal(session.established, true)
    assert.deepEqual(transport.sent, ['A:1'])
    assert.deepEqual([store.nextIn, store.nextOut], [2, 2])
  })

  test('an initiator sends its Logon when the connection stands', () => {
    const { transport, session } = sessionRig({ role: 'initiator' })
    assert.deepEqual(transport.sent, ['A:1'])
    transport.data(fromThem('A', 1, LOGON))
    assert.equal(session.established, true)
  })

  test('a message is stored and flushed before it is sent', () => {
    const store = new WatchedStore(BEGINNING)
    const { session, transport } = establishedRig({ store })
    store.calls.length = 0
    const write = transport.write.bind(transport)
    transport.write = (bytes) => {
      store.calls.push('write')
      write(bytes)
    }
    session.submit('B', news('a'))
    assert.deepEqual(store.calls, ['save 2', 'flush', 'write'])
  })

  test('a message counts after the application has seen it', () => {
    const seen: number[] = []
    const store = new MemoryStore(BEGINNING)
    const { transport } = establishedRig({ store, reaction: { onMessage: () => seen.push(store.nextIn) } })
    transport.data(fromThem('B', 2, news('a')), fromThem('B', 3, news('b')))
    assert.deepEqual(seen, [2, 3])
    assert.equal(store.nextIn, 4)
  })

  test('the answers to all messages of one chunk leave in one write', () => {
    const { transport } = establishedRig()
    const before = transport.writes.length
    transport.data(fromThem('1', 2, [[Tag.TestReqID, 'X']]), fromThem('1', 3, [[Tag.TestReqID, 'Y']]))
    assert.deepEqual(transport.sent.slice(1), ['0:2', '0:3'])
    assert.equal(transport.writes.length, before + 1)
  })

  test('a message beyond the limit of length does not count', () => {
    const { application, session, transport } = establishedRig({ maxFrameLength: 200 })
    transport.data(fromThem('B', 2, news('x'.repeat(200))))
    assert.deepEqual([application.delivered, session.nextIn], [[], 2])
    assert.equal(application.observed.at(-1)?.what, 'garbled')
  })

  test('a message submitted without a connection is numbered and stored, and sent when it is asked for', () => {
    const { session, store, transport } = establishedRig()
    transport.closeByPeer()
    session.submit('B', news('later'))
    assert.equal(store.nextOut, 3)
    const second = new FakeTransport()
    session.attach(second)
    second.data(fromThem('A', 2, LOGON))
    second.data(
      fromThem('2', 3, [
        [Tag.BeginSeqNo, 2],
        [Tag.EndSeqNo, 2],
      ]),
    )
    assert.deepEqual(second.sent, ['A:3', 'B:2'])
    assert.equal(second.messages[1]?.text(Tag.PossDupFlag), 'Y')
  })

  test('a resent message has the body of the first one, byte for byte', () => {
    const { session, transport } = establishedRig()
    session.submit('B', [...news('übel'), [Tag.RawDataLength, 3], [Tag.RawData, Buffer.of(1, 61, 200)]])
    transport.data(
      fromThem('2', 2, [
        [Tag.BeginSeqNo, 2],
        [Tag.EndSeqNo, 0],
      ]),
    )
    const [first, again] = transport.messages.slice(-2)
    assert.ok(first !== undefined && again !== undefined)
    const body = (message: typeof first): string =>
      /\x01148=.*(?=\x0110=)/s.exec(message.bytes.toString('latin1'))?.[0] ?? ''
    assert.equal(body(again), body(first))
    assert.notEqual(body(first), '')
    assert.equal(again.text(Tag.OrigSendingTime), first.text(Tag.SendingTime))
  })
})

describe('engine session: the application', () => {
  test('a throw costs the delivery, and the session goes on', () => {
    const reaction: Application = {
      onMessage: () => {
        throw new Error('no such book')
      },
    }
    const { application, session, transport } = establishedRig({ reaction })
    transport.data(fromThem('B', 2, news('a')), fromThem('1', 3, [[Tag.TestReqID, 'X']]))
    assert.equal(session.nextIn, 4)
    assert.deepEqual(transport.sent, ['A:1', '0:2'])
    assert.partialDeepStrictEqual(application.observed.at(-1), {
      level: 'error',
      text: 'the application failed on message 2: no such book',
    })
  })

  test('what it submits while messages behind a gap are drained is numbered after the answers of the engine', () => {
    const reaction: Application = {
      onMessage: (message, session) => session.submit('B', news(`re ${message.text(148)}`)),
    }
    const { application, session, transport } = establishedRig({ reaction })
    // 2 is missing: 3 and the TestRequest 4 are held, and all three are processed in one turn.
    transport.data(fromThem('B', 3, news('c')), fromThem('1', 4, [[Tag.TestReqID, 'X']]))
    transport.data(fromThem('B', 2, news('b')))
    assert.deepEqual(application.delivered, ['b', 'c'])
    assert.deepEqual(transport.sent, ['A:1', '2:2', '0:3', 'B:4', 'B:5'])
    assert.deepEqual(application.faults, [])
    assert.equal(session.nextIn, 5)
  })

  test('what it asks for inside a delivery is done when the message has been counted', () => {
    const store = new WatchedStore(BEGINNING)
    const reaction: Application = { onMessage: (_message, session) => session.submit('B', news('re')) }
    const { transport } = establishedRig({ store, reaction })
    store.calls.length = 0
    transport.data(fromThem('B', 2, news('a')))
    assert.deepEqual(store.calls, ['nextIn 3', 'save 2', 'flush'])
  })

  test('a Logout inside a delivery comes behind what was submitted before it', () => {
    const reaction: Application = {
      onMessage: (_message, session) => {
        session.submit('B', news('last'))
        session.logout('enough')
      },
    }
    const { transport, session } = establishedRig({ reaction })
    transport.data(fromThem('B', 2, news('a')))
    assert.deepEqual(transport.sent, ['A:1', 'B:2', '5:3'])
    assert.equal(session.state, 'logoutSent')
  })

  test('it may close the session inside a delivery: nothing follows, no timer stays', () => {
    const reaction: Application = { onMessage: (_message, session) => session.close() }
    const { application, clock, transport } = establishedRig({ reaction })
    transport.data(fromThem('B', 2, news('a')), fromThem('B', 3, news('b')))
    assert.deepEqual(application.delivered, ['a'])
    assert.deepEqual([application.faults, application.disconnects], [[], []])
    assert.equal(transport.ended, 'destroyed')
    assert.equal(clock.nextAt, undefined)
  })

  test('it may attach the next connection inside onDisconnect', () => {
    const second = new FakeTransport()
    let times = 0
    const reaction: Application = { onDisconnect: (_why, session) => times++ === 0 && session.attach(second) }
    const { session, transport } = establishedRig({ role: 'initiator', reaction })
    transport.closeByPeer()
    assert.deepEqual(second.sent, ['A:2'])
    second.data(fromThem('A', 2, LOGON))
    assert.equal(session.established, true)
  })

  test('a field that can not be written is refused before it takes a number', () => {
    const { session, transport } = establishedRig()
    for (const [tag, value] of [
      [44, Number.NaN],
      [44, undefined],
      [44, {}],
      [0, 'x'],
      [1.5, 'x'],
    ] as [number, string][])
      assert.throws(() => session.submit('B', [[tag, value]]), RangeError)
    assert.equal(session.nextOut, 2)
    assert.deepEqual(transport.sent, ['A:1'])
    assert.equal(session.established, true)
  })
})
