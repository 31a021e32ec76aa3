/**
 * What may not go into a session at once: messages of the counterparty while one is with the application, messages of the
 * application beyond the outgoing throttle. And what may not go in at all: those beyond an incoming throttle.
 */
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import type { ProtectionSettings } from '../parameters/settings.ts'
import type { SessionEvent } from '../session/event.ts'
import type { Session } from '../session/session.ts'
import type { Clock } from './clock.ts'
import { Inbox } from './inbox.ts'
import type { Link } from './link.ts'
import { OutgoingFlow, type Submitted } from './outgoing-flow.ts'
import { type Excess, IncomingThrottle } from './throttle.ts'

export interface TurnstileOptions {
  readonly throttlers: ProtectionSettings['throttlers']
  readonly clock: Clock
  readonly core: () => Readonly<Session>
  readonly link: () => Link | undefined
  /** True while a message is with the application. */
  readonly delivering: () => boolean
  /** The turn of a message has come that waited for the throttle: `nextSubmitted` gives it. */
  readonly onDue: () => void
}

export class Turnstile {
  readonly #options: TurnstileOptions
  readonly #inbox = new Inbox()
  readonly #incoming: IncomingThrottle | undefined
  readonly #outgoing: OutgoingFlow | undefined

  /** @throws RangeError naming the setting of a throttle that can't be used */
  constructor(options: TurnstileOptions) {
    const { throttlers, clock, onDue } = options
    this.#options = options
    if (throttlers.length === 0) return
    this.#incoming = new IncomingThrottle(throttlers)
    this.#outgoing = new OutgoingFlow(throttlers, clock, onDue)
  }

  /**
   * What a message of an established session is too much for. Answers to a ResendRequest of ours do not count: they come
   * as fast as the counterparty can send, because we have asked for them.
   */
  excess(message: Message, at: number): Excess | undefined {
    if (this.#incoming === undefined) return undefined
    const { gap, state } = this.#options.core()
    if (state !== 'active' && state !== 'logoutSent') return undefined
    if (gap !== undefined && message.text(Tag.PossDupFlag) === 'Y') return undefined
    return this.#incoming.excess(message, at)
  }

  /** @throws Error when no more messages may wait for the outgoing throttle */
  checkRoom(): void {
    this.#outgoing?.checkRoom()
  }

  /** @returns true when the event waits here for its time */
  holds(event: SessionEvent): boolean {
    switch (event.kind) {
      case 'received':
      case 'garbled':
        if (!this.#options.delivering()) return false
        this.#inbox.hold(event, this.#options.link())
        return true
      case 'submitted':
        // Without an established session it is only stored, which is no traffic.
        return this.#options.core().state === 'active' && this.#outgoing?.takes(event) === true
      default:
        return false
    }
  }

  /** The next message that waited for the application to be done with the one before it. */
  nextArrival(): SessionEvent | undefined {
    return this.#options.delivering() ? undefined : this.#inbox.next()
  }

  /** The next message that waited for the outgoing throttle, when its turn has come. */
  nextSubmitted(): Submitted | undefined {
    return this.#outgoing?.next()
  }

  /** Everything that waits for the outgoing throttle: where nothing can be sent, it is stored without waiting. */
  releaseSubmitted(): Submitted[] {
    return this.#outgoing === undefined || this.#outgoing.waiting === 0 ? [] : this.#outgoing.takeAll()
  }

  /** The connection has gone. @returns how many messages were read from it and not looked at */
  forgetArrivals(): number {
    return this.#inbox.clear()
  }
}
