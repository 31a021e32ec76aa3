import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, establishedRig, fromThem, LOGON, news, type SessionRig, sessionRig } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import type { DeliverySettings } from './delivery.ts'

const ONCE: DeliverySettings = { maxDeliveryTries: 1, deliveryTriesIntervalMs: 500, applicationNotAvailable: 'ignore' }

const fromThemNews = (msgSeqNum: number, text: string, ...more: Field[]): Buffer =>
  fromThem('B', msgSeqNum, [...more, ...news(text)])

/** Lets the promises that are settled be heard. */
const heard = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** An application whose every message waits until the test says how it went. */
function slowRig(delivery: DeliverySettings = ONCE, stated: Parameters<typeof establishedRig>[0] = {}) {
  const ends: { done: () => void; fail: (why: string) => void }[] = []
  const reaction = {
    onMessage: () =>
      new Promise<void>((resolve, reject) => {
        ends.push({ done: resolve, fail: (why) => reject(new Error(why)) })
      }),
  }
  const rig = establishedRig({ delivery, reaction, ...stated })
  const settle = async (how: 'done' | 'fail', why = 'busy'): Promise<void> => {
    ends.shift()?.[how](why)
    await heard()
  }
  return { ...rig, settle }
}

/** The application fails the first `times` times. */
function failing(times: number, delivery: Partial<DeliverySettings>) {
  let left = times
  const reaction = {
    onMessage: () => {
      if (left-- > 0) throw new Error('out of order')
    },
  }
  return { delivery: { ...ONCE, ...delivery }, reaction }
}

function failingRig(times: number, delivery: Partial<DeliverySettings>): SessionRig {
  return establishedRig(failing(times, delivery))
}

const deviations = ({ application }: Pick<SessionRig, 'application'>): string[] =>
  application.observed.filter(({ what }) => what === 'deviation').map(({ text }) => text)

describe('an application that needs time', () => {
  test('a message counts when its promise is settled, and those behind it wait in order', async () => {
    const { application, session, store, transport, settle } = slowRig()
    transport.data(fromThemNews(2, 'a'), fromThemNews(3, 'b'), fromThem('1', 4, [[Tag.TestReqID, 'T']]))
    assert.deepEqual([application.delivered, store.nextIn, transport.sent], [['a'], 2, ['A:1']])
    await settle('done')
    assert.deepEqual([application.delivered, store.nextIn, transport.sent], [['a', 'b'], 3, ['A:1']])
    transport.data(fromThemNews(5, 'c'))
    await settle('done')
    assert.deepEqual([application.delivered, store.nextIn], [['a', 'b', 'c'], 5])
    assert.deepEqual(transport.sent, ['A:1', '0:2'])
    await settle('done')
    assert.deepEqual([store.nextIn, session.nextIn], [6, 6])
  })

  test('held messages of a gap that was filled are handed over one by one too', async () => {
    const { application, store, transport, settle } = slowRig()
    transport.data(fromThemNews(3, 'b'), fromThemNews(4, 'c'))
    const poss: Field[] = [
      [Tag.PossDupFlag, 'Y'],
      [Tag.OrigSendingTime, '20260105-08:59:00.000'],
    ]
    transport.data(fromThemNews(2, 'a', ...poss))
    assert.deepEqual([application.delivered, store.nextIn], [['a?'], 2])
    await settle('done')
    assert.deepEqual([application.delivered, store.nextIn], [['a?', 'b'], 3])
    await settle('done')
    await settle('done')
    assert.deepEqual([application.delivered, store.nextIn], [['a?', 'b', 'c'], 5])
  })

  test('Heartbeats and own messages go on meanwhile, and silence is not held against a counterparty that is not read', async () => {
    const { clock, session, store, transport, settle } = slowRig()
    transport.data(fromThemNews(2, 'a'))
    clock.advanceTo(BEGINNING + 10_000)
    session.submit('B', news('own'))
    clock.advanceTo(BEGINNING + 200_000)
    assert.deepEqual(transport.sent.slice(0, 4), ['A:1', 'B:2', '0:3', '0:4'])
    assert.equal(
      transport.messages.some(({ msgType }) => msgType === '1' || msgType === '5'),
      false,
    )
    assert.deepEqual([session.established, store.nextIn], [true, 2])
    await settle('done')
    clock.advanceTo(BEGINNING + 202_000)
    assert.equal(transport.messages.at(-1)?.msgType, '1')
  })

  test('the connection is not read any more while many messages wait', async () => {
    const rig = slowRig()
    const reading: string[] = []
    const transport = Object.assign(new FakeTransport(), {
      pause: () => reading.push('pause'),
      resume: () => reading.push('resume'),
    })
    rig.transport.closeByPeer()
    rig.session.attach(transport)
    transport.data(fromThem('A', 2, LOGON))
    const many = Array.from({ length: 300 }, (_, i) => fromThemNews(3 + i, `${i}`))
    transport.data(...many)
    assert.deepEqual(reading, ['pause'])
    for (let i = 0; i < 300; i++) await rig.settle('done')
    assert.deepEqual([reading, rig.store.nextIn], [['pause', 'resume'], 303])
  })

  test('what can not be paused is cut when too much waits', () => {
    const { transport, application } = slowRig()
    for (let i = 0; i < 10_002; i++) transport.data(fromThemNews(2 + i, `${i}`))
    assert.equal(transport.ended, 'destroyed')
    assert.deepEqual(application.disconnects, ['the application does not keep up: 10001 messages wait for it'])
  })

  test('the connection may go meanwhile: what was not looked at was not received', async () => {
    const { application, session, store, transport, settle } = slowRig()
    transport.data(fromThemNews(2, 'a'), fromThemNews(3, 'b'))
    transport.closeByPeer()
    assert.deepEqual(application.disconnects, ['closed by the other side'])
    const next = new FakeTransport()
    session.attach(next)
    next.data(fromThem('A', 4, LOGON))
    // Its Logon waits for the message of the connection before.
    assert.deepEqual(next.sent, [])
    await settle('done')
    assert.deepEqual([store.nextIn, next.sent], [3, ['A:2', '2:3']])
    assert.equal(next.messages[1]?.text(Tag.BeginSeqNo), '3')
  })

  test('a reset meanwhile forgets the number of the message, and the message is not handed over twice', async () => {
    const { application, session, store, transport, settle } = slowRig()
    transport.data(fromThemNews(2, 'a'))
    session.resetInSession()
    assert.deepEqual(transport.sent, ['A:1', 'A:1'])
    await settle('done')
    assert.deepEqual([store.nextIn, application.delivered], [1, ['a']])
    transport.data(fromThem('A', 1, [...LOGON, [Tag.ResetSeqNumFlag, 'Y']]))
    assert.deepEqual([store.nextIn, session.nextIn], [2, 2])
  })

  test('a closed session does not hear what becomes of it', async () => {
    const { session, store, transport, settle, clock } = slowRig()
    transport.data(fromThemNews(2, 'a'))
    session.abandon()
    await settle('done')
    assert.deepEqual([store.nextIn, clock.nextAt], [2, undefined])
  })

  test('a fault meanwhile makes the message come again, and what becomes of the first is not heard', async () => {
    class FailingStore extends MemoryStore {
      override saveOutgoing(...saved: Parameters<MemoryStore['saveOutgoing']>): void {
        if (this.nextOut === 2) throw new Error('disk full')
        super.saveOutgoing(...saved)
      }
    }
    const { application, session, store, transport, settle } = slowRig(ONCE, { store: new FailingStore(BEGINNING) })
    transport.data(fromThemNews(2, 'a'))
    session.submit('B', news('own'))
    assert.deepEqual([application.faults.length, session.nextIn], [1, 2])
    await settle('done')
    assert.deepEqual([store.nextIn, session.nextIn], [2, 2])
  })

  test('a promise that is rejected is a delivery that failed', async () => {
    const rig = slowRig({ ...ONCE, maxDeliveryTries: 2 })
    rig.transport.data(fromThemNews(2, 'a'))
    await rig.settle('fail')
    assert.deepEqual([rig.application.delivered, rig.store.nextIn], [['a'], 2])
    rig.clock.advanceTo(BEGINNING + 500)
    assert.deepEqual(rig.application.delivered, ['a', 'a'])
    await rig.settle('fail')
    assert.deepEqual([rig.store.nextIn, deviations(rig)], [3, ['the application failed 2 times on message 2: busy']])
  })

  test('a store that fails while the number is counted is a fault, and the message comes again', async () => {
    class FailingStore extends MemoryStore {
      broken = false
      override setNextIn(nextIn: number): void {
        if (this.broken) throw new Error('disk full')
        super.setNextIn(nextIn)
      }
    }
    const store = new FailingStore(BEGINNING)
    const { application, session, transport, settle } = slowRig(ONCE, { store })
    transport.data(fromThemNews(2, 'a'), fromThemNews(3, 'b'))
    store.broken = true
    await settle('done')
    assert.deepEqual([application.faults.map(({ message }) => message), transport.ended], [['disk full'], 'destroyed'])
    assert.deepEqual([session.nextIn, application.delivered], [2, ['a']])
  })
})

describe('an application that fails', () => {
  test('is tried again after a pause, and the message counts when it succeeds', () => {
    const rig = failingRig(2, { maxDeliveryTries: 3, deliveryTriesIntervalMs: 200 })
    const { application, clock, store, transport } = rig
    transport.data(fromThemNews(2, 'a'), fromThemNews(3, 'b'))
    clock.advanceTo(BEGINNING + 399)
    assert.deepEqual([application.delivered, store.nextIn], [['a', 'a'], 2])
    clock.advanceTo(BEGINNING + 400)
    assert.deepEqual([application.delivered, store.nextIn, deviations(rig)], [['a', 'a', 'a', 'b'], 4, []])
  })

  test('is not tried again when the session was closed meanwhile', () => {
    const { application, clock, session, transport } = failingRig(1, { maxDeliveryTries: 2 })
    transport.data(fromThemNews(2, 'a'))
    session.abandon()
    assert.equal(clock.nextAt, undefined)
    assert.deepEqual(application.delivered, ['a'])
  })

  test('ignore: reported and counted', () => {
    const rig = failingRig(1, {})
    rig.transport.data(fromThemNews(2, 'a'), fromThemNews(3, 'b'))
    assert.deepEqual([rig.store.nextIn, rig.transport.sent], [4, ['A:1']])
    assert.deepEqual(deviations(rig), ['the application failed on message 2: out of order'])
  })

  test('reject: BusinessMessageReject with reason 4, and the message counts', () => {
    const { store, transport } = failingRig(1, { applicationNotAvailable: 'reject' })
    transport.data(fromThemNews(2, 'a'), fromThemNews(3, 'b'))
    const [, reject] = transport.messages
    assert.deepEqual([store.nextIn, transport.sent], [4, ['A:1', 'j:2']])
    assert.deepEqual(
      [45, 372, 380, 58].map((tag) => reject?.text(tag)),
      ['2', 'B', '4', 'Application not available'],
    )
  })

  test('reject before FIX.4.2: Reject with RefSeqNum and text', () => {
    const version = findVersion('FIX.4.1') as FixVersion
    const rig = sessionRig({ settings: { version }, ...failing(1, { applicationNotAvailable: 'reject' }) })
    const as41: Field = [Tag.BeginString, 'FIX.4.1']
    rig.transport.data(fromThem('A', 1, [as41, ...LOGON]), fromThemNews(2, 'a', as41))
    const reject = rig.transport.messages.at(-1)
    assert.deepEqual([reject?.msgType, reject?.text(45), reject?.text(58)], ['3', '2', 'Application not available'])
    assert.deepEqual([reject?.text(372), rig.store.nextIn], [undefined, 3])
  })

  test('logout: the message does not count, nothing behind it is handed over, and it comes again (SD-89)', () => {
    const rig = failingRig(2, { maxDeliveryTries: 2, applicationNotAvailable: 'logout' })
    const { application, clock, session, store, transport } = rig
    transport.data(fromThemNews(2, 'a'), fromThemNews(3, 'b'))
    clock.advanceTo(BEGINNING + 500)
    assert.deepEqual(transport.sent, ['A:1', '5:2'])
    assert.equal(transport.messages[1]?.text(Tag.Text), 'Application not available')
    transport.data(fromThemNews(4, 'c'), fromThem('5', 5))
    assert.equal(transport.ended, 'closed')
    assert.deepEqual([store.nextIn, session.nextIn, application.delivered], [2, 2, ['a', 'a']])
    const next = new FakeTransport()
    session.attach(next)
    next.data(fromThem('A', 6, LOGON))
    assert.deepEqual(next.sent, ['A:3', '2:4'])
    const orig: Field = [Tag.OrigSendingTime, '20260105-08:59:00.000']
    next.data(fromThemNews(2, 'a', [Tag.PossDupFlag, 'Y'], orig))
    assert.deepEqual([application.delivered, store.nextIn], [['a', 'a', 'a?'], 3])
  })

  test('logout with messages of one step behind it: none of them counts', () => {
    const { application, session, store, transport } = failingRig(1, { applicationNotAvailable: 'logout' })
    transport.data(fromThemNews(3, 'b'), fromThem('1', 4, [[Tag.TestReqID, 'T']]))
    const orig: Field = [Tag.OrigSendingTime, '20260105-08:59:00.000']
    transport.data(fromThemNews(2, 'a', [Tag.PossDupFlag, 'Y'], orig))
    assert.deepEqual([application.delivered, store.nextIn, session.nextIn], [['a?'], 2, 2])
    assert.equal(transport.messages.at(-1)?.msgType, '5')
  })

  for (const [name, value] of [
    ['maxDeliveryTries', 0],
    ['maxDeliveryTries', 1.5],
    ['deliveryTriesIntervalMs', -1],
  ] as const)
    test(`${name} ${value} is refused`, () => {
      assert.throws(
        () => failingRig(0, { [name]: value }),
        new RegExp(`^RangeError: ${name} must be .*, and ${value} is not$`),
      )
    })
})
