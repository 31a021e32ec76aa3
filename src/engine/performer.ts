/**
 * Performs what the core decides: an event is one step of the core, and each of its actions is done here, in order and
 * nowhere else. It owns no rule of FIX, and no connection.
 */
import { decode } from '../codec/decode.ts'
import type { Action } from '../session/action.ts'
import type { SessionEvent } from '../session/event.ts'
import { createSession, type Session } from '../session/session.ts'
import type { SessionSettings } from '../session/settings.ts'
import { step } from '../session/step.ts'
import type { MessageStore } from '../store/message-store.ts'
import type { ApplicationCalls } from './application.ts'
import type { Clock } from './clock.ts'
import type { Link } from './link.ts'
import { Outbox } from './outbox.ts'
import { type Range, Replay } from './replay.ts'
import type { Tamper } from './tamper.ts'
import { TimerTable } from './timer-table.ts'

export interface PerformerOptions {
  readonly settings: SessionSettings
  readonly store: MessageStore
  readonly clock: Clock
  readonly application: ApplicationCalls
  readonly tamper: Tamper | undefined
  /** The link of the moment. */
  readonly link: () => Link | undefined
  readonly onTimer: (event: SessionEvent & { kind: 'timerFired' }) => void
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
  #session: Session
  #halted = false

  constructor(options: PerformerOptions) {
    const { settings, store, clock, tamper, onTimer } = options
    this.#options = options
    this.#outbox = new Outbox(settings, store, tamper)
    this.#timers = new TimerTable(clock, (timer) => onTimer({ kind: 'timerFired', timer, at: clock.now() }))
    this.#session = this.#sessionOnStore()
  }

  get session(): Readonly<Session> {
    return this.#session
  }

  /** @throws what the store throws; the caller then starts over */
  perform(event: SessionEvent): void {
    const actions: Action[] = []
    step(this.#session, event, actions)
    for (const action of actions) {
      // The application may have closed the session: the rest has no store and no link.
      if (this.#halted) return
      this.#act(action)
    }
  }

  /** The counterparty has read what was on its way: goes on with what waited for that. */
  goOn(): void {
    this.#replay.resume()
  }

  /** Stores, then sends, what was collected. */
  flush(): void {
    this.#outbox.flush(this.#options.link(), this.#options.clock.now())
  }

  /** Forgets what was to be said on a connection that has gone. */
  unsay(): void {
    this.#outbox.clear()
    this.#replay.forget()
  }

  /** Performs nothing more; no timer stays. */
  halt(): void {
    this.#halted = true
    this.#timers.disarmAll()
    this.unsay()
  }

  /** Begins again with what the store holds, as a new process would. */
  startOver(): void {
    this.#timers.disarmAll()
    this.unsay()
    this.#session = this.#sessionOnStore()
  }

  #sessionOnStore(): Session {
    const { settings, store } = this.#options
    const { nextIn, nextOut } = store
    return createSession(settings, { nextIn, nextOut, fresh: nextIn === 1 && nextOut === 1 })
  }

  #act(action: Action): void {
    const { application, clock, link, store } = this.#options
    switch (action.kind) {
      case 'send':
        return this.#outbox.add(action)
      case 'deliver':
        return application.deliver(action.message, action.possDup)
      case 'count':
        return store.setNextIn(action.nextIn)
      case 'replay':
        return this.#replay.start(action)
      case 'reset':
        this.#replay.forget()
        return store.reset(clock.now())
      case 'arm':
        return this.#timers.arm(action.timer, action.at)
      case 'disarm':
        return this.#timers.disarm(action.timer)
      case 'disconnect':
        this.flush()
        return link()?.close(action.why)
      case 'observe':
        return application.observe(action.observation)
    }
  }

  /** The core makes one block of the answer; the block that it asks for next is left to the replay. */
  #sendBlock({ begin, end }: Range): Range | undefined {
    const { clock, store } = this.#options
    const messages = store.read(begin, end).map(({ bytes }) => decode(toBuffer(bytes)))
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

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
