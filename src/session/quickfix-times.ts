/**
 * Session times as QuickFIX states them: from StartTime to EndTime, each day or over a week, also over midnight. The end
 * only logs out; the numbering ends at the start of the next period, so that a session resets when its store was made in
 * an earlier period than now (engine parameters 6.4).
 */
import type { LocalTimes } from './local-times.ts'
import type { Schedule } from './schedule.ts'
import { parseTimeOfDay, parseWeekDays } from './week-times.ts'
import { checkTimeZone } from './zone.ts'

/** The settings under QuickFIX's names, first letter lowered. */
export interface QuickFixTimes {
  /** Default UTC. */
  readonly timeZone?: string
  /** `HH:MM` or `HH:MM:SS`; needed unless `nonStopSession`. */
  readonly startTime?: string
  /** Logout; in the form of `startTime`, and needed as that is. */
  readonly endTime?: string
  /** Both, for a weekly session. */
  readonly startDay?: string
  /** Day of the week of `endTime`, for a weekly session. */
  readonly endDay?: string
  /** Days of the week on which a daily session starts, `Mon,Tue` or `Mon-Fri`. Default all. */
  readonly weekdays?: string
  /** Always open, never reset; the other settings say nothing then. Default false. */
  readonly nonStopSession?: boolean
}

/** @throws RangeError with key, value and what is allowed */
export function quickFixSchedule(times: QuickFixTimes): Schedule {
  const { timeZone = 'UTC', startDay, endDay, weekdays } = times
  checkTimeZone('TimeZone', timeZone)
  const closed: Schedule = { timeZone, start: [], connect: [], disconnect: [], terminate: [] }
  if (times.nonStopSession === true) return closed
  const start = timeOfDay('StartTime', times.startTime)
  const end = timeOfDay('EndTime', times.endTime)
  if ((startDay === undefined) !== (endDay === undefined))
    throw new RangeError('StartDay and EndDay belong together: expected both or neither')
  if (startDay !== undefined && weekdays !== undefined)
    throw new RangeError(`Weekdays "${weekdays}" can not be stated together with StartDay: expected one of them`)
  if (startDay !== undefined && endDay !== undefined)
    return {
      ...closed,
      start: [on(start, oneDay('StartDay', startDay))],
      disconnect: [on(end, oneDay('EndDay', endDay))],
    }
  const days = parseWeekDays('Weekdays', weekdays)
  const endDays = secondOf(end) > secondOf(start) ? days : new Set([...days].map((day) => (day % 7) + 1))
  return { ...closed, start: [on(start, days)], disconnect: [on(end, endDays)] }
}

function timeOfDay(key: string, text: string | undefined): LocalTimes {
  if (text === undefined) throw new RangeError(`${key} is missing: a session that stops needs StartTime and EndTime`)
  const time = parseTimeOfDay(text)
  if (time === undefined) throw new RangeError(`${key} "${text}": expected a time such as "17:00:00" or "17:00"`)
  return time
}

function oneDay(key: string, text: string): ReadonlySet<number> {
  const days = parseWeekDays(key, text)
  if (days.size !== 1) throw new RangeError(`${key} "${text}": expected one day such as Sunday`)
  return days
}

function on(time: LocalTimes, days: ReadonlySet<number>): LocalTimes {
  return { ...time, days }
}

function secondOf({ hours, minutes, seconds }: LocalTimes): number {
  return (hours[0] as number) * 3600 + (minutes[0] as number) * 60 + (seconds[0] as number)
}
