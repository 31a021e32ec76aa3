import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseSchedule, type Schedule, type ScheduleText } from '../session/schedule.ts'
import type { Role } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { JumpingClock } from '../testing/engine-jumping-clock.ts'
import { mirrored, settingsFor } from '../testing/engine-rig.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { Acceptor } from './acceptor.ts'
import { EngineSession } from './engine-session.ts'
import { Initiator } from './initiator.ts'
import { Scheduler } from './scheduler.ts'
import { SimulatedClock } from './simulated-clock.ts'

const address = { host: 'memory', port: 9878 }
const at = (text: string): number => Date.parse(`${text}Z`)

const week: ScheduleText = { timeZone: 'UTC', startTime: 'Mon 08:00', terminateTime: 'Fri 17:00' }
const days: ScheduleText = { ...week, connectTime: 'Tue-Fri 08:00', disconnectTime: 'Mon-Thu 17:00' }

interface Side {
  readonly session: EngineSession
  readonly store: MemoryStore
  readonly scheduler: Scheduler
}

/** An initiator and an acceptor with the same schedule, both begun at `start`. */
function rig(start: string, text: ScheduleText, numberingBegan = start) {
  const steady = new SimulatedClock(at(start))
  const clock = new JumpingClock(steady)
  const network = new MemoryNetwork({ clock: steady })
  const schedule: Schedule = parseSchedule(text)
  const settings = settingsFor('initiator')
  let initiator: Initiator | undefined
  const side = (role: Role): Side => {
    const store = new MemoryStore(at(numberingBegan))
    const session: EngineSession = new EngineSession({
      settings: role === 'initiator' ? settings : mirrored(settings),
      store,
      clock,
      application: {
        onDisconnect: () => {
          scheduler.linkLost()
          if (role === 'initiator') initiator?.linkLost()
        },
      },
    })
    if (role === 'initiator') initiator = new Initiator({ network, clock, address, session })
    const scheduler: Scheduler = new Scheduler({
      schedule,
      clock,
      session,
      initiator: role === 'initiator' ? initiator : undefined,
    })
    return { session, store, scheduler }
  }
  const [acceptor, dialler] = [side('acceptor'), side('initiator')]
  const port = new Acceptor({ network, clock, address, mayConnect: () => acceptor.scheduler.open })
  port.add(acceptor.session)
  network.listenNow(address, (transport) => port.accept(transport))
  const start_ = (): void => {
    acceptor.scheduler.start()
    dialler.scheduler.start()
  }
  return {
    clock,
    acceptor,
    initiator: dialler,
    start: start_,
    steady,
    goTo: (instant: string) => steady.advanceTo(at(instant)),
  }
}

describe('scheduler', () => {
  test('a week: connected between its times, numbers kept from day to day, a new numbering each week', () => {
    const { acceptor, initiator, start, goTo } = rig('2026-01-05T07:00', days)
    start()
    const standing = (): boolean[] => [acceptor.session.established, initiator.session.established]
    goTo('2026-01-05T07:59')
    assert.deepEqual(standing(), [false, false])
    goTo('2026-01-05T08:01')
    assert.deepEqual(standing(), [true, true])
    goTo('2026-01-05T16:59')
    const before = initiator.session.nextOut
    goTo('2026-01-05T17:01')
    assert.deepEqual(standing(), [false, false])
    goTo('2026-01-06T08:01')
    assert.deepEqual(standing(), [true, true])
    assert.equal(initiator.session.nextOut > before, true)
    goTo('2026-01-09T17:01')
    assert.deepEqual(standing(), [false, false])
    for (const side of [acceptor, initiator]) {
      assert.deepEqual([side.session.nextIn, side.session.nextOut], [1, 1])
      assert.equal(side.store.archives().length, 1)
    }
    goTo('2026-01-12T08:01')
    assert.deepEqual(standing(), [true, true])
    goTo('2026-01-16T17:01')
    assert.equal(initiator.store.archives().length, 2)
  })

  test('a session that starts in the middle of its time connects at once', () => {
    const { steady, initiator, start } = rig('2026-01-07T12:00', week)
    start()
    steady.advanceTo(steady.now() + 1000)
    assert.equal(initiator.session.established, true)
    assert.equal(initiator.store.archives().length, 0)
  })

  test('an end that nobody was there for is made up for at the start', () => {
    const { acceptor, initiator, start } = rig('2026-01-14T12:00', week, '2026-01-05T08:00')
    start()
    for (const side of [acceptor, initiator]) assert.equal(side.store.archives().length, 1)
  })

  test('the Logout of the end belongs to the old numbering', () => {
    const { initiator, start, goTo } = rig('2026-01-05T07:00', week)
    start()
    goTo('2026-01-09T17:00')
    assert.equal(initiator.store.archives().length, 0)
    assert.equal(initiator.session.state, 'logoutSent')
    goTo('2026-01-09T17:00:10')
    assert.equal(initiator.store.archives().length, 1)
  })

  test('an end and a beginning at the same instant: Logout, then the new numbering, then Logon', () => {
    const round: ScheduleText = { timeZone: 'UTC', startTime: '17:00', terminateTime: '17:00' }
    const { acceptor, initiator, start, goTo } = rig('2026-01-05T09:00', round, '2026-01-05T08:00')
    start()
    goTo('2026-01-05T16:59')
    assert.equal(initiator.session.established, true)
    assert.equal(initiator.session.nextOut > 100, true)
    goTo('2026-01-05T17:01')
    for (const side of [acceptor, initiator]) {
      assert.equal(side.session.established, true)
      assert.equal(side.store.archives().length, 1)
      assert.equal(side.session.nextOut < 10, true)
    }
  })

  test('without an end, the next beginning ends the numbering of a session that stands', () => {
    const daily: ScheduleText = { timeZone: 'UTC', startTime: '17:00' }
    const { acceptor, initiator, start, goTo } = rig('2026-01-05T17:00', daily)
    start()
    goTo('2026-01-06T17:01')
    for (const side of [acceptor, initiator]) {
      assert.equal(side.session.established, true)
      assert.equal(side.store.archives().length, 1)
      assert.equal(side.session.nextOut < 10, true)
    }
  })

  test('a disconnect and an end at the same instant make one Logout, and its answer is waited for', () => {
    const both: ScheduleText = {
      timeZone: 'UTC',
      startTime: 'Mon 08:00',
      disconnectTime: 'Fri 17:00',
      terminateTime: 'Fri 17:00',
    }
    const { initiator, start, goTo } = rig('2026-01-05T07:00', both)
    start()
    goTo('2026-01-09T16:59:59.990')
    goTo('2026-01-09T17:00')
    assert.equal(initiator.session.state, 'logoutSent')
    assert.equal(initiator.session.connected, true)
    goTo('2026-01-09T17:00:10')
    assert.equal(initiator.store.archives().length, 1)
  })

  test('what a sleeping machine missed is made up for when it wakes', () => {
    const { clock, initiator, start, goTo } = rig('2026-01-05T07:00', days)
    start()
    goTo('2026-01-08T17:01')
    // The machine sleeps: the timer of Friday 08:00 fires on Wednesday, and the end of the week has passed.
    clock.jump(at('2026-01-14T12:00') - clock.now())
    goTo('2026-01-09T08:00')
    goTo('2026-01-09T08:01')
    assert.equal(initiator.store.archives().length, 1)
    assert.equal(initiator.session.nextOut < 10, true)
  })

  test('stopped, it has no timer, and an end that was under way archives nothing', () => {
    const { steady, acceptor, initiator, start, goTo } = rig('2026-01-05T07:00', week)
    start()
    goTo('2026-01-09T17:00')
    for (const { scheduler } of [acceptor, initiator]) scheduler.stop()
    initiator.session.cut()
    acceptor.session.cut()
    steady.advanceTo(Number.POSITIVE_INFINITY)
    assert.equal(steady.now() < at('2026-01-09T17:01'), true)
    assert.equal(initiator.store.archives().length, 0)
  })
})
