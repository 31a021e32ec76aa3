/** Any schedule that both sides follow leaves them in step, and open exactly when it says so. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import {
  mayConnect,
  mayDial,
  nextEvents,
  parseResetTime,
  parseSchedule,
  type ScheduleText,
} from '../session/schedule.ts'
import { ScheduledPair } from '../testing/scheduled-pair.ts'

const START = Date.UTC(2026, 2, 27, 5, 17)
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** Few times, so that events often fall on one instant. */
const time = fc.constantFrom('00:00', '01:30', '08:00', '08:00:30', '17:00', '23:59')
const days = fc.constantFrom('', 'Mon-Fri ', 'Sat-Mon ', 'Sun ')
const when = fc.tuple(days, time).map((parts) => parts.join(''))
const timeZone = fc.constantFrom('UTC', 'Europe/London', 'America/New_York')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const fixEdge = fc
  .record({
    startTime: maybe(when),
    connectTime: maybe(when),
    disconnectTime: maybe(when),
    terminateTime: maybe(when),
    daysOff: fc.constantFrom(undefined, '* * * 30 * *'),
  })
  .filter(({ startTime, terminateTime }) => startTime !== undefined || terminateTime !== undefined)
const quickFix = fc.record({ startTime: time, endTime: time, weekdays: fc.constantFrom(undefined, 'Mon-Fri', 'Sun') })
const period = fc.record({ tradePeriodBegin: maybe(when), tradePeriodEnd: when })
const text: fc.Arbitrary<ScheduleText> = fc
  .tuple(timeZone, fc.oneof(fixEdge, quickFix, period))
  .map(([zone, times]) => ({ timeZone: zone, ...stated(times) }))
const reset = maybe(fc.tuple(time, timeZone))

function stated(times: Record<string, string | undefined>): Partial<ScheduleText> {
  return Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined))
}

describe('two engines under one schedule', () => {
  for (const id of ['FIX.4.0', 'FIX.4.4'])
    test(`${id}: in step, and established when the schedule says so`, () => {
      fc.assert(
        fc.property(text, reset, (words, moment) => {
          const schedule = parseSchedule(words)
          const pair = new ScheduledPair({
            start: START,
            schedule,
            reset: moment === undefined ? undefined : parseResetTime(...moment),
            settings: { heartBtInt: 3600, version: findVersion(id) as FixVersion },
          })
          pair.start()
          for (let at = START; at < START + 9 * DAY_MS; ) {
            // Half a minute behind each event, and no nearer to the next one than that.
            const next = Math.min(nextEvents(schedule, at)[0]?.at ?? Infinity, at + DAY_MS)
            at = next
            pair.goTo(next + MINUTE_MS / 3)
            if ((nextEvents(schedule, at)[0]?.at ?? Infinity) < at + MINUTE_MS / 2) continue
            const [dials, accepts] = [mayDial(schedule, at), mayConnect(schedule, at)]
            // A start between two connect times leaves a session that stands alone, unless its numbering ended there.
            if (dials || !accepts) assert.deepEqual(pair.standing, [dials, dials], new Date(at).toISOString())
            assert.ok(pair.inStep, new Date(at).toISOString())
          }
        }),
        { numRuns: 60 },
      )
    })
})
