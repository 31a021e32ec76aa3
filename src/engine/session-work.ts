/**
 * The work of a session, one turn after the other: what happens goes into the core, and what the core wants is performed,
 * stored and sent. Whatever is asked for meanwhile waits for the end of the turn.
 */
import { decode } from '../codec/decode.ts'
import type { Field } from '../codec/encode.ts'
import { readsAsMessage } from '../codec/readable.ts'
import type { SessionEvent } from '../session/event.ts'
import type { Session } from '../session/session.ts'
import type { MessageStore } from '../store/message-store.ts'
import type { Transport } from '../transport/transport.ts'
import type { ApplicationCalls } from './application.ts'
import { Arrivals } from './arrivals.ts'
import { asError } from './calling-back.ts'
import type { EngineSessionOptions } from './engine-session-options.ts'
import { Performer } from './performer.ts'
import { SessionConnection } from './session-connection.ts'
import { SubmissionGate } from './submission-gate.ts'
import { Turns } from './turns.ts'
import { Turnstile } from './turnstile.ts'

/**
 * What a turn begins with: an event of the core; or the news that a slow counterparty has caught up, that the application
 * is done with a message, that the throttle lets another one pass.
 */
type Occasion = SessionEvent | { readonly kind: 'drained' | 'settled' | 'throttleOpen' }

/** While the application is busy silence proves nothing: the answer may be unread. So long until it is looked at again. */
const SILENCE_POSTPONED_MS = 1000

export class SessionWork {
  readonly #options: EngineSessionOptions
  readonly #application: ApplicationCalls
  readonly #gate: SubmissionGate
  readonly #turnstile: Turnstile
  readonly #arrivals: Arrivals
  readonly #connection: SessionConnection
  readonly #turns = new Turns<Occasion>(
    (occasion) => this.#take(occasion),
    (error) => this.#fail(asError(error)),
  )
  #performer: Performer
  /** True from a connection to the word that it has gone. */
  #attached = false
  #ended = false
  #lastFault: Error | undefined
  #lastState: Session['state'] = 'disconnected'

  constructor(options: EngineSessionOptions, application: ApplicationCalls) {
    const { clock, store } = options
    this.#options = options
    this.#application = application
    this.#gate = new SubmissionGate(clock, options.maxDelayToSendAfterLogonMs ?? 0, ({ msgType, fields }) =>
      this.handle({ kind: 'submitted', msgType, fields, at: clock.now() }),
    )
    this.#connection = new SessionConnection(options, {
      onMessage: (message, at) => this.#arrivals.receive(message, at),
      onGarbled: (why, at, bytes) => this.#garbled(why, at, bytes),
      onBatchEnd: () => this.#flush(),
      onDrain: () => this.handle({ kind: 'drained' }),
      onSlowConsumer: (waitedMs, backlog) => application.slowConsumer(waitedMs, backlog),
      onClosed: (why, at, by) => {
        this.#performer.unsay()
        this.handle({ kind: 'disconnected', why, at, ...(by === undefined ? {} : { by }) })
      },
    })
    this.#performer = this.#performerOn(store)
    this.#turnstile = new Turnstile({
      throttlers: options.protection?.throttlers ?? [],
      clock,
      core: () => this.core,
      link: () => this.#connection.link,
      delivering: () => this.#performer.delivering,
      onDue: () => this.handle({ kind: 'throttleOpen' }),
    })
    this.#arrivals = new Arrivals({
      ...options,
      application,
      turnstile: this.#turnstile,
      core: () => this.core,
      perform: (event) => this.#perform(event),
    })
  }

  #performerOn(store: MessageStore): Performer {
    const { settings, clock, tamper, traffic, delivery, storage } = this.#options
    return new Performer({
      settings,
      store,
      clock,
      tamper,
      traffic,
      delivery,
      storage,
      application: this.#application,
      link: () => this.#connection.link,
      onTimer: (event) => this.handle(event),
      onSettled: () => this.handle({ kind: 'settled' }),
      onAnswerDue: () => this.handle({ kind: 'drained' }),
      raise: (event) => this.#perform(event),
    })
  }

  get core(): Readonly<Session> {
    return this.#performer.session
  }

  get connected(): boolean {
    return this.#connection.link !== undefined
  }

  get ended(): boolean {
    return this.#ended
  }

  get lastFault(): Error | undefined {
    return this.#lastFault
  }

  /** The HeartBtInt(108) of the destination that the next connection leads to, seconds. */
  propose(heartBtInt: number): void {
    if (!this.#ended && !this.connected) this.#performer.propose(heartBtInt)
  }

  /**
   * @param event - what the connection means to the core
   * @param connection - its number in the journal, when it goes on from another link
   * @throws Error where there is a connection already
   */
  connect(transport: Transport, event: SessionEvent, connection?: number): void {
    // A connection that was under way when the session ended finds nobody.
    if (this.#ended) return transport.destroy()
    const link = this.#connection.open(transport, connection)
    this.#attached = true
    this.handle(event)
    link.start()
  }

  /** @throws Error when too many messages wait */
  submit(msgType: string, fields: readonly Field[]): void {
    this.#turnstile.checkRoom()
    if (this.#gate.takes(msgType, fields)) return
    this.handle({ kind: 'submitted', msgType, fields, at: this.#options.clock.now() })
  }

  /** What happens now, and the writes that follow from it. */
  handle(occasion: Occasion): void {
    this.#perform(occasion)
    this.#flush()
  }

  /** @throws Error while there is a connection */
  renew(store: MessageStore): void {
    if (this.connected) throw new Error('a session with a connection can not begin anew')
    this.#performer.halt()
    this.#ended = false
    this.#lastState = 'disconnected'
    this.#performer = this.#performerOn(store)
  }

  cut(): void {
    this.#connection.cut()
  }

  abandon(): void {
    this.#ended = true
    this.#gate.halt()
    this.#performer.halt()
    this.#turns.forget()
    this.#turnstile.forgetArrivals()
    this.#turnstile.releaseSubmitted()
    this.#connection.cut()
    this.#connection.drop()
    this.#attached = false
  }

  /** What waits to be sent gets its number and its place in the store; inside a turn it is lost. */
  storeWaiting(): void {
    const at = this.#options.clock.now()
    const behindLogon = this.#gate.takeAll().map((submission) => ({ kind: 'submitted' as const, ...submission, at }))
    const waiting = [...this.#turnstile.releaseSubmitted(), ...behindLogon]
    if (waiting.length === 0 || this.#turns.busy || this.#ended) return
    for (const submitted of waiting) this.#performer.perform(submitted)
    this.#performer.unsay()
    this.#performer.flush()
  }

  #garbled(why: string, at: number, bytes: Buffer): void {
    const read = this.#options.settings.rejectGarbledMessage && readsAsMessage(bytes)
    this.#perform({ kind: 'garbled', why, at, ...(read ? { message: decode(bytes) } : {}) })
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
        this.#arrivals.forget()
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
    const performer = this.#performer
    performer.perform(this.#arrivals.asked(event))
    // Whoever was told has made the session anew: what comes behind this event is none of its business.
    if (performer !== this.#performer) return
    this.#noticeState()
    if (event.kind === 'disconnected' && !this.#ended) this.#disconnected(event.why)
  }

  #noticeState(): void {
    const { state } = this.core
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
    this.#lastFault = fault
    const why = `cut after a fault: ${fault.message}`
    this.#connection.drop(why)
    const ending = this.#performer.startOver()
    // Finished in good order all the same: it is the storage that could not follow.
    const end = ending?.how === 'correct' ? ending : undefined
    this.#turnstile.forgetArrivals()
    this.#noticeState()
    const attached = this.#attached
    this.#attached = false
    this.#application.fault(fault, end)
    if (!attached || this.#ended) return
    this.#application.ended(end ?? { how: 'nonGraceful', reason: 'brokenConnection', text: why })
    if (!this.#ended) this.#application.disconnected(why)
  }
}
