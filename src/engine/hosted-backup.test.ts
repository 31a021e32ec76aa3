import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { news } from '../testing/engine-rig.ts'
import { BACKUP, hostedRig, PRIMARY, parametersFor, peerOf } from '../testing/hosted-rig.ts'
import { FixEngine } from './fix-engine.ts'

const AUTO = { reconnectMaxTries: 0, backup: BACKUP, enableAutoSwitchToBackupConnection: true } as const

/** US, and one counterparty whose two listeners share the store or not. */
async function twoDestinations(keepConnectionState: boolean, connection = {}) {
  const rig = hostedRig('initiator', { connection: { ...AUTO, keepConnectionState, ...connection } })
  const sharedStore = keepConnectionState
  const peer = await peerOf(rig, PRIMARY.port, { connection: { keepConnectionState } }, { sharedStore })
  await peer.engine.listen({ host: 'memory', port: BACKUP.port }, { connection: 'backup', sharedStore })
  rig.host.start()
  rig.pass(100)
  assert.equal(rig.host.state, 'established')
  return { rig, peer }
}

const logons = (talk: readonly string[]): string[] => talk.filter((line) => line.startsWith('out A'))

describe('the backup connection', () => {
  test('SD-74: with keepConnectionState the Logon on the backup continues, and so does the store', async () => {
    const { rig, peer } = await twoDestinations(true)
    rig.host.send('B', news('a'))
    rig.pass(100)
    const { nextIn } = rig.host
    peer.host.disconnect()
    rig.pass(100)
    assert.equal(rig.host.activeConnection, 'backup')
    assert.equal(rig.host.state, 'established')
    assert.deepEqual(logons(rig.talk(Tag.HeartBtInt)), ['out A1 108=30', 'out A3 108=7'])
    assert.equal(rig.host.nextIn, nextIn + 1)
    assert.deepEqual([...rig.stores.keys()], ['primary'])
    // A ResendRequest for what was sent on the primary is answered.
    peer.host.requestResend(1, 2)
    rig.pass(100)
    assert.deepEqual(peer.delivered, ['a'])
    assert.deepEqual(rig.talk(Tag.NewSeqNo).slice(-2), ['out 41? 36=2', 'out B2?'])
    rig.engine.close()
  })

  test('SD-75: without it the Logon on the backup is number 1 of a new storage, without 141', async () => {
    const { rig, peer } = await twoDestinations(false)
    rig.host.send('B', news('a'))
    rig.pass(100)
    peer.host.disconnect()
    rig.pass(100)
    assert.equal(rig.host.activeConnection, 'backup')
    assert.equal(rig.host.state, 'established')
    assert.deepEqual(logons(rig.talk(Tag.HeartBtInt, Tag.ResetSeqNumFlag)), ['out A1 108=30', 'out A1 108=7'])
    assert.deepEqual([...rig.stores.keys()], ['primary', 'backup'])
    // What was sent on the primary is not there: the request goes beyond the last message.
    peer.host.requestResend(1, 2)
    rig.pass(100)
    assert.deepEqual(rig.talk(Tag.NewSeqNo).at(-1), 'out 41? 36=2')
    assert.equal(rig.stores.get('primary')?.nextOut, 3)
    rig.engine.close()
  })

  test('without keepConnectionState the primary begins anew when it is come back to', async () => {
    const { rig } = await twoDestinations(false)
    for (const _ of [1, 2]) {
      rig.host.switchConnection()
      rig.pass(100)
    }
    assert.equal(rig.host.activeConnection, 'primary')
    assert.equal(rig.host.state, 'established')
    assert.deepEqual(logons(rig.talk(Tag.HeartBtInt)), ['out A1 108=30', 'out A1 108=7', 'out A1 108=30'])
    assert.equal(rig.stores.get('primary')?.archives().length, 1)
    rig.engine.close()
  })

  test('resetOnSwitchToBackup and resetOnSwitchToPrimary begin anew in the same storage, each its way', async () => {
    for (const [reset, expected] of [
      [{ resetOnSwitchToBackup: true }, ['out A1', 'out A1', 'out A3']],
      [{ resetOnSwitchToPrimary: true }, ['out A1', 'out A3', 'out A1']],
    ] as const) {
      const rig = hostedRig('initiator', { connection: { ...AUTO, keepConnectionState: true, ...reset } })
      const peer = await peerOf(rig, PRIMARY.port, { session: { ignoreSeqNumTooLowAtLogon: true } })
      await peer.engine.listen({ host: 'memory', port: BACKUP.port }, { connection: 'backup' })
      rig.host.start()
      rig.pass(100)
      for (const _ of [1, 2]) {
        rig.host.switchConnection()
        rig.clock.runUntil(() => rig.host.state === 'waitForConfirmLogon', rig.clock.now() + 1000)
        rig.pass(0)
        peer.host.resetSeqNums('local', 'test')
        peer.host.setSeqNums({ nextOut: rig.host.nextIn }, 'test')
        rig.pass(100)
      }
      assert.deepEqual(logons(rig.talk()), expected)
      assert.deepEqual([...rig.stores.keys()], ['primary'])
      assert.equal(rig.stores.get('primary')?.archives().length, 1)
      rig.engine.close()
    }
  })

  test('what waits for a connection goes back to the application when the other one begins anew', async () => {
    for (const [connection, expected] of [
      [{ keepConnectionState: false }, ['a', 'b']],
      [{ keepConnectionState: true, resetOnSwitchToBackup: true }, ['a', 'b']],
      [{ keepConnectionState: true }, []],
    ] as const) {
      const back: (string | undefined)[] = []
      const rig = hostedRig('initiator', {
        connection: { ...AUTO, reconnectMaxTries: 1, ...connection },
        application: { onUndelivered: (message) => void back.push(message.text(148)) },
      })
      const peer = await peerOf(rig, PRIMARY.port)
      rig.host.start()
      rig.pass(100)
      peer.engine.close()
      rig.pass(10)
      for (const text of ['a', 'b']) rig.host.send('B', news(text))
      rig.pass(1500)
      assert.equal(rig.host.activeConnection, 'backup')
      assert.deepEqual(back, expected)
      assert.equal(rig.host.statistics.undelivered, expected.length)
      rig.engine.close()
    }
  })

  test('SD-77: a resend that was cut off by the switch is finished on the other connection', async () => {
    const delivered: string[] = []
    const rig = hostedRig('initiator', {
      connection: { ...AUTO, keepConnectionState: true, cyclicSwitchBackupConnection: true },
      application: { onMessage: (message) => void delivered.push(message.text(148) ?? '') },
      split: (bytes) => [...bytes].map((byte) => Buffer.of(byte)),
    })
    const peer = await peerOf(rig, PRIMARY.port)
    await peer.engine.listen({ host: 'memory', port: BACKUP.port }, { connection: 'backup' })
    rig.host.start()
    rig.pass(100)
    rig.host.disconnect()
    rig.pass(1)
    for (const text of ['a', 'b', 'c']) peer.host.send('B', news(text))
    rig.clock.runUntil(() => delivered.length === 1, rig.clock.now() + 100)
    assert.equal(rig.host.activeConnection, 'backup')
    assert.deepEqual(delivered, ['a'])
    rig.host.disconnect()
    rig.pass(3000)
    assert.equal(rig.host.activeConnection, 'primary')
    assert.equal(rig.host.state, 'established')
    assert.deepEqual(delivered, ['a', 'b', 'c'])
    assert.equal(rig.host.nextIn, peer.host.nextOut)
    rig.engine.close()
  })

  test('SD-78: by hand: Logout on the old, Logon on the new, the tries counted from zero', async () => {
    const { rig } = await twoDestinations(true, { reconnectMaxTries: 2 })
    const switches: string[] = []
    for (const to of ['backup', 'primary'] as const) {
      rig.host.switchConnection(to)
      rig.pass(100)
      switches.push(`${rig.host.activeConnection} ${rig.host.state}`)
    }
    assert.deepEqual(switches, ['backup established', 'primary established'])
    assert.deepEqual(
      rig.talk().filter((line) => /[A5]/.test(line[line.indexOf(' ') + 1] ?? '')),
      ['out A1', 'in A1', 'out 52', 'in 52', 'out A3', 'in A3', 'out 54', 'in 54', 'out A5', 'in A5'],
    )
    rig.engine.close()
  })

  test('SD-78: by hand: all tries are there again', () => {
    const rig = hostedRig('initiator', { connection: { reconnectMaxTries: 2, backup: BACKUP } })
    rig.host.start()
    rig.pass(1500)
    rig.host.switchConnection('backup')
    rig.pass(10_000)
    assert.deepEqual(rig.host.statistics.attempts, { primary: 2, backup: 3 })
  })

  test('by hand while no try is left: it goes on at the other destination', async () => {
    const rig = hostedRig('initiator', { connection: { reconnectMaxTries: 1, backup: BACKUP } })
    rig.host.start()
    rig.pass(10_000)
    assert.equal(rig.host.state, 'nonGracefullyTerminated')
    await peerOf(rig, BACKUP.port)
    rig.host.switchConnection('backup')
    rig.pass(100)
    assert.equal(rig.host.state, 'established')
    rig.engine.close()
  })

  test('a backup whose storage can not be opened ends it, and says why', () => {
    const rig = hostedRig('initiator')
    const { clock, network } = rig
    const engine = new FixEngine({ clock, network })
    const observed: string[] = []
    const host = engine.createSession({
      parameters: parametersFor('initiator', { connection: AUTO }),
      openStore: (connection) => {
        if (connection === 'backup') throw new Error('no space left')
        return new MemoryStore(clock.now())
      },
      application: { onObservation: ({ text }) => void observed.push(text) },
    })
    host.start()
    clock.advanceTo(clock.now() + 10_000)
    assert.equal(host.state, 'nonGracefullyTerminated')
    assert.match(observed.at(-1) ?? '', /the storage failed: no space left/)
  })

  test('a session without a backup is not switched', () => {
    const rig = hostedRig('initiator')
    assert.throws(() => rig.host.switchConnection(), /no backup/)
  })

  test('onSwitchConnection names both destinations, once for each switch', async () => {
    const told: string[] = []
    const rig = hostedRig('initiator', {
      connection: AUTO,
      application: { onSwitchConnection: (from, to) => void told.push(`${from} to ${to}`) },
    })
    await peerOf(rig, BACKUP.port)
    rig.host.start()
    rig.pass(100)
    assert.deepEqual(told, ['primary to backup'])
    rig.engine.close()
  })
})

test('switched by hand while the schedule is closed: what waits is not given back, and goes out when it opens', async () => {
  const undelivered: string[] = []
  const rig = hostedRig('initiator', {
    connection: { backup: BACKUP, keepConnectionState: true, enableMessageRejecting: true },
    schedule: { schedule: { timeZone: 'UTC', startTime: '10:00', terminateTime: '17:00' } },
    application: { onUndelivered: (message) => void undelivered.push(message.text(148) ?? '') },
  })
  const peer = await peerOf(rig, BACKUP.port)
  rig.host.start()
  rig.host.send('B', news('a'))
  rig.host.switchConnection('backup')
  assert.deepEqual([rig.host.state, undelivered], ['initial', []])
  rig.pass(61 * 60_000)
  assert.deepEqual([rig.host.activeConnection, rig.host.state], ['backup', 'established'])
  assert.deepEqual(
    peer.delivered.map((text) => text.replace('?', '')),
    ['a'],
  )
  rig.host.stop()
  rig.pass(1000)
  rig.host.send('B', news('b'))
  rig.engine.close()
  assert.deepEqual(undelivered, ['b'])
  peer.engine.close()
})

describe('SD-78: switched by hand, and again before the first switch is made', () => {
  for (const last of ['primary', 'backup'] as const)
    test(`the last word counts: ${last}`, async () => {
      const { rig, peer } = await twoDestinations(true)
      rig.host.switchConnection('backup')
      rig.host.switchConnection('primary')
      if (last === 'backup') rig.host.switchConnection('backup')
      rig.pass(5000)
      assert.deepEqual([rig.host.activeConnection, rig.host.state], [last, 'established'])
      assert.deepEqual(logons(rig.talk()), ['out A1', 'out A3'])
      assert.equal(rig.states.includes('switchConnection'), last === 'backup')
      rig.engine.close()
      peer.engine.close()
    })
})

describe('SD-79: an acceptor as primary and backup', () => {
  test('with separate stores a client that keeps its state finds that its numbers are too high', async () => {
    const rig = hostedRig('initiator', { connection: { ...AUTO, keepConnectionState: true } })
    const peer = await peerOf(rig, PRIMARY.port, {}, { sharedStore: false })
    await peer.engine.listen({ host: 'memory', port: BACKUP.port }, { connection: 'backup', sharedStore: false })
    rig.host.start()
    rig.pass(100)
    rig.host.switchConnection('backup')
    rig.pass(100)
    assert.equal(peer.host.activeConnection, 'backup')
    assert.deepEqual(rig.talk().slice(4, 6), ['out A3', 'in A1'])
    rig.engine.close()
  })

  test('with a shared store a client that begins anew is refused as too low', async () => {
    const rig = hostedRig('initiator', { connection: { ...AUTO, keepConnectionState: false } })
    const peer = await peerOf(rig, PRIMARY.port)
    await peer.engine.listen({ host: 'memory', port: BACKUP.port }, { connection: 'backup' })
    rig.host.start()
    rig.pass(100)
    rig.host.switchConnection('backup')
    rig.pass(100)
    assert.match(rig.talk(Tag.Text)[5] ?? '', /MsgSeqNum too low/)
    rig.engine.close()
  })
})
