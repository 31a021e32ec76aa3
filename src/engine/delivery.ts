/**
 * Application messages on their way to the application. A message counts when the application has taken it: until then
 * what stands behind it, numbers and messages, waits here in order (SD-89).
 */
import type { Message } from '../codec/message.ts'
import type { ApplicationSettings } from '../parameters/settings.ts'
import type { Action } from '../session/action.ts'
import { asError, isPromise } from './calling-back.ts'
import type { Clock, Timer } from './clock.ts'

export type DeliverySettings = Pick<
  ApplicationSettings,
  'maxDeliveryTries' | 'deliveryTriesIntervalMs' | 'applicationNotAvailable'
>

/** What has to be done in order: a message handed over, a number counted. */
export type DeliveryStep = Extract<Action, { kind: 'deliver' | 'count' }>

export interface DeliveriesOptions {
  readonly settings: DeliverySettings
  readonly clock: Clock
  /** Hands a message over. A throw, or a promise that is rejected, is a delivery that failed. */
  readonly deliver: (message: Message, possDup: boolean) => unknown
  readonly count: (nextIn: number) => void
  /** A delivery has come to its end, or the pause before the next try has: `goOn` is to be called, in a turn. */
  readonly onSettled: () => void
  /** All tries have failed. */
  readonly onFailed: (message: Message, why: string) => void
}

interface Attempt {
  readonly step: Extract<DeliveryStep, { kind: 'deliver' }>
  tries: number
}

export class Deliveries {
  readonly #options: DeliveriesOptions
  #underWay: Attempt | undefined
  /** What is behind the message under way. */
  #waiting: DeliveryStep[] = []
  /** What to do in the next turn. */
  #next: (() => void) | undefined
  #pause: Timer | undefined
  /** The application is not available, and the session ends for it: nothing is handed over or counted any more. */
  #refusing = false

  /** @throws RangeError naming the setting that can't be used */
  constructor(options: DeliveriesOptions) {
    const { maxDeliveryTries, deliveryTriesIntervalMs } = options.settings
    if (!Number.isSafeInteger(maxDeliveryTries) || maxDeliveryTries < 1)
      throw new RangeError(`maxDeliveryTries must be a whole number above 0, and ${maxDeliveryTries} is not`)
    if (!(deliveryTriesIntervalMs >= 0))
      throw new RangeError(`deliveryTriesIntervalMs must be 0 or more, and ${deliveryTriesIntervalMs} is not`)
    this.#options = options
  }

  /** True while a message is with the application, or waits for its next try. */
  get underWay(): boolean {
    return this.#underWay !== undefined || this.#refusing
  }

  take(step: DeliveryStep): void {
    if (this.#refusing) return
    if (this.#underWay !== undefined) this.#waiting.push(step)
    else this.#perform(step)
  }

  /** Does what follows from the end of the delivery under way, as far as it goes. */
  goOn(): void {
    const next = this.#next
    this.#next = undefined
    next?.()
    while (this.#underWay === undefined) {
      const step = this.#waiting.shift()
      if (step === undefined) return
      this.take(step)
    }
  }

  /** The session has ended for a delivery that failed: the next connection begins with that message. */
  reopen(): void {
    this.#refusing = false
  }

  /** A new numbering has begun: what is counted behind the message under way belongs to the old one. */
  forgetNumbers(): void {
    this.#waiting = this.#waiting.filter(({ kind }) => kind !== 'count')
  }

  /** Forgets everything; what a delivery under way says later is not heard. */
  forget(): void {
    this.#pause?.cancel()
    this.#underWay = undefined
    this.#next = undefined
    this.#waiting = []
    this.#refusing = false
  }

  #perform(step: DeliveryStep): void {
    if (step.kind === 'count') this.#options.count(step.nextIn)
    else this.#attempt({ step, tries: 0 })
  }

  #attempt(attempt: Attempt): void {
    const { message, possDup } = attempt.step
    attempt.tries++
    // What the application asks for from inside waits for the end of the turn, so nothing sees this half done.
    this.#underWay = attempt
    let result: unknown
    try {
      result = this.#options.deliver(message, possDup)
    } catch (error) {
      return this.#failed(attempt, error)
    }
    if (!isPromise(result)) return this.#delivered(attempt)
    result.then(
      () => this.#settle(attempt, () => this.#delivered(attempt)),
      (error: unknown) => this.#settle(attempt, () => this.#failed(attempt, error)),
    )
  }

  #settle(attempt: Attempt, next: () => void): void {
    if (attempt !== this.#underWay) return
    this.#next = next
    this.#options.onSettled()
  }

  #delivered(attempt: Attempt): void {
    if (attempt === this.#underWay) this.#underWay = undefined
  }

  #failed(attempt: Attempt, error: unknown): void {
    // The application may have closed the session before it threw.
    if (attempt !== this.#underWay) return
    const { settings, clock, onFailed } = this.#options
    const { message } = attempt.step
    if (attempt.tries < settings.maxDeliveryTries) {
      const at = clock.now() + settings.deliveryTriesIntervalMs
      this.#pause = clock.schedule(at, () => this.#settle(attempt, () => this.#attempt(attempt)))
      return
    }
    this.#underWay = undefined
    this.#refusing = settings.applicationNotAvailable === 'logout'
    const times = attempt.tries === 1 ? '' : ` ${attempt.tries} times`
    onFailed(message, `the application failed${times} on message ${message.msgSeqNum}: ${asError(error).message}`)
  }
}
