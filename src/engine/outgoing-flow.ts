/**
 * Messages of the application on their way into the session, no faster than the outgoing throttles let them. A message
 * takes its number when it leaves here: numbered earlier, it would be overtaken by a Heartbeat with a higher number, and
 * the counterparty would see a gap. So what waits here is not stored yet.
 */
import type { Throttle } from '../parameters/settings.ts'
import type { SessionEvent } from '../session/event.ts'
import type { Clock, Timer } from './clock.ts'
import { OutgoingThrottle } from './throttle.ts'

export type Submitted = Extract<SessionEvent, { kind: 'submitted' }>

export class OutgoingFlow {
  readonly #clock: Clock
  readonly #throttle: OutgoingThrottle<Submitted>
  readonly #onDue: () => void
  #timer: Timer | undefined

  /**
   * @param onDue - the turn of a message has come: `next` gives it
   * @throws RangeError naming the setting that can't be used
   */
  constructor(throttlers: readonly Throttle[], clock: Clock, onDue: () => void) {
    this.#throttle = new OutgoingThrottle(throttlers)
    this.#clock = clock
    this.#onDue = onDue
  }

  get waiting(): number {
    return this.#throttle.waiting
  }

  /** @throws Error when no more messages may wait */
  checkRoom(): void {
    this.#throttle.checkRoom()
  }

  /** @returns true when the message waits here */
  takes(submitted: Submitted): boolean {
    const waits = this.#throttle.takes(submitted, this.#clock.now())
    if (waits) this.#wait()
    return waits
  }

  /** The message whose turn has come, with the instant at which it leaves. */
  next(): Submitted | undefined {
    const at = this.#clock.now()
    const submitted = this.#throttle.next(at)
    this.#wait()
    return submitted === undefined ? undefined : { ...submitted, at }
  }

  /** Everything that waits: the connection is gone, and what is stored can not be lost any more. */
  takeAll(): Submitted[] {
    this.#timer?.cancel()
    this.#timer = undefined
    const at = this.#clock.now()
    return this.#throttle.takeAll().map((submitted) => ({ ...submitted, at }))
  }

  #wait(): void {
    if (this.#timer !== undefined) return
    const at = this.#throttle.nextAt(this.#clock.now())
    if (at === undefined) return
    this.#timer = this.#clock.schedule(at, () => {
      this.#timer = undefined
      this.#onDue()
    })
  }
}
