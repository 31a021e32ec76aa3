import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, settingsFor } from '../testing/engine-rig.ts'
import { Ear } from '../transport/contract.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import type { Listener, Transport } from '../transport/transport.ts'
import { EngineSession } from './engine-session.ts'
import { Initiator } from './initiator.ts'
import { SimulatedClock } from './simulated-clock.ts'

const address = { host: 'memory', port: 9878 }

/** An initiator that dials every 5 seconds to a place where the test listens, or not. */
function rig() {
  const clock = new SimulatedClock(BEGINNING)
  const network = new MemoryNetwork({ clock })
  const failures: number[] = []
  const session: EngineSession = new EngineSession({
    settings: settingsFor('initiator'),
    store: new MemoryStore(clock.now()),
    clock,
    application: { onDisconnect: () => initiator.linkLost() },
  })
  const initiator = new Initiator({
    network,
    clock,
    address,
    session,
    reconnectIntervalMs: 5000,
    onFailure: () => failures.push(clock.now() - BEGINNING),
  })
  const arrivals: { at: number; transport: Transport; ear: Ear }[] = []
  const listen = (): Listener =>
    network.listenNow(address, (transport) => {
      const ear = new Ear()
      transport.listen(ear)
      arrivals.push({ at: clock.now() - BEGINNING, transport, ear })
    })
  return { clock, session, initiator, failures, arrivals, listen }
}

describe('initiator', () => {
  test('it dials at once and logs on', () => {
    const { clock, session, initiator, arrivals, listen } = rig()
    listen()
    initiator.start()
    clock.advanceTo(BEGINNING + 10)
    assert.equal(session.state, 'logonSent')
    assert.match(arrivals[0]?.ear.bytes.toString('latin1') ?? '', /\x0135=A\x01/)
  })

  test('refused, it dials again after the interval until somebody listens', () => {
    const { clock, session, initiator, failures, listen } = rig()
    initiator.start()
    clock.advanceTo(BEGINNING + 11_000)
    assert.deepEqual(failures, [1, 5002, 10_003])
    listen()
    clock.advanceTo(BEGINNING + 16_000)
    assert.equal(session.connected, true)
  })

  test('a lost link is made again after the interval', () => {
    const { clock, initiator, arrivals, listen } = rig()
    listen()
    initiator.start()
    clock.advanceTo(BEGINNING + 1000)
    arrivals[0]?.transport.destroy()
    clock.advanceTo(BEGINNING + 7000)
    assert.deepEqual(
      arrivals.map(({ at }) => at),
      [1, 6002],
    )
  })

  test('stopped, it dials no more, and leaves the connection alone', () => {
    const { clock, session, initiator, arrivals, listen } = rig()
    listen()
    initiator.start()
    clock.advanceTo(BEGINNING + 10)
    initiator.stop()
    assert.equal(session.connected, true)
    session.close()
    clock.advanceTo(BEGINNING + 60_000)
    assert.equal(arrivals.length, 1)
    assert.equal(clock.nextAt, undefined)
  })

  test('a link that is lost after the stop is not made again', () => {
    const { clock, session, initiator, listen } = rig()
    listen()
    initiator.start()
    clock.advanceTo(BEGINNING + 10)
    initiator.stop()
    session.cut()
    clock.advanceTo(BEGINNING + 20)
    assert.equal(clock.nextAt, undefined)
  })

  test('stopped while it waits, it has no timer', () => {
    const { clock, initiator } = rig()
    initiator.start()
    clock.advanceTo(BEGINNING + 10)
    initiator.stop()
    assert.equal(clock.nextAt, undefined)
  })

  test('stopped while it dials, it closes the connection that comes', () => {
    const { clock, session, initiator, arrivals, listen } = rig()
    listen()
    initiator.start()
    initiator.stop()
    clock.advanceTo(BEGINNING + 100)
    assert.equal(session.connected, false)
    assert.deepEqual(arrivals[0]?.ear.closes, ['closed by the other side'])
    assert.equal(arrivals[0]?.ear.length, 0)
  })

  test('started twice, it makes one connection', () => {
    const { clock, initiator, arrivals, listen } = rig()
    listen()
    initiator.start()
    initiator.start()
    clock.advanceTo(BEGINNING + 100)
    initiator.start()
    clock.advanceTo(BEGINNING + 9_000)
    assert.equal(arrivals.length, 1)
  })

  test('a connection that comes when the session has one already is closed', () => {
    const { clock, session, initiator, arrivals, listen } = rig()
    listen()
    const other = new MemoryNetwork({ clock })
    other.listenNow(address, () => undefined)
    other.dial(address, { onConnect: (transport) => session.attach(transport), onError: () => assert.fail() })
    initiator.start()
    // Both arrive at the same instant, ours second.
    clock.advanceTo(BEGINNING + 100)
    assert.equal(session.connected, true)
    assert.deepEqual(arrivals[0]?.ear.closes, ['closed by the other side'])
  })

  test('a connection that comes for a session that was closed meanwhile is cut', () => {
    const { clock, session, initiator, arrivals, listen } = rig()
    listen()
    initiator.start()
    session.close()
    clock.advanceTo(BEGINNING + 100)
    assert.deepEqual(arrivals[0]?.ear.closes, ['closed by the other side'])
  })
})
