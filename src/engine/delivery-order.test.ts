import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, mirrored, news, settingsFor } from '../testing/engine-rig.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { Acceptor } from './acceptor.ts'
import { EngineSession } from './engine-session.ts'
import { Initiator } from './initiator.ts'
import { SimulatedClock } from './simulated-clock.ts'

const address = { host: 'memory', port: 1 }
const MESSAGES = 12

/** What the application does with a delivery: how long it takes, and whether it fails in the end. */
const delivery = fc.record({ takesMs: fc.nat(3000), fails: fc.boolean(), sync: fc.boolean() })
const plan = fc.record({
  deliveries: fc.array(delivery, { maxLength: 30 }),
  cutsAt: fc.array(fc.nat(20_000), { maxLength: 4 }),
  tries: fc.integer({ min: 1, max: 3 }),
})

describe('deliveries that take time and fail, on connections that break', () => {
  test('with the policy `logout` every message is taken once, in order, and never counts before', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(plan, async ({ deliveries, cutsAt, tries }) => {
        const clock = new SimulatedClock(BEGINNING)
        const network = new MemoryNetwork({ clock })
        const store = new MemoryStore(BEGINNING)
        const taken: number[] = []
        const wrong: string[] = []
        let underWay = 0
        let ordinal = 0
        const settings = settingsFor('acceptor')
        const session = new EngineSession({
          settings,
          store,
          clock,
          delivery: { maxDeliveryTries: tries, deliveryTriesIntervalMs: 300, applicationNotAvailable: 'logout' },
          application: {
            onMessage: (message) => {
              const number = message.msgSeqNum as number
              // A throw in here would only be one more delivery that fails.
              if (underWay !== 0) wrong.push(`${number} came while another was under way`)
              if (store.nextIn !== number) wrong.push(`${number} came when ${store.nextIn} was expected`)
              const { takesMs, fails, sync } = deliveries[ordinal++] ?? { takesMs: 0, fails: false, sync: true }
              const end = (): void => {
                underWay--
                if (fails) throw new Error('out of order')
                taken.push(Number(message.text(148)))
              }
              underWay++
              if (sync) return end()
              return new Promise<void>((resolve) => clock.schedule(clock.now() + takesMs, resolve)).then(end)
            },
          },
        })
        const port = new Acceptor({ network, clock, address })
        port.add(session)
        await port.start()
        const peer = new EngineSession({ settings: mirrored(settings), store: new MemoryStore(BEGINNING), clock })
        const dialler = new Initiator({ network, clock, address, session: peer })
        dialler.start()
        for (let i = 0; i < MESSAGES; i++) clock.schedule(BEGINNING + 500 * i, () => peer.submit('B', news(`${i}`)))
        for (const at of cutsAt) clock.schedule(BEGINNING + at, () => session.cut())
        const again = (): void => {
          if (!peer.connected) dialler.start()
          clock.schedule(clock.now() + 1000, again)
        }
        clock.schedule(BEGINNING + 1000, again)
        for (let steps = 0; taken.length < MESSAGES && steps < 5000; steps++) {
          clock.fireNext()
          await new Promise(setImmediate)
        }
        const all = Array.from({ length: MESSAGES }, (_, i) => i)
        assert.deepEqual({ taken, wrong }, { taken: all, wrong: [] })
        session.abandon()
        peer.abandon()
        port.stop()
      }),
      { numRuns: 60 },
    )
  })
})
