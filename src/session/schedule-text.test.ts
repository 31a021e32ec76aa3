import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type QuickFixTimes, quickFixSchedule } from './quickfix-times.ts'
import {
  instantInZone,
  localTime,
  mayConnect,
  mayDial,
  nextEvents,
  numberingEnded,
  parseResetTime,
  parseSchedule,
  type Schedule,
  type ScheduleText,
  SIMPLE_TIMES,
} from './schedule.ts'

const UTC = { timeZone: 'UTC' } as const

/** The next few events after a local time, as text. */
function following(schedule: Schedule, from: string, count: number): string[] {
  const found: string[] = []
  for (let at = instantInZone(from, schedule.timeZone); found.length < count; ) {
    const events = nextEvents(schedule, at)
    for (const { kind, at: when } of events) found.push(`${kind} ${localTime(when, schedule.timeZone)}`)
    at = events[0]?.at as number
  }
  return found.slice(0, count)
}

describe("FIXEdge's times", () => {
  it('the simple times: one day each day', () => {
    assert.deepEqual(following(parseSchedule({ ...UTC, ...SIMPLE_TIMES }), '2026-01-05 12:00', 3), [
      'terminate Mon 2026-01-05 23:59:00',
      'start Tue 2026-01-06 00:00:00',
      'terminate Tue 2026-01-06 23:59:00',
    ])
  })

  it('cron expressions and times of day stand side by side', () => {
    const text = { ...UTC, startTime: '0 30 8 ? * 2-6; Sun 17:00', terminateTime: '23:00:30' }
    assert.deepEqual(following(parseSchedule(text), '2026-01-09 12:00', 6), [
      'terminate Fri 2026-01-09 23:00:30',
      'terminate Sat 2026-01-10 23:00:30',
      'start Sun 2026-01-11 17:00:00',
      'terminate Sun 2026-01-11 23:00:30',
      'start Mon 2026-01-12 08:30:00',
      'terminate Mon 2026-01-12 23:00:30',
    ])
  })

  it('two expressions for one instant make one event', () => {
    const schedule = parseSchedule({ ...UTC, startTime: '08:00;0 0 8 * * MON' })
    assert.equal(nextEvents(schedule, Date.UTC(2026, 0, 5)).length, 1)
  })

  it('days off are dates on the wall, whatever their times of day say', () => {
    const text = { timeZone: 'America/New_York', startTime: '22:00', terminateTime: '23:00', daysOff: '0 0 0 25 12 *' }
    assert.deepEqual(following(parseSchedule(text), '2026-12-24 12:00', 4), [
      'start Thu 2026-12-24 22:00:00',
      'terminate Thu 2026-12-24 23:00:00',
      'start Sat 2026-12-26 22:00:00',
      'terminate Sat 2026-12-26 23:00:00',
    ])
  })

  it('a year apart: the numbering of a session that starts on one date', () => {
    const schedule = parseSchedule({ ...UTC, startTime: '0 0 8 1 JAN ?' })
    assert.equal(numberingEnded(schedule, Date.UTC(2026, 0, 1, 8), Date.UTC(2026, 11, 31)), false)
    assert.equal(numberingEnded(schedule, Date.UTC(2026, 0, 1, 8), Date.UTC(2027, 0, 1, 8)), true)
  })

  it('a start waits for the connect time, if that comes before anything closes the session; an acceptor does not', () => {
    const early = parseSchedule({ ...UTC, startTime: '08:00', connectTime: '09:00', terminateTime: '17:00' })
    const noon = (hour: number, schedule: Schedule): boolean[] => {
      const at = Date.UTC(2026, 0, 5, hour)
      return [mayConnect(schedule, at), mayDial(schedule, at)]
    }
    assert.deepEqual(noon(7, early), [false, false])
    assert.deepEqual(noon(8, early), [true, false])
    assert.deepEqual(noon(9, early), [true, true])
    assert.deepEqual(noon(17, early), [false, false])
    const late = parseSchedule({ ...UTC, startTime: '08:00', disconnectTime: '12:00', connectTime: '13:00' })
    assert.deepEqual(noon(8, late), [true, true])
    assert.deepEqual(noon(12, late), [false, false])
    assert.deepEqual(noon(13, late), [true, true])
  })
})

describe('trade periods', () => {
  it('expressions are joined by |, and end without a reset', () => {
    const schedule = parseSchedule({
      ...UTC,
      tradePeriodBegin: '0 0 8 ? * MON|0 0 9 ? * TUE',
      tradePeriodEnd: '0 0 17 ? * MON-TUE',
    })
    assert.deepEqual(following(schedule, '2026-01-05 00:00', 4), [
      'connect Mon 2026-01-05 08:00:00',
      'disconnect Mon 2026-01-05 17:00:00',
      'connect Tue 2026-01-06 09:00:00',
      'disconnect Tue 2026-01-06 17:00:00',
    ])
    assert.equal(numberingEnded(schedule, 0, Date.UTC(2026, 0, 7)), false)
  })

  it('begin unset: always in period', () => {
    const schedule = parseSchedule({ ...UTC, tradePeriodEnd: '0 0 17 * * ?' })
    for (const hour of [0, 16, 17, 23]) assert.equal(mayConnect(schedule, Date.UTC(2026, 0, 5, hour)), true)
  })
})

describe("QuickFIX's times", () => {
  const cases: [name: string, times: QuickFixTimes, from: string, expected: string[]][] = [
    [
      'a day',
      { startTime: '08:00:00', endTime: '17:00:00' },
      '2026-01-05 00:00',
      ['start Mon 2026-01-05 08:00:00', 'disconnect Mon 2026-01-05 17:00:00', 'start Tue 2026-01-06 08:00:00'],
    ],
    [
      'weekdays',
      { startTime: '08:00:00', endTime: '17:00:00', weekdays: 'Mon,Wed' },
      '2026-01-05 12:00',
      ['disconnect Mon 2026-01-05 17:00:00', 'start Wed 2026-01-07 08:00:00', 'disconnect Wed 2026-01-07 17:00:00'],
    ],
    [
      'weekdays over midnight: the end comes the day after',
      { startTime: '17:00:00', endTime: '16:00:00', weekdays: 'Sun-Thu', timeZone: 'America/Chicago' },
      '2026-01-08 12:00',
      [
        'disconnect Thu 2026-01-08 16:00:00',
        'start Thu 2026-01-08 17:00:00',
        'disconnect Fri 2026-01-09 16:00:00',
        'start Sun 2026-01-11 17:00:00',
        'disconnect Mon 2026-01-12 16:00:00',
      ],
    ],
    [
      'a week',
      { startDay: 'Sunday', startTime: '17:00', endDay: 'fri', endTime: '16:00' },
      '2026-01-08 12:00',
      ['disconnect Fri 2026-01-09 16:00:00', 'start Sun 2026-01-11 17:00:00', 'disconnect Fri 2026-01-16 16:00:00'],
    ],
    [
      'a week from and to the same moment',
      { startDay: 'Sun', startTime: '17:00', endDay: 'Sun', endTime: '17:00' },
      '2026-01-08 12:00',
      ['disconnect Sun 2026-01-11 17:00:00', 'start Sun 2026-01-11 17:00:00'],
    ],
  ]
  for (const [name, times, from, expected] of cases) {
    it(name, () => {
      assert.deepEqual(following(quickFixSchedule(times), from, expected.length), expected)
    })
  }

  it('the zone is UTC unless stated', () => {
    assert.equal(quickFixSchedule({ startTime: '00:00', endTime: '01:00' }).timeZone, 'UTC')
  })

  it('a numbering ends at the start of the next period, not at the end of its own', () => {
    const schedule = quickFixSchedule({ startTime: '22:00', endTime: '06:00' })
    const made = Date.UTC(2026, 0, 5, 22, 0, 1)
    assert.equal(numberingEnded(schedule, made, Date.UTC(2026, 0, 6, 6)), false)
    assert.equal(numberingEnded(schedule, made, Date.UTC(2026, 0, 6, 21, 59, 59)), false)
    assert.equal(numberingEnded(schedule, made, Date.UTC(2026, 0, 6, 22)), true)
  })

  it('NonStopSession: always open, nothing ever ends', () => {
    const schedule = quickFixSchedule({ nonStopSession: true, startTime: '08:00' })
    assert.deepEqual(nextEvents(schedule, Date.UTC(2026, 0, 5)), [])
    assert.deepEqual(
      [mayConnect(schedule, 0), mayDial(schedule, 0), numberingEnded(schedule, 0, 1e12)],
      [true, true, false],
    )
  })

  const wrong: [times: QuickFixTimes, message: RegExp][] = [
    [{}, /StartTime is missing/],
    [{ startTime: '08:00' }, /EndTime is missing/],
    [{ startTime: '8am', endTime: '17:00' }, /StartTime "8am": expected a time/],
    [{ startTime: '08:00', endTime: '24:00' }, /EndTime "24:00": expected a time/],
    [{ startTime: '08:00', endTime: '17:00', startDay: 'Mon' }, /StartDay and EndDay belong together/],
    [{ startTime: '08:00', endTime: '17:00', endDay: 'Mon' }, /StartDay and EndDay belong together/],
    [
      { startTime: '08:00', endTime: '17:00', startDay: 'Mon-Tue', endDay: 'Fri' },
      /StartDay "Mon-Tue": expected one day/,
    ],
    [{ startTime: '08:00', endTime: '17:00', startDay: 'Mo', endDay: 'Fri' }, /StartDay "Mo": expected days/],
    [
      { startTime: '08:00', endTime: '17:00', startDay: 'Mon', endDay: 'Fri', weekdays: 'Mon' },
      /Weekdays "Mon" can not/,
    ],
    [{ startTime: '08:00', endTime: '17:00', weekdays: 'Mon,' }, /Weekdays "Mon,": expected days/],
    [{ startTime: '08:00', endTime: '17:00', timeZone: 'Mars' }, /TimeZone "Mars" is not known/],
  ]
  for (const [times, message] of wrong)
    it(`refused: ${JSON.stringify(times)}`, () => refuses(() => quickFixSchedule(times), message))
})

describe('text of the families', () => {
  const wrong: [text: Omit<ScheduleText, 'timeZone'>, message: RegExp][] = [
    [{ startTime: '0 0 8 * *' }, /StartTime "0 0 8 \* \*": expected a time .* or the six fields of a cron expression/],
    [{ startTime: '08:00;0 0 8 31 2 *' }, /StartTime "0 0 8 31 2 \*": day of month "31" never comes in month "2"/],
    [{ terminateTime: '0 0 25 * * *' }, /TerminateTime "0 0 25 \* \* \*": hour "25": expected 0-23/],
    [{ startTime: '08:00', daysOff: '25 12' }, /DaysOff "25 12": expected six fields/],
    [{ startTime: '08:00', daysOff: '08:00' }, /DaysOff "08:00": expected six fields/],
    [{ startTime: '08:00', daysOff: '* * * * * *' }, /DaysOff .*: a time of start would never come/],
    [
      { startTime: '08:00', terminateTime: 'Fri 17:00', daysOff: '* * * * * FRI' },
      /a time of terminate would never come/,
    ],
    [{ daysOff: '* * * 25 12 *' }, /needs StartTime or TerminateTime/],
    [
      { tradePeriodBegin: '08:00', startTime: '08:00' },
      /tradePeriodBegin \(trade period\) and startTime \(FIXEdge\) can not/,
    ],
    [{ tradePeriodBegin: '08:00', endTime: '17:00' }, /tradePeriodBegin .* and endTime \(QuickFIX\) can not/],
    [{ terminateTime: '17:00', endTime: '17:00' }, /terminateTime \(FIXEdge\) and endTime \(QuickFIX\)/],
    [{ tradePeriodEnd: '0 0 17 * *' }, /tradePeriodEnd "0 0 17 \* \*": expected a time/],
    [{ tradePeriodEnd: '17:00;18:00' }, /tradePeriodEnd "17:00;18:00"/],
  ]
  for (const [text, message] of wrong)
    it(`refused: ${JSON.stringify(text)}`, () => refuses(() => parseSchedule({ ...UTC, ...text }), message))

  it('QuickFIX is known by EndTime', () => {
    const schedule = parseSchedule({ ...UTC, startTime: '08:00', endTime: '17:00' })
    assert.deepEqual([schedule.start.length, schedule.disconnect.length, schedule.terminate.length], [1, 1, 0])
  })

  it('the moment of a daily reset is a time or a cron expression', () => {
    const at = (text: string): number =>
      nextEvents(parseResetTime(text, 'Asia/Tokyo'), Date.UTC(2026, 0, 5))[0]?.at ?? 0
    assert.equal(at('17:00:00'), Date.UTC(2026, 0, 5, 8))
    assert.equal(at('0 0 17 ? * WED'), Date.UTC(2026, 0, 7, 8))
    refuses(() => parseResetTime('17', 'UTC'), /resetSequenceTime "17": expected a time/)
    refuses(() => parseResetTime('17:00', 'Mars'), /resetSequenceTimeZone "Mars" is not known/)
  })
})

function refuses(parse: () => unknown, message: RegExp): void {
  assert.throws(parse, (error: Error) => error instanceof RangeError && message.test(error.message))
}
