import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Tag } from '../fix/tags.ts'
import { BACKUP, hostedRig, PRIMARY, peerOf, silentListener } from '../testing/hosted-rig.ts'

const TRIES = { reconnectMaxTries: 3, backup: BACKUP, enableAutoSwitchToBackupConnection: true } as const

describe('reconnect and automatic switch', () => {
  test('SD-70: 1 + 3 attempts at a primary that refuses, one an interval, then the backup with its own HeartBtInt', async () => {
    const rig = hostedRig('initiator', { connection: TRIES })
    await peerOf(rig, BACKUP.port)
    rig.host.start()
    rig.pass(2999)
    assert.deepEqual(rig.host.statistics.attempts, { primary: 3, backup: 0 })
    rig.pass(1000)
    assert.deepEqual(rig.host.statistics.attempts, { primary: 4, backup: 1 })
    assert.equal(rig.host.state, 'established')
    assert.equal(rig.host.activeConnection, 'backup')
    // A refused TCP connect uses no number.
    assert.equal(rig.talk(Tag.HeartBtInt)[0], 'out A1 108=7')
    assert.deepEqual(rig.states.slice(-5), [
      'waitForConnect',
      'switchConnection',
      'waitForConnect',
      'waitForConfirmLogon',
      'established',
    ])
  })

  test('SD-71: without automatic switch it ends non-gracefully when the tries are used up', () => {
    const rig = hostedRig('initiator', { connection: { ...TRIES, enableAutoSwitchToBackupConnection: false } })
    rig.host.start()
    rig.pass(60_000)
    assert.equal(rig.host.state, 'nonGracefullyTerminated')
    assert.deepEqual(rig.host.statistics.attempts, { primary: 4, backup: 0 })
  })

  test('SD-72: cyclic goes back to the primary when the tries of the backup are used up too', () => {
    const rig = hostedRig('initiator', { connection: { ...TRIES, cyclicSwitchBackupConnection: true } })
    const switches: string[] = []
    rig.host.start()
    rig.clock.runUntil(() => {
      if (switches.at(-1) !== rig.host.activeConnection) switches.push(rig.host.activeConnection)
      return switches.length === 4
    }, Number.POSITIVE_INFINITY)
    assert.deepEqual(switches, ['primary', 'backup', 'primary', 'backup'])
    assert.deepEqual(rig.host.statistics.attempts, { primary: 8, backup: 5 })
    rig.engine.close()
  })

  test('SD-73: not cyclic, it ends after the tries of the backup', () => {
    const rig = hostedRig('initiator', { connection: TRIES })
    rig.host.start()
    rig.pass(60_000)
    assert.equal(rig.host.state, 'nonGracefullyTerminated')
    assert.deepEqual(rig.host.statistics.attempts, { primary: 4, backup: 4 })
  })

  test('SD-76: a Logon that is not answered is a failed try, and each has used a number', () => {
    const rig = hostedRig('initiator', { connection: { ...TRIES, keepConnectionState: true } })
    silentListener(rig.network, PRIMARY.port)
    rig.host.start()
    rig.clock.runUntil(() => rig.host.activeConnection === 'backup', Number.POSITIVE_INFINITY)
    assert.deepEqual(rig.host.statistics.attempts.primary, 4)
    assert.deepEqual(
      rig.talk().filter((line) => line.startsWith('out A')),
      ['out A1', 'out A3', 'out A5', 'out A7'],
    )
    assert.equal(rig.host.nextOut, 9)
    rig.engine.close()
  })

  test('a Logon that is refused is a failed try', async () => {
    const rig = hostedRig('initiator', { connection: { reconnectMaxTries: 1 } })
    const peer = await peerOf(rig, PRIMARY.port)
    peer.host.setSeqNums({ nextIn: 100 }, 'test')
    rig.host.start()
    rig.pass(60_000)
    assert.equal(rig.host.state, 'nonGracefullyTerminated')
    assert.equal(rig.host.statistics.attempts.primary, 2)
  })

  test('without forcedReconnect the first Logon that is not answered is the last', () => {
    const rig = hostedRig('initiator', { connection: { ...TRIES, forcedReconnect: false } })
    silentListener(rig.network, PRIMARY.port)
    rig.host.start()
    rig.pass(60_000)
    assert.equal(rig.host.state, 'nonGracefullyTerminated')
    assert.equal(rig.host.statistics.attempts.primary, 1)
  })

  test('without retryInitialConnect a first connection that fails is the last, a later one is not', async () => {
    const rig = hostedRig('initiator', { connection: { retryInitialConnect: false } })
    rig.host.start()
    rig.pass(60_000)
    assert.equal(rig.host.state, 'nonGracefullyTerminated')
    const peer = await peerOf(rig, PRIMARY.port)
    rig.host.start()
    rig.pass(1000)
    assert.equal(rig.host.state, 'established')
    peer.engine.close()
    rig.pass(10_000)
    assert.equal(rig.host.statistics.attempts.primary > 8, true)
    rig.engine.close()
  })

  test('a lost link has three tries, and Logon counts them from zero', async () => {
    const rig = hostedRig('initiator', { connection: { ...TRIES, backup: undefined } })
    const peer = await peerOf(rig, PRIMARY.port)
    rig.host.start()
    for (let i = 0; i < 5; i++) {
      rig.pass(1500)
      assert.equal(rig.host.state, 'established')
      peer.host.disconnect()
    }
    rig.pass(1500)
    peer.engine.close()
    rig.pass(60_000)
    assert.equal(rig.host.state, 'nonGracefullyTerminated')
    assert.equal(rig.host.statistics.attempts.primary, 6 + 3)
  })

  test('destinations are taken in turn, one an attempt, with the HeartBtInt of each', async () => {
    const others = [PRIMARY, { host: 'memory', port: 3 }, { host: 'memory', port: 4, heartBtInt: 11 }]
    const rig = hostedRig('initiator', { connection: { destinations: others } })
    await peerOf(rig, 4)
    rig.host.start()
    rig.pass(3000)
    assert.equal(rig.host.state, 'established')
    assert.equal(rig.host.statistics.attempts.primary, 3)
    assert.equal(rig.talk(Tag.HeartBtInt)[0], 'out A1 108=11')
    rig.engine.close()
  })

  test('sessions of a group dial one after another, an interval apart', () => {
    const dialled: number[] = []
    const rig = hostedRig('initiator', {
      connection: { reconnectGroup: 'g', reconnectMaxTries: 0 },
      network: (memory) => ({
        dial: (address, handlers) => {
          dialled.push(rig.clock.now())
          memory.dial(address, handlers)
        },
        listen: (address, accept) => memory.listen(address, accept),
      }),
    })
    const begin = rig.clock.now()
    const { parameters } = rig.host
    const openStore = () => rig.stores.get('primary') as never
    for (const targetCompID of ['B', 'C'])
      rig.engine.createSession({
        parameters: { ...parameters, session: { ...parameters.session, targetCompID } },
        openStore,
      })
    for (const session of rig.engine.sessions()) session.start()
    rig.pass(60_000)
    assert.deepEqual(
      dialled.map((at) => at - begin),
      [0, 1000, 2000],
    )
  })

  test('stop before a connection: no attempt is made any more', () => {
    const rig = hostedRig('initiator')
    rig.host.start()
    rig.pass(2500)
    rig.host.stop()
    rig.clock.advanceTo(Number.POSITIVE_INFINITY)
    assert.equal(rig.host.state, 'initial')
    assert.equal(rig.host.statistics.attempts.primary, 3)
  })

  test('stopped from inside the word of a failed attempt, no other follows', () => {
    const rig = hostedRig('initiator', {
      application: { onNewState: (_, state, __, session) => (state === 'reconnect' ? session.stop() : undefined) },
    })
    rig.host.start()
    rig.pass(60_000)
    assert.equal(rig.host.statistics.attempts.primary, 1)
    assert.equal(rig.host.state, 'initial')
  })

  test('tries that are never used up are warned of', () => {
    const rig = hostedRig('initiator', { connection: { ...TRIES, reconnectMaxTries: 'unlimited' } })
    rig.host.start()
    assert.match(rig.observed[0] ?? '', /unlimited/)
    rig.engine.close()
  })

  test('an initiator without a destination is refused', () => {
    assert.throws(() => hostedRig('initiator', { connection: { destinations: [] } }), /destinations/)
  })
})
