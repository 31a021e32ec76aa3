/**
 * Performs what the core decides: an event is one step of the core, and each of its actions is done here, in order and
 * nowhere else. It owns no rule of FIX, and no connection.
 */
import type { Message } from '../codec/message.ts'
import { APPLICATION_DEFAULTS, STORAGE_DEFAULTS } from '../parameters/settings.ts'
import type { Action, SessionEnd } from '../session/action.ts'
import type { SessionEvent } from '../session/event.ts'
import type { Session } from '../session/session.ts'
import { step } from '../session/step.ts'
import type { TimerName } from '../session/timers.ts'
import { unsentFrom } from '../session/unsent-numbers.ts'
import { Answers } from './answers.ts'
import { CarriedMessages } from './carried-messages.ts'
import { Deliveries } from './delivery.ts'
import { IncomingRecord } from './incoming-record.ts'
import { notAvailable } from './not-available.ts'
import { Outbox } from './outbox.ts'
import type { PerformerOptions } from './performer-options.ts'
import { sessionOnStore } from './restored-session.ts'
import { TimerTable } from './timer-table.ts'

export class Performer {
  readonly #options: PerformerOptions
  readonly #outbox: Outbox
  readonly #timers: TimerTable
  readonly #answers: Answers
  readonly #deliveries: Deliveries
  /** Absent where nobody asked for the bodies of incoming messages. */
  readonly #incoming: IncomingRecord | undefined
  #session: Session
  #halted = false
  /** Get their numbers when the step that reset is done. */
  readonly #carried = new CarriedMessages()
  #answersEnded = 0
  /** How the connection ends, while what follows from that is performed: the core has decided it, and nobody is told yet. */
  #ending: SessionEnd | undefined

  constructor(options: PerformerOptions) {
    const { settings, store, clock, tamper, traffic, onTimer } = options
    this.#options = options
    this.#outbox = new Outbox(settings, store, tamper, traffic)
    this.#timers = new TimerTable(clock, (timer) => onTimer({ kind: 'timerFired', timer, at: clock.now() }))
    const { storage } = options
    this.#incoming = storage?.logIncomingMessages === true ? new IncomingRecord(store) : undefined
    this.#answers = new Answers({
      ...options,
      fillsOverDamage: storage?.forceResendWhenCorruptedStore ?? STORAGE_DEFAULTS.forceResendWhenCorruptedStore,
      session: () => this.#session,
      act: (action) => this.#act(action),
      flush: () => this.flush(),
      backlog: () => options.link()?.backlog ?? 0,
      halted: () => this.#halted,
    })
    this.#session = sessionOnStore(settings, store)
    this.#deliveries = new Deliveries({
      settings: options.delivery ?? APPLICATION_DEFAULTS,
      clock,
      deliver: (message, possDup) => options.application.deliver(message, possDup),
      count: (nextIn) => {
        this.#incoming?.counted(nextIn)
        store.setNextIn(nextIn)
      },
      onSettled: options.onSettled,
      onFailed: (message, why) => this.#notAvailable(message, why),
    })
  }

  get session(): Readonly<Session> {
    return this.#session
  }

  /** @throws what the store throws; the caller then starts over */
  perform(event: SessionEvent): void {
    if (event.kind === 'expelled') this.#deliveries.reopen()
    this.#step(event)
    const messages = this.#carried.take()
    if (messages.length > 0 && !this.#halted) this.#step({ kind: 'carried', messages, at: event.at })
    this.#endAnswers()
  }

  /** What ends a limited answer takes a new number, behind those that the step before it has taken. */
  #endAnswers(): void {
    for (; this.#answersEnded > 0 && !this.#halted; this.#answersEnded--)
      this.#step({ kind: 'answerEnded', at: this.#options.clock.now() })
  }

  #step(event: SessionEvent): void {
    if (event.kind !== 'received' || this.#incoming === undefined) return this.#carryOut(event)
    this.#incoming.during(this.#session, event.message, event.at, () => this.#carryOut(event))
  }

  #carryOut(event: SessionEvent): void {
    const actions: Action[] = []
    step(this.#session, event, actions)
    if (event.kind === 'disconnected') this.#ending = actions.find((action) => action.kind === 'ended')
    for (const action of actions) {
      // The application may have closed the session: the rest has no store and no link.
      if (this.#halted) return
      this.#act(action)
    }
  }

  /** True while a message is with the application: those behind it have to wait. */
  get delivering(): boolean {
    return this.#deliveries.underWay
  }

  /** The message that was with the application has been taken, or is to be tried again. */
  deliverOn(): void {
    this.#deliveries.goOn()
  }

  #notAvailable(message: Message, why: string): void {
    const { settings, store, clock, application, delivery, raise } = this.#options
    application.observe({ level: 'error', what: 'deviation', text: why })
    const policy = (delivery ?? APPLICATION_DEFAULTS).applicationNotAvailable
    const event = notAvailable(settings, { policy, message, nextIn: store.nextIn, at: clock.now() })
    if (event !== undefined) raise(event)
  }

  /** Fires a timer later than the core has asked for. */
  postpone(timer: TimerName, at: number): void {
    this.#timers.arm(timer, at)
  }

  /** The HeartBtInt(108) of the destination that the next connection leads to, seconds. */
  propose(heartBtInt: number): void {
    const { settings } = this.#session
    if (settings.heartBtInt === heartBtInt) return
    this.#session = { ...this.#session, settings: { ...settings, heartBtInt } }
  }

  /** The counterparty has read what was on its way: goes on with what waited for that. */
  goOn(): void {
    this.#answers.resume()
    this.#endAnswers()
  }

  /** Stores, then sends, what was collected. */
  flush(): void {
    this.#outbox.flush(this.#options.link(), this.#options.clock.now())
    this.#carried.saved()
  }

  /** Forgets what was to be said on a connection that has gone. */
  unsay(): void {
    this.#answersEnded = 0
    this.#outbox.clear()
    this.#answers.forget()
  }

  /** Performs nothing more; no timer stays. */
  halt(): void {
    this.#halted = true
    this.#timers.disarmAll()
    this.#deliveries.forget()
    this.unsay()
  }

  /**
   * Begins again with what the store holds, as a new process would.
   *
   * @returns how the connection has ended, where that was decided and is not told yet
   */
  startOver(): SessionEnd | undefined {
    const ending = this.#ending
    this.#ending = undefined
    this.#timers.disarmAll()
    this.#deliveries.forget()
    this.#incoming?.forget()
    this.unsay()
    const { application, settings, store } = this.#options
    this.#session = sessionOnStore(settings, store, this.#session)
    application.neverSent(this.#carried.lost(store))
    return ending
  }

  #act(action: Action): void {
    const { application, clock, link, store } = this.#options
    switch (action.kind) {
      case 'send':
        return this.#outbox.add(action, unsentFrom(this.#session) < action.msgSeqNum)
      case 'resend':
        return this.#outbox.addAgain(action)
      case 'deliver':
      case 'count':
        return this.#deliveries.take(action)
      case 'number':
        // An answer that waits for the counterparty to read may ask for numbers that are free again.
        if (action.nextOut < store.nextOut) this.#answers.forget()
        return store.setNextOut(action.nextOut)
      case 'replay':
        return this.#answers.start(action)
      case 'recall':
        return this.#step({ kind: 'recalled', messages: this.#answers.read(action), at: clock.now() })
      case 'reset': {
        this.#answers.forget()
        const unsent = action.unsent.flatMap((range) => this.#answers.read(range))
        // Until this turn is flushed they are in the archive alone: a store begins a numbering with nothing in it.
        if (action.unsentBecome === 'carried') this.#carried.add(unsent)
        // Told before they are gone: a crash in between hands them over twice rather than never.
        else application.neverSent(unsent)
        this.#deliveries.forgetNumbers()
        this.#incoming?.forgetAllBut(1)
        if (!this.#halted) store.reset(clock.now())
        return
      }
      case 'answerEnded':
        this.#answersEnded++
        return
      case 'resendAsked':
        return application.resendAsked(action)
      case 'arm':
        return this.#timers.arm(action.timer, action.at)
      case 'disarm':
        return this.#timers.disarm(action.timer)
      case 'disconnect':
        this.flush()
        return link()?.close(action.why)
      case 'ended':
        this.#ending = undefined
        return application.ended(action)
      case 'observe':
        return application.observe(action.observation)
    }
  }
}
