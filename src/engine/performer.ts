/**
 * Performs what the core decides: an event is one step of the core, and each of its actions is done here, in order and
 * nowhere else. It owns no rule of FIX, and no connection.
 */
import type { Message } from '../codec/message.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import { APPLICATION_DEFAULTS, STORAGE_DEFAULTS, type StorageSettings } from '../parameters/settings.ts'
import type { Action, NumberRange } from '../session/action.ts'
import type { SessionEvent } from '../session/event.ts'
import type { Session } from '../session/session.ts'
import type { SessionSettings } from '../session/settings.ts'
import { step } from '../session/step.ts'
import type { TimerName } from '../session/timers.ts'
import type { MessageStore } from '../store/message-store.ts'
import type { ApplicationCalls } from './application.ts'
import { CarriedMessages } from './carried-messages.ts'
import type { Clock } from './clock.ts'
import { Deliveries, type DeliverySettings } from './delivery.ts'
import { IncomingRecord } from './incoming-record.ts'
import type { Link } from './link.ts'
import { notAvailable } from './not-available.ts'
import { Outbox } from './outbox.ts'
import { type Range, Replay } from './replay.ts'
import { sessionOnStore } from './restored-session.ts'
import { readMessages } from './stored-messages.ts'
import type { Tamper } from './tamper.ts'
import { TimerTable } from './timer-table.ts'
import type { Traffic } from './traffic.ts'

/** What of the storage settings concerns the bodies of messages. */
export type StoredBodies = Partial<Pick<StorageSettings, 'logIncomingMessages' | 'forceResendWhenCorruptedStore'>>

export interface PerformerOptions {
  readonly settings: SessionSettings
  readonly store: MessageStore
  readonly clock: Clock
  readonly application: ApplicationCalls
  readonly tamper: Tamper | undefined
  readonly traffic: Traffic | undefined
  /** The link of the moment. */
  readonly link: () => Link | undefined
  readonly onTimer: (event: SessionEvent & { kind: 'timerFired' }) => void
  /** What follows when the application can't take a message. Default: it is reported, and the message counts. */
  readonly delivery: DeliverySettings | undefined
  /** Default: as `STORAGE_DEFAULTS`. */
  readonly storage: StoredBodies | undefined
  /** A message is no longer with the application: `deliverOn` is to be called, in a turn. */
  readonly onSettled: () => void
  /** An event that follows from what was performed: it comes behind the turn. */
  readonly raise: (event: SessionEvent) => void
}

export class Performer {
  readonly #options: PerformerOptions
  readonly #outbox: Outbox
  readonly #timers: TimerTable
  readonly #replay = new Replay({
    sendBlock: (range) => this.#sendBlock(range),
    flush: () => this.flush(),
    backlog: () => this.#options.link()?.backlog ?? 0,
  })
  readonly #deliveries: Deliveries
  /** Absent where nobody asked for the bodies of incoming messages. */
  readonly #incoming: IncomingRecord | undefined
  readonly #fillsOverDamage: boolean
  #session: Session
  #halted = false
  /** Get their numbers when the step that reset is done. */
  readonly #carried = new CarriedMessages()
  #answersEnded = 0

  constructor(options: PerformerOptions) {
    const { settings, store, clock, tamper, traffic, onTimer } = options
    this.#options = options
    this.#outbox = new Outbox(settings, store, tamper, traffic)
    this.#timers = new TimerTable(clock, (timer) => onTimer({ kind: 'timerFired', timer, at: clock.now() }))
    const { storage } = options
    this.#incoming = storage?.logIncomingMessages === true ? new IncomingRecord(store) : undefined
    this.#fillsOverDamage = storage?.forceResendWhenCorruptedStore ?? STORAGE_DEFAULTS.forceResendWhenCorruptedStore
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
    this.#replay.resume()
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
    this.#replay.forget()
  }

  /** Performs nothing more; no timer stays. */
  halt(): void {
    this.#halted = true
    this.#timers.disarmAll()
    this.#deliveries.forget()
    this.unsay()
  }

  /** Begins again with what the store holds, as a new process would. */
  startOver(): void {
    this.#timers.disarmAll()
    this.#deliveries.forget()
    this.#incoming?.forget()
    this.unsay()
    const { application, settings, store } = this.#options
    this.#session = sessionOnStore(settings, store, this.#session)
    application.neverSent(this.#carried.lost(store))
  }

  #act(action: Action): void {
    const { application, clock, link, store } = this.#options
    switch (action.kind) {
      case 'send':
        return this.#outbox.add(action)
      case 'deliver':
      case 'count':
        return this.#deliveries.take(action)
      case 'number':
        // An answer that waits for the counterparty to read may ask for numbers that are free again.
        if (action.nextOut < store.nextOut) this.#replay.forget()
        return store.setNextOut(action.nextOut)
      case 'replay':
        return this.#replay.start(action)
      case 'recall':
        return this.#step({ kind: 'recalled', messages: this.#read(action), at: clock.now() })
      case 'reset': {
        this.#replay.forget()
        const unsent = action.unsent.flatMap((range) => this.#read(range))
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
        return application.ended(action)
      case 'observe':
        return application.observe(action.observation)
    }
  }

  #read({ begin, end }: NumberRange): Message[] {
    const { application, store } = this.#options
    return readMessages(store, begin, end, (text) => application.observe({ level: 'warning', what: 'deviation', text }))
  }

  /** What an answer is made of. @throws StoreError for a damaged message, where an answer without it is not wanted */
  #readForAnswer(range: NumberRange): Message[] {
    if (this.#fillsOverDamage) return this.#read(range)
    return readMessages(this.#options.store, range.begin, range.end, (text, error) => {
      throw error ?? new Error(text)
    })
  }

  /** The core makes one block of the answer; the block that it asks for next is left to the replay. */
  #sendBlock({ begin, end, lookAhead }: Range): Range | undefined {
    const { application, clock } = this.#options
    const mayGo = ({ msgType }: Message) => lookAhead || isSessionMessage(msgType)
    const messages = this.#readForAnswer({ begin, end }).filter(
      (message) => mayGo(message) || application.allowsResend(message),
    )
    // The application may have closed the session while it was asked.
    if (this.#halted) return undefined
    const actions: Action[] = []
    step(this.#session, { kind: 'replayed', messages, at: clock.now() }, actions)
    let next: Range | undefined
    for (const action of actions) {
      if (action.kind === 'replay') next = action
      else this.#act(action)
    }
    return this.#halted ? undefined : next
  }
}
