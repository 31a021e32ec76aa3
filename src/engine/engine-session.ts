/**
 * One session of the engine: core, store and the link of the moment. It performs the actions of the core, in order and
 * nowhere else; it owns no rule of FIX.
 */
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import type { Journal } from '../journal/journal.ts'
import type { Action, Observation, SendAction } from '../session/action.ts'
import type { SessionEvent } from '../session/event.ts'
import { createSession, type Session, type SessionSettings } from '../session/session.ts'
import { isEstablished, step } from '../session/step.ts'
import type { TimerName } from '../session/timers.ts'
import type { ArchivedNumbering, MessageStore } from '../store/message-store.ts'
import type { Transport } from '../transport/transport.ts'
import type { Clock, Timer } from './clock.ts'
import { Link } from './link.ts'
import type { Tamper } from './tamper.ts'

export interface Application {
  /** An application message, in order. A throw is reported and costs this delivery, not the session. */
  onMessage?(message: Message, session: EngineSession, possDup: boolean): void
  onObservation?(observation: Observation, session: EngineSession): void
  /** The link has gone; `why` is for people. */
  onDisconnect?(why: string, session: EngineSession): void
}

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

export class EngineSession {
  readonly settings: SessionSettings
  readonly #session: Session
  readonly #store: MessageStore
  readonly #clock: Clock
  readonly #application: Application
  readonly #journal: Journal | undefined
  readonly #tamper: Tamper | undefined
  readonly #identity: readonly Field[]
  readonly #timers = new Map<TimerName, Timer>()
  #link: Link | undefined
  /** Encoded messages of this turn, written together once the store has them. */
  #outgoing: Buffer[] = []

  constructor(options: EngineSessionOptions) {
    const { settings, store } = options
    this.settings = settings
    this.#store = store
    this.#clock = options.clock
    this.#application = options.application ?? {}
    this.#journal = options.journal
    this.#tamper = options.tamper
    const fresh = store.nextIn === 1 && store.nextOut === 1
    this.#session = createSession(settings, { nextIn: store.nextIn, nextOut: store.nextOut, fresh })
    this.#identity = [
      [Tag.BeginString, settings.version.beginString],
      [Tag.SenderCompID, settings.senderCompID],
      [Tag.TargetCompID, settings.targetCompID],
    ]
  }

  get state(): Session['state'] {
    return this.#session.state
  }

  get established(): boolean {
    return isEstablished(this.#session)
  }

  get connected(): boolean {
    return this.#link?.open === true
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
    if (this.connected) throw new Error('the session has a connection already')
    this.#link = new Link({
      transport,
      clock: this.#clock,
      journal: this.#journal,
      handlers: {
        onMessage: (message, at) => this.#receive(message, at),
        onGarbled: (why, at) => this.#perform({ kind: 'garbled', why, at }),
        onBatchEnd: () => this.#flush(),
        onClose: (why, at) => this.#closed(why, at),
      },
    })
    this.#handle({ kind: 'connected', at: this.#clock.now() })
    this.#link.start()
  }

  /** Sends a message; while disconnected it is numbered and stored, and the counterparty asks for it later. */
  submit(msgType: string, fields: readonly Field[]): void {
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
    this.#stopTimers()
    this.cut()
  }

  /** Ends for good: connection cut, timers stopped, store closed. */
  close(): void {
    this.abandon()
    this.#store.close()
  }

  #stopTimers(): void {
    for (const timer of this.#timers.values()) timer.cancel()
    this.#timers.clear()
  }

  #receive(message: Message, at: number): void {
    const received = this.#tamper === undefined ? message : this.#tamper.incoming(message)
    if (received !== undefined) this.#perform({ kind: 'received', message: received, at })
  }

  #closed(why: string, at: number): void {
    this.#link = undefined
    this.#outgoing = []
    this.#perform({ kind: 'disconnected', why, at })
    this.#store.flush()
    this.#application.onDisconnect?.(why, this)
  }

  #handle(event: SessionEvent): void {
    this.#perform(event)
    this.#flush()
  }

  #perform(event: SessionEvent): void {
    const actions: Action[] = []
    step(this.#session, event, actions)
    for (const action of actions) this.#act(action)
  }

  #act(action: Action): void {
    switch (action.kind) {
      case 'send':
        return this.#send(action)
      case 'deliver':
        return this.#deliver(action.message, action.possDup)
      case 'count':
        return this.#store.setNextIn(action.nextIn)
      case 'replay': {
        const messages = this.#store.read(action.begin, action.end).map(({ bytes }) => decode(toBuffer(bytes)))
        return this.#perform({ kind: 'replayed', messages, at: this.#clock.now() })
      }
      case 'reset':
        return this.#store.reset(this.#clock.now())
      case 'arm':
        this.#timers.get(action.timer)?.cancel()
        this.#timers.set(
          action.timer,
          this.#clock.schedule(action.at, () =>
            this.#handle({ kind: 'timerFired', timer: action.timer, at: this.#clock.now() }),
          ),
        )
        return
      case 'disarm':
        this.#timers.get(action.timer)?.cancel()
        this.#timers.delete(action.timer)
        return
      case 'disconnect':
        this.#flush()
        this.#link?.close()
        return
      case 'observe':
        this.#application.onObservation?.(action.observation, this)
        return
    }
  }

  /** Stored, then sent: the bytes wait in the list until the store has been flushed. */
  #send(action: SendAction): void {
    const bytes = encode([[Tag.MsgType, action.msgType], ...action.fields], this.#identity)
    if (action.store) this.#store.saveOutgoing(action.msgSeqNum, bytes)
    if (!action.transmit) return
    if (this.#tamper === undefined) this.#outgoing.push(bytes)
    else this.#outgoing.push(...this.#tamper.outgoing(bytes))
  }

  #deliver(message: Message, possDup: boolean): void {
    try {
      this.#application.onMessage?.(message, this, possDup)
    } catch (error) {
      const text = `the application failed on message ${message.msgSeqNum}: ${error instanceof Error ? error.message : error}`
      this.#application.onObservation?.({ level: 'error', what: 'deviation', text }, this)
    }
  }

  #flush(): void {
    this.#store.flush()
    const messages = this.#outgoing
    if (messages.length === 0) return
    this.#outgoing = []
    this.#link?.sendAll(messages)
  }
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
