import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import { Tag } from '../fix/tags.ts'
import type { Throttle } from '../parameters/settings.ts'
import type { SessionEnd } from '../session/action.ts'
import { BEGINNING, establishedRig, fromThem, LOGON, news } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'

const OUTGOING: Throttle = { direction: 'outgoing', messagesLimit: 2, intervalMs: 1000, action: 'notify' }
const INCOMING: Throttle = { ...OUTGOING, direction: 'incoming', action: 'disconnect' }

const fromThemNews = (msgSeqNum: number, ...more: Field[]): Buffer => fromThem('B', msgSeqNum, [...more, ...news('x')])

function throttledRig(throttle: Throttle, stated: Parameters<typeof establishedRig>[0] = {}) {
  return establishedRig({ protection: { throttlers: [throttle] }, ...stated })
}

/** `148` of the News written so far. */
const headlines = (transport: FakeTransport): string[] =>
  transport.messages.filter(({ msgType }) => msgType === 'B').map((message) => message.text(148) as string)

describe('incoming throttle of a session', () => {
  test('one message too many: Logout that names MsgType, count and limit, then the close; it does not count', () => {
    const ends: SessionEnd[] = []
    const { application, clock, session, transport } = throttledRig(INCOMING)
    Object.assign(application, { onEnded: (end: SessionEnd) => ends.push(end) })
    transport.data(fromThemNews(2), fromThemNews(3), fromThemNews(4), fromThemNews(5))
    const logout = transport.messages.at(-1)
    assert.deepEqual(transport.sent, ['A:1', '5:2'])
    assert.equal(logout?.text(Tag.Text), 'Too many messages: MsgType B was number 3 of an interval, the limit is 2')
    assert.deepEqual([session.nextIn, application.delivered.length], [4, 2])
    clock.advanceTo(BEGINNING + 2_000)
    assert.equal(transport.ended, 'closed')
    assert.deepEqual(
      ends.map(({ how, reason }) => [how, reason]),
      [['nonGraceful', 'throttling']],
    )
  })

  test('notify tells the application, and nothing else happens', () => {
    const { application, session, transport } = throttledRig({ ...INCOMING, action: 'notify' })
    transport.data(fromThemNews(2), fromThemNews(3), fromThemNews(4))
    assert.deepEqual([application.throttled, session.nextIn, transport.sent], [['B 3/2'], 5, ['A:1']])
  })

  test('messages that come again because we asked for them do not count', () => {
    const { session, transport } = throttledRig(INCOMING)
    const again: Field[] = [
      [Tag.PossDupFlag, 'Y'],
      [Tag.OrigSendingTime, '20260105-08:59:00.000'],
    ]
    transport.data(fromThemNews(9))
    transport.data(...[2, 3, 4, 5, 6, 7, 8].map((msgSeqNum) => fromThemNews(msgSeqNum, ...again)))
    assert.deepEqual([session.nextIn, transport.sent], [10, ['A:1', '2:2']])
    // Nobody has asked for these.
    transport.data(fromThemNews(2, ...again), fromThemNews(3, ...again))
    assert.equal(transport.messages.at(-1)?.msgType, '5')
  })
})

describe('outgoing throttle of a session', () => {
  test('what is beyond the limit waits without a number, and leaves in order when there is room', () => {
    const { clock, session, store, transport } = throttledRig(OUTGOING)
    for (const text of ['a', 'b', 'c', 'd', 'e']) session.submit('B', news(text))
    assert.deepEqual([headlines(transport), session.nextOut, store.nextOut], [['a', 'b'], 4, 4])
    clock.advanceTo(BEGINNING + 999)
    assert.deepEqual(headlines(transport), ['a', 'b'])
    clock.advanceTo(BEGINNING + 1000)
    assert.deepEqual(headlines(transport), ['a', 'b', 'c', 'd'])
    clock.advanceTo(BEGINNING + 2000)
    assert.deepEqual([headlines(transport), session.nextOut], [['a', 'b', 'c', 'd', 'e'], 7])
    assert.match(transport.messages.at(-1)?.text(Tag.SendingTime) as string, /09:00:02/)
  })

  test('messages of the session are never delayed, and numbers stay in order on the wire', () => {
    const { clock, session, transport } = throttledRig({ ...OUTGOING, intervalMs: 60_000 })
    for (const text of ['a', 'b', 'c']) session.submit('B', news(text))
    transport.data(fromThem('1', 2, [[Tag.TestReqID, 'T']]))
    clock.advanceTo(BEGINNING + 30_000)
    session.requestResend(1, 0)
    clock.advanceTo(BEGINNING + 60_000)
    const sent = ['A:1', 'B:2', 'B:3', '0:4', '0:5', '2:6', '1:7', 'B:8']
    assert.deepEqual(transport.sent.slice(0, sent.length), sent)
  })

  test('a connection that goes stores what waits, so that the counterparty can ask for it', () => {
    const { clock, session, store, transport } = throttledRig(OUTGOING)
    for (const text of ['a', 'b', 'c', 'd']) session.submit('B', news(text))
    clock.advanceTo(BEGINNING + 700)
    transport.closeByPeer()
    assert.deepEqual([store.nextOut, headlines(transport)], [6, ['a', 'b']])
    const [stored] = store.read(5, 5)
    assert.match(Buffer.from(stored?.bytes ?? []).toString('latin1'), /\x0152=20260105-09:00:00\.700\x01148=d\x01/)
    session.submit('B', news('e'))
    session.submit('B', news('f'))
    session.submit('B', news('g'))
    assert.equal(store.nextOut, 9)
    clock.advanceTo(BEGINNING + 5_000)
    assert.equal(store.nextOut, 9)
  })

  test('behind our Logout what waits is stored, and Logout is not delayed', () => {
    const { session, store, transport } = throttledRig(OUTGOING)
    for (const text of ['a', 'b', 'c']) session.submit('B', news(text))
    session.logout()
    assert.deepEqual([transport.sent, store.nextOut], [['A:1', 'B:2', 'B:3', '5:4'], 6])
  })

  test('the close of a session stores what waits; an abandoned one leaves neither message nor timer', () => {
    const closed = throttledRig(OUTGOING)
    for (const text of ['a', 'b', 'c']) closed.session.submit('B', news(text))
    closed.session.close()
    assert.deepEqual([closed.store.nextOut, headlines(closed.transport)], [5, ['a', 'b']])
    const abandoned = throttledRig(OUTGOING)
    for (const text of ['a', 'b', 'c']) abandoned.session.submit('B', news(text))
    abandoned.session.abandon()
    assert.deepEqual([abandoned.store.nextOut, abandoned.clock.nextAt], [4, undefined])
  })

  test('after a Logon the messages of the application find the window as it is', () => {
    const { clock, session, transport } = throttledRig(OUTGOING)
    session.submit('B', news('a'))
    session.submit('B', news('b'))
    transport.closeByPeer()
    const next = new FakeTransport()
    session.attach(next)
    next.data(fromThem('A', 2, LOGON))
    session.submit('B', news('c'))
    assert.deepEqual(headlines(next), [])
    clock.advanceTo(BEGINNING + 1000)
    assert.deepEqual(headlines(next), ['c'])
  })

  test('no more may wait than there is room for', () => {
    const { session } = throttledRig({ ...OUTGOING, messagesLimit: 1 })
    for (let i = 0; i <= 10_000; i++) session.submit('B', news(`${i}`))
    assert.throws(() => session.submit('B', news('x')), /10000 messages wait for the outgoing throttle already/)
  })

  test('a throttle that can not be used makes no session', () => {
    assert.throws(() => throttledRig({ ...OUTGOING, intervalMs: 0 }), /^RangeError: intervalMs of a throttle/)
  })
})

describe('a counterparty that does not read', () => {
  test('is told to the application', () => {
    const { application, clock, session, transport } = establishedRig({ protection: { slowConsumerWriteDelayMs: 50 } })
    transport.backlog = 700
    session.submit('B', news('a'))
    clock.advanceTo(BEGINNING + 500)
    assert.deepEqual(application.slow, [[50, 700]])
  })

  test('is cut beyond the limit of the session, and what was sent meanwhile is stored', () => {
    const { application, session, store, transport } = establishedRig({ protection: { maxBacklogBytes: 1000 } })
    transport.backlog = 1000
    session.submit('B', news('a'))
    assert.equal(transport.ended, undefined)
    transport.backlog = 1001
    session.submit('B', news('b'))
    session.submit('B', news('c'))
    assert.equal(transport.ended, 'destroyed')
    transport.receiver?.onClose('closed')
    assert.deepEqual(application.disconnects, ['the other side does not read: 1001 bytes waited for it'])
    assert.equal(store.nextOut, 5)
  })
})
