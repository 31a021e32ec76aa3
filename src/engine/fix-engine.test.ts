import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, news } from '../testing/engine-rig.ts'
import { hostedRig, PRIMARY, parametersFor, peerOf, silentListener } from '../testing/hosted-rig.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { FixEngine } from './fix-engine.ts'
import { SimulatedClock } from './simulated-clock.ts'

function engineRig() {
  const clock = new SimulatedClock(BEGINNING)
  const network = new MemoryNetwork({ clock })
  const refused: string[] = []
  const engine = new FixEngine({ clock, network, onRefused: (why) => refused.push(why) })
  const openStore = () => new MemoryStore(clock.now())
  return { clock, network, engine, refused, openStore }
}

describe('engine', () => {
  test('sessions with the same CompIDs are told apart by their qualifier', () => {
    const { engine, openStore } = engineRig()
    const make = (qualifier?: string) =>
      engine.createSession({
        parameters: parametersFor('acceptor', qualifier === undefined ? {} : { qualifier }),
        openStore,
      })
    assert.deepEqual([make().id, make('Q').id], ['US/THEM', 'US/THEM/Q'])
    assert.throws(() => make('Q'), /there is a session US\/THEM\/Q already/)
    engine.remove('US/THEM/Q')
    assert.equal(engine.find('US/THEM/Q'), undefined)
    make('Q')
    assert.deepEqual(
      engine.sessions().map(({ id }) => id),
      ['US/THEM', 'US/THEM/Q'],
    )
  })

  test('a session is served by every listener, those there before it and those that come after it', async () => {
    const rig = hostedRig('acceptor')
    await rig.engine.listen({ host: 'memory', port: 11 })
    rig.host.start()
    const first = await peerOf(rig, 11)
    rig.pass(100)
    assert.equal(first.host.state, 'established')
    first.engine.close()
    rig.pass(100)
    await rig.engine.listen({ host: 'memory', port: 12 })
    const second = await peerOf(rig, 12, { connection: { inSeqNum: 2, outSeqNum: 2 } })
    rig.pass(100)
    assert.equal(second.host.state, 'established')
    rig.engine.close()
    second.engine.close()
  })

  test('a Logon that names no session may get one made, which then is one of the engine', async () => {
    const rig = hostedRig('acceptor', { session: { targetCompID: 'KNOWN' } })
    await rig.engine.listen(PRIMARY, {
      createSession: (first) => {
        const targetCompID = first.text(49)
        if (targetCompID === undefined) return undefined
        const made = rig.engine.createSession({
          parameters: parametersFor('acceptor', { session: { targetCompID } }),
          openStore: () => new MemoryStore(rig.clock.now()),
        })
        made.start()
        return made
      },
    })
    const peer = await peerOf(rig, PRIMARY.port, { session: { senderCompID: 'THEM' } })
    rig.pass(100)
    assert.equal(rig.engine.find('US/THEM')?.state, 'established')
    rig.engine.close()
    peer.engine.close()
  })

  test('a session that was not started, or is stopped, is not served', async () => {
    const rig = hostedRig('acceptor')
    await rig.engine.listen(PRIMARY)
    const peer = await peerOf(rig, PRIMARY.port)
    rig.pass(2000)
    assert.equal(rig.host.statistics.connections, 0)
    rig.host.start()
    rig.pass(1100)
    assert.equal(rig.host.state, 'established')
    rig.host.stop()
    rig.pass(5000)
    assert.equal(rig.host.state, 'initial')
    assert.equal(rig.host.statistics.connections, 1)
    rig.engine.close()
    peer.engine.close()
  })

  test('a port that is taken is an error, and nothing is left of the listener', async () => {
    const { engine } = engineRig()
    await engine.listen(PRIMARY)
    await assert.rejects(engine.listen(PRIMARY), /in use/)
    engine.close()
    assert.throws(
      () => engine.createSession({ parameters: parametersFor('acceptor'), openStore: () => new MemoryStore(0) }),
      /closed/,
    )
  })

  test('close ends everything: no timer goes on, the stores are closed, nothing is told any more', async () => {
    const rig = hostedRig('acceptor')
    await rig.engine.listen(PRIMARY)
    rig.host.start()
    const peer = await peerOf(rig, PRIMARY.port)
    rig.pass(100)
    const told = rig.states.length
    rig.engine.close()
    assert.throws(() => rig.stores.get('primary')?.setNextIn(1), /closed/)
    assert.throws(() => rig.host.start(), /was closed/)
    peer.engine.close()
    rig.clock.advanceTo(Number.POSITIVE_INFINITY)
    assert.equal(rig.clock.now() < BEGINNING + 20_000, true)
    assert.equal(rig.states.length, told)
  })

  test('a store that can not be closed keeps nothing else open', async () => {
    const { engine, network, clock, openStore } = engineRig()
    class Unclosable extends MemoryStore {
      override close(): void {
        throw new Error('no room for the end')
      }
    }
    engine.createSession({ parameters: parametersFor('acceptor'), openStore: () => new Unclosable(clock.now()) })
    const other = openStore()
    engine.createSession({ parameters: parametersFor('acceptor', { qualifier: 'Q' }), openStore: () => other })
    await engine.listen(PRIMARY)
    assert.throws(() => engine.close(), /no room for the end/)
    assert.throws(() => other.setNextIn(1), /closed/)
    network.listenNow(PRIMARY, () => {})
    assert.doesNotThrow(() => engine.close(), 'once is enough')
  })

  test('killed and started again: the numbers of the store, and nobody was told', async () => {
    const rig = hostedRig('initiator')
    const peer = await peerOf(rig, PRIMARY.port)
    rig.host.start()
    rig.pass(100)
    const told = rig.states.length
    rig.host.kill()
    rig.pass(5000)
    assert.equal(rig.states.length, told)
    assert.equal(rig.host.connected, false)
    rig.host.start()
    rig.pass(100)
    assert.equal(rig.host.state, 'established')
    assert.deepEqual(rig.talk().slice(-2), ['out A2', 'in A2'])
    rig.engine.close()
    peer.engine.close()
  })

  test('killed while its Logon is unanswered, it tells every state of the next life', () => {
    const rig = hostedRig('initiator')
    silentListener(rig.network, PRIMARY.port)
    rig.host.start()
    rig.pass(100)
    assert.equal(rig.host.state, 'waitForConfirmLogon')
    rig.host.kill()
    rig.host.start()
    rig.pass(100)
    assert.deepEqual(rig.states.slice(-3), ['initial', 'waitForConnect', 'waitForConfirmLogon'])
    rig.engine.close()
  })
})

describe('a hosted session', () => {
  test('counts what goes over it', async () => {
    const rig = hostedRig('initiator')
    const peer = await peerOf(rig, PRIMARY.port)
    rig.host.start()
    rig.pass(100)
    rig.host.send('B', news('a'))
    peer.host.setSeqNums({ nextOut: 5 }, 'test')
    peer.host.send('B', news('b'))
    rig.pass(100)
    const counts = rig.host.statistics
    // Logon, News, ResendRequest; Logon, News, GapFill, News again.
    assert.equal(counts.messagesOut, 3)
    assert.equal(counts.messagesIn, 4)
    assert.deepEqual([counts.resendRequestsOut, counts.resendRequestsIn, counts.gaps], [1, 0, 1])
    assert.deepEqual([counts.connections, counts.logons, counts.attempts.primary], [1, 1, 1])
    assert.equal(counts.bytesOut, peer.host.statistics.bytesIn)
    assert.equal(counts.establishedAt, BEGINNING + 3)
    rig.host.disconnect()
    assert.equal(rig.host.statistics.establishedAt, undefined)
    rig.engine.close()
  })

  test('tells its state of the standard', async () => {
    const rig = hostedRig('initiator')
    assert.equal(rig.host.stdState, 'disconnected, no connection today')
    await peerOf(rig, PRIMARY.port)
    rig.host.start()
    assert.equal(rig.host.stdState, 'initiate connection')
    rig.pass(100)
    assert.equal(rig.host.stdState, 'active')
    rig.engine.close()
  })

  test('correctly terminated, it is made anew when its schedule starts it again', async () => {
    const schedule = { schedule: { timeZone: 'UTC', startTime: '08:00', terminateTime: '17:00' } }
    const rig = hostedRig('initiator', {
      session: { intradayLogoutTolerance: false },
      connection: { recreateOnLogout: false, terminateOnLogout: true },
      schedule,
    })
    const peer = await peerOf(rig, PRIMARY.port, {
      session: { intradayLogoutTolerance: false },
      schedule,
    })
    rig.host.start()
    rig.pass(1000)
    assert.equal(rig.host.state, 'established')
    peer.host.logout()
    rig.pass(60_000)
    assert.equal(rig.host.state, 'correctlyTerminated')
    assert.equal(rig.host.removed, true)
    rig.clock.advanceTo(Date.UTC(2026, 0, 6, 8, 0, 5))
    assert.equal(rig.host.removed, false)
    assert.equal(rig.host.state, 'established')
    assert.deepEqual([rig.host.nextIn, rig.host.nextOut], [2, 2])
    rig.engine.close()
    peer.engine.close()
  })

  test('refreshOnLogon: what another process left in the store is read before each Logon', async () => {
    const rig = engineRig()
    const opened: MemoryStore[] = []
    const host = rig.engine.createSession({
      parameters: parametersFor('initiator', { storage: { storageType: 'persistent', refreshOnLogon: true } }),
      openStore: () => {
        const store = new MemoryStore(rig.clock.now())
        store.setNextOut(10 * opened.length + 1)
        opened.push(store)
        return store
      },
    })
    rig.network.listenNow(PRIMARY, (transport) => transport.listen({ onData: () => {}, onClose: () => {} }))
    host.start()
    rig.clock.runUntil(() => host.state === 'waitForConfirmLogon', BEGINNING + 1000)
    assert.equal(opened.length, 2)
    assert.equal(host.nextOut, 12)
    rig.engine.close()
  })

  test('a callback that throws is told as an observation, and the life goes on', async () => {
    const rig = hostedRig('initiator', {
      application: {
        onNewState: () => {
          throw new Error('not today')
        },
      },
    })
    await peerOf(rig, PRIMARY.port)
    rig.host.start()
    rig.pass(100)
    assert.equal(rig.host.state, 'established')
    assert.match(rig.observed.join(), /failed in onNewState: not today/)
    rig.engine.close()
  })

  test('an application that is an object of a class keeps its own self', async () => {
    class Counting {
      #messages = 0
      get messages(): number {
        return this.#messages
      }
      onMessage(): void {
        this.#messages++
      }
    }
    const rig = engineRig()
    const application = new Counting()
    const acceptor = hostedRig('acceptor')
    await acceptor.engine.listen(PRIMARY)
    acceptor.host.start()
    const engine = new FixEngine({ clock: acceptor.clock, network: acceptor.network })
    const parameters = parametersFor('initiator', { session: { senderCompID: 'THEM', targetCompID: 'US' } })
    const host = engine.createSession({ parameters, openStore: rig.openStore, application })
    host.start()
    acceptor.pass(100)
    acceptor.host.send('B', news('a'))
    acceptor.pass(100)
    assert.equal(application.messages, 1)
    engine.close()
    acceptor.engine.close()
  })
})
