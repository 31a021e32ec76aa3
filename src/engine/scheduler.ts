/** Carries out a session's schedule: connects, logs out, and begins a new numbering when its time has come. */
import { mayConnect, nextEvents, numberingEnded, type Schedule, type ScheduleEvent } from '../session/schedule.ts'
import type { Clock, Timer } from './clock.ts'
import type { EngineSession } from './engine-session.ts'
import type { Initiator } from './initiator.ts'

export interface SchedulerOptions {
  readonly schedule: Schedule
  readonly clock: Clock
  readonly session: EngineSession
  /** Dials when the schedule opens the session; absent for an acceptor. */
  readonly initiator?: Initiator | undefined
}

export class Scheduler {
  readonly #options: SchedulerOptions
  #timer: Timer | undefined
  /** The numbering ends as soon as the connection has: Logout belongs to the old one. */
  #ending = false

  constructor(options: SchedulerOptions) {
    this.#options = options
  }

  get open(): boolean {
    return mayConnect(this.#options.schedule, this.#options.clock.now())
  }

  /** Makes up for what was missed while nobody was there, then follows the schedule. */
  start(): void {
    const { clock, initiator } = this.#options
    this.#endNumberingBefore(clock.now())
    if (this.open) initiator?.start()
    this.#waitAfter(clock.now())
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#ending = false
  }

  /** To be told when the session has lost its link. */
  linkLost(): void {
    if (!this.#ending) return
    this.#ending = false
    this.#options.session.beginPeriod()
  }

  /** Goes from event to event rather than from now: what a sleeping machine missed is made up for, in order. */
  #waitAfter(at: number): void {
    const { schedule, clock } = this.#options
    const events = nextEvents(schedule, at)
    const first = events[0]
    if (first === undefined) return
    this.#timer = clock.schedule(first.at, () => {
      for (const event of events) this.#carryOut(event)
      this.#waitAfter(first.at)
    })
  }

  #carryOut(event: ScheduleEvent): void {
    const { session, initiator } = this.#options
    switch (event.kind) {
      case 'disconnect':
        initiator?.stop()
        return session.logout('end of session time')
      case 'terminate':
        initiator?.stop()
        // One that began later belongs to the time behind this event, and is not ended by it.
        if (session.numberingSince < event.at) this.#endNumbering('end of trading period')
        return
      case 'start':
        this.#endNumberingBefore(event.at)
        initiator?.start()
        return
      case 'connect':
        initiator?.start()
        return
    }
  }

  #endNumberingBefore(at: number): void {
    const { schedule, session } = this.#options
    if (numberingEnded(schedule, session.numberingSince, at)) this.#endNumbering('end of trading period')
  }

  /** Logout belongs to the old numbering: while there is a connection, the new one waits for its end. */
  #endNumbering(text: string): void {
    const { session } = this.#options
    if (!session.connected) return session.beginPeriod()
    this.#ending = true
    session.logout(text)
  }
}
