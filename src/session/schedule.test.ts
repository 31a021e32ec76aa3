import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  instantInZone,
  latestEvent,
  localTime,
  mayConnect,
  nextEvents,
  numberingEnded,
  parseSchedule,
  type ScheduleText,
} from './schedule.ts'

const LONDON = 'Europe/London'
const NEW_YORK = 'America/New_York'

/** Connected on weekdays in London, one numbering a week (SD-23). */
const WEEK: ScheduleText = {
  timeZone: LONDON,
  startTime: 'Mon 07:00:00',
  connectTime: 'Tue-Fri 07:00:00',
  disconnectTime: 'Mon-Thu 17:00:00',
  terminateTime: 'Friday 17:00',
}

/** The next few events after a local time, as text. */
function following(text: ScheduleText, from: string, count: number): string[] {
  const schedule = parseSchedule(text)
  const found: string[] = []
  for (let at = instantInZone(from, text.timeZone); found.length < count; ) {
    const events = nextEvents(schedule, at)
    for (const { kind, at: when } of events) found.push(`${kind} ${localTime(when, text.timeZone)}`)
    at = events[0]?.at as number
  }
  return found.slice(0, count)
}

const utc = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())

describe('a weekly schedule (SD-23)', () => {
  it('goes through the week: start, evenings off, terminate on Friday', () => {
    assert.deepEqual(following(WEEK, '2026-01-04 12:00', 11), [
      'start Mon 2026-01-05 07:00:00',
      'disconnect Mon 2026-01-05 17:00:00',
      'connect Tue 2026-01-06 07:00:00',
      'disconnect Tue 2026-01-06 17:00:00',
      'connect Wed 2026-01-07 07:00:00',
      'disconnect Wed 2026-01-07 17:00:00',
      'connect Thu 2026-01-08 07:00:00',
      'disconnect Thu 2026-01-08 17:00:00',
      'connect Fri 2026-01-09 07:00:00',
      'terminate Fri 2026-01-09 17:00:00',
      'start Mon 2026-01-12 07:00:00',
    ])
  })

  const moments: [at: string, connected: boolean][] = [
    ['2026-01-05 06:59:59', false],
    ['2026-01-05 07:00:00', true],
    ['2026-01-05 16:59:59', true],
    ['2026-01-05 17:00:00', false],
    ['2026-01-06 07:00:00', true],
    ['2026-01-09 17:00:00', false],
    ['2026-01-11 12:00:00', false],
  ]
  for (const [at, connected] of moments) {
    it(`${at}: ${connected ? 'may' : 'may not'} connect`, () => {
      assert.equal(mayConnect(parseSchedule(WEEK), instantInZone(at, LONDON)), connected)
    })
  }
})

describe('the numbering of an instant (SD-24)', () => {
  const cases: [since: string, at: string, ended: boolean][] = [
    ['2026-01-05 07:00:00', '2026-01-09 16:59:59', false],
    ['2026-01-05 07:00:00', '2026-01-09 17:00:00', true],
    ['2026-01-09 17:00:00', '2026-01-12 07:00:00', false],
    ['2026-01-05 07:00:00', '2026-01-12 06:00:00', true],
    ['2026-01-05 07:00:00', '2026-01-19 07:00:00', true],
    ['2025-06-02 07:00:00', '2026-01-05 07:00:00', true],
  ]
  for (const [since, at, ended] of cases) {
    it(`begun ${since}: at ${at} it ${ended ? 'has ended, though nobody was there' : 'goes on'}`, () => {
      assert.equal(numberingEnded(parseSchedule(WEEK), instantInZone(since, LONDON), instantInZone(at, LONDON)), ended)
    })
  }

  it('without TerminateTime the next StartTime ends it', () => {
    const schedule = parseSchedule({ timeZone: LONDON, startTime: '00:30' })
    const since = instantInZone('2026-01-05 00:30', LONDON)
    assert.equal(numberingEnded(schedule, since, instantInZone('2026-01-06 00:29:59', LONDON)), false)
    assert.equal(numberingEnded(schedule, since, instantInZone('2026-01-06 00:30:00', LONDON)), true)
  })
})

describe('daylight saving (SD-27)', () => {
  const daily = (timeZone: string, time: string) => parseSchedule({ timeZone, terminateTime: time })
  const cases: [name: string, zone: string, time: string, from: string, expected: string[]][] = [
    [
      'London, a time that the spring skips: the end of the hole',
      LONDON,
      '01:30',
      '2026-03-28 02:00',
      ['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'],
    ],
    [
      'London, a time that the autumn repeats: the first, once',
      LONDON,
      '01:30',
      '2026-10-24 02:00',
      ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
    ],
    [
      'London, a time that neither touches: the same on the wall',
      LONDON,
      '17:00',
      '2026-03-28 12:00',
      ['2026-03-28T17:00:00.000Z', '2026-03-29T16:00:00.000Z'],
    ],
    [
      'New York, a time that the spring skips: the end of the hole',
      NEW_YORK,
      '02:30',
      '2026-03-07 12:00',
      ['2026-03-08T07:00:00.000Z', '2026-03-09T06:30:00.000Z'],
    ],
    [
      'New York, a time that the autumn repeats: the first, once',
      NEW_YORK,
      '01:30',
      '2026-10-31 12:00',
      ['2026-11-01T05:30:00.000Z', '2026-11-02T06:30:00.000Z'],
    ],
    [
      'New York, midnight, where the date differs from UTC',
      NEW_YORK,
      '00:00',
      '2026-01-05 12:00',
      ['2026-01-06T05:00:00.000Z', '2026-01-07T05:00:00.000Z'],
    ],
  ]
  for (const [name, zone, time, from, expected] of cases) {
    it(name, () => {
      const schedule = daily(zone, time)
      const first = nextEvents(schedule, instantInZone(from, zone))[0]?.at as number
      const second = nextEvents(schedule, first)[0]?.at
      assert.deepEqual([utc(first), utc(second)], expected)
    })
  }

  it('between the two occurrences of a repeated time the numbering has ended once, not twice', () => {
    const schedule = daily(LONDON, '01:30')
    const since = Date.UTC(2026, 9, 25, 0, 30)
    assert.equal(numberingEnded(schedule, since, Date.UTC(2026, 9, 25, 1, 30)), false)
    assert.equal(numberingEnded(schedule, since - 1, Date.UTC(2026, 9, 25, 0, 30)), true)
  })

  it('a year of days in two zones: one event each local day, never going back', () => {
    for (const zone of [LONDON, NEW_YORK]) {
      const schedule = daily(zone, '02:30')
      const days = new Set<string>()
      let at = instantInZone('2026-01-01 00:00', zone)
      for (let i = 0; i < 365; i++) {
        const next = nextEvents(schedule, at)[0]?.at as number
        assert.ok(next > at)
        days.add(localTime(next, zone).slice(4, 14))
        at = next
      }
      assert.equal(days.size, 365, zone)
    }
  })
})

describe('events at one instant', () => {
  const text = {
    timeZone: LONDON,
    startTime: '17:00',
    connectTime: '17:00',
    disconnectTime: '17:00',
    terminateTime: '17:00',
  }

  it('what ends comes before what begins', () => {
    const events = nextEvents(parseSchedule(text), instantInZone('2026-01-05 12:00', LONDON))
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['disconnect', 'terminate', 'start', 'connect'],
    )
    assert.equal(new Set(events.map(({ at }) => at)).size, 1)
  })

  it('the latest of them is the last of the order, and the session may connect', () => {
    const at = instantInZone('2026-01-05 17:00', LONDON)
    assert.equal(latestEvent(parseSchedule(text), at)?.kind, 'connect')
    assert.equal(latestEvent(parseSchedule(text), at, ['terminate', 'disconnect'])?.kind, 'terminate')
    assert.equal(mayConnect(parseSchedule(text), at), true)
  })

  it('an instant is not after itself', () => {
    const at = instantInZone('2026-01-05 17:00', LONDON)
    assert.equal(localTime(nextEvents(parseSchedule(text), at)[0]?.at as number, LONDON), 'Tue 2026-01-06 17:00:00')
  })
})

describe('days', () => {
  const cases: [text: string, days: number[]][] = [
    ['17:00', [1, 2, 3, 4, 5, 6, 7]],
    ['Sunday 17:00:00', [7]],
    ['sun 17:00', [7]],
    ['Mon-Thu 17:00', [1, 2, 3, 4]],
    ['Mon,Wed 08:30:00', [1, 3]],
    ['Sat-Mon 08:30', [1, 6, 7]],
    ['Fri-Fri 08:30', [5]],
    ['Mon-Tue,Sat 08:30', [1, 2, 6]],
  ]
  for (const [text, days] of cases) {
    it(`"${text}"`, () => {
      const [time] = parseSchedule({ timeZone: LONDON, startTime: text }).start
      assert.deepEqual([...(time?.days ?? [])].sort(), days)
    })
  }

  it('several times, joined by a semicolon', () => {
    assert.deepEqual(following({ timeZone: LONDON, startTime: 'Mon 08:00; Wed 09:15:30' }, '2026-01-04 00:00', 3), [
      'start Mon 2026-01-05 08:00:00',
      'start Wed 2026-01-07 09:15:30',
      'start Mon 2026-01-12 08:00:00',
    ])
  })
})

describe('text that is no schedule', () => {
  const cases: [text: ScheduleText, message: RegExp][] = [
    [{ timeZone: 'Europe/Atlantis', startTime: '17:00' }, /TimeZone "Europe\/Atlantis" is not known/],
    [{ timeZone: LONDON }, /needs StartTime or TerminateTime/],
    [{ timeZone: LONDON, connectTime: '17:00' }, /needs StartTime or TerminateTime/],
    [{ timeZone: LONDON, startTime: '' }, /StartTime "": expected a time/],
    [{ timeZone: LONDON, startTime: '24:00' }, /StartTime "24:00": expected a time/],
    [{ timeZone: LONDON, startTime: '17:60' }, /expected a time/],
    [{ timeZone: LONDON, startTime: '17:00:60' }, /expected a time/],
    [{ timeZone: LONDON, startTime: '7:00' }, /expected a time/],
    [{ timeZone: LONDON, terminateTime: 'Fri 17:00;' }, /TerminateTime "": expected a time/],
    [{ timeZone: LONDON, startTime: 'Someday 17:00' }, /expected days such as/],
    [{ timeZone: LONDON, startTime: 'Mon- 17:00' }, /expected days such as/],
    [{ timeZone: LONDON, startTime: 'Mon, 17:00' }, /expected days such as/],
    [{ timeZone: LONDON, startTime: 'Mon-Wed-Fri 17:00' }, /expected days such as/],
    [{ timeZone: LONDON, startTime: 'Montag 17:00' }, /expected days such as/],
  ]
  for (const [text, message] of cases) {
    it(JSON.stringify(text), () => {
      assert.throws(
        () => parseSchedule(text),
        (error: Error) => error instanceof RangeError && message.test(error.message),
      )
    })
  }
})
