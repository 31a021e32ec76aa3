import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, news } from '../testing/engine-rig.ts'
import { BACKUP, PRIMARY, parametersFor, peerOf } from '../testing/hosted-rig.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { FixEngine } from './fix-engine.ts'
import { boundCallbacks } from './hosted-calls.ts'
import type { HostedSession } from './hosted-session.ts'
import { SimulatedClock } from './simulated-clock.ts'

const VERBS = {
  close: (host: HostedSession) => host.close(),
  kill: (host: HostedSession) => host.kill(),
  'kill and start': (host: HostedSession) => {
    host.kill()
    host.start()
  },
  stop: (host: HostedSession) => host.stop(),
  'stop and start': (host: HostedSession) => {
    host.stop()
    host.start()
  },
  start: (host: HostedSession) => host.start(),
  logout: (host: HostedSession) => host.logout(),
  disconnect: (host: HostedSession) => host.disconnect(),
  switch: (host: HostedSession) => host.switchConnection(),
} as const

const LIVES = {
  'numbers kept': { intradayLogoutTolerance: true, terminateOnLogout: false, keepConnectionState: true },
  'end of day': { intradayLogoutTolerance: false, terminateOnLogout: true, keepConnectionState: false },
} as const

/** Everything that a session can live through, with `act` done inside its callback number `place`. */
async function livedThrough(
  { intradayLogoutTolerance, ...connection }: (typeof LIVES)[keyof typeof LIVES],
  place: number,
  act: (host: HostedSession) => void,
) {
  const clock = new SimulatedClock(BEGINNING)
  const network = new MemoryNetwork({ clock })
  const engine = new FixEngine({ clock, network })
  const told: string[] = []
  let acted = -1
  const here = (name: string): void => {
    told.push(name)
    if (told.length - 1 !== place) return
    acted = told.length
    act(host)
  }
  const names = ['onNewState', 'onSwitchConnection', 'onMessage', 'onEnded', 'onDisconnect', 'onLogon', 'onObservation']
  const application = Object.fromEntries(names.map((name) => [name, () => void here(name)]))
  const session = { intradayLogoutTolerance }
  const parameters = parametersFor('initiator', {
    session,
    connection: { ...connection, reconnectMaxTries: 1, backup: BACKUP, enableAutoSwitchToBackupConnection: true },
  })
  const opened: MemoryStore[] = []
  const openStore = (): MemoryStore => {
    const store = new MemoryStore(clock.now())
    opened.push(store)
    return store
  }
  const host: HostedSession = engine.createSession({ parameters, openStore, application: boundCallbacks(application) })
  const rig = { clock, network, host } as unknown as Parameters<typeof peerOf>[0]
  const theirs = { session, connection: { keepConnectionState: connection.keepConnectionState } }
  const sharedStore = connection.keepConnectionState
  const peer = await peerOf(rig, PRIMARY.port, theirs, { sharedStore })
  const pass = (ms: number): void => clock.advanceTo(clock.now() + ms)
  host.start()
  pass(100)
  if (peer.host.state === 'established') peer.host.send('B', news('a'))
  pass(100)
  host.logout()
  pass(1500)
  peer.engine.close()
  pass(10_000)
  return { clock, engine, host, opened, told, acted }
}

describe('whatever is asked for inside a callback', () => {
  for (const [life, stated] of Object.entries(LIVES))
    for (const [verb, act] of Object.entries(VERBS))
      test(`${life}: ${verb}`, async () => {
        const { told: all, engine } = await livedThrough(stated, -1, act)
        engine.close()
        assert.equal(all.length > 20, true, all.join(' '))
        for (let place = 0; place < all.length; place++) {
          const lived = await livedThrough(stated, place, act)
          const { clock, host, told } = lived
          const where = `${verb} in ${told[place]}, callback ${place}`
          if (verb === 'close' || verb === 'kill')
            assert.deepEqual(told.slice(lived.acted), [], `${where}: nothing is told behind it`)
          if (verb === 'close') assert.throws(() => host.start(), /was closed/)
          else host.kill()
          if (verb !== 'close') host.start()
          lived.engine.close()
          const end = clock.now()
          clock.advanceTo(Number.POSITIVE_INFINITY)
          assert.equal(clock.now() - end < 20_000, true, `${where}: no timer goes on`)
          for (const store of lived.opened)
            assert.throws(() => store.flush(), /closed/, `${where}: every store is closed`)
        }
      })
})
