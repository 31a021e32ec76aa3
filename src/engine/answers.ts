/** Answers to ResendRequests: block after block, out of what is stored and what the application lets pass. */
import type { Message } from '../codec/message.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import type { Action, NumberRange } from '../session/action.ts'
import type { Session } from '../session/session.ts'
import { step } from '../session/step.ts'
import { unsentFrom } from '../session/unsent-numbers.ts'
import type { MessageStore } from '../store/message-store.ts'
import type { ApplicationCalls } from './application.ts'
import type { Clock, Timer } from './clock.ts'
import { type Range, Replay } from './replay.ts'
import { readMessages } from './stored-messages.ts'

export interface AnswersOptions {
  readonly store: MessageStore
  readonly clock: Clock
  readonly application: ApplicationCalls
  /** False: a damaged message ends the answer, rather than to be filled over. */
  readonly fillsOverDamage: boolean
  readonly session: () => Session
  /** Performs what the core decides. */
  readonly act: (action: Action) => void
  /** Stores, then sends, what was collected. */
  readonly flush: () => void
  /** Bytes that the counterparty has not read yet. */
  readonly backlog: () => number
  /** An answer that stood aside goes on: `resume` is to be called, in a turn. */
  readonly onAnswerDue: () => void
  /** True once nothing more is performed: the application may close the session while it is asked. */
  readonly halted: () => boolean
}

export class Answers {
  readonly #options: AnswersOptions
  readonly #replay: Replay
  /** Set while an answer stands aside. */
  #due: Timer | undefined

  constructor(options: AnswersOptions) {
    this.#options = options
    const { clock, flush, backlog } = options
    this.#replay = new Replay({
      sendBlock: (range) => this.#sendBlock(range),
      flush,
      backlog,
      now: () => clock.now(),
      onAside: () => this.#goOnSoon(),
    })
  }

  /** Behind the timers that are due, and what has arrived meanwhile. */
  #goOnSoon(): void {
    const { clock, onAnswerDue } = this.#options
    this.#due ??= clock.schedule(clock.now(), () => {
      this.#due = undefined
      onAnswerDue()
    })
  }

  start(range: Range): void {
    this.#replay.start(range)
  }

  /** Goes on with what waited for the counterparty to read, or stood aside. */
  resume(): void {
    this.#replay.resume()
  }

  forget(): void {
    this.#due?.cancel()
    this.#due = undefined
    this.#replay.forget()
  }

  /** Stored messages, without those that can not be read, which is told. */
  read({ begin, end }: NumberRange): Message[] {
    const { application, store } = this.#options
    return readMessages(store, begin, end, (text) => application.observe({ level: 'warning', what: 'deviation', text }))
  }

  /** What an answer is made of. @throws StoreError for a damaged message, where an answer without it is not wanted */
  #readForAnswer(range: NumberRange): Message[] {
    const { fillsOverDamage, store } = this.#options
    if (fillsOverDamage) return this.read(range)
    return readMessages(store, range.begin, range.end, (text, error) => {
      throw error ?? new Error(text)
    })
  }

  /** The core makes one block of the answer; the block that it asks for next is left to the replay. */
  #sendBlock({ begin, end, lookAhead }: Range): Range | undefined {
    const { application, clock, store, act, halted } = this.#options
    const mayGo = ({ msgType }: Message) => lookAhead || isSessionMessage(msgType)
    const messages = this.#readForAnswer({ begin, end }).filter(
      (message) => mayGo(message) || application.allowsResend(message),
    )
    if (halted()) return undefined
    const session = this.#options.session()
    const waited = session.unsent.length > 0
    const actions: Action[] = []
    step(session, { kind: 'replayed', messages, at: clock.now() }, actions)
    // Without it a new process would take them for unsent until the next new message says otherwise.
    if (waited) store.markSent(Math.min(unsentFrom(session), session.nextOut) - 1)
    let next: Range | undefined
    for (const action of actions) {
      if (action.kind === 'replay') next = action
      else act(action)
    }
    return halted() ? undefined : next
  }
}
