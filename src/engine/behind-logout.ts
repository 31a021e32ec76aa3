/** What a Logout makes of a session, carried out: its numbering is archived, it is made anew, removed, or just goes on. */
import type { EngineParameters } from '../parameters/settings.ts'
import { afterLogout } from './session-lifecycle.ts'
import type { SessionStanding } from './session-standing.ts'
import type { SessionStorage } from './session-storage.ts'
import type { Undelivered } from './undelivered.ts'

export interface BehindLogoutOptions {
  readonly parameters: EngineParameters
  readonly standing: SessionStanding
  readonly storage: SessionStorage
  readonly undelivered: Undelivered
}

export class BehindLogout {
  readonly #options: BehindLogoutOptions

  constructor(options: BehindLogoutOptions) {
    this.#options = options
  }

  /**
   * To be called when the connection has gone.
   *
   * @param correct - the Logout exchange was finished; otherwise our Logout was not answered
   * @returns true when the session connects, or waits, again
   */
  goesOn(correct: boolean, why: string): boolean {
    const { parameters, standing, undelivered } = this.#options
    const { intradayLogoutTolerance } = parameters.session
    const { archive, recreate, remove, rest } = afterLogout(
      parameters.connection,
      intradayLogoutTolerance,
      !standing.started,
    )
    if (rest !== undefined && !correct) {
      standing.rest('nonGracefullyTerminated', why)
      return false
    }
    // Before the numbering goes: behind it nobody knows its messages any more.
    if (rest !== undefined) undelivered.end()
    if (archive && correct && !this.#archived(remove && !intradayLogoutTolerance)) return false
    if (rest !== undefined) {
      standing.removed = remove
      standing.rest(rest, why)
      return false
    }
    return !recreate || !correct || this.#madeAnew(why)
  }

  /** @param forGood - the store goes too, rather than to begin anew with the numbers it had (SD-90) */
  #archived(forGood: boolean): boolean {
    const { standing, storage, undelivered } = this.#options
    if (!forGood) return standing.stored(() => storage.archive())
    undelivered.halt()
    return standing.stored(() => storage.terminate())
  }

  #madeAnew(why: string): boolean {
    const { standing, storage, undelivered } = this.#options
    standing.become('correctlyTerminated', why)
    const done = standing.stored(() => {
      storage.renew()
      undelivered.adopt()
    })
    if (done) standing.become('initial', 'made anew')
    return done
  }
}
