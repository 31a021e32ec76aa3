import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, fromThem, LOGON, news } from '../testing/engine-rig.ts'
import { FakeTransport } from '../testing/engine-transport.ts'
import { parametersFor } from '../testing/hosted-rig.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { FixEngine } from './fix-engine.ts'
import type { HostedSession } from './hosted-session.ts'
import { SimulatedClock } from './simulated-clock.ts'

const LARGE = 'x'.repeat(300_000)

function rig(megabytes?: number) {
  const clock = new SimulatedClock(BEGINNING)
  const told: string[] = []
  const engine = new FixEngine({
    clock,
    network: new MemoryNetwork({ clock }),
    ...(megabytes === undefined ? {} : { totalOutgoingStorageMemoryLimit: megabytes }),
  })
  const sessionTo = (targetCompID: string): HostedSession => {
    const session = engine.createSession({
      parameters: parametersFor('acceptor', { session: { targetCompID } }),
      application: {
        onObservation: ({ level, text }) => {
          if (level === 'error') told.push(`${targetCompID} ${text}`)
        },
      },
    })
    session.start()
    return session
  }
  return { clock, engine, told, sessionTo }
}

describe('totalOutgoingStorageMemoryLimit', () => {
  test('the session that keeps most is closed without a word, and the others go on', () => {
    const { clock, told, sessionTo } = rig(1)
    const [small, big] = [sessionTo('SMALL'), sessionTo('THEM')]
    const transport = new FakeTransport()
    big.accept(transport, 'primary', true)
    transport.data(fromThem('A', 1, LOGON))
    small.send('B', news(LARGE))
    clock.advanceTo(clock.now() + 1)
    big.send('B', news(LARGE))
    clock.advanceTo(clock.now() + 1)
    assert.deepEqual([small.memoryBytes > 600_000, big.memoryBytes], [true, 0])
    assert.equal(transport.ended, 'destroyed')
    assert.deepEqual(transport.sent, ['A:1', 'B:2'])
    assert.match(told.join(), /^THEM closed at the totalOutgoingStorageMemoryLimit of 1 MB: it holds \d+ of \d+ bytes$/)
    assert.throws(() => big.send('B', news('x')), /has ended/)
    small.send('B', news('x'))
  })

  test('below the limit nothing happens, and 0, the default, is none', () => {
    for (const { clock, told, sessionTo } of [rig(2), rig(0), rig()]) {
      const session = sessionTo('THEM')
      session.send('B', news(LARGE))
      session.send('B', news(LARGE))
      clock.advanceTo(clock.now() + 1)
      session.send('B', news('x'))
      assert.deepEqual(told, [])
    }
  })

  test('a session that waits for a connection counts, and a new numbering counts from the beginning', () => {
    const { clock, told, sessionTo } = rig(1)
    const session = sessionTo('THEM')
    session.send('B', news(LARGE))
    session.resetSeqNums('local', 'test')
    session.send('B', news(LARGE))
    clock.advanceTo(clock.now() + 1)
    assert.deepEqual(told, [])
    session.setSeqNums({ nextOut: 1 }, 'test')
    session.send('B', news(LARGE))
    clock.advanceTo(clock.now() + 1)
    assert.deepEqual(told, [], 'numbers that are given anew have one message each')
    session.send('B', news(LARGE))
    clock.advanceTo(clock.now() + 1)
    assert.equal(told.length, 1)
  })

  test('what others gave back, and what left with its session, does not count', () => {
    const { clock, engine, told, sessionTo } = rig(1)
    const [reset, removed, last] = [sessionTo('RESET'), sessionTo('REMOVED'), sessionTo('LAST')]
    const sends = (session: HostedSession): void => {
      session.send('B', news(LARGE))
      clock.advanceTo(clock.now() + 1)
    }
    sends(reset)
    reset.resetSeqNums('local', 'test')
    sends(removed)
    engine.remove(removed.id)
    sends(last)
    assert.deepEqual(told, [])
    sends(reset)
    assert.equal(told.length, 1)
  })

  test('a session counts with what its store held when it came', () => {
    const { clock, engine, told, sessionTo } = rig(1)
    const store = new MemoryStore(BEGINNING)
    for (let i = 1; i <= 4; i++) store.saveOutgoing(i, new Uint8Array(250_000))
    const first = sessionTo('FIRST')
    first.send('B', news('x'))
    engine.createSession({ parameters: parametersFor('acceptor', {}), openStore: () => store })
    first.send('B', news('x'.repeat(100_000)))
    clock.advanceTo(clock.now() + 1)
    assert.deepEqual([told, store.memoryBytes], [[], 0])
  })

  test('an engine that was closed, or killed, closes nothing more', () => {
    for (const end of ['close', 'kill'] as const) {
      const { clock, engine, told, sessionTo } = rig(1)
      const session = sessionTo('THEM')
      session.send('B', news(LARGE))
      session.send('B', news(LARGE))
      engine[end]()
      clock.advanceTo(clock.now() + 1)
      assert.deepEqual(told, [])
    }
  })
})
