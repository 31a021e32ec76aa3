import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { MemoryStore } from '../store/memory-store.ts'
import { news } from '../testing/engine-rig.ts'
import { BACKUP, hostedRig, PRIMARY, parametersFor, peerOf } from '../testing/hosted-rig.ts'
import { FixEngine } from './fix-engine.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-hosted-faults-'))
after(() => rmSync(folder, { recursive: true }))

describe('stores', () => {
  test('SD-90: terminateOnLogout leaves no files behind but the archive, and no lock', async () => {
    const logDirectory = mkdtempSync(path.join(folder, 'store-'))
    const { clock, network } = hostedRig('initiator')
    const engine = new FixEngine({ clock, network })
    const stated = {
      session: { intradayLogoutTolerance: false },
      connection: { recreateOnLogout: false, terminateOnLogout: true },
      storage: { storageType: 'persistent', logDirectory },
    } as const
    const host = engine.createSession({ parameters: parametersFor('initiator', stated) })
    const theirs = { session: stated.session }
    const peer = await peerOf({ clock, network, host } as unknown as Parameters<typeof peerOf>[0], PRIMARY.port, theirs)
    host.start()
    clock.advanceTo(clock.now() + 100)
    host.logout()
    clock.advanceTo(clock.now() + 100)
    assert.equal(host.removed, true)
    const [name = ''] = readdirSync(logDirectory)
    assert.deepEqual(readdirSync(path.join(logDirectory, name)), ['archive'])
    assert.equal(readdirSync(path.join(logDirectory, name, 'archive')).length, 1)
    assert.equal(host.archives.length, 1)
    host.logout()
    assert.throws(() => host.setSeqNums({ nextIn: 5 }, 'test'), /has ended/)
    const other = new FixEngine({ clock, network })
    other.createSession({ parameters: parametersFor('initiator', stated) })
    other.close()
    host.start()
    clock.advanceTo(clock.now() + 1100)
    assert.equal(host.state, 'established')
    assert.equal(host.archives.length, 1)
    engine.close()
    peer.engine.close()
  })

  for (const recreateOnLogout of [false, true])
    test(`SD-90: a Logout whose numbering has no archive to go to ends the session, recreateOnLogout ${recreateOnLogout}`, async () => {
      const logDirectory = mkdtempSync(path.join(folder, 'store-'))
      const { clock, network } = hostedRig('initiator')
      const observed: string[] = []
      const states: string[] = []
      const engine = new FixEngine({ clock, network })
      const stated = {
        session: { intradayLogoutTolerance: false },
        connection: { recreateOnLogout, terminateOnLogout: true },
        storage: { storageType: 'persistent', logDirectory, archivePath: path.join(logDirectory, 'not-there') },
      } as const
      const host = engine.createSession({
        parameters: parametersFor('initiator', stated),
        application: {
          onObservation: ({ level, text }) => void (level === 'error' && observed.push(text)),
          onNewState: (_before, after) => void states.push(after),
        },
      })
      const theirs = { session: stated.session }
      const rig = { clock, network, host } as unknown as Parameters<typeof peerOf>[0]
      const peer = await peerOf(rig, PRIMARY.port, theirs)
      host.start()
      clock.advanceTo(clock.now() + 100)
      host.logout()
      clock.advanceTo(clock.now() + 60_000)
      assert.deepEqual([host.state, host.statistics.attempts.primary], ['nonGracefullyTerminated', 1])
      assert.deepEqual(states.slice(-2), ['waitForConfirmLogout', 'nonGracefullyTerminated'])
      assert.equal(observed.length, 1)
      assert.match(observed[0] ?? '', /^the storage failed: .*not-there/)
      assert.deepEqual([host.nextIn, host.nextOut, host.archives.length], [3, 3, 0])
      engine.close()
      peer.engine.close()
    })

  test('a numbering that can not begin anew behind a lost link, or a fault behind a Logout, is no end: it goes on', async () => {
    for (const fails of ['reset', 'flush'] as const) {
      const faults: string[] = []
      const rig = hostedRig('initiator', {
        session: { resetOnDisconnect: fails === 'reset' },
        application: { onFault: ({ message }) => void faults.push(message) },
      })
      const peer = await peerOf(rig, PRIMARY.port)
      const store = rig.stores.get('primary')
      assert.ok(store)
      rig.host.start()
      rig.pass(100)
      if (fails === 'flush') {
        rig.host.logout()
        rig.pass(5000)
        assert.equal(rig.host.state, 'established')
      }
      const works = store[fails]
      store[fails] = () => {
        throw new Error('no space left')
      }
      if (fails === 'flush') rig.host.send('B', news('a'))
      else rig.host.disconnect()
      store[fails] = works
      assert.deepEqual([faults, rig.host.state], [['no space left'], 'reconnect'])
      rig.engine.close()
      peer.engine.close()
    }
  })

  test('a type that keeps files without a folder is refused, and opened stores are closed when anything is', () => {
    const { engine, clock } = hostedRig('initiator')
    const parameters = parametersFor('acceptor', { qualifier: 'Q', storage: { storageType: 'persistent' } })
    assert.throws(() => engine.createSession({ parameters }), /persistent keeps files, and there is no logDirectory/)
    const store = new MemoryStore(clock.now())
    const spoilt = { ...parameters, application: { ...parameters.application, maxDeliveryTries: 0 } }
    assert.throws(() => engine.createSession({ parameters: spoilt, openStore: () => store }), /maxDeliveryTries/)
    assert.equal(store.closed, true)
  })

  test('an archive takes what was never sent along, where the numbers go along', async () => {
    const connection = { terminateOnLogout: true }
    const rig = hostedRig('initiator', { connection })
    const peer = await peerOf(rig, PRIMARY.port)
    rig.host.start()
    rig.pass(100)
    rig.host.logout()
    rig.host.send('B', news('a'))
    rig.pass(2000)
    assert.deepEqual(peer.delivered, ['a?'])
    rig.engine.close()
    peer.engine.close()
  })

  test('a switch whose storage fails leaves the session on the storage it had', () => {
    const { clock, network } = hostedRig('initiator')
    const engine = new FixEngine({ clock, network })
    const backup = new MemoryStore(clock.now())
    backup.setNextOut(9)
    backup.reset = () => {
      throw new Error('no space left')
    }
    const parameters = parametersFor('initiator', { connection: { backup: BACKUP } })
    const openStore = (name: string) => (name === 'backup' ? backup : new MemoryStore(clock.now()))
    const host = engine.createSession({ parameters, openStore })
    host.switchConnection('backup')
    assert.equal(host.state, 'nonGracefullyTerminated')
    host.start()
    assert.deepEqual([host.activeConnection, host.nextOut], ['primary', 1])
    engine.close()
  })

  test('a message left unsent that can not be read is told, and does not stop the start', () => {
    const rig = hostedRig('initiator', { connection: { enableMessageRejecting: true } })
    const store = rig.stores.get('primary')
    assert.ok(store)
    store.unsent = (onDamaged) => {
      if (onDamaged === undefined) throw new Error('damaged')
      onDamaged(1, new Error('damaged') as never)
      return []
    }
    rig.host.start()
    assert.match(rig.observed.join(), /message 1, never sent, is passed over: damaged/)
    rig.engine.close()
  })
})

describe('ends', () => {
  test('close stores what waited for its turn', async () => {
    const rig = hostedRig('initiator', { connection: { maxDelayToSendAfterLogonMs: 50 } })
    await peerOf(rig, PRIMARY.port)
    rig.host.start()
    rig.clock.runUntil(() => rig.host.state === 'established', rig.clock.now() + 100)
    rig.host.send('B', news('a'))
    assert.equal(rig.host.nextOut, 2)
    rig.engine.close()
    assert.equal(rig.stores.get('primary')?.nextOut, 3)
  })

  test('behind kill and close no number is set, and nothing is switched', () => {
    const rig = hostedRig('initiator', { connection: { backup: BACKUP } })
    rig.host.start()
    for (const end of ['kill', 'close'] as const) {
      rig.host[end]()
      assert.throws(() => rig.host.setSeqNums({ nextOut: 5 }, 'test'), /has ended: its numbers can not be set/)
      assert.throws(() => rig.host.switchConnection(), /has ended: it can not be switched/)
    }
    assert.deepEqual(rig.observed, [])
  })

  test('an engine that was closed does not listen', async () => {
    const { engine } = hostedRig('initiator')
    engine.close()
    await assert.rejects(engine.listen(PRIMARY), /was closed/)
  })

  test('an acceptor is not switched, whatever its parameters say', () => {
    const rig = hostedRig('acceptor', { connection: { backup: BACKUP } })
    rig.host.start()
    assert.throws(() => rig.host.switchConnection(), /is an acceptor/)
    rig.engine.close()
  })

  test('an attempt that is called off as it begins is not made', () => {
    const rig = hostedRig('initiator', { application: { onNewState: (_old, _new, _why, session) => session.stop() } })
    const dialled: number[] = []
    rig.network.dial = ({ port }) => void dialled.push(port)
    rig.host.start()
    rig.pass(10_000)
    assert.deepEqual(dialled, [])
    rig.engine.close()
  })

  test('a callback that fails later is told like one that fails at once', async () => {
    const late = async (): Promise<never> => {
      throw new Error('no')
    }
    const rig = hostedRig('initiator', { application: { onNewState: late, onEnded: late } })
    const peer = await peerOf(rig, PRIMARY.port)
    rig.host.start()
    rig.pass(100)
    rig.host.disconnect()
    await new Promise((resolve) => setImmediate(resolve))
    assert.match(rig.observed.join(), /the application failed in onNewState: no/)
    assert.match(rig.observed.join(), /the application failed on ended: no/)
    rig.engine.close()
    peer.engine.close()
  })
})
