/**
 * Local time of a zone as arithmetic on numbers. A zone is cut into stretches of one offset, each looked up once.
 *
 * A local time is milliseconds since 1970-01-01 00:00 on the wall. Each has one instant: the first, where daylight saving
 * repeats it; where daylight saving skips it, the next instant that is valid, which is the end of the hole. So later
 * local times never come earlier, and what was stated in an order happens in that order (engine parameters 6.5).
 */
import { Temporal } from 'temporal-polyfill'

interface Stretch {
  /** Epoch milliseconds UTC, `to` not included; infinite at the ends of what is known. */
  readonly from: number
  readonly to: number
  /** Milliseconds that the wall is ahead of UTC, in this stretch and in the one before. */
  readonly offset: number
  readonly offsetBefore: number
}

const SECOND_MS = 1000

/** A schedule moves along, so the stretches of the present and its neighbours are all that is worth keeping. */
const KEPT_STRETCHES = 8

const stretches = new Map<string, Stretch[]>()

/** @throws RangeError that names the key */
export function checkTimeZone(key: string, timeZone: string): void {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone)
  } catch {
    throw new RangeError(`${key} "${timeZone}" is not known: expected a name such as Europe/London`)
  }
}

/** The instant of a local time. */
export function instantOf(local: number, timeZone: string): number {
  let stretch = stretchAt(local, timeZone)
  for (;;) {
    if (local < beginOf(stretch)) stretch = stretchAt(stretch.from - 1, timeZone)
    else if (local >= stretch.to + stretch.offset) stretch = stretchAt(stretch.to, timeZone)
    else return Math.max(local - stretch.offset, stretch.from)
  }
}

/** The first whole second on the wall whose instant lies after `at`. */
export function firstLocalAfter(at: number, timeZone: string): number {
  const stretch = stretchAt(at, timeZone)
  return Math.max(wholeSecond(at + stretch.offset) + SECOND_MS, beginOf(stretch))
}

/** The last whole second on the wall whose instant is `at` or lies before it. */
export function lastLocalAt(at: number, timeZone: string): number {
  const stretch = stretchAt(at, timeZone)
  const local = wholeSecond(at + stretch.offset)
  return local < beginOf(stretch) ? beginOf(stretch) - SECOND_MS : local
}

/** An instant from local words: `2026-10-25 16:59:00` in a zone. @throws RangeError when it is no date */
export function instantInZone(dateTime: string, timeZone: string): number {
  const plain = Temporal.PlainDateTime.from(dateTime.replace(' ', 'T'))
  return instantOf(plain.toZonedDateTime('UTC').epochMilliseconds, timeZone)
}

/** The local date and time of an instant, for people: `Sun 2026-10-25 17:00:00`. */
export function localTime(at: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][zoned.dayOfWeek - 1]
  return `${day} ${zoned.toPlainDate()} ${zoned.toPlainTime().toString({ smallestUnit: 'second' })}`
}

/** Where the local times of a stretch begin: a hole before it belongs to it, a repetition to the stretch before. */
function beginOf(stretch: Stretch): number {
  return stretch.from + stretch.offsetBefore
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS
}

function stretchAt(at: number, timeZone: string): Stretch {
  const known = stretches.get(timeZone) ?? []
  for (const stretch of known) if (at >= stretch.from && at < stretch.to) return stretch
  const found = findStretch(Math.floor(at), timeZone)
  if (known.length === KEPT_STRETCHES) known.shift()
  known.push(found)
  stretches.set(timeZone, known)
  return found
}

function findStretch(at: number, timeZone: string): Stretch {
  const zoned = (instant: number) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
  const offsetAt = (instant: number): number => zoned(instant).offsetNanoseconds / 1e6
  // The transition before an instant is never the instant itself.
  const from = zoned(at + 1).getTimeZoneTransition('previous')?.epochMilliseconds
  const to = zoned(at).getTimeZoneTransition('next')?.epochMilliseconds
  const offset = offsetAt(at)
  return {
    from: from ?? Number.NEGATIVE_INFINITY,
    to: to ?? Number.POSITIVE_INFINITY,
    offset,
    offsetBefore: from === undefined ? offset : offsetAt(from - 1),
  }
}
