/** Schedules of FIXEdge, of the Java and .NET engines and of QuickFIX, carried out by two engines. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type EngineParameters, SCHEDULE_DEFAULTS } from '../parameters/settings.ts'
import { parseSchedule, type ScheduleText } from '../session/schedule.ts'
import { ScheduledPair } from '../testing/scheduled-pair.ts'
import { schedulesOf } from './scheduler.ts'

const at = (text: string): number => Date.parse(`${text}Z`)

function talk(start: string, text: ScheduleText, numberingBegan = start): ScheduledPair {
  const pair = new ScheduledPair({
    start: at(start),
    numberingBegan: at(numberingBegan),
    schedule: parseSchedule(text),
    settings: { heartBtInt: 300 },
  })
  pair.start()
  return pair
}

/** Goes to each moment in turn: whether both sides stand there, and how many numberings the initiator has ended. */
function check(pair: ScheduledPair, moments: readonly (readonly [string, stands: boolean, archived: number])[]): void {
  for (const [moment, stands, archived] of moments) {
    pair.goTo(moment)
    assert.deepEqual(pair.standing, [stands, stands], moment)
    assert.deepEqual(
      pair.sides.map(({ store }) => store.archives().length),
      [archived, archived],
      moment,
    )
    assert.ok(pair.inStep, moment)
  }
}

describe('FIXEdge', () => {
  test('Start 08:00, Connect 09:00, Disconnect 21:00, Terminate on Friday: connected from 09:00, one numbering a week', () => {
    const pair = talk('2026-01-05T07:00', {
      timeZone: 'UTC',
      startTime: '0 0 8 * * 2-6',
      connectTime: '0 0 9 * * 2-6',
      disconnectTime: '0 0 21 * * 2-6',
      terminateTime: '0 0 21 * * 6',
    })
    check(pair, [
      ['2026-01-05T08:30', false, 0],
      ['2026-01-05T09:00:10', true, 0],
      ['2026-01-05T20:59', true, 0],
      ['2026-01-05T21:01', false, 0],
      ['2026-01-06T08:59', false, 0],
      ['2026-01-06T09:01', true, 0],
      ['2026-01-09T20:59', true, 0],
      ['2026-01-09T21:01', false, 1],
      ['2026-01-12T08:59', false, 1],
      ['2026-01-12T09:01', true, 1],
    ])
  })

  test('a day off: nothing happens on it', () => {
    const pair = talk('2026-12-24T07:00', {
      timeZone: 'Europe/London',
      startTime: '08:00',
      terminateTime: '17:00',
      daysOff: '* * * 25 12 *; * * * 26 12 *',
    })
    check(pair, [
      ['2026-12-24T08:01', true, 0],
      ['2026-12-24T17:01', false, 1],
      ['2026-12-25T12:00', false, 1],
      ['2026-12-26T12:00', false, 1],
      ['2026-12-27T08:01', true, 1],
    ])
  })

  test('a connect time between the end of a period and the next start opens nothing', () => {
    const pair = talk('2026-01-05T07:00', {
      timeZone: 'UTC',
      startTime: 'Mon 08:00',
      connectTime: 'Tue-Sat 08:00',
      disconnectTime: 'Mon-Thu 17:00',
      terminateTime: 'Fri 17:00',
    })
    check(pair, [
      ['2026-01-09T16:59', true, 0],
      ['2026-01-10T12:00', false, 1],
      ['2026-01-12T08:01', true, 1],
    ])
  })

  test('without a start, a terminate is the start of the next period', () => {
    const pair = talk('2026-01-05T07:00', { timeZone: 'UTC', terminateTime: '17:00' })
    check(pair, [
      ['2026-01-05T07:01', true, 0],
      ['2026-01-05T17:01', true, 1],
      ['2026-01-06T17:01', true, 2],
    ])
  })
})

describe('trade period', () => {
  const period: ScheduleText = {
    timeZone: 'UTC',
    tradePeriodBegin: '0 0 8 ? * MON-THU|0 0 9 ? * FRI',
    tradePeriodEnd: '0 0 17 ? * MON-THU|0 0 16 ? * FRI',
  }

  test('connected within it, numbers kept over its end', () => {
    const pair = talk('2026-01-05T07:00', period)
    check(pair, [
      ['2026-01-05T07:59', false, 0],
      ['2026-01-05T08:01', true, 0],
      ['2026-01-05T17:01', false, 0],
      ['2026-01-09T08:59', false, 0],
      ['2026-01-09T09:01', true, 0],
      ['2026-01-09T16:01', false, 0],
      ['2026-01-12T08:01', true, 0],
    ])
    assert.ok(pair.initiator.session.nextOut > 500)
  })

  test('an acceptor refuses outside of it', () => {
    const pair = new ScheduledPair({ start: at('2026-01-05T07:59:58'), acceptor: { schedule: parseSchedule(period) } })
    pair.start()
    pair.goTo('2026-01-05T07:59:59.500')
    assert.deepEqual(pair.standing, [false, false])
    assert.deepEqual(new Set(pair.refused), new Set(['the session is closed by its schedule']))
    pair.goTo('2026-01-05T08:00:02')
    assert.deepEqual(pair.standing, [true, true])
  })

  test('without a beginning it is always open; the end closes the connection that stands', () => {
    const pair = talk('2026-01-05T07:00', { timeZone: 'UTC', tradePeriodEnd: '0 0 17 * * ?' })
    check(pair, [
      ['2026-01-05T07:01', true, 0],
      ['2026-01-05T17:00:10', true, 0],
    ])
    assert.equal(pair.initiator.disconnects.length, 1)
  })
})

describe('QuickFIX', () => {
  test('over midnight, every day: numbers kept from the end to the next start, then 1', () => {
    const pair = talk('2026-01-05T21:59', { timeZone: 'UTC', startTime: '22:00', endTime: '06:00' }, '2026-01-04T22:00')
    check(pair, [
      ['2026-01-05T21:59:30', false, 0],
      ['2026-01-05T22:01', true, 1],
      ['2026-01-06T05:59', true, 1],
      ['2026-01-06T06:01', false, 1],
    ])
    const { nextOut } = pair.initiator.session
    assert.ok(nextOut > 50)
    pair.goTo('2026-01-06T21:59')
    assert.equal(pair.initiator.session.nextOut, nextOut)
    check(pair, [['2026-01-06T22:01', true, 2]])
    assert.equal(pair.initiator.session.nextOut, 2)
  })

  test('around the clock: Logout, new numbers and Logon at the turn of the day', () => {
    const pair = talk('2026-01-05T12:00', { timeZone: 'UTC', startTime: '00:00:00', endTime: '00:00:00' })
    check(pair, [
      ['2026-01-05T23:59', true, 0],
      ['2026-01-06T00:00:10', true, 1],
      ['2026-01-07T00:00:10', true, 2],
    ])
  })

  test('a weekly session, down when the week began: reset before the Logon', () => {
    const text: ScheduleText = {
      timeZone: 'America/New_York',
      startDay: 'Sunday',
      startTime: '17:00:00',
      endDay: 'Friday',
      endTime: '17:00:00',
    }
    const earlier = talk('2026-01-07T12:00', text, '2026-01-04T21:59:59')
    check(earlier, [['2026-01-07T12:01', true, 1]])
    const same = talk('2026-01-07T12:00', text, '2026-01-04T22:00:00')
    check(same, [
      ['2026-01-07T12:01', true, 0],
      ['2026-01-09T21:59', true, 0],
      ['2026-01-09T22:01', false, 0],
      ['2026-01-11T21:59', false, 0],
      ['2026-01-11T22:01', true, 1],
    ])
  })

  test('NonStopSession: always open, never reset', () => {
    const pair = talk('2026-01-05T12:00', { timeZone: 'UTC', nonStopSession: true }, '2020-01-05T12:00')
    check(pair, [
      ['2026-01-05T12:01', true, 0],
      ['2026-01-15T12:01', true, 0],
    ])
    assert.equal(pair.initiator.disconnects.length, 0)
  })
})

describe('schedulesOf', () => {
  const settings: EngineParameters['schedule'] = { ...SCHEDULE_DEFAULTS }

  test('nothing stated: no schedule and no reset', () => {
    assert.deepEqual(schedulesOf(settings), { schedule: undefined, reset: undefined })
  })

  test('the reset counts only when it is switched on', () => {
    assert.equal(schedulesOf({ ...settings, resetSequenceTime: '17:00:00' }).reset, undefined)
    assert.deepEqual(schedulesOf({ ...settings, performResetSeqNumTime: true }).reset?.terminate[0]?.hours, [0])
    assert.throws(
      () => schedulesOf({ ...settings, performResetSeqNumTime: true, resetSequenceTime: '5pm' }),
      /resetSequenceTime "5pm": expected a time/,
    )
    assert.throws(
      () => schedulesOf({ ...settings, performResetSeqNumTime: true, resetSequenceTimeZone: 'Mars' }),
      /resetSequenceTimeZone "Mars" is not known/,
    )
  })
})
