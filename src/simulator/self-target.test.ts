import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import { Journal } from '../journal/journal.ts'
import { parseSchedule } from '../session/schedule.ts'
import type { Role } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { BEGINNING, mirrored, news, settingsFor } from '../testing/engine-rig.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { SelfTarget } from './self-target.ts'
import { SessionCounterparty } from './session-counterparty.ts'

const address = { host: 'memory', port: 9878 }

/** Our engine as target in `role`, and the counterparty that keeps the session by itself. */
function rig(role: Role) {
  const clock = new SimulatedClock(BEGINNING)
  const network = new MemoryNetwork({ clock })
  const store = new MemoryStore(clock.now())
  const settings = settingsFor(role)
  const target = new SelfTarget(settings, { clock, network, address, store, application: 'acknowledge' })
  const journal = new Journal({ now: () => clock.now(), elapsed: () => 0 })
  const schedule = parseSchedule({ timeZone: 'UTC', startTime: '08:00', terminateTime: '17:00' })
  const counterparty = (scheduled = false): SessionCounterparty =>
    new SessionCounterparty({
      settings: mirrored(settings),
      clock,
      network,
      address,
      journal,
      ...(scheduled ? { schedule } : {}),
    })
  const talk = (): string[] =>
    journal.entries.map((entry) =>
      entry.kind === 'message' ? `${entry.direction} ${entry.message.msgType}` : entry.event,
    )
  return { clock, network, settings, store, target, counterparty, journal, schedule, talk }
}

describe('self target and session counterparty', () => {
  for (const role of ['acceptor', 'initiator'] as const) {
    test(`target as ${role}: Logon, messages, Logout`, async () => {
      const { clock, target, counterparty, talk } = rig(role)
      const other = counterparty()
      // Whoever listens is there first.
      if (role === 'acceptor') await target.start()
      await other.start()
      if (role === 'initiator') await target.start()
      clock.advanceTo(BEGINNING + 1000)
      assert.equal(other.established, true)
      other.submit('B', news('a'))
      clock.advanceTo(BEGINNING + 2000)
      assert.equal(talk().at(-1), 'in j')
      target.logout()
      clock.advanceTo(BEGINNING + 2500)
      assert.deepEqual(talk().slice(-3), ['in 5', 'out 5', 'disconnect'])
      other.stop()
      target.kill()
      clock.advanceTo(Number.POSITIVE_INFINITY)
      assert.equal(other.established, false)
      assert.equal(clock.now() < BEGINNING + 20_000, true, 'a timer went on for ever')
    })

    test(`target as ${role}: killed and started again, it goes on with its numbers`, async () => {
      const { clock, store, target, counterparty } = rig(role)
      const other = counterparty()
      if (role === 'acceptor') await target.start()
      await other.start()
      if (role === 'initiator') await target.start()
      clock.advanceTo(BEGINNING + 1000)
      const { nextOut } = store
      target.kill()
      assert.equal(target.running, false)
      clock.advanceTo(BEGINNING + 2000)
      assert.equal(other.established, false)
      await target.start()
      clock.advanceTo(BEGINNING + 62_000)
      assert.equal(other.established, true)
      assert.equal(store.nextOut > nextOut, true)
      assert.equal(store.archives().length, 0)
      other.stop()
      target.kill()
    })
  }

  test('a target killed at the end of its period leaves the store as it stands', async () => {
    const { clock, store, target, counterparty, schedule } = rig('acceptor')
    target.schedule = schedule
    const other = counterparty(true)
    await target.start()
    await other.start()
    clock.advanceTo(Date.UTC(2026, 0, 5, 17))
    target.kill()
    assert.equal(store.archives().length, 0)
    other.stop()
  })

  test('both on one schedule: each day has its numbering', async () => {
    const { clock, store, target, counterparty, schedule, journal } = rig('acceptor')
    target.schedule = schedule
    const other = counterparty(true)
    await target.start()
    await other.start()
    clock.advanceTo(Date.UTC(2026, 0, 6, 9))
    assert.equal(other.established, true)
    assert.equal(target.archives().length, 1)
    assert.equal(store.nextOut > 1, true)
    const logons = journal.entries.flatMap((entry) =>
      entry.kind === 'message' && entry.direction === 'out' && entry.message.msgType === 'A'
        ? [entry.message.msgSeqNum]
        : [],
    )
    assert.deepEqual(logons, [1, 1])
    other.stop()
    target.kill()
  })

  test('its parameters hold from the next start on: an initiator goes to its backup', async () => {
    const { clock, network, target } = rig('initiator')
    const backup = { host: 'memory', port: 1, heartBtInt: 7 }
    const { connection } = target.parameters
    target.parameters = {
      ...target.parameters,
      connection: { ...connection, backup, reconnectMaxTries: 1, enableAutoSwitchToBackupConnection: true },
    }
    let dialled = 0
    network.listenNow(backup, () => dialled++)
    await target.start()
    clock.advanceTo(BEGINNING + 1500)
    assert.equal(dialled, 1)
    assert.deepEqual(target.session?.statistics.attempts, { primary: 2, backup: 1 })
    target.kill()
  })

  test('as acceptor it listens at a second place, with a store of its own there', async () => {
    const { clock, network, store, settings } = rig('acceptor')
    const backupAddress = { host: 'memory', port: 1 }
    const options = { clock, network, address, backupAddress, store, application: 'silent' } as const
    const target = new SelfTarget(settings, options)
    await target.start()
    const journal = new Journal({ now: () => clock.now(), elapsed: () => 0 })
    const there = { settings: mirrored(settings), clock, network, address: backupAddress, journal }
    const other = new SessionCounterparty(there)
    await other.start()
    clock.advanceTo(BEGINNING + 1000)
    assert.equal(other.established, true)
    assert.equal(target.session?.activeConnection, 'backup')
    assert.equal(store.nextOut, 1)
    other.stop()
    target.kill()
  })

  test('a counterparty that stopped is deaf to the late end of its connection', async () => {
    const { clock, target, counterparty, talk } = rig('acceptor')
    const other = counterparty()
    await target.start()
    await other.start()
    clock.advanceTo(BEGINNING + 1000)
    other.stop()
    const before = talk()
    clock.advanceTo(BEGINNING + 5000)
    assert.deepEqual(talk(), before)
    assert.equal(before.at(-1), 'disconnect')
    target.kill()
  })
})
