/**
 * One session of the engine: core, store and the link of the moment. It performs the actions of the core, in order and
 * nowhere else; it owns no rule of FIX.
 */
import { decode } from '../codec/decode.ts'
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Journal } from '../journal/journal.ts'
import type { Action } from '../session/action.ts'
import type { SessionEvent } from '../session/event.ts'
import { createSession, type Session, type SessionSettings } from '../session/session.ts'
import { isEstablished, step } from '../session/step.ts'
import type { ArchivedNumbering, MessageStore } from '../store/message-store.ts'
import type { Transport } from '../transport/transport.ts'
import { type Application, ApplicationCalls, asError } from './application.ts'
import type { Clock } from './clock.ts'
import { Link } from './link.ts'
import { checkSendable, Outbox } from './outbox.ts'
import { type Range, Replay } from './replay.ts'
import type { Tamper } from './tamper.ts'
import { TimerTable } from './timer-table.ts'
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
  readonly #outbox: Outbox
  readonly #timers: TimerTable
  readonly #turns = new Turns<Occasion>(
    (occasion) => this.#take(occasion),
    (error) => this.#fail(asError(error)),
  )
  readonly #replay = new Replay({
    sendBlock: (range) => this.#sendBlock(range),
    flush: () => this.#outbox.flush(this.#link, this.#clock.now()),
    backlog: () => this.#link?.backlog ?? 0,
  })
  #session: Session
  #link: Link | undefined
  /** True from a connection to the word that it has gone. */
  #attached = false
  #ended = false

  constructor(options: EngineSessionOptions) {
    const { settings, store, clock } = options
    this.settings = settings
    this.#store = store
    this.#clock = clock
    this.#application = new ApplicationCalls(options.application ?? {}, this)
    this.#journal = options.journal
    this.#tamper = options.tamper
    this.#outbox = new Outbox(settings, store, options.tamper)
    this.#timers = new TimerTable(clock, (timer) => this.#handle({ kind: 'timerFired', timer, at: clock.now() }))
    this.#session = sessionOn(settings, store)
  }

  get state(): Session['state'] {
    return this.#session.state
  }

  get established(): boolean {
    return isEstablished(this.#session)
  }

  get connected(): boolean {
    return this.#link !== undefined
  }

  get nextIn(): number {
    return this.#session.nextIn
  }

  get nextOut(): number {
    return this.#session.nextOut
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
    // A connection that was under way when the session ended finds nobody.
    if (this.#ended) return transport.destroy()
    if (this.#link !== undefined) throw new Error('the session has a connection already')
    const link: Link = new Link({
      transport,
      clock: this.#clock,
      journal: this.#journal,
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
    this.#handle({ kind: 'connected', at: this.#clock.now() })
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
    this.#timers.disarmAll()
    this.#outbox.clear()
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
    this.#outbox.clear()
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
    if (occasion.kind === 'drained') return this.#replay.resume()
    const actions: Action[] = []
    step(this.#session, occasion, actions)
    for (const action of actions) {
      this.#act(action)
      // The application may have closed the session: the rest has no store and no link.
      if (this.#ended) return
    }
    if (occasion.kind === 'disconnected') this.#disconnected(occasion.why)
  }

  #act(action: Action): void {
    switch (action.kind) {
      case 'send':
        return this.#outbox.add(action)
      case 'deliver':
        return this.#application.deliver(action.message, action.possDup)
      case 'count':
        return this.#store.setNextIn(action.nextIn)
      case 'replay':
        return this.#replay.start(action)
      case 'reset':
        this.#replay.forget()
        return this.#store.reset(this.#clock.now())
      case 'arm':
        return this.#timers.arm(action.timer, action.at)
      case 'disarm':
        return this.#timers.disarm(action.timer)
      case 'disconnect':
        this.#outbox.flush(this.#link, this.#clock.now())
        return this.#link?.close(action.why)
      case 'observe':
        return this.#application.observe(action.observation)
    }
  }

  /** The core makes one block of the answer; the block that it asks for next is left to the replay. */
  #sendBlock({ begin, end }: Range): Range | undefined {
    const messages = this.#store.read(begin, end).map(({ bytes }) => decode(toBuffer(bytes)))
    const actions: Action[] = []
    step(this.#session, { kind: 'replayed', messages, at: this.#clock.now() }, actions)
    let next: Range | undefined
    for (const action of actions) {
      if (action.kind === 'replay') next = action
      else this.#act(action)
    }
    return next
  }

  #disconnected(why: string): void {
    this.#replay.forget()
    this.#outbox.clear()
    this.#store.flush(this.#clock.now())
    this.#attached = false
    this.#application.disconnected(why)
  }

  #flush(): void {
    if (this.#turns.busy || this.#ended) return
    try {
      this.#outbox.flush(this.#link, this.#clock.now())
    } catch (error) {
      this.#fail(asError(error))
    }
  }

  /** As if the process had ended before this turn: nothing of it is sent, and what the store holds is the truth. */
  #fail(fault: Error): void {
    if (this.#ended) return
    this.#replay.forget()
    this.#outbox.clear()
    this.#timers.disarmAll()
    const link = this.#link
    this.#link = undefined
    link?.destroy(`cut after a fault: ${fault.message}`)
    this.#session = sessionOn(this.settings, this.#store)
    this.#application.fault(fault)
    if (!this.#attached) return
    this.#attached = false
    this.#application.disconnected(`cut after a fault: ${fault.message}`)
  }
}

function sessionOn(settings: SessionSettings, { nextIn, nextOut }: MessageStore): Session {
  return createSession(settings, { nextIn, nextOut, fresh: nextIn === 1 && nextOut === 1 })
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
