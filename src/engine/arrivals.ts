/** Messages of the counterparty on their way into a session: changed, limited, shown to the application, or forgotten. */
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import type { SessionEvent } from '../session/event.ts'
import type { Session } from '../session/session.ts'
import type { ApplicationCalls } from './application.ts'
import type { Tamper } from './tamper.ts'
import type { Traffic } from './traffic.ts'
import type { Turnstile } from './turnstile.ts'

export interface ArrivalsOptions {
  readonly tamper?: Tamper | undefined
  readonly traffic?: Traffic | undefined
  readonly application: ApplicationCalls
  readonly turnstile: Turnstile
  readonly core: () => Readonly<Session>
  /** The message goes into the session, in a turn of its own. */
  readonly perform: (event: SessionEvent) => void
}

export class Arrivals {
  readonly #options: ArrivalsOptions

  constructor(options: ArrivalsOptions) {
    this.#options = options
  }

  receive(message: Message, at: number): void {
    const { tamper, traffic, perform } = this.#options
    traffic?.received?.(message, at)
    const received = tamper === undefined ? message : tamper.incoming(message)
    if (received === undefined || this.#exceeds(received, at)) return
    perform({ kind: 'received', message: received, at })
  }

  /** @returns true when the message is one too many, and ends the session */
  #exceeds(message: Message, at: number): boolean {
    const { application, perform, turnstile } = this.#options
    const excess = turnstile.excess(message, at)
    if (excess === undefined) return false
    const { msgType, count, limit, action } = excess
    if (action === 'notify') {
      application.incomingThrottling(count, limit, msgType)
      return false
    }
    const text = `Too many messages: MsgType ${msgType} was number ${count} of an interval, the limit is ${limit}`
    perform({ kind: 'expelled', text, reason: 'throttling', at })
    return true
  }

  /** The connection has gone. */
  forget(): void {
    const dropped = this.#options.turnstile.forgetArrivals()
    if (dropped === 0) return
    const text = `${dropped} messages waited for the application when the connection ended: they count as not received`
    this.#options.application.observe({ level: 'info', what: 'ignored', text })
  }

  /** A Logon that would open the session is shown to the application, which may refuse it. */
  asked(event: SessionEvent): SessionEvent {
    const { application, core } = this.#options
    const { state } = core()
    const opens = state === 'awaitingLogon' || state === 'logonSent'
    if (event.kind !== 'received' || !opens || event.message.msgType !== MsgType.Logon) return event
    const refused = application.logon(event.message)
    return refused === undefined ? event : { ...event, refused }
  }
}
