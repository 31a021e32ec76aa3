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
    const { schedule, clock, session, initiator } = this.#options
    if (numberingEnded(schedule, session.numberingSince, clock.now())) session.beginPeriod()
    if (this.open) initiator?.start()
    this.#waitForNext()
  }

  stop(): void {
    this.#timer?.cancel()
  }

  /** To be told when the session has lost its link. */
  linkLost(): void {
    if (!this.#ending) return
    this.#ending = false
    this.#options.session.beginPeriod()
  }

  #waitForNext(): void {
    const { schedule, clock } = this.#options
    const events = nextEvents(schedule, clock.now())
    const first = events[0]
    if (first === undefined) return
    this.#timer = clock.schedule(first.at, () => {
      for (const event of events) this.#carryOut(event)
      this.#waitForNext()
    })
  }

  #carryOut(event: ScheduleEvent): void {
    const { session, initiator, schedule, clock } = this.#options
    switch (event.kind) {
      case 'disconnect':
        initiator?.stop()
        session.logout('end of session time')
        return
      case 'terminate':
        initiator?.stop()
        if (!session.connected) return session.beginPeriod()
        this.#ending = true
        session.logout('end of trading period')
        return
      case 'start':
        if (numberingEnded(schedule, session.numberingSince, clock.now())) session.beginPeriod()
        initiator?.start()
        return
      case 'connect':
        initiator?.start()
        return
    }
  }
}
