import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseSchedule, type ScheduleText } from '../session/schedule.ts'
import { settingsFor } from '../testing/engine-rig.ts'
import { ScheduledPair } from '../testing/scheduled-pair.ts'
import { Scheduler } from './scheduler.ts'
import { SimulatedClock } from './simulated-clock.ts'

const at = (text: string): number => Date.parse(`${text}Z`)

const week: ScheduleText = { timeZone: 'UTC', startTime: 'Mon 08:00', terminateTime: 'Fri 17:00' }
const days: ScheduleText = { ...week, connectTime: 'Tue-Fri 08:00', disconnectTime: 'Mon-Thu 17:00' }

/** An initiator and an acceptor with the same schedule, both begun at `start`. */
function rig(start: string, text: ScheduleText, numberingBegan = start) {
  const schedule = parseSchedule(text)
  const pair = new ScheduledPair({ start: at(start), numberingBegan: at(numberingBegan), schedule })
  const { clock, steady, acceptor, initiator } = pair
  return {
    clock,
    steady,
    acceptor,
    initiator,
    start: () => pair.start(),
    goTo: (instant: string) => pair.goTo(instant),
    standing: () => pair.standing,
  }
}

describe('scheduler', () => {
  test('a week: connected between its times, numbers kept from day to day, a new numbering each week', () => {
    const { acceptor, initiator, start, goTo, standing } = rig('2026-01-05T07:00', days)
    start()
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

describe('what a scheduler asks of others', () => {
  /** A session that is connected until it is told to log out, and whoever dials for it. */
  function asked(text: ScheduleText, role: 'initiator' | 'acceptor' = 'initiator') {
    const clock = new SimulatedClock(at('2026-01-05T09:00'))
    const told: string[] = []
    const session = {
      settings: settingsFor(role),
      state: 'active' as const,
      connected: true,
      numberingSince: clock.now(),
      logout: (why?: string) => told.push(`logout: ${why}`),
      beginPeriod: () => told.push('beginPeriod'),
      resetInSession: () => told.push('resetInSession'),
    }
    const initiator = { start: () => told.push('dial'), stop: () => told.push('stop dialling') }
    const scheduler = new Scheduler({ schedule: parseSchedule(text), clock, session, initiator })
    return { clock, told, session, initiator, scheduler, goTo: (instant: string) => clock.advanceTo(at(instant)) }
  }

  const round: ScheduleText = { timeZone: 'UTC', startTime: '17:00', terminateTime: '17:00' }

  test('a session that takes its Logout for the end is asked to dial again, if the schedule goes on', () => {
    const { told, session, scheduler, goTo } = asked(round)
    scheduler.start()
    goTo('2026-01-05T17:00')
    session.connected = false
    scheduler.linkLost()
    goTo('2026-01-05T17:00:02')
    const ended = 'logout: end of trading period'
    assert.deepEqual(told, ['dial', 'stop dialling', ended, 'dial', 'beginPeriod', 'dial'])
  })

  test('and is not, if its time is over', () => {
    const { told, session, scheduler, goTo } = asked({ ...round, startTime: '08:00' })
    scheduler.start()
    goTo('2026-01-05T17:00')
    session.connected = false
    scheduler.linkLost()
    goTo('2026-01-05T23:00')
    assert.deepEqual(told, ['dial', 'stop dialling', 'logout: end of trading period', 'beginPeriod'])
  })

  test('a numbering that began at the very end is kept, and its session logs out all the same', () => {
    const { told, session, scheduler, goTo } = asked({ ...round, startTime: '08:00' })
    scheduler.start()
    goTo('2026-01-05T16:59')
    session.numberingSince = at('2026-01-05T17:00')
    goTo('2026-01-05T17:00')
    session.connected = false
    scheduler.linkLost()
    assert.deepEqual(told, ['dial', 'stop dialling', 'logout: end of trading period'])
  })

  test('a link that is lost without a word of the schedule is not its business', () => {
    const { told, scheduler, goTo } = asked(round)
    scheduler.start()
    scheduler.linkLost()
    goTo('2026-01-05T16:59')
    assert.deepEqual(told, ['dial'])
  })

  test('an initiator waits for its connect time, an acceptor is there from the start on', () => {
    for (const [role, count] of [
      ['initiator', 0],
      ['acceptor', 1],
    ] as const) {
      const { told, scheduler, goTo } = asked(
        { timeZone: 'UTC', startTime: '10:00', connectTime: '11:00', terminateTime: '17:00' },
        role,
      )
      scheduler.start()
      goTo('2026-01-05T10:30')
      assert.equal(told.filter((word) => word === 'dial').length, count, role)
      goTo('2026-01-05T11:30')
      assert.equal(told.at(-1), 'dial')
    }
  })

  test('a start that ends the last numbering waits for its connect time as well', () => {
    const { told, session, scheduler, goTo } = asked({ timeZone: 'UTC', startTime: '17:00', connectTime: '18:00' })
    scheduler.start()
    goTo('2026-01-05T17:00')
    session.connected = false
    scheduler.linkLost()
    session.numberingSince = at('2026-01-05T17:00')
    goTo('2026-01-05T17:59')
    assert.deepEqual(told, ['dial', 'stop dialling', 'logout: end of trading period', 'beginPeriod'])
    goTo('2026-01-05T18:00')
    assert.equal(told.at(-1), 'dial')
  })

  test('stopped by what an event brings about, it does nothing more', () => {
    const { clock, told, initiator, scheduler, goTo } = asked(round)
    scheduler.start()
    initiator.stop = () => {
      scheduler.stop()
      return told.push('stopped')
    }
    goTo('2026-01-05T17:00')
    assert.deepEqual([told.includes('stopped'), told.at(-1) !== 'dial', clock.nextAt], [true, true, undefined])
  })
})
