/**
 * Carries out a session's schedule: connects, logs out, and begins a new numbering when its time has come, be that the end
 * of a trading period or the moment of a daily reset.
 */
import type { ScheduleSettings } from '../parameters/settings.ts'
import {
  mayConnect,
  mayDial,
  nextEvents,
  numberingEnded,
  parseResetTime,
  parseSchedule,
  type Schedule,
  type ScheduleEvent,
} from '../session/schedule.ts'
import type { Clock, Timer } from './clock.ts'
import type { EngineSession } from './engine-session.ts'

/** What is asked of a session: its numbering, its connection, and to leave or renew either. */
export type ScheduledSession = Pick<
  EngineSession,
  'settings' | 'state' | 'connected' | 'numberingSince' | 'logout' | 'beginPeriod' | 'resetInSession'
>

/** Whoever keeps a session connected. */
export interface Dialler {
  /** Dials at once, and again when the link is lost. While it does already, this changes nothing. */
  start(): void
  /** No further attempts; a connection that stands is left alone. */
  stop(): void
}

/** The schedules, and whom they are carried out on. */
export interface SchedulerOptions {
  /** Absent: always open, and no numbering ends by it. */
  readonly schedule?: Schedule | undefined
  /**
   * The moments at which the numbers go back to 1, as `parseResetTime` gives them: inside the session where one stands and
   * the version can, before the next Logon otherwise (SD-25, SD-26). Absent: none.
   */
  readonly reset?: Schedule | undefined
  /** Its instants are compared with the schedule's. */
  readonly clock: Clock
  /** Logs out, and begins anew. */
  readonly session: ScheduledSession
  /** Dials when the schedule opens the session; may be absent for an acceptor. */
  readonly initiator?: Dialler | undefined
}

/** An event of the schedule, or the moment of a reset. */
type Due = ScheduleEvent | { readonly kind: 'reset'; readonly at: number }

/** The other side needs a moment to see that the old connection has gone. */
const RETURN_AFTER_MS = 1000

const ALWAYS_OPEN: Schedule = { timeZone: 'UTC', start: [], connect: [], disconnect: [], terminate: [] }

/**
 * Both schedules that the settings of a session state.
 *
 * @throws RangeError with key, value and what is allowed
 */
export function schedulesOf(settings: ScheduleSettings): Pick<SchedulerOptions, 'schedule' | 'reset'> {
  const { schedule, performResetSeqNumTime, resetSequenceTime, resetSequenceTimeZone } = settings
  return {
    schedule: schedule === undefined ? undefined : parseSchedule(schedule),
    reset: performResetSeqNumTime ? parseResetTime(resetSequenceTime, resetSequenceTimeZone) : undefined,
  }
}

/** Carries out the schedule of one session. A hosted session has its own. */
export class Scheduler {
  readonly #options: SchedulerOptions
  readonly #schedule: Schedule
  #running = false
  #timer: Timer | undefined
  /** The schedule has told the session to log out. */
  #leaving = false
  /** The numbering ends as soon as the connection has: Logout belongs to the old one. */
  #ending = false
  #return: Timer | undefined

  constructor(options: SchedulerOptions) {
    this.#options = options
    this.#schedule = options.schedule ?? ALWAYS_OPEN
  }

  /** True while the schedule lets the session be connected. */
  get open(): boolean {
    return mayConnect(this.#schedule, this.#options.clock.now())
  }

  /** Makes up for what was missed while nobody was there, then follows the schedule. */
  start(): void {
    const { clock, initiator } = this.#options
    this.#running = true
    this.#leaving = false
    this.#ending = false
    const now = clock.now()
    if (this.#numberingEnded(now)) this.#endNumbering('end of trading period')
    if (this.#opens(now)) initiator?.start()
    this.#waitAfter(now)
  }

  /** Nothing happens by the schedule until `start`; a connection that stands is left alone. */
  stop(): void {
    this.#running = false
    this.#timer?.cancel()
    this.#timer = undefined
    this.#return?.cancel()
  }

  /** To be told when the session has lost its link, before anything dials again. */
  linkLost(): void {
    if (!this.#running) return
    const { clock, session } = this.#options
    if (this.#leaving) this.#returnLater()
    // A reset inside the session may have found no partner: the next Logon must not carry the numbers of yesterday.
    const ended = this.#ending || this.#resetDue(clock.now())
    this.#leaving = false
    this.#ending = false
    if (ended) session.beginPeriod()
  }

  /** A Logout may have been the end of the trading day for the session; where the schedule goes on at once, it does too. */
  #returnLater(): void {
    const { clock, initiator } = this.#options
    this.#return?.cancel()
    this.#return = clock.schedule(clock.now() + RETURN_AFTER_MS, () => {
      if (this.#opens(clock.now())) initiator?.start()
    })
  }

  /** An acceptor is there from the start on, an initiator from its connect time. */
  #opens(at: number): boolean {
    const acceptor = this.#options.session.settings.role === 'acceptor'
    return acceptor ? mayConnect(this.#schedule, at) : mayDial(this.#schedule, at)
  }

  /** Goes from event to event rather than from now: what a sleeping machine missed is made up for, in order. */
  #waitAfter(at: number): void {
    const due = this.#dueAfter(at)
    const first = due[0]
    if (first === undefined) return
    this.#timer = this.#options.clock.schedule(first.at, () => this.#happen(due, first.at))
  }

  #happen(due: readonly Due[], at: number): void {
    const timer = this.#timer
    // Whoever is told of a Logout may stop this, or stop it and start it again.
    const goesOn = (): boolean => this.#running && this.#timer === timer
    for (const event of due) if (goesOn()) this.#carryOut(event)
    if (goesOn() && due.some(({ kind }) => kind !== 'reset') && this.#opens(at)) this.#options.initiator?.start()
    if (goesOn()) this.#waitAfter(at)
  }

  /** What the next instant brings, in order: a reset comes behind what ends, and before what begins. */
  #dueAfter(at: number): Due[] {
    const { reset } = this.#options
    const events = nextEvents(this.#schedule, at)
    const [moment] = reset === undefined ? [] : nextEvents(reset, at)
    const [first] = events
    if (moment === undefined || (first !== undefined && first.at < moment.at)) return [...events]
    const resetting: Due = { kind: 'reset', at: moment.at }
    if (first === undefined || moment.at < first.at) return [resetting]
    const ends = ({ kind }: ScheduleEvent): boolean => kind === 'disconnect' || kind === 'terminate'
    return [...events.filter(ends), resetting, ...events.filter((event) => !ends(event))]
  }

  #carryOut(event: Due): void {
    const { session, initiator } = this.#options
    switch (event.kind) {
      case 'disconnect':
        initiator?.stop()
        return this.#logout('end of session time')
      case 'terminate':
        initiator?.stop()
        // One that began later belongs to the time behind this event, and is not ended by it.
        if (session.numberingSince < event.at) return this.#endNumbering('end of trading period')
        if (!this.open) this.#logout('end of trading period')
        return
      case 'reset':
        if (session.numberingSince < event.at) this.#reset()
        return
      case 'start':
        if (!numberingEnded(this.#schedule, session.numberingSince, event.at)) return
        // A session that was never told to end leaves here, and comes back when it is time to connect.
        if (!this.#opens(event.at)) initiator?.stop()
        return this.#endNumbering('end of trading period')
      case 'connect':
        return
    }
  }

  /** The numbers of both sides go back to 1: within the session, or without one. */
  #reset(): void {
    const { session } = this.#options
    const standing = session.state === 'active' && !this.#ending
    if (standing && session.settings.version.resetSeqNumFlag) session.resetInSession()
    else this.#endNumbering('daily reset of sequence numbers')
  }

  #numberingEnded(at: number): boolean {
    return numberingEnded(this.#schedule, this.#options.session.numberingSince, at) || this.#resetDue(at)
  }

  #resetDue(at: number): boolean {
    const { reset, session } = this.#options
    return reset !== undefined && numberingEnded(reset, session.numberingSince, at)
  }

  /** Logout belongs to the old numbering: while there is a connection, the new one waits for its end. */
  #endNumbering(text: string): void {
    const { session } = this.#options
    if (!session.connected) return session.beginPeriod()
    if (this.#ending) return
    this.#ending = true
    this.#logout(text)
  }

  #logout(text: string): void {
    this.#leaving = this.#options.session.connected
    this.#options.session.logout(text)
  }
}
