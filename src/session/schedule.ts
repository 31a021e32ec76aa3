/**
 * Session times as pure arithmetic on instants and zones: when a session starts, connects, disconnects and terminates,
 * and which numbering an instant belongs to.
 *
 * Times are of the wall in a zone. A local time that daylight saving skips moves to the next valid instant; one that it
 * repeats means the first (FIX Antenna schedules; engine rules for SD-23 to SD-27).
 */
import { Temporal } from 'temporal-polyfill'

export type ScheduleEventKind = 'disconnect' | 'terminate' | 'start' | 'connect'

/** Order of events that fall on one instant: what ends comes before what begins. */
const KINDS: readonly ScheduleEventKind[] = ['disconnect', 'terminate', 'start', 'connect']

/** A time of day on some days of the week, 1 = Monday to 7 = Sunday. */
export interface WeeklyTime {
  readonly days: ReadonlySet<number>
  readonly hour: number
  readonly minute: number
  readonly second: number
}

export interface Schedule {
  readonly timeZone: string
  /** A new numbering may begin, and the session may connect. */
  readonly start: readonly WeeklyTime[]
  readonly connect: readonly WeeklyTime[]
  /** Logout; numbers are kept. */
  readonly disconnect: readonly WeeklyTime[]
  /** Logout; the numbering ends and is archived. */
  readonly terminate: readonly WeeklyTime[]
}

export interface ScheduleEvent {
  readonly kind: ScheduleEventKind
  /** Epoch milliseconds UTC. */
  readonly at: number
}

/** What a schedule says in text, as profiles and feature tables hold it. */
export interface ScheduleText {
  readonly timeZone: string
  readonly startTime?: string
  readonly connectTime?: string
  readonly disconnectTime?: string
  readonly terminateTime?: string
}

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** @throws RangeError with key, value and what is allowed */
export function parseSchedule(text: ScheduleText): Schedule {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text.timeZone)
  } catch {
    throw new RangeError(`TimeZone "${text.timeZone}" is not known: expected a name such as Europe/London`)
  }
  const schedule: Schedule = {
    timeZone: text.timeZone,
    start: parseTimes('StartTime', text.startTime),
    connect: parseTimes('ConnectTime', text.connectTime),
    disconnect: parseTimes('DisconnectTime', text.disconnectTime),
    terminate: parseTimes('TerminateTime', text.terminateTime),
  }
  if (schedule.start.length === 0 && schedule.terminate.length === 0)
    throw new RangeError('a schedule needs StartTime or TerminateTime')
  return schedule
}

/** `Sunday 17:00:00`, `Mon-Thu 17:00`, `Mon,Wed 08:30:00` or a daily `17:00`; several joined by `;`. */
function parseTimes(key: string, text: string | undefined): WeeklyTime[] {
  if (text === undefined) return []
  return text.split(';').map((part) => parseTime(key, part.trim()))
}

function parseTime(key: string, text: string): WeeklyTime {
  const match = /^(?:([A-Za-z][A-Za-z,-]*)\s+)?(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  const [hour, minute, second] = [match?.[2], match?.[3], match?.[4] ?? '0'].map(Number) as [number, number, number]
  if (match === null || hour > 23 || minute > 59 || second > 59)
    throw new RangeError(`${key} "${text}": expected a time such as "Mon-Fri 17:00:00" or "17:00"`)
  return { days: parseDays(key, match[1]), hour, minute, second }
}

function parseDays(key: string, text: string | undefined): ReadonlySet<number> {
  if (text === undefined) return new Set([1, 2, 3, 4, 5, 6, 7])
  const days = new Set<number>()
  for (const part of text.split(',')) {
    const [first = 0, last = first, ...more] = part.split('-').map(dayOf)
    if (first === 0 || last === 0 || more.length > 0)
      throw new RangeError(`${key} "${text}": expected days such as Sunday, Mon-Thu or Mon,Wed`)
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day)
      if (day === last) break
    }
  }
  return days
}

/** 1 = Monday to 7 = Sunday, by the name of the day or its first three letters; 0 when it is neither. */
function dayOf(name: string): number {
  const wanted = name.toLowerCase()
  return DAY_NAMES.findIndex((day) => day === wanted || day.slice(0, 3) === wanted) + 1
}

/** The events of the first instant after `at` at which anything happens. Empty only for an empty schedule. */
export function nextEvents(schedule: Schedule, at: number): ScheduleEvent[] {
  const events = eventsAround(schedule, at).filter((event) => event.at > at)
  const first = Math.min(...events.map((event) => event.at))
  return events.filter((event) => event.at === first)
}

/** The latest event of the given kinds at or before `at`; undefined when there never was one within a week. */
export function latestEvent(
  schedule: Schedule,
  at: number,
  kinds: readonly ScheduleEventKind[] = KINDS,
): ScheduleEvent | undefined {
  return eventsAround(schedule, at)
    .filter((event) => event.at <= at && kinds.includes(event.kind))
    .at(-1)
}

/** True while the session may be connected. */
export function mayConnect(schedule: Schedule, at: number): boolean {
  const latest = latestEvent(schedule, at)
  return latest !== undefined && (latest.kind === 'start' || latest.kind === 'connect')
}

/** True when a numbering that began at `since` has ended by `at`, also when nobody was there to see it (SD-24). */
export function numberingEnded(schedule: Schedule, since: number, at: number): boolean {
  const end = latestEvent(schedule, at, schedule.terminate.length > 0 ? ['terminate'] : ['start'])
  return end !== undefined && since < end.at
}

const DAY_MS = 86_400_000

/** Calendar arithmetic is slow, and a schedule is asked again and again about the same week: the last answer is kept. */
const lastWindows = new WeakMap<Schedule, { readonly base: number; readonly events: readonly ScheduleEvent[] }>()

/** Every event of at least the eight days before and after `at`, in order. */
function eventsAround(schedule: Schedule, at: number): readonly ScheduleEvent[] {
  const last = lastWindows.get(schedule)
  if (last !== undefined && at >= last.base && at < last.base + 7 * DAY_MS) return last.events
  const events = eventsOfDays(schedule, at, -9, 16)
  lastWindows.set(schedule, { base: at, events })
  return events
}

/** Every event of the local days from `from` to `to`, counted from the day of `at`, in order. */
function eventsOfDays(schedule: Schedule, at: number, from: number, to: number): ScheduleEvent[] {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(schedule.timeZone).toPlainDate()
  const events: ScheduleEvent[] = []
  for (let offset = from; offset <= to; offset++) {
    const date = today.add({ days: offset })
    for (const kind of KINDS)
      for (const time of schedule[kind])
        if (time.days.has(date.dayOfWeek)) events.push({ kind, at: instantOf(date, time, schedule.timeZone) })
  }
  return events.sort((a, b) => a.at - b.at || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
}

/** "Compatible" is the reading asked for: the earlier of two, and past a hole by the length of the hole. */
function instantOf(date: Temporal.PlainDate, time: WeeklyTime, timeZone: string): number {
  const plainTime = Temporal.PlainTime.from({ hour: time.hour, minute: time.minute, second: time.second })
  return date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
}

/** An instant from local words: `2026-10-25 16:59:00` in a zone. @throws RangeError when it is no date */
export function instantInZone(dateTime: string, timeZone: string): number {
  const plain = Temporal.PlainDateTime.from(dateTime.replace(' ', 'T'))
  return plain.toZonedDateTime(timeZone).epochMilliseconds
}

/** The local date and time of an instant, for people: `Sun 2026-10-25 17:00:00`. */
export function localTime(at: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const day = (DAY_NAMES[zoned.dayOfWeek - 1] as string).slice(0, 3).replace(/^./, (c) => c.toUpperCase())
  return `${day} ${zoned.toPlainDate()} ${zoned.toPlainTime().toString({ smallestUnit: 'second' })}`
}
