/**
 * One session of the engine: it brings together the core, a store, an application, and the connection of the moment,
 * and sees that one thing happens after the other.
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Journal } from '../journal/journal.ts'
import type { SessionEvent } from '../session/event.ts'
import type { Session } from '../session/session.ts'
import type { SessionSettings } from '../session/settings.ts'
import { isEstablished } from '../session/step.ts'
import type { ArchivedNumbering, MessageStore } from '../store/message-store.ts'
import type { Transport } from '../transport/transport.ts'
import { type Application, ApplicationCalls, asError } from './application.ts'
import type { Clock } from './clock.ts'
import { Link } from './link.ts'
import { checkSendable } from './outbox.ts'
import { Performer } from './performer.ts'
import type { Tamper } from './tamper.ts'
import { Turns } from './turns.ts'

export type { Application } from './application.ts'

export interface EngineSessionOptions {
  readonly settings: SessionSettings
  readonly store: MessageStore
  readonly clock: Clock
  readonly application?: Application
  /** Records the talk; the tester's side hands one in. */
  readonly journal?: Journal | undefined
  /** Changes messages on their way, to play a counterparty that is wrong on purpose. */
  readonly tamper?: Tamper | undefined
  /** Longest message in bytes that is taken; default 1 MiB (see `FramerOptions`). */
  readonly maxFrameLength?: number | undefined
}

/** What a turn begins with: an event of the core, or the news that a slow counterparty has caught up. */
type Occasion = SessionEvent | { readonly kind: 'drained' }

export class EngineSession {
  readonly settings: SessionSettings
  readonly #store: MessageStore
  readonly #clock: Clock
  readonly #application: ApplicationCalls
  readonly #journal: Journal | undefined
  readonly #tamper: Tamper | undefined
  readonly #maxFrameLength: number | undefined
  readonly #performer: Performer
  readonly #turns = new Turns<Occasion>(
    (occasion) => this.#take(occasion),
    (error) => this.#fail(asError(error)),
  )
  #link: Link | undefined
  /** True from a connection to the word that it has gone. */
  #attached = false
  #ended = false

  constructor(options: EngineSessionOptions) {
    const { settings, store, clock, tamper } = options
    this.settings = settings
    this.#store = store
    this.#clock = clock
    this.#application = new ApplicationCalls(options.application ?? {}, this)
    this.#journal = options.journal
    this.#tamper = tamper
    this.#maxFrameLength = options.maxFrameLength
    this.#performer = new Performer({
      settings,
      store,
      clock,
      tamper,
      application: this.#application,
      link: () => this.#link,
      onTimer: (event) => this.#handle(event),
    })
  }

  get state(): Session['state'] {
    return this.#performer.session.state
  }

  get established(): boolean {
    return isEstablished(this.#performer.session)
  }

  get connected(): boolean {
    return this.#link !== undefined
  }

  get nextIn(): number {
    return this.#performer.session.nextIn
  }

  get nextOut(): number {
    return this.#performer.session.nextOut
  }

  /** When the present numbering began, epoch milliseconds UTC. */
  get numberingSince(): number {
    return this.#store.createdAt
  }

  get archives(): readonly ArchivedNumbering[] {
    return this.#store.archives()
  }

  /** Takes over a connection. An initiator logs on at once, an acceptor waits for Logon. */
  attach(transport: Transport): void {
    this.#takeConnection(transport, { kind: 'connected', at: this.#clock.now() })
  }

  /**
   * Takes over a session that stands already, Logon done, where the store's numbers are.
   *
   * @param connection - its number in the journal
   */
  resume(transport: Transport, heartBtInt: number, connection: number): void {
    this.#takeConnection(transport, { kind: 'resumed', heartBtInt, at: this.#clock.now() }, connection)
  }

  #takeConnection(transport: Transport, event: SessionEvent, connection?: number): void {
    // A connection that was under way when the session ended finds nobody.
    if (this.#ended) return transport.destroy()
    if (this.#link !== undefined) throw new Error('the session has a connection already')
    const link: Link = new Link({
      transport,
      clock: this.#clock,
      journal: this.#journal,
      maxFrameLength: this.#maxFrameLength,
      connection,
      handlers: {
        onMessage: (message, at) => this.#receive(message, at),
        onGarbled: (why, at) => this.#perform({ kind: 'garbled', why, at }),
        onBatchEnd: () => this.#flush(),
        onDrain: () => this.#handle({ kind: 'drained' }),
        onClose: (why, at) => this.#closed(link, why, at),
      },
    })
    this.#link = link
    this.#attached = true
    this.#handle(event)
    link.start()
  }

  /**
   * Sends a message; while disconnected it is numbered and stored, and the counterparty asks for it later.
   *
   * @throws RangeError when a field can't be written; Error when the session was closed
   */
  submit(msgType: string, fields: readonly Field[]): void {
    if (this.#ended) throw new Error('the session was closed: nothing can be sent on it')
    checkSendable(msgType, fields)
    this.#handle({ kind: 'submitted', msgType, fields, at: this.#clock.now() })
  }

  logout(text?: string): void {
    this.#handle({ kind: 'logoutRequested', at: this.#clock.now(), ...(text === undefined ? {} : { text }) })
  }

  resetInSession(): void {
    this.#handle({ kind: 'resetRequested', at: this.#clock.now() })
  }

  /** Asks for messages by hand; `end` 0 for all that follow. */
  requestResend(begin: number, end: number): void {
    this.#handle({ kind: 'resendRequested', begin, end, at: this.#clock.now() })
  }

  /** Archives the present numbering and begins at 1/1. */
  beginPeriod(): void {
    this.#handle({ kind: 'periodBegan', at: this.#clock.now() })
  }

  /** Cuts the connection without a word. */
  cut(): void {
    this.#link?.destroy()
  }

  /** Ends at once without a word, as a process does that is killed; the store is left as it stands. */
  abandon(): void {
    this.#ended = true
    this.#performer.halt()
    this.#turns.forget()
    this.cut()
    this.#link = undefined
  }

  /** Ends for good: connection cut, timers stopped, store closed. The application is not told. */
  close(): void {
    this.abandon()
    this.#store.close()
  }

  #receive(message: Message, at: number): void {
    const received = this.#tamper === undefined ? message : this.#tamper.incoming(message)
    if (received !== undefined) this.#perform({ kind: 'received', message: received, at })
  }

  #closed(link: Link, why: string, at: number): void {
    if (link !== this.#link) return
    this.#link = undefined
    this.#performer.unsay()
    this.#handle({ kind: 'disconnected', why, at })
  }

  #handle(occasion: Occasion): void {
    this.#perform(occasion)
    this.#flush()
  }

  #perform(occasion: Occasion): void {
    if (!this.#ended) this.#turns.perform(occasion)
  }

  #take(occasion: Occasion): void {
    if (occasion.kind === 'drained') return this.#performer.goOn()
    this.#performer.perform(occasion)
    if (occasion.kind === 'disconnected' && !this.#ended) this.#disconnected(occasion.why)
  }

  #disconnected(why: string): void {
    this.#performer.unsay()
    this.#performer.flush()
    this.#attached = false
    this.#application.disconnected(why)
  }

  #flush(): void {
    if (this.#turns.busy || this.#ended) return
    try {
      this.#performer.flush()
    } catch (error) {
      this.#fail(asError(error))
    }
  }

  /** As if the process had ended before this turn: nothing of it is sent, and what the store holds is the truth. */
  #fail(fault: Error): void {
    if (this.#ended) return
    const why = `cut after a fault: ${fault.message}`
    const link = this.#link
    this.#link = undefined
    link?.destroy(why)
    this.#performer.startOver()
    const attached = this.#attached
    this.#attached = false
    this.#application.fault(fault)
    if (attached && !this.#ended) this.#application.disconnected(why)
  }
}
