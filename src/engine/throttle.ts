/**
 * Limits on how many messages pass in a time, in either direction; engine parameters 9. Incoming excess is told or ends
 * the session; outgoing excess waits for its turn.
 */
import type { Message } from '../codec/message.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import type { Throttle } from '../parameters/settings.ts'
import { SlidingWindow } from './sliding-window.ts'

/** What an incoming message was too much for. */
export interface Excess {
  readonly msgType: string
  /** Messages in the window, counted up to `limit` + 1. */
  readonly count: number
  readonly limit: number
  readonly action: Throttle['action']
}

interface Limited {
  readonly msgType: string | undefined
  readonly action: Throttle['action']
  readonly window: SlidingWindow
}

/** The incoming limits of a session. */
export class IncomingThrottle {
  readonly #limits: readonly Limited[]

  /** @throws RangeError naming the setting that can't be used */
  constructor(throttlers: readonly Throttle[]) {
    this.#limits = limitsOf(throttlers, 'incoming')
  }

  /** @returns the first limit that this message exceeds, one that disconnects before one that tells */
  excess({ msgType }: Message, at: number): Excess | undefined {
    let found: Excess | undefined
    for (const { msgType: only, action, window } of this.#limits) {
      if (!concerns(only, msgType)) continue
      const count = window.add(at)
      const graver = found === undefined || (found.action === 'notify' && action === 'disconnect')
      if (count > window.limit && graver) found = { msgType, count, limit: window.limit, action }
    }
    return found
  }
}

/** Messages that may wait for their turn: at the limits of exchanges some minutes of them. */
const MAX_WAITING = 10_000

/** The outgoing limits of a session, and the messages that wait because of them, in the order in which they came. */
export class OutgoingThrottle<Submission extends { readonly msgType: string }> {
  readonly #limits: readonly Limited[]
  readonly #maxWaiting: number
  #waiting: Submission[] = []

  /** @throws RangeError naming the setting that can't be used */
  constructor(throttlers: readonly Throttle[], maxWaiting = MAX_WAITING) {
    this.#limits = limitsOf(throttlers, 'outgoing')
    this.#maxWaiting = maxWaiting
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /** @throws Error when no more messages may wait */
  checkRoom(): void {
    if (this.#waiting.length >= this.#maxWaiting)
      throw new Error(`${this.#waiting.length} messages wait for the outgoing throttle already: this one was not taken`)
  }

  /** @returns true when the message waits here; else it counts, and may leave */
  takes(submission: Submission, at: number): boolean {
    if (this.#waiting.length > 0 || this.#fitsAt(submission, at) > at) {
      this.#waiting.push(submission)
      return true
    }
    this.#count(submission, at)
    return false
  }

  /** The message whose turn has come. */
  next(at: number): Submission | undefined {
    const first = this.#waiting[0]
    if (first === undefined || this.#fitsAt(first, at) > at) return undefined
    this.#count(first, at)
    return this.#waiting.shift()
  }

  /** When the first of those that wait may leave. */
  nextAt(at: number): number | undefined {
    const first = this.#waiting[0]
    return first === undefined ? undefined : this.#fitsAt(first, at)
  }

  /** Everything that waits; it waits no more. */
  takeAll(): Submission[] {
    const all = this.#waiting
    this.#waiting = []
    return all
  }

  #fitsAt({ msgType }: Submission, at: number): number {
    let fits = at
    for (const { msgType: only, window } of this.#limits)
      if (concerns(only, msgType)) fits = Math.max(fits, window.fitsAt(at))
    return fits
  }

  #count({ msgType }: Submission, at: number): void {
    for (const { msgType: only, window } of this.#limits) if (concerns(only, msgType)) window.add(at)
  }
}

/** Without a MsgType of its own a limit is for application messages: those of the session are never held up. */
function concerns(only: string | undefined, msgType: string): boolean {
  return only === undefined ? !isSessionMessage(msgType) : only === msgType
}

function limitsOf(throttlers: readonly Throttle[], direction: Throttle['direction']): Limited[] {
  return throttlers
    .filter((throttle) => checked(throttle).direction === direction)
    .map(({ msgType, messagesLimit, intervalMs, action }) => ({
      msgType,
      action,
      window: new SlidingWindow(messagesLimit, intervalMs),
    }))
}

function checked(throttle: Throttle): Throttle {
  const { direction, msgType, action } = throttle
  if (direction !== 'incoming' && direction !== 'outgoing')
    throw new RangeError(`direction of a throttle must be incoming or outgoing, and ${direction} is neither`)
  if (action !== 'notify' && action !== 'disconnect')
    throw new RangeError(`action of a throttle must be notify or disconnect, and ${action} is neither`)
  if (msgType === '') throw new RangeError('msgType of a throttle must not be empty; leave it out for all messages')
  if (direction === 'outgoing' && msgType !== undefined && isSessionMessage(msgType))
    throw new RangeError(`an outgoing throttle can not hold up MsgType ${msgType}: session messages are never delayed`)
  return throttle
}
