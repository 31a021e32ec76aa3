/**
 * The pause behind Logon: what the application sends in it waits, so that a ResendRequest of the counterparty comes
 * first and nothing new has to be asked for again (`maxDelayToSendAfterLogon` of FIX Antenna Java).
 */
import type { Field } from '../codec/encode.ts'
import type { Clock, Timer } from './clock.ts'

export interface Submission {
  readonly msgType: string
  readonly fields: readonly Field[]
}

export class SubmissionGate {
  readonly #clock: Clock
  readonly #delayMs: number
  readonly #release: (submission: Submission) => void
  #waiting: Submission[] = []
  #timer: Timer | undefined

  /** @param delayMs - 0: nothing ever waits */
  constructor(clock: Clock, delayMs: number, release: (submission: Submission) => void) {
    this.#clock = clock
    this.#delayMs = delayMs
    this.#release = release
  }

  /** To be told when the session is established: what comes from now on waits. */
  shut(): void {
    if (this.#delayMs <= 0) return
    this.#timer?.cancel()
    this.#timer = this.#clock.schedule(this.#clock.now() + this.#delayMs, () => this.open())
  }

  /** Releases what waits, in order: the time is over, or the connection is. */
  open(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    for (const submission of this.takeAll()) this.#release(submission)
  }

  /** What waits, in order; it waits here no more. */
  takeAll(): Submission[] {
    const waiting = this.#waiting
    this.#waiting = []
    return waiting
  }

  /** @returns true when the message waits here */
  takes(msgType: string, fields: readonly Field[]): boolean {
    if (this.#timer === undefined) return false
    this.#waiting.push({ msgType, fields })
    return true
  }

  /** Forgets what waits. */
  halt(): void {
    this.#waiting = []
    this.open()
  }
}
