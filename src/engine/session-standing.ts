/** Where a session is in its life, what it was told to be, and how it comes to rest; who leads it there says why. */
import { asError } from './calling-back.ts'
import type { HostedCalls } from './hosted-calls.ts'
import { isTerminated, type LifecycleState } from './session-lifecycle.ts'
import type { SessionStorage } from './session-storage.ts'
import type { Undelivered } from './undelivered.ts'

export interface SessionStandingOptions {
  readonly calls: HostedCalls
  readonly storage: SessionStorage
  readonly undelivered: Undelivered
  /** It comes to rest: nothing is dialled any more. */
  readonly onRest: () => void
}

export class SessionStanding {
  readonly #options: SessionStandingOptions
  #state: LifecycleState = 'initial'
  /** The session was told to be there; the schedule may keep it waiting all the same. */
  started = false
  /** The time is one in which it connects. */
  open = false
  /** It has come to an end, and nobody connects to it before it is started again. */
  atRest = false
  /** `terminateOnLogout` has taken it out of the list. */
  removed = false
  /** It was ended without a word: nothing is told, and nothing is stored, until it is started again. */
  #halted = false

  constructor(options: SessionStandingOptions) {
    this.#options = options
  }

  get state(): LifecycleState {
    return this.#state
  }

  get terminated(): boolean {
    return isTerminated(this.#state)
  }

  get halted(): boolean {
    return this.#halted
  }

  become(state: LifecycleState, why: string): void {
    if (this.#halted) return
    const before = this.#state
    if (before === state) return
    this.#state = state
    this.#options.calls.newState(before, state, why)
  }

  /** Comes to rest: nothing goes on by itself. */
  rest(state: LifecycleState, why: string): void {
    if (this.#halted) return
    this.open = false
    this.atRest = true
    this.#options.onRest()
    this.become(state, why)
    this.#options.undelivered.end()
  }

  /** Ends without a word to anybody. */
  halt(): void {
    this.started = false
    this.open = false
    this.#halted = true
    this.#state = 'nonGracefullyTerminated'
  }

  /** Does something with the stores; when it fails the session ends there. @returns false when it failed, or was not done */
  stored(act: () => void): boolean {
    if (this.#halted) return false
    try {
      act()
      return true
    } catch (error) {
      const text = `the storage failed: ${asError(error).message}`
      this.#options.calls.observe('error', 'deviation', text)
      this.rest('nonGracefullyTerminated', text)
      return false
    }
  }

  /** One that has ended, or was halted, begins a new life on what its store holds. @throws what the store throws */
  revive(): void {
    if (!this.terminated && !this.removed) return
    const { storage, undelivered } = this.#options
    storage.renew()
    this.#halted = false
    this.removed = false
    undelivered.adopt()
    this.become('initial', 'made anew')
  }
}
