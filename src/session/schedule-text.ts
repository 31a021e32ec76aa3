/**
 * Schedules as text, the way profiles, feature tables and the configuration files of other engines hold them. Three
 * families, told apart by their keys: FIXEdge's times, the trade period of the Java and .NET engines, QuickFIX's times.
 */
import { looksLikeCron, parseCron } from './cron.ts'
import { hasDate, type LocalTimes, nextLocal } from './local-times.ts'
import { type QuickFixTimes, quickFixSchedule } from './quickfix-times.ts'
import type { Schedule } from './schedule.ts'
import { parseTimeOfDay, parseWeekDays } from './week-times.ts'
import { checkTimeZone } from './zone.ts'

/**
 * What a schedule says in text. A time is `17:00` or `17:00:00` each day, `Mon-Thu 17:00` on some, or a cron expression of
 * six fields; several are joined by `;`.
 */
export interface ScheduleText extends QuickFixTimes {
  /** Zone of all times, such as Europe/London. */
  readonly timeZone: string
  /** FIXEdge, and QuickFIX where `endTime` is stated. */
  readonly startTime?: string
  /** FIXEdge. */
  readonly connectTime?: string
  /** FIXEdge: Logout; the numbers are kept. */
  readonly disconnectTime?: string
  /** FIXEdge: Logout, and the numbering ends (SD-23, SD-24). */
  readonly terminateTime?: string
  /** FIXEdge: dates on which nothing happens, as cron expressions: `* * * 25 12 *`. */
  readonly daysOff?: string
  /** Java and .NET engines: when the session may connect, cron expressions joined by `|`. Unset: always. */
  readonly tradePeriodBegin?: string
  /** Java and .NET engines: Logout and close; the numbers are kept. */
  readonly tradePeriodEnd?: string
}

/** FIXEdge's defaults for sessions that state simple times: one day, stopped just before midnight. */
export const SIMPLE_TIMES = { startTime: '00:00', terminateTime: '23:59' } as const satisfies Partial<ScheduleText>

const FAMILIES = {
  FIXEdge: ['connectTime', 'disconnectTime', 'terminateTime', 'daysOff'],
  'trade period': ['tradePeriodBegin', 'tradePeriodEnd'],
  QuickFIX: ['endTime', 'startDay', 'endDay', 'weekdays', 'nonStopSession'],
} as const satisfies Record<string, readonly (keyof ScheduleText)[]>

type Family = keyof typeof FAMILIES

/**
 * Reads a schedule of any of the three families; keys of two families together are refused.
 *
 * @throws RangeError with key, value and what is allowed
 */
export function parseSchedule(text: ScheduleText): Schedule {
  const family = familyOf(text)
  checkTimeZone(family === 'trade period' ? 'tradePeriodTimeZone' : 'TimeZone', text.timeZone)
  switch (family) {
    case 'FIXEdge':
      return fixEdgeSchedule(text)
    case 'trade period':
      return tradePeriod(text)
    case 'QuickFIX':
      return quickFixSchedule(text)
  }
}

/**
 * The moments of a daily reset (`resetSequenceTime`, `resetSequenceTimeZone`) as a schedule whose numberings end there.
 *
 * @param text - a time as in `ScheduleText`
 * @throws RangeError with key, value and what is allowed
 */
export function parseResetTime(text: string, timeZone: string): Schedule {
  checkTimeZone('resetSequenceTimeZone', timeZone)
  return { timeZone, start: [], connect: [], disconnect: [], terminate: parseTimes('resetSequenceTime', text) }
}

/** `startTime` belongs to FIXEdge and to QuickFIX, and is FIXEdge's when it stands alone. */
function familyOf(text: ScheduleText): Family {
  const stated: { family: Family; key: keyof ScheduleText }[] = []
  for (const family of Object.keys(FAMILIES) as Family[])
    for (const key of FAMILIES[family]) if (text[key] !== undefined && text[key] !== false) stated.push({ family, key })
  const family = stated[0]?.family ?? 'FIXEdge'
  if (family === 'trade period' && text.startTime !== undefined) stated.push({ family: 'FIXEdge', key: 'startTime' })
  const [first, other] = [stated[0], stated.find((entry) => entry.family !== family)]
  if (first !== undefined && other !== undefined)
    throw new RangeError(`${first.key} (${family}) and ${other.key} (${other.family}) can not be stated together`)
  return family
}

function fixEdgeSchedule(text: ScheduleText): Schedule {
  const { timeZone, daysOff } = text
  const schedule: Schedule = {
    timeZone,
    start: parseTimes('StartTime', text.startTime),
    connect: parseTimes('ConnectTime', text.connectTime),
    disconnect: parseTimes('DisconnectTime', text.disconnectTime),
    terminate: parseTimes('TerminateTime', text.terminateTime),
    ...(daysOff === undefined ? {} : { daysOff: daysOff.split(';').map((part) => parseCron('DaysOff', part.trim())) }),
  }
  if (schedule.start.length === 0 && schedule.terminate.length === 0)
    throw new RangeError('a schedule needs StartTime or TerminateTime')
  checkDaysOff(schedule, daysOff)
  return schedule
}

/** Days off that leave nothing of a key are a slip: the key would never happen. */
function checkDaysOff({ daysOff, ...schedule }: Schedule, text: string | undefined): void {
  if (daysOff === undefined) return
  const isOff = (day: number): boolean => daysOff.some((times) => hasDate(times, day))
  for (const kind of ['start', 'connect', 'disconnect', 'terminate'] as const)
    for (const times of schedule[kind])
      if (nextLocal(times, 0, isOff) === undefined)
        throw new RangeError(`DaysOff "${text}": a time of ${kind} would never come: expected some days to be left`)
}

/** Without a beginning the session is always in its period: its end closes the connection, and it may come again. */
function tradePeriod({ timeZone, tradePeriodBegin, tradePeriodEnd }: ScheduleText): Schedule {
  const end = parseTimes('tradePeriodEnd', tradePeriodEnd, '|')
  const begin = parseTimes('tradePeriodBegin', tradePeriodBegin, '|')
  return { timeZone, start: [], connect: tradePeriodBegin === undefined ? end : begin, disconnect: end, terminate: [] }
}

function parseTimes(key: string, text: string | undefined, separator = ';'): LocalTimes[] {
  if (text === undefined) return []
  return text.split(separator).map((part) => parseTime(key, part.trim()))
}

function parseTime(key: string, text: string): LocalTimes {
  if (looksLikeCron(text)) return parseCron(key, text)
  const match = /^(?:([A-Za-z][A-Za-z,-]*)\s+)?(\S+)$/.exec(text)
  const time = parseTimeOfDay(match?.[2] ?? '')
  if (time === undefined)
    throw new RangeError(
      `${key} "${text}": expected a time such as "Mon-Fri 17:00:00" or "17:00", or the six fields of a cron expression`,
    )
  return { ...time, days: parseWeekDays(key, match?.[1]) }
}
