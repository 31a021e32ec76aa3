import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { Journal } from '../journal/journal.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, establishedRig, fromThem, LOGON, news, sessionRig } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'

/** A memory store with a disk that can be full; as promised, a failed flush takes the whole turn back. */
class FailingStore extends MemoryStore {
  failOn: 'saveOutgoing' | 'flush' | 'setNextIn' | 'read' | 'reset' | undefined
  #kept = { nextIn: 1, nextOut: 1 }

  override saveOutgoing(msgSeqNum: number, bytes: Uint8Array): void {
    this.#check('saveOutgoing')
    super.saveOutgoing(msgSeqNum, bytes)
  }

  override setNextIn(msgSeqNum: number): void {
    this.#check('setNextIn')
    super.setNextIn(msgSeqNum)
  }

  override read(begin: number, end: number): ReturnType<MemoryStore['read']> {
    this.#check('read')
    return super.read(begin, end)
  }

  override reset(at: number): void {
    this.#check('reset')
    super.reset(at)
  }

  override flush(): void {
    this.#check('flush')
    super.flush()
    this.#kept = { nextIn: this.nextIn, nextOut: this.nextOut }
  }

  #check(verb: NonNullable<FailingStore['failOn']>): void {
    if (this.failOn !== verb) return
    super.setNextIn(this.#kept.nextIn)
    super.setNextOut(this.#kept.nextOut)
    throw new Error('the disk is full')
  }
}

describe('engine session: a store that fails', () => {
  for (const verb of ['saveOutgoing', 'flush'] as const)
    test(`${verb} throws on a submit: nothing is sent, the fault is told, the connection is cut`, () => {
      const store = new FailingStore(BEGINNING)
      const { application, clock, session, transport } = establishedRig({ store })
      store.failOn = verb
      session.submit('B', news('a'))
      assert.deepEqual(transport.sent, ['A:1'])
      assert.deepEqual(
        application.faults.map(({ message }) => message),
        ['the disk is full'],
      )
      assert.deepEqual(application.disconnects, ['cut after a fault: the disk is full'])
      assert.equal(transport.ended, 'destroyed')
      assert.deepEqual(
        [session.state, session.connected, session.nextIn, session.nextOut],
        ['disconnected', false, 2, 2],
      )
      assert.equal(clock.nextAt, undefined)
      store.failOn = undefined
      const second = new FakeTransport()
      session.attach(second)
      second.data(fromThem('A', 2, LOGON))
      session.submit('B', news('b'))
      // The acceptor answers with the number that the message did not use.
      assert.deepEqual(second.sent, ['A:2', 'B:3'])
    })

  for (const [verb, bytes] of [
    ['saveOutgoing', fromThem('1', 2, [[Tag.TestReqID, 'X']])],
    ['setNextIn', fromThem('0', 2)],
    ['flush', fromThem('B', 2, news('a'))],
    [
      'read',
      fromThem('2', 2, [
        [Tag.BeginSeqNo, 1],
        [Tag.EndSeqNo, 0],
      ]),
    ],
  ] as const)
    test(`${verb} throws on a message: it has not been received, and comes again after the reconnection`, () => {
      const store = new FailingStore(BEGINNING)
      const { application, session, transport } = establishedRig({ store })
      store.failOn = verb
      transport.data(bytes)
      assert.deepEqual(transport.sent, ['A:1'])
      assert.equal(application.faults.length, 1)
      assert.deepEqual([store.nextIn, session.nextIn, session.state], [2, 2, 'disconnected'])
      store.failOn = undefined
      const second = new FakeTransport()
      session.attach(second)
      second.data(fromThem('A', 3, LOGON))
      assert.deepEqual(second.sent, ['A:2', '2:3'])
    })

  test('reset throws: the old numbering stands', () => {
    const store = new FailingStore(BEGINNING)
    const { application, session, transport } = establishedRig({ store })
    store.failOn = 'reset'
    session.resetInSession()
    assert.equal(application.faults.length, 1)
    assert.deepEqual([session.nextOut, store.nextOut, transport.ended], [2, 2, 'destroyed'])
    assert.deepEqual(transport.sent, ['A:1'])
  })

  test('what the application had asked for in the same turn is forgotten with it', () => {
    const store = new FailingStore(BEGINNING)
    const { session, transport } = establishedRig({
      store,
      reaction: {
        onMessage: (_message, own) => {
          own.submit('B', news('re'))
          store.failOn = 'setNextIn'
        },
      },
    })
    transport.data(fromThem('B', 2, news('a')))
    assert.deepEqual([session.nextOut, transport.sent], [2, ['A:1']])
    store.failOn = undefined
    const second = new FakeTransport()
    session.attach(second)
    second.data(fromThem('A', 3, LOGON))
    assert.deepEqual(second.sent, ['A:2', '2:3'])
  })
})

describe('engine session: the end of a connection', () => {
  test('what waits is written before a disconnect of ours', () => {
    const { application, transport } = establishedRig({ settings: { forcedLogoffTimeout: 0 } })
    // The answer to the TestRequest and the Logout wait in the same turn as the disconnect.
    transport.data(fromThem('1', 2, [[Tag.TestReqID, 'X']]), fromThem('0', 1))
    assert.deepEqual(transport.sent, ['A:1', '0:2', '5:3'])
    assert.equal(transport.ended, 'closed')
    assert.deepEqual(application.disconnects, ['MsgSeqNum too low, expecting 3 but received 1'])
  })

  test('after a disconnect of ours nothing of the connection is heard, and nothing is said on it', () => {
    const { clock, session, transport } = sessionRig()
    transport.data(fromThem('B', 1, news('a')), fromThem('A', 1, LOGON))
    transport.data(fromThem('A', 1, LOGON))
    assert.deepEqual([transport.sent, transport.ended], [[], 'closed'])
    assert.deepEqual([session.state, session.nextIn, clock.nextAt], ['disconnected', 1, undefined])
  })

  test('the late end of a connection that was replaced does not touch its successor', () => {
    const { application, session, transport } = establishedRig()
    session.cut()
    const second = new FakeTransport()
    session.attach(second)
    second.data(fromThem('A', 2, LOGON))
    transport.receiver?.onData(fromThem('0', 3))
    transport.receiver?.onClose('closed')
    assert.equal(session.established, true)
    assert.equal(session.nextIn, 3)
    assert.deepEqual(application.disconnects, ['closed'])
  })

  test('the end is told once, whoever made it, and timers have stopped by then', () => {
    for (const end of ['cut', 'peer'] as const) {
      const { application, clock, session, transport } = establishedRig()
      assert.notEqual(clock.nextAt, undefined)
      if (end === 'cut') session.cut()
      else transport.closeByPeer()
      transport.receiver?.onClose('again')
      assert.equal(application.disconnects.length, 1)
      assert.equal(clock.nextAt, undefined)
      assert.equal(session.connected, false)
    }
  })

  test('a journal holds the talk of one connection between its end and its beginning', () => {
    const journal = new Journal({ now: () => BEGINNING, elapsed: () => 0 })
    const { session } = establishedRig({ journal })
    session.cut()
    assert.deepEqual(
      journal.entries.map((entry) =>
        entry.kind === 'message' ? `${entry.direction} ${entry.message.msgType}` : entry.event,
      ),
      ['in A', 'out A', 'disconnect'],
    )
  })

  test('a second connection beside the first is a fault of the caller', () => {
    const { session } = establishedRig()
    assert.throws(() => session.attach(new FakeTransport()), /has a connection already/)
  })
})

describe('engine session: abandon and close', () => {
  for (const verb of ['abandon', 'close'] as const)
    test(`${verb} cuts without a word, leaves no timer, and hears nothing more`, () => {
      const { application, clock, session, store, transport } = establishedRig()
      session[verb]()
      session[verb]()
      assert.equal(clock.nextAt, undefined)
      assert.deepEqual([transport.ended, transport.sent], ['destroyed', ['A:1']])
      // What the network says later concerns nobody, least of all a closed store.
      transport.receiver?.onData(fromThem('0', 2))
      transport.receiver?.onClose('closed')
      session.cut()
      session.logout()
      assert.deepEqual(application.disconnects, [])
      assert.equal(store.nextIn, 2)
      assert.throws(() => session.submit('B', news('a')), /was closed/)
      const late = new FakeTransport()
      session.attach(late)
      assert.equal(late.ended, 'destroyed')
    })

  test('abandon inside a delivery leaves the message uncounted, as a process does that dies there', () => {
    const { store, transport } = establishedRig({
      reaction: { onMessage: (_message, session) => session.abandon() },
    })
    transport.data(fromThem('B', 2, news('a')))
    assert.equal(store.nextIn, 2)
  })

  test('abandon leaves the store to whoever comes next', () => {
    const { session, store } = establishedRig()
    session.submit('B', news('a'))
    session.abandon()
    const { transport } = sessionRig({ role: 'initiator', store })
    assert.deepEqual(transport.sent, ['A:3'])
    assert.deepEqual(
      store.read(1, 9).map(({ msgSeqNum }) => msgSeqNum),
      [1, 2, 3],
    )
  })
})
