/** An initiator goes over to its other destination: by hand behind a Logout, or because all tries have failed. */
import type { EngineSession } from './engine-session.ts'
import type { ConnectionName } from './hosted-application.ts'
import type { HostedCalls } from './hosted-calls.ts'
import type { Reconnector } from './reconnector.ts'
import type { SessionStanding } from './session-standing.ts'
import type { SessionStorage } from './session-storage.ts'

export interface SwitchOverOptions {
  readonly session: EngineSession
  readonly storage: SessionStorage
  readonly calls: HostedCalls
  readonly standing: SessionStanding
  readonly reconnector: Reconnector
  /** False while the schedule lets nobody connect. */
  readonly scheduleOpen: () => boolean
}

export class SwitchOver {
  readonly #options: SwitchOverOptions
  /** Where to go when the present connection has ended. */
  #to: ConnectionName | undefined

  constructor(options: SwitchOverOptions) {
    this.#options = options
  }

  /** Logout on the destination in use, Logon on the other. The tries are counted from zero (SD-78). */
  byHand(to: ConnectionName): void {
    // The Logout is out: where to go behind it is open still, and the last word counts.
    if (this.#to !== undefined) this.#to = to
    const { session, standing, reconnector, scheduleOpen } = this.#options
    if (this.#to !== undefined || to === reconnector.active) return
    // Also where no try was left: whoever switches by hand wants it to go on.
    standing.open ||= standing.started && scheduleOpen()
    if (!session.connected) return this.make(to, 0, 'by hand', true)
    this.#to = to
    session.logout('switching to the other connection')
  }

  /** Nothing is switched behind the end of the connection. @returns where to go was meant until then */
  take(): ConnectionName | undefined {
    const to = this.#to
    this.#to = undefined
    return to
  }

  /** Behind the Logout of a switch by hand. One that was called off meanwhile connects where it was. */
  behindLogout(to: ConnectionName, why: string): void {
    const { standing, reconnector } = this.#options
    if (to !== reconnector.active) return this.make(to, 0, why, true)
    reconnector.cancel()
    reconnector.use(to, true)
    // The schedule goes on with it, or it was stopped: neither ends it here, so that what waits goes on waiting.
    if (!standing.open) return standing.become('initial', why)
    standing.become('reconnect', why)
    if (standing.open) reconnector.dial(0)
  }

  /** @param byHand - so the tries are counted from zero */
  make(to: ConnectionName, delayMs: number, why: string, byHand: boolean): void {
    const { session, calls, storage, standing, reconnector } = this.#options
    const from = reconnector.active
    reconnector.cancel()
    standing.become('switchConnection', why)
    if (!standing.stored(() => storage.switchTo(to))) return reconnector.use(from, true)
    reconnector.use(to, byHand)
    calls.switched(from, to)
    if (!standing.open) return standing.become('initial', why)
    if (!session.connected && !reconnector.busy) reconnector.dial(delayMs)
  }
}
