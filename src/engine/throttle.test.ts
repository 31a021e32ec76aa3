import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Throttle } from '../parameters/settings.ts'
import { IncomingThrottle, OutgoingThrottle } from './throttle.ts'

const incoming: Throttle = { direction: 'incoming', messagesLimit: 2, intervalMs: 1000, action: 'notify' }
const outgoing: Throttle = { ...incoming, direction: 'outgoing' }

function message(msgType: string): Message {
  return decode(encode([[35, msgType]], [[8, 'FIX.4.4']]))
}

describe('incoming throttle', () => {
  test('names what is beyond the limit, and only that', () => {
    const throttle = new IncomingThrottle([incoming])
    const excesses = [0, 500, 999, 1400, 2400].map((at) => throttle.excess(message('D'), at))
    const beyond = { msgType: 'D', count: 3, limit: 2, action: 'notify' }
    assert.deepEqual(excesses, [undefined, undefined, beyond, beyond, undefined])
  })

  test('without a MsgType it is for all application messages together, and not for those of the session', () => {
    const throttle = new IncomingThrottle([{ ...incoming, messagesLimit: 1 }])
    assert.equal(throttle.excess(message('0'), 0), undefined)
    assert.equal(throttle.excess(message('D'), 0), undefined)
    assert.equal(throttle.excess(message('1'), 0), undefined)
    assert.equal(throttle.excess(message('F'), 0)?.count, 2)
  })

  test('with a MsgType it is for that one alone, a session message too', () => {
    const throttle = new IncomingThrottle([{ ...incoming, messagesLimit: 1, msgType: '1' }])
    for (const msgType of ['D', 'D', '1']) assert.equal(throttle.excess(message(msgType), 0), undefined)
    assert.equal(throttle.excess(message('1'), 0)?.msgType, '1')
  })

  test('of several limits one that disconnects goes first', () => {
    const tells: Throttle = { ...incoming, messagesLimit: 1 }
    const ends: Throttle = { ...incoming, messagesLimit: 2, action: 'disconnect' }
    for (const throttlers of [
      [tells, ends, outgoing],
      [ends, tells],
    ]) {
      const throttle = new IncomingThrottle(throttlers)
      const actions = [0, 1, 2].map((at) => throttle.excess(message('D'), at)?.action)
      assert.deepEqual(actions, [undefined, 'notify', 'disconnect'])
    }
  })
})

describe('outgoing throttle', () => {
  const submission = (msgType: string, name = msgType): { msgType: string; name: string } => ({ msgType, name })

  test('holds what does not fit, and what comes behind it, in order', () => {
    const throttle = new OutgoingThrottle<ReturnType<typeof submission>>([{ ...outgoing, msgType: 'D' }])
    assert.equal(throttle.takes(submission('D', '1'), 0), false)
    assert.equal(throttle.takes(submission('D', '2'), 100), false)
    assert.equal(throttle.takes(submission('D', '3'), 200), true)
    assert.equal(throttle.takes(submission('F', '4'), 300), true)
    assert.deepEqual([throttle.waiting, throttle.nextAt(300)], [2, 1000])
    assert.equal(throttle.next(999), undefined)
    assert.equal(throttle.next(1000)?.name, '3')
    assert.equal(throttle.next(1000)?.name, '4')
    assert.deepEqual([throttle.next(1000), throttle.nextAt(1000)], [undefined, undefined])
  })

  test('all limits must have room', () => {
    const throttle = new OutgoingThrottle([outgoing, { ...outgoing, messagesLimit: 3, intervalMs: 60_000 }])
    for (const at of [0, 0, 1000]) assert.equal(throttle.takes(submission('D'), at), false)
    assert.equal(throttle.takes(submission('D'), 1000), true)
    assert.equal(throttle.nextAt(1000), 60_000)
  })

  test('no more may wait than there is room for', () => {
    const throttle = new OutgoingThrottle<ReturnType<typeof submission>>([{ ...outgoing, messagesLimit: 1 }], 2)
    for (let i = 0; i < 3; i++) {
      throttle.checkRoom()
      throttle.takes(submission('D', `${i}`), 0)
    }
    assert.throws(() => throttle.checkRoom(), /^Error: 2 messages wait for the outgoing throttle already/)
    assert.deepEqual(
      throttle.takeAll().map(({ name }) => name),
      ['1', '2'],
    )
    throttle.checkRoom()
  })
})

describe('settings of a throttle', () => {
  for (const [wrong, message] of [
    [{ direction: 'sideways' }, /direction of a throttle must be incoming or outgoing, and sideways is neither/],
    [{ action: 'queue' }, /action of a throttle must be notify or disconnect, and queue is neither/],
    [{ msgType: '' }, /msgType of a throttle must not be empty/],
    [{ msgType: '0' }, /can not hold up MsgType 0: session messages are never delayed/],
    [{ messagesLimit: 0 }, /messagesLimit of a throttle must be a whole number above 0, and 0 is not/],
    [{ intervalMs: -1 }, /intervalMs of a throttle must be a whole number above 0, and -1 is not/],
  ] as const)
    test(`${JSON.stringify(wrong)} is refused`, () => {
      const throttle = { ...outgoing, ...wrong } as Throttle
      assert.throws(() => new OutgoingThrottle([throttle]), message)
    })
})
