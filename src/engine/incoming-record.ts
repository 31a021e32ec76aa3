/**
 * Bodies of incoming messages on their way to the store: each is kept when its number counts, so what is kept is what
 * was processed (`logIncomingMessages`). A message that waits behind a gap, or is with the application, waits here too.
 */
import type { Message } from '../codec/message.ts'
import type { Session } from '../session/session.ts'
import type { MessageStore } from '../store/message-store.ts'

interface Received {
  readonly message: Message
  readonly at: number
}

export class IncomingRecord {
  readonly #store: MessageStore
  readonly #waiting = new Map<number, Received>()

  constructor(store: MessageStore) {
    this.#store = store
  }

  /** Goes around the step of the core that looks at the message. */
  during(session: Readonly<Session>, message: Message, at: number, step: () => void): void {
    const { msgSeqNum } = message
    if (msgSeqNum === undefined) return step()
    const before = this.#waiting.get(msgSeqNum)
    const received = { message, at }
    const seen = msgSeqNum < session.nextIn
    this.#waiting.set(msgSeqNum, received)
    step()
    if (this.#waiting.get(msgSeqNum) !== received) return
    // Not counted yet, and not to be: it was seen before, or has to come again. Nobody else bounds what waits here.
    const goesOn = !seen && (msgSeqNum < session.nextIn || session.held.has(msgSeqNum))
    if (goesOn) return
    if (before === undefined) this.#waiting.delete(msgSeqNum)
    else this.#waiting.set(msgSeqNum, before)
  }

  /** The numbers below this one count. @throws StoreError */
  counted(nextIn: number): void {
    const due = [...this.#waiting].filter(([msgSeqNum]) => msgSeqNum < nextIn).sort(([a], [b]) => a - b)
    for (const [msgSeqNum, { message, at }] of due) {
      this.#waiting.delete(msgSeqNum)
      this.#store.saveIncoming?.(msgSeqNum, message.bytes, at)
    }
  }

  /** A new numbering begins; the message that begins it is still to be counted. */
  forgetAllBut(msgSeqNum: number): void {
    for (const other of this.#waiting.keys()) if (other !== msgSeqNum) this.#waiting.delete(other)
  }

  /** Begins again with what the store holds. */
  forget(): void {
    this.#waiting.clear()
  }
}
