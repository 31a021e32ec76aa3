import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { news } from '../testing/engine-rig.ts'
import { hostedRig, PRIMARY, peerOf, type StatedParts, silentListener } from '../testing/hosted-rig.ts'

/** US, whose undelivered messages are written down by their 148. */
function rigWith(stated: StatedParts) {
  const undelivered: string[] = []
  const rig = hostedRig('initiator', {
    ...stated,
    application: { onUndelivered: (message) => void undelivered.push(message.text(148) ?? '') },
  })
  return { rig, undelivered }
}

describe('rejectMessageWhileNoConnection', () => {
  const connection = { rejectMessageWhileNoConnection: true }

  test('a message that nobody took in time is given back, and its number is filled over', async () => {
    const { rig, undelivered } = rigWith({ connection })
    rig.host.send('B', news('a'))
    rig.pass(300)
    rig.host.send('B', news('b'))
    rig.pass(300)
    assert.deepEqual(undelivered, ['a'])
    const peer = await peerOf(rig, PRIMARY.port)
    rig.host.start()
    rig.pass(100)
    assert.deepEqual(
      peer.delivered.map((text) => text.replace('?', '')),
      ['b'],
    )
    assert.deepEqual(rig.talk(Tag.NewSeqNo).slice(0, 4), ['out A3', 'in A1', 'in 22', 'out 41? 36=2'])
    rig.pass(60_000)
    assert.deepEqual(undelivered, ['a'])
    assert.equal(rig.host.statistics.undelivered, 1)
    rig.engine.close()
  })

  test('what waits beside it, both overtaken by a Logon, is still known to be unsent', async () => {
    const { rig, undelivered } = rigWith({ connection: { ...connection, messageTimeToLiveMs: 100 } })
    rig.host.send('B', news('a'))
    rig.pass(60)
    rig.host.send('B', news('b'))
    silentListener(rig.network, PRIMARY.port)
    rig.host.start()
    rig.pass(60)
    assert.deepEqual([undelivered, rig.talk()], [['a'], ['out A3']])
    const unsent = rig.stores.get('primary')?.unsent() ?? []
    assert.deepEqual(
      unsent.map(({ msgSeqNum }) => msgSeqNum),
      [1, 2],
    )
    rig.engine.close()
  })

  test('a time that ends while connected, and before anybody asked', async () => {
    const { rig, undelivered } = rigWith({ connection: { ...connection, messageTimeToLiveMs: 100 } })
    const peer = await peerOf(rig, PRIMARY.port, { session: { ignoreSeqNumTooLowAtLogon: true } })
    // The counterparty believes that it has them already, so it does not ask by itself.
    peer.host.setSeqNums({ nextIn: 4 }, 'test')
    for (const text of ['a', 'b']) rig.host.send('B', news(text))
    rig.pass(90)
    rig.host.start()
    rig.pass(5)
    assert.equal(rig.host.state, 'established')
    rig.host.send('B', news('c'))
    rig.pass(50)
    assert.deepEqual(undelivered, ['a', 'b'])
    peer.host.requestResend(1, 0)
    rig.pass(50)
    assert.deepEqual(rig.talk(Tag.NewSeqNo).slice(-3), ['in 22', 'out 41? 36=4', 'out B4?'])
    assert.equal(rig.host.nextOut, 5)
    rig.engine.close()
    peer.engine.close()
  })

  test('what an earlier process left has its time too', async () => {
    const { rig } = rigWith({})
    rig.host.send('B', news('a'))
    const store = rig.stores.get('primary')
    assert.ok(store)
    const later = rigWith({ connection })
    for (const { msgSeqNum, bytes } of store.unsent())
      later.rig.stores.get('primary')?.saveOutgoing(msgSeqNum, bytes, false)
    later.rig.host.start()
    later.rig.pass(499)
    assert.deepEqual(later.undelivered, [])
    later.rig.pass(1)
    assert.deepEqual(later.undelivered, ['a'])
    later.rig.engine.close()
  })

  test('a numbering that has ended keeps nothing: what became of its messages was said by its end', () => {
    const { rig, undelivered } = rigWith({ connection })
    rig.host.send('B', news('a'))
    rig.pass(100)
    rig.host.resetSeqNums('local', 'test')
    assert.deepEqual(undelivered, ['a'])
    rig.pass(1000)
    assert.deepEqual(undelivered, ['a'])
  })
})

test('a store that fails then: said, and nothing is given back that may still be sent', () => {
  const { rig, undelivered } = rigWith({ connection: { rejectMessageWhileNoConnection: true } })
  rig.host.send('B', news('a'))
  const store = rig.stores.get('primary')
  assert.ok(store)
  store.setNextOut = () => {
    throw new Error('disk full')
  }
  rig.pass(1000)
  assert.deepEqual(undelivered, [])
  assert.match(rig.observed.at(-1) ?? '', /could not be given back: disk full/)
})

describe('enableMessageRejecting', () => {
  test('at the end of the session what was never sent goes back, in order, once', () => {
    const { rig, undelivered } = rigWith({ connection: { enableMessageRejecting: true, reconnectMaxTries: 1 } })
    rig.host.start()
    for (const text of ['a', 'b']) rig.host.send('B', news(text))
    rig.pass(100)
    assert.deepEqual(undelivered, [])
    rig.pass(10_000)
    assert.equal(rig.host.state, 'nonGracefullyTerminated')
    assert.deepEqual(undelivered, ['a', 'b'])
    assert.equal(rig.host.nextOut, 3)
    rig.engine.close()
    assert.deepEqual(undelivered, ['a', 'b'])
  })

  test('a message whose number was filled over was not sent: it goes back too', async () => {
    const undelivered: string[] = []
    const rig = hostedRig('initiator', {
      connection: { enableMessageRejecting: true },
      application: {
        onResend: () => false,
        onUndelivered: (message) => void undelivered.push(message.text(148) ?? ''),
      },
    })
    await peerOf(rig, PRIMARY.port)
    rig.host.send('B', news('a'))
    rig.host.start()
    rig.pass(100)
    assert.equal(rig.talk().includes('out 41?'), true)
    rig.host.stop()
    rig.pass(100)
    assert.deepEqual(undelivered, ['a'])
    rig.engine.close()
  })

  test('without it nothing goes back: it waits for the next Logon', async () => {
    const { rig, undelivered } = rigWith({ connection: { reconnectMaxTries: 0 } })
    rig.host.start()
    rig.host.send('B', news('a'))
    rig.pass(100)
    assert.equal(rig.host.state, 'nonGracefullyTerminated')
    const peer = await peerOf(rig, PRIMARY.port)
    rig.host.start()
    rig.pass(100)
    assert.equal(peer.delivered.length, 1)
    assert.deepEqual(undelivered, [])
    rig.engine.close()
  })
})

describe('maxDelayToSendAfterLogonMs', () => {
  test('what is sent behind Logon waits, so that a ResendRequest comes first', async () => {
    const { rig } = rigWith({ connection: { maxDelayToSendAfterLogonMs: 50 } })
    const peer = await peerOf(rig, PRIMARY.port)
    rig.host.send('B', news('a'))
    rig.host.start()
    rig.clock.runUntil(() => rig.host.state === 'established', rig.clock.now() + 100)
    rig.host.send('B', news('b'))
    rig.pass(49)
    assert.deepEqual(
      peer.delivered.map((text) => text.replace('?', '')),
      ['a'],
    )
    rig.pass(10)
    assert.deepEqual(
      peer.delivered.map((text) => text.replace('?', '')),
      ['a', 'b'],
    )
    rig.engine.close()
  })

  test('a connection that ends meanwhile: the message is stored, and asked for later', async () => {
    const { rig } = rigWith({ connection: { maxDelayToSendAfterLogonMs: 50 } })
    const peer = await peerOf(rig, PRIMARY.port)
    rig.host.start()
    rig.clock.runUntil(() => rig.host.state === 'established', rig.clock.now() + 100)
    rig.host.send('B', news('a'))
    rig.host.disconnect()
    assert.equal(rig.host.nextOut, 3)
    rig.pass(2000)
    assert.deepEqual(peer.delivered.length, 1)
    rig.engine.close()
  })
})
