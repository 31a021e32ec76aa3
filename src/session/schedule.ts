/**
 * Session times as pure arithmetic on instants and zones: when a session starts, connects, disconnects and terminates,
 * and which numbering an instant belongs to.
 *
 * Times are of the wall in a zone; `zone.ts` says what daylight saving makes of them (engine parameters 6; SD-23 to
 * SD-27).
 */
import { hasDate, type LocalTimes, latestLocal, nextLocal } from './local-times.ts'
import { firstLocalAfter, instantOf, lastLocalAt } from './zone.ts'

export { parseResetTime, parseSchedule, type ScheduleText, SIMPLE_TIMES } from './schedule-text.ts'
export { instantInZone, localTime } from './zone.ts'

export type ScheduleEventKind = 'disconnect' | 'terminate' | 'start' | 'connect'

/** Order of events that fall on one instant: what ends comes before what begins. */
const KINDS: readonly ScheduleEventKind[] = ['disconnect', 'terminate', 'start', 'connect']

/** A schedule without any time is always open, and its numbering never ends. */
export interface Schedule {
  /** IANA name of the zone of all times. */
  readonly timeZone: string
  /** A new numbering may begin, and the session may connect. */
  readonly start: readonly LocalTimes[]
  /** The session may connect; the numbering goes on. */
  readonly connect: readonly LocalTimes[]
  /** Logout; numbers are kept. */
  readonly disconnect: readonly LocalTimes[]
  /** Logout; the numbering ends and is archived. */
  readonly terminate: readonly LocalTimes[]
  /** Dates on which nothing of this happens; their times of day say nothing. Absent: none. */
  readonly daysOff?: readonly LocalTimes[]
}

export interface ScheduleEvent {
  readonly kind: ScheduleEventKind
  /** Epoch milliseconds UTC. */
  readonly at: number
}

/** The events of the first instant after `at` at which anything happens. Empty when nothing does in 40 years. */
export function nextEvents(schedule: Schedule, at: number): readonly ScheduleEvent[] {
  return spanAt(schedule, at).next
}

/** The latest event of the given kinds at or before `at`; undefined when there never was one in 40 years. */
export function latestEvent(
  schedule: Schedule,
  at: number,
  kinds: readonly ScheduleEventKind[] = KINDS,
): ScheduleEvent | undefined {
  const { latest } = spanAt(schedule, at)
  let found: ScheduleEvent | undefined
  for (const kind of KINDS) {
    if (!kinds.includes(kind) || latest[kind] === NEVER) continue
    if (found === undefined || latest[kind] >= found.at) found = { kind, at: latest[kind] }
  }
  return found
}

/**
 * True while the session may be connected: it was opened after it was last closed, and, where starts are stated, after
 * the last end of a period there was a start. Without starts and connects, the end of a period opens the next one.
 */
export function mayConnect(schedule: Schedule, at: number): boolean {
  if (isEmpty(schedule)) return true
  const { latest } = spanAt(schedule, at)
  const { start, connect, disconnect, terminate } = latest
  const openedByEnd = schedule.start.length === 0 && schedule.connect.length === 0
  const opened = openedByEnd ? terminate : Math.max(start, connect)
  if (opened === NEVER || opened < Math.max(disconnect, terminate)) return false
  return schedule.start.length === 0 || (start !== NEVER && start >= terminate)
}

/**
 * True while an initiator is to be connected. A start whose session has a connect time still to come, before anything
 * closes it again, waits for that; an acceptor accepts from the start on.
 */
export function mayDial(schedule: Schedule, at: number): boolean {
  if (!mayConnect(schedule, at)) return false
  const { latest, coming } = spanAt(schedule, at)
  if (latest.start === NEVER || latest.connect >= latest.start) return true
  return coming.connect === NOT_COMING || coming.connect >= Math.min(coming.disconnect, coming.terminate)
}

/** True when a numbering that began at `since` has ended by `at`, also when nobody was there to see it (SD-24). */
export function numberingEnded(schedule: Schedule, since: number, at: number): boolean {
  const end = latestEvent(schedule, at, [schedule.terminate.length > 0 ? 'terminate' : 'start'])
  return end !== undefined && since < end.at
}

function isEmpty(schedule: Schedule): boolean {
  return KINDS.every((kind) => schedule[kind].length === 0)
}

const NEVER = Number.NEGATIVE_INFINITY
const NOT_COMING = Number.POSITIVE_INFINITY

type Instants = Readonly<Record<ScheduleEventKind, number>>

/** Between two events nothing changes: `from` is the last instant with an event, `to` the next. */
interface Span {
  readonly from: number
  readonly to: number
  readonly next: readonly ScheduleEvent[]
  /** The latest instant of each kind, -Infinity for none. */
  readonly latest: Instants
  /** The next instant of each kind, Infinity for none. */
  readonly coming: Instants
}

/** A schedule is asked again and again about the time between the same two events: the last answer is kept. */
const lastSpans = new WeakMap<Schedule, Span>()

function spanAt(schedule: Schedule, at: number): Span {
  const last = lastSpans.get(schedule)
  if (last !== undefined && at >= last.from && at < last.to) return last
  const latest = instants((kind) => Math.max(NEVER, ...schedule[kind].map((times) => before(schedule, times, at))))
  const coming = instants((kind) => Math.min(NOT_COMING, ...schedule[kind].map((times) => after(schedule, times, at))))
  const from = Math.max(...Object.values(latest))
  const to = Math.min(...Object.values(coming))
  const next = to === NOT_COMING ? [] : KINDS.filter((kind) => coming[kind] === to).map((kind) => ({ kind, at: to }))
  const span: Span = { from, to, next, latest, coming }
  lastSpans.set(schedule, span)
  return span
}

function instants(of: (kind: ScheduleEventKind) => number): Instants {
  return { disconnect: of('disconnect'), terminate: of('terminate'), start: of('start'), connect: of('connect') }
}

function after(schedule: Schedule, times: LocalTimes, at: number): number {
  const local = nextLocal(times, firstLocalAfter(at, schedule.timeZone), dayOffOf(schedule))
  return local === undefined ? NOT_COMING : instantOf(local, schedule.timeZone)
}

function before(schedule: Schedule, times: LocalTimes, at: number): number {
  const local = latestLocal(times, lastLocalAt(at, schedule.timeZone), dayOffOf(schedule))
  return local === undefined ? NEVER : instantOf(local, schedule.timeZone)
}

function dayOffOf({ daysOff }: Schedule): (day: number) => boolean {
  return daysOff === undefined ? () => false : (day) => daysOff.some((times) => hasDate(times, day))
}
