/** Schedules against a slow reading of the same text: every second of a stretch of time is looked at on the wall. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseCron } from './cron.ts'
import { latestEvent, nextEvents, parseSchedule, type Schedule } from './schedule.ts'

/** Zones, and weeks in which their clocks change: forward, back, by half an hour, at midnight, over a whole day. */
const WEEKS: readonly (readonly [timeZone: string, from: string])[] = [
  ['Europe/London', '2026-03-28T00:00Z'],
  ['Europe/London', '2026-10-24T00:00Z'],
  ['America/New_York', '2026-03-07T12:00Z'],
  ['America/New_York', '2026-10-31T12:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T00:00Z'],
  ['Asia/Kolkata', '2026-03-28T00:00Z'],
  ['Africa/Cairo', '2026-04-23T00:00Z'],
  ['Africa/Cairo', '2026-10-29T00:00Z'],
  ['America/Sao_Paulo', '2018-11-03T12:00Z'],
  ['Pacific/Apia', '2011-12-29T12:00Z'],
  ['UTC', '2026-02-27T00:00Z'],
]

const HOURS = 60
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/**
 * Every minute of the time, its parts on the wall as the platform's own calendar says, and as a number that orders them.
 * Clocks change on whole minutes here, so the seconds of a minute belong together.
 */
interface Wall {
  readonly at: number
  /** Milliseconds since 1970 on the wall. */
  readonly local: number
}

function wallOf(timeZone: string, from: number): Wall[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const walls: Wall[] = []
  for (let at = from; at < from + HOURS * 3_600_000; at += 60_000) {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) as number
    walls.push({ at, local: Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) })
  }
  return walls
}

const WALLS = WEEKS.map(([timeZone, from]) => ({ timeZone, walls: wallOf(timeZone, Date.parse(from)) }))

/** The instants that a cron expression means, found the slow way: first occurrences, and holes at their end. */
function slowly(cron: string, walls: readonly Wall[]): number[] {
  const times = parseCron('StartTime', cron)
  const matches = (local: number): boolean => {
    const date = new Date(local)
    return (
      times.hours.includes(date.getUTCHours()) &&
      times.minutes.includes(date.getUTCMinutes()) &&
      times.daysOfMonth.has(date.getUTCDate()) &&
      times.months.has(date.getUTCMonth() + 1) &&
      times.days.has(date.getUTCDay() === 0 ? 7 : date.getUTCDay())
    )
  }
  const found = new Set<number>()
  // The wall as far as it has come; what lies behind was seen before.
  let reached = (walls[0] as Wall).local
  for (const { at, local } of walls) {
    for (; reached < local; reached += 60_000) if (matches(reached)) found.add(at)
    if (local < reached) continue
    if (matches(local)) for (const second of times.seconds) found.add(at + second * 1000)
    reached = local + 60_000
  }
  return [...found].sort((a, b) => a - b)
}

/** What the schedule says about the same time, event by event. */
function walked(schedule: Schedule, walls: readonly Wall[]): number[] {
  const found: number[] = []
  const end = (walls.at(-1) as Wall).at + 60_000
  for (let at = (walls[0] as Wall).at - 1; ; ) {
    const next = nextEvents(schedule, at)[0]?.at
    if (next === undefined || next >= end) return found
    assert.ok(next > at, 'events go forward')
    found.push(next)
    at = next
  }
}

const range = (least: number, most: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min: least, max: most }).map(String),
    fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most })).map(([a, b]) => `${a}-${b}`),
  )
/** Hours about which clocks change, most of the time. */
const hours = fc.oneof(fc.constantFrom('0', '1', '2', '3', '23', '1,2', '23-3', '*/2'), range(0, 23))
const minutes = fc.oneof(fc.constantFrom('0', '30', '*/15', '0,59'), range(0, 59))
const seconds = fc.constantFrom('0', '59', '0,30')
const weekDays = fc.oneof(fc.constant('?'), fc.constantFrom('SUN', '7,1', 'MON-SAT', '6-2'))
const daysOfMonth = fc.oneof(fc.constant('*'), fc.constantFrom('28-1', '1-15', '29,30,31', '*/2'))
const cron = fc
  .tuple(seconds, minutes, hours, daysOfMonth, weekDays)
  .map(([s, m, h, d, w]) => `${s} ${m} ${h} ${d} * ${w}`)

describe('cron over weeks in which clocks change', () => {
  for (const [i, { timeZone, walls }] of WALLS.entries()) {
    it(`${timeZone}, from ${WEEKS[i]?.[1]}: as read minute by minute`, () => {
      fc.assert(
        fc.property(cron, (text) => {
          const schedule = parseSchedule({ timeZone, startTime: text })
          assert.deepEqual(walked(schedule, walls).map(iso), slowly(text, walls).map(iso))
        }),
        { numRuns: 40 },
      )
    })
  }

  it('the latest event and the next one enclose every instant, asked in any order', () => {
    const place = fc.constantFrom(...WALLS)
    fc.assert(
      fc.property(
        place,
        cron,
        cron,
        fc.array(fc.nat(HOURS * 3_600_000 - 1), { maxLength: 20 }),
        (zone, a, b, offsets) => {
          const text = { timeZone: zone.timeZone, startTime: a, terminateTime: b }
          const schedule = parseSchedule(text)
          const first = (zone.walls[0] as Wall).at
          const instants = [...new Set([...slowly(a, zone.walls), ...slowly(b, zone.walls)])].sort((x, y) => x - y)
          for (const offset of offsets) {
            const at = first + offset
            // A schedule that was never asked before must say the same: what is remembered changes no answer.
            for (const asked of [schedule, parseSchedule(text)]) {
              const latest = latestEvent(asked, at)?.at
              if (latest !== undefined && latest >= first) assert.equal(latest, instants.filter((t) => t <= at).at(-1))
              const next = nextEvents(asked, at)[0]?.at
              if (next !== undefined && next < first + HOURS * 3_600_000)
                assert.equal(
                  next,
                  instants.find((t) => t > at),
                )
            }
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('asked for the first time at any minute, also of an hour that comes twice', () => {
    for (const { timeZone, walls } of WALLS) {
      const text = '30 */7 * * * ?'
      const instants = slowly(text, walls)
      for (const { at } of walls) {
        const next = instants.find((instant) => instant > at)
        const latest = instants.findLast((instant) => instant <= at)
        const fresh = (): Schedule => parseSchedule({ timeZone, startTime: text })
        if (next !== undefined) assert.equal(nextEvents(fresh(), at)[0]?.at, next)
        if (latest !== undefined) assert.equal(latestEvent(fresh(), at)?.at, latest)
      }
    }
  })

  it('times that are stated in an order come in that order, whatever the clocks do', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 4 }), fc.nat(59))
      .map(([h, m]) => `0${h}:${String(m).padStart(2, '0')}`)
    fc.assert(
      fc.property(fc.constantFrom(...WALLS), time, time, (zone, a, b) => {
        const at = (text: string): number[] =>
          slowly(`0 ${Number(text.slice(3))} ${Number(text.slice(0, 2))} * * ?`, zone.walls)
        const schedule = (text: string): Schedule => parseSchedule({ timeZone: zone.timeZone, startTime: text })
        assert.deepEqual(walked(schedule(a), zone.walls), at(a))
        const [earlier, later] = a <= b ? [a, b] : [b, a]
        const from = (zone.walls[0] as Wall).at + 20 * 3_600_000
        const midnight = nextEvents(schedule('00:00'), from)[0]?.at as number
        const on = (text: string): number => nextEvents(schedule(text), midnight - 1)[0]?.at as number
        assert.ok(on(earlier) <= on(later))
      }),
    )
  })

  it('days of the week by name are those of the calendar', () => {
    for (const [i, name] of WEEKDAYS.entries()) {
      const at = nextEvents(parseSchedule({ timeZone: 'UTC', startTime: `${name} 12:00` }), Date.UTC(2026, 0, 5))[0]?.at
      assert.equal(at, Date.UTC(2026, 0, 5 + i, 12), name)
    }
  })
})

function iso(at: number): string {
  return new Date(at).toISOString()
}
