/** A time of day on days of the week: `17:00`, `Mon-Thu`, `Mon,Wed`. */
import type { LocalTimes } from './local-times.ts'

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

const ALL_DAYS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7])
const ALL_DAYS_OF_MONTH: ReadonlySet<number> = new Set(Array.from({ length: 31 }, (_, i) => i + 1))
const ALL_MONTHS: ReadonlySet<number> = new Set(Array.from({ length: 12 }, (_, i) => i + 1))

/** `17:00` or `17:00:00`, each day. @returns undefined when it is no time of day */
export function parseTimeOfDay(text: string): LocalTimes | undefined {
  const match = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (match === null) return undefined
  const [hour, minute, second] = [match[1], match[2], match[3] ?? '0'].map(Number) as [number, number, number]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return {
    hours: [hour],
    minutes: [minute],
    seconds: [second],
    daysOfMonth: ALL_DAYS_OF_MONTH,
    months: ALL_MONTHS,
    days: ALL_DAYS,
  }
}

/**
 * Days of the week, 1 = Monday to 7 = Sunday.
 *
 * @param text - names and ranges, joined by commas; absent: all days
 * @throws RangeError naming key and value
 */
export function parseWeekDays(key: string, text: string | undefined): ReadonlySet<number> {
  if (text === undefined) return ALL_DAYS
  const days = new Set<number>()
  for (const part of text.split(',')) {
    const [first = 0, last = first, ...more] = part.split('-').map((name) => dayOf(name.trim()))
    if (first === 0 || last === 0 || more.length > 0)
      throw new RangeError(`${key} "${text}": expected days such as Sunday, Mon-Thu or Mon,Wed`)
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day)
      if (day === last) break
    }
  }
  return days
}

/** By the name of the day or its first three letters; 0 when it is neither. */
function dayOf(name: string): number {
  const wanted = name.toLowerCase()
  return DAY_NAMES.findIndex((day) => day === wanted || day.slice(0, 3) === wanted) + 1
}
