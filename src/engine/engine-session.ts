/**
 * One session of the engine: it brings together the core, a store, an application, and the connection of the moment,
 * and sees that one thing happens after the other.
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import type { Journal } from '../journal/journal.ts'
import type { ProtectionSettings } from '../parameters/settings.ts'
import type { SessionEvent } from '../session/event.ts'
import type { Session } from '../session/session.ts'
import type { SessionSettings } from '../session/settings.ts'
import { isEstablished } from '../session/step.ts'
import type { ArchivedNumbering, MessageStore } from '../store/message-store.ts'
import type { Transport } from '../transport/transport.ts'
import { type Application, ApplicationCalls, asError } from './application.ts'
import type { Clock } from './clock.ts'
import type { DeliverySettings } from './delivery.ts'
import { Link } from './link.ts'
import { checkSendable } from './outbox.ts'
import { Performer } from './performer.ts'
import { SubmissionGate } from './submission-gate.ts'
import type { Tamper } from './tamper.ts'
import type { Traffic } from './traffic.ts'
import { Turns } from './turns.ts'
import { Turnstile } from './turnstile.ts'

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
  /** Limits on what both sides may do; what is absent is not limited. */
  readonly protection?: Partial<Pick<ProtectionSettings, 'throttlers' | 'maxBacklogBytes' | 'slowConsumerWriteDelayMs'>>
  /** What follows when the application can't take a message. Default: it is reported, and the message counts. */
  readonly delivery?: DeliverySettings | undefined
  /** Told what passes. */
  readonly traffic?: Traffic | undefined
  /** Milliseconds between Logon and the messages that the application sends meanwhile. Default 0. */
  readonly maxDelayToSendAfterLogonMs?: number | undefined
  /** The state of the session is another one than before. */
  readonly onState?: ((state: Session['state']) => void) | undefined
}

/** What a transport says of a connection that the other side ended in good order. */
const CLOSED_BY_THEM = 'closed by the other side'

/**
 * What a turn begins with: an event of the core; or the news that a slow counterparty has caught up, that the application
 * is done with a message, that the throttle lets another one pass.
 */
type Occasion = SessionEvent | { readonly kind: 'drained' | 'settled' | 'throttleOpen' }

/** While the application is busy silence proves nothing: the answer may be unread. So long until it is looked at again. */
const SILENCE_POSTPONED_MS = 1000

export class EngineSession {
  readonly settings: SessionSettings
  readonly #options: EngineSessionOptions
  readonly #gate: SubmissionGate
  #store: MessageStore
  readonly #clock: Clock
  readonly #application: ApplicationCalls
  readonly #journal: Journal | undefined
  readonly #tamper: Tamper | undefined
  readonly #maxFrameLength: number | undefined
  readonly #turnstile: Turnstile
  #performer: Performer
  readonly #turns = new Turns<Occasion>(
    (occasion) => this.#take(occasion),
    (error) => this.#fail(asError(error)),
  )
  #link: Link | undefined
  /** True from a connection to the word that it has gone. */
  #attached = false
  #ended = false
  #cutByUs = false
  #lastState: Session['state'] = 'disconnected'

  constructor(options: EngineSessionOptions) {
    const { settings, store, clock, tamper } = options
    this.#options = options
    this.settings = settings
    this.#store = store
    this.#clock = clock
    this.#application = new ApplicationCalls(options.application ?? {}, this)
    this.#journal = options.journal
    this.#tamper = tamper
    this.#maxFrameLength = options.maxFrameLength
    this.#gate = new SubmissionGate(clock, options.maxDelayToSendAfterLogonMs ?? 0, ({ msgType, fields }) =>
      this.#handle({ kind: 'submitted', msgType, fields, at: clock.now() }),
    )
    this.#performer = this.#performerOn(store)
    this.#turnstile = new Turnstile({
      throttlers: options.protection?.throttlers ?? [],
      clock,
      core: () => this.#performer.session,
      link: () => this.#link,
      delivering: () => this.#performer.delivering,
      onDue: () => this.#handle({ kind: 'throttleOpen' }),
    })
  }

  #performerOn(store: MessageStore): Performer {
    const { settings, clock, tamper, traffic } = this.#options
    return new Performer({
      settings,
      store,
      clock,
      tamper,
      traffic,
      application: this.#application,
      link: () => this.#link,
      onTimer: (event) => this.#handle(event),
      delivery: this.#options.delivery,
      onSettled: () => this.#handle({ kind: 'settled' }),
      raise: (event) => this.#perform(event),
    })
  }

  get state(): Session['state'] {
    return this.#performer.session.state
  }

  /** The session as its rules see it, to look at. */
  get core(): Readonly<Session> {
    return this.#performer.session
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

  /**
   * Takes over a connection. An initiator logs on at once, an acceptor waits for Logon.
   *
   * @param heartBtInt - HeartBtInt(108) to propose there, seconds; default: that of the settings
   */
  attach(transport: Transport, heartBtInt = this.settings.heartBtInt): void {
    if (!this.#ended && this.#link === undefined) this.#performer.propose(heartBtInt)
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
      maxBacklogBytes: this.#options.protection?.maxBacklogBytes,
      slowConsumerWriteDelayMs: this.#options.protection?.slowConsumerWriteDelayMs,
      handlers: {
        onSlowConsumer: (waitedMs, backlog) => this.#application.slowConsumer(waitedMs, backlog),
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
   * Sends a message; while disconnected it is numbered and stored, and the counterparty asks for it later. Beyond an
   * outgoing throttle it waits in memory, and gets its number, and its place in the store, when it leaves or when the
   * session can send no more.
   *
   * @throws RangeError when a field can't be written; Error when the session was closed, or too many messages wait
   */
  submit(msgType: string, fields: readonly Field[]): void {
    if (this.#ended) throw new Error('the session was closed: nothing can be sent on it')
    checkSendable(msgType, fields)
    this.#turnstile.checkRoom()
    if (this.#gate.takes({ msgType, fields })) return
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

  /** Moves the numbers, in core and store alike; each from 1 to 2147483647, and what is absent stays. */
  setNumbers(numbers: { readonly nextIn?: number; readonly nextOut?: number }): void {
    this.#handle({ kind: 'numbersSet', ...numbers, at: this.#clock.now() })
  }

  /**
   * Begins anew on a store, the same or another, as a new session object would. The store before is left as it stands.
   *
   * @throws Error while there is a connection
   */
  renew(store: MessageStore): void {
    if (this.#link !== undefined) throw new Error('a session with a connection can not begin anew')
    this.#performer.halt()
    this.#store = store
    this.#ended = false
    this.#lastState = 'disconnected'
    this.#performer = this.#performerOn(store)
  }

  /** Cuts the connection without a word. */
  cut(): void {
    this.#cutByUs = this.#link !== undefined
    this.#link?.destroy()
  }

  /** Ends at once without a word, as a process does that is killed; the store is left as it stands. */
  abandon(): void {
    this.#ended = true
    this.#gate.halt()
    this.#performer.halt()
    this.#turns.forget()
    this.#turnstile.forgetArrivals()
    this.#turnstile.releaseSubmitted()
    this.cut()
    this.#link = undefined
  }

  /** Ends for good: connection cut, timers stopped, store closed. The application is not told. */
  close(): void {
    try {
      this.#storeWaiting()
    } finally {
      this.abandon()
      this.#store.close()
    }
  }

  /** What waits for the outgoing throttle is not lost: the counterparty will ask for it. */
  #storeWaiting(): void {
    const waiting = this.#turnstile.releaseSubmitted()
    if (waiting.length === 0 || this.#turns.busy || this.#ended) return
    for (const submitted of waiting) this.#performer.perform(submitted)
    this.#performer.unsay()
    this.#performer.flush()
  }

  #receive(message: Message, at: number): void {
    this.#options.traffic?.received?.(message, at)
    const received = this.#tamper === undefined ? message : this.#tamper.incoming(message)
    if (received === undefined || this.#exceeds(received, at)) return
    this.#perform({ kind: 'received', message: received, at })
  }

  /** @returns true when the message is one too many, and ends the session */
  #exceeds(message: Message, at: number): boolean {
    const excess = this.#turnstile.excess(message, at)
    if (excess === undefined) return false
    const { msgType, count, limit, action } = excess
    if (action === 'notify') {
      this.#application.incomingThrottling(count, limit, msgType)
      return false
    }
    const text = `Too many messages: MsgType ${msgType} was number ${count} of an interval, the limit is ${limit}`
    this.#perform({ kind: 'expelled', text, reason: 'throttling', at })
    return true
  }

  #closed(link: Link, why: string, at: number): void {
    if (link !== this.#link) return
    this.#link = undefined
    this.#performer.unsay()
    const by = this.#cutByUs ? 'us' : why === CLOSED_BY_THEM ? 'counterparty' : undefined
    this.#cutByUs = false
    this.#handle({ kind: 'disconnected', why, at, ...(by === undefined ? {} : { by }) })
  }

  #handle(occasion: Occasion): void {
    this.#perform(occasion)
    this.#flush()
  }

  #perform(occasion: Occasion): void {
    if (!this.#ended) this.#turns.perform(occasion)
  }

  #take(occasion: Occasion): void {
    switch (occasion.kind) {
      case 'drained':
        return this.#performer.goOn()
      case 'settled':
        this.#performer.deliverOn()
        return this.#takeAll(() => this.#turnstile.nextArrival())
      case 'throttleOpen':
        return this.#takeAll(() => this.#turnstile.nextSubmitted())
      case 'timerFired':
        if (occasion.timer === 'silence' && this.#performer.delivering)
          return this.#performer.postpone('silence', occasion.at + SILENCE_POSTPONED_MS)
        return this.#takeEvent(occasion)
      case 'disconnected':
        this.#forgetArrivals()
        return this.#takeEvent(occasion)
      default:
        if (!this.#turnstile.holds(occasion)) this.#takeEvent(occasion)
    }
  }

  /** Takes the events that waited, as long as there is one whose time has come. */
  #takeAll(next: () => SessionEvent | undefined): void {
    for (let event = next(); event !== undefined && !this.#ended; event = next()) this.#takeEvent(event)
  }

  #takeEvent(event: SessionEvent): void {
    this.#performer.perform(this.#asked(event))
    this.#noticeState()
    if (event.kind === 'disconnected' && !this.#ended) this.#disconnected(event.why)
  }

  #forgetArrivals(): void {
    const dropped = this.#turnstile.forgetArrivals()
    if (dropped === 0) return
    const text = `${dropped} messages waited for the application when the connection ended: they count as not received`
    this.#application.observe({ level: 'info', what: 'ignored', text })
  }

  /** A Logon that would open the session is shown to the application, which may refuse it. */
  #asked(event: SessionEvent): SessionEvent {
    const opens = this.state === 'awaitingLogon' || this.state === 'logonSent'
    if (event.kind !== 'received' || !opens || event.message.msgType !== MsgType.Logon) return event
    const refused = this.#application.logon(event.message)
    return refused === undefined ? event : { ...event, refused }
  }

  #noticeState(): void {
    const { state } = this
    if (state === this.#lastState || this.#ended) return
    this.#lastState = state
    if (state === 'active') this.#gate.shut()
    else {
      this.#gate.open()
      for (const submitted of this.#turnstile.releaseSubmitted()) this.#perform(submitted)
    }
    this.#options.onState?.(state)
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
    this.#turnstile.forgetArrivals()
    this.#noticeState()
    const attached = this.#attached
    this.#attached = false
    this.#application.fault(fault)
    if (!attached || this.#ended) return
    this.#application.ended({ how: 'nonGraceful', reason: 'brokenConnection', text: why })
    if (!this.#ended) this.#application.disconnected(why)
  }
}
