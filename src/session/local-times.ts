/** Times on the wall that come again and again: which dates, which times of day, and where the next and the last one is. */

/** Every local time whose six parts are all in their sets. None of the sets is empty. */
export interface LocalTimes {
  /** Ascending, 0 to 23, 0 to 59, 0 to 59. */
  readonly hours: readonly number[]
  readonly minutes: readonly number[]
  readonly seconds: readonly number[]
  /** 1 to 31, and 1 to 12. */
  readonly daysOfMonth: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  /** Days of the week, 1 = Monday to 7 = Sunday, as ISO 8601 counts them. */
  readonly days: ReadonlySet<number>
}

/** Days on which something may happen. */
export type DayFilter = (day: number) => boolean

const DAY_MS = 86_400_000

/** The rarest date, 29 February on one day of the week, comes again within 40 years also over a year such as 2100. */
const LIMIT_DAYS = 40 * 366 + 1

/**
 * The first of the times at `local` or later, in milliseconds on the wall.
 *
 * @param isOff - leaves whole days out; days are counted from 1970-01-01
 * @returns undefined when none comes in 40 years
 */
export function nextLocal(times: LocalTimes, local: number, isOff: DayFilter): number | undefined {
  const today = Math.floor(local / DAY_MS)
  const later = isOn(times, today, isOff) ? timeFrom(times, Math.ceil((local - today * DAY_MS) / 1000)) : undefined
  if (later !== undefined) return today * DAY_MS + later * 1000
  for (let day = today + 1; day <= today + LIMIT_DAYS; day++)
    if (isOn(times, day, isOff)) return day * DAY_MS + firstTime(times) * 1000
  return undefined
}

/** The last of the times at `local` or earlier; undefined when there was none in 40 years. */
export function latestLocal(times: LocalTimes, local: number, isOff: DayFilter): number | undefined {
  const today = Math.floor(local / DAY_MS)
  const earlier = isOn(times, today, isOff) ? timeUpTo(times, Math.floor((local - today * DAY_MS) / 1000)) : undefined
  if (earlier !== undefined) return today * DAY_MS + earlier * 1000
  for (let day = today - 1; day >= today - LIMIT_DAYS; day--)
    if (isOn(times, day, isOff)) return day * DAY_MS + lastTime(times) * 1000
  return undefined
}

/** True when the date is one of theirs, whatever the time of day. */
export function hasDate(times: LocalTimes, day: number): boolean {
  if (!times.days.has(dayOfWeek(day))) return false
  const { month, dayOfMonth } = dateOf(day)
  return times.months.has(month) && times.daysOfMonth.has(dayOfMonth)
}

function isOn(times: LocalTimes, day: number, isOff: DayFilter): boolean {
  return hasDate(times, day) && !isOff(day)
}

/** 1970-01-01 was a Thursday. */
function dayOfWeek(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** Month and day of the proleptic Gregorian calendar, counted in years that begin in March: leap days come last. */
function dateOf(day: number): { month: number; dayOfMonth: number } {
  const since0000 = day + 719_468
  const era = Math.floor(since0000 / 146_097)
  const ofEra = since0000 - era * 146_097
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  return {
    month: fromMarch < 10 ? fromMarch + 3 : fromMarch - 9,
    dayOfMonth: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  }
}

/** The first time of day at `second` of the day or later, in seconds. */
function timeFrom(times: LocalTimes, second: number): number | undefined {
  for (const hour of times.hours) {
    if (hour * 3600 + 3599 < second) continue
    for (const minute of times.minutes) {
      const start = hour * 3600 + minute * 60
      if (start + 59 < second) continue
      for (const rest of times.seconds) if (start + rest >= second) return start + rest
    }
  }
  return undefined
}

function timeUpTo(times: LocalTimes, second: number): number | undefined {
  for (let h = times.hours.length - 1; h >= 0; h--) {
    const hour = times.hours[h] as number
    if (hour * 3600 > second) continue
    for (let m = times.minutes.length - 1; m >= 0; m--) {
      const start = hour * 3600 + (times.minutes[m] as number) * 60
      if (start > second) continue
      for (let s = times.seconds.length - 1; s >= 0; s--) {
        const time = start + (times.seconds[s] as number)
        if (time <= second) return time
      }
    }
  }
  return undefined
}

function firstTime({ hours, minutes, seconds }: LocalTimes): number {
  return (hours[0] as number) * 3600 + (minutes[0] as number) * 60 + (seconds[0] as number)
}

function lastTime({ hours, minutes, seconds }: LocalTimes): number {
  return (hours.at(-1) as number) * 3600 + (minutes.at(-1) as number) * 60 + (seconds.at(-1) as number)
}
