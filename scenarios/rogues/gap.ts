/** Messages that are missing: asking for them, keeping what came too early, and taking it up when its turn has come. */
import type { Field } from '../../src/codec/encode.ts'
import type { Message } from '../../src/codec/message.ts'
import { MsgType } from '../../src/fix/msg-types.ts'
import { Tag } from '../../src/fix/tags.ts'
import { answerResendRequest } from './resend.ts'
import type { RogueSession } from './session.ts'

interface Held {
  readonly message: Message
  /** Dealt with when it came: only its number is still to be counted. */
  readonly done: boolean
}

/** Takes a message whose turn has come. */
export type Process = (session: RogueSession, message: Message) => void

export class Gap {
  readonly #held = new Map<number, Held>()
  #requestedFrom: number | undefined
  /** What the answer must reach at least: the highest number known when it was asked for. */
  #requestedUpTo = 0
  #highest = 0

  /** Something was asked for, and not all of it has come. */
  get open(): boolean {
    return this.#requestedFrom !== undefined
  }

  /** A message above the expected number. @param done - it has been dealt with already, as a Logon */
  tooHigh(session: RogueSession, message: Message, msgSeqNum: number, done = false): void {
    const answered = !done && message.msgType === MsgType.ResendRequest && !session.is('resend.waits-for-own-gap')
    if (answered) answerResendRequest(session, message)
    const handled = session.is('resend.answered-again-after-gap') ? done : done || answered
    if (!this.#held.has(msgSeqNum)) this.#held.set(msgSeqNum, { message, done: handled })
    this.#highest = Math.max(this.#highest, msgSeqNum)
    const { nextIn } = session.store
    const repeated = message.boolean(Tag.PossDupFlag) === true
    const innerGap = repeated && this.#requestedFrom !== nextIn && !session.is('gap-fill.inner-gap-forgotten')
    const again = this.#answered(session) || session.is('gap-fill.requested-with-each-message')
    if (this.#requestedFrom === undefined || innerGap || again) this.request(session)
  }

  /** Asks for all from the expected number on. */
  request(session: RogueSession): void {
    const { nextIn } = session.store
    this.#requestedFrom = nextIn
    this.#requestedUpTo = this.#highest
    if (session.is('gap-fill.never-requested')) return
    const { version } = session.options
    const begin = session.is('gap-fill.requests-one-too-late')
      ? nextIn + 1
      : session.is('gap-fill.requests-from-the-first')
        ? 1
        : nextIn
    const end = session.is('gap-fill.requests-too-little')
      ? nextIn - 1
      : session.is('gap-fill.open-end-of-old-versions')
        ? 5_000
        : version.openEnd
    const fields: Field[] = [
      [Tag.BeginSeqNo, begin],
      [Tag.EndSeqNo, end],
    ]
    session.send(MsgType.ResendRequest, fields)
  }

  /** Goes on with what was kept, as far as it follows without a hole. */
  drain(session: RogueSession, process: Process): void {
    const { store } = session
    const lateAnswers: Message[] = []
    for (;;) {
      for (const [msgSeqNum, { message, done }] of [...this.#held]) {
        if (msgSeqNum >= store.nextIn) continue
        this.#held.delete(msgSeqNum)
        // What a GapFill went over was received all the same: a question is answered, a farewell returned.
        const owed = message.msgType === MsgType.Logout || message.msgType === MsgType.TestRequest
        if (!done && owed && !session.is('gap-fill.forgets-what-it-held')) lateAnswers.push(message)
      }
      const held = this.#held.get(store.nextIn)
      if (held === undefined) break
      this.#held.delete(store.nextIn)
      if (held.done) store.nextIn++
      else process(session, held.message)
      if (session.phase === 'ended') return
    }
    for (const message of lateAnswers) {
      const { nextIn } = store
      process(session, message)
      store.nextIn = nextIn
    }
    this.#close(session)
  }

  #close(session: RogueSession): void {
    if (this.#requestedFrom === undefined) return
    if (this.#held.size > 0) {
      if (this.#answered(session)) this.request(session)
      return
    }
    if (session.store.nextIn <= this.#highest) return
    this.#requestedFrom = undefined
    session.flush()
  }

  /** What was asked for has come, and behind it there is another hole: nobody can have been told of that. */
  #answered(session: RogueSession): boolean {
    const { nextIn } = session.store
    return this.#requestedFrom !== undefined && nextIn > this.#requestedUpTo && nextIn !== this.#requestedFrom
  }

  /** Numbers begin anew: what was kept belongs to the old ones. */
  forget(): void {
    this.#held.clear()
    this.#requestedFrom = undefined
    this.#requestedUpTo = 0
    this.#highest = 0
  }
}
