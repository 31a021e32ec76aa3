/**
 * Messages that a reset takes along. A store begins a numbering with nothing in it, so until they are stored again,
 * under new numbers, only the archive has them: a write that fails then would lose them without a word.
 */
import type { Message } from '../codec/message.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import type { MessageStore } from '../store/message-store.ts'

/** What each step without a reset takes: it need not be made each time. */
const NONE: readonly Message[] = []

export class CarriedMessages {
  #waiting: Message[] = []
  #unsaved: Message[] = []

  add(messages: readonly Message[]): void {
    this.#waiting.push(...messages)
  }

  /** Those that are to be given new numbers now. */
  take(): readonly Message[] {
    if (this.#waiting.length === 0) return NONE
    const messages = this.#waiting
    this.#waiting = []
    this.#unsaved = messages
    return messages
  }

  /** The store has been flushed. */
  saved(): void {
    if (this.#unsaved.length > 0) this.#unsaved = []
  }

  /** A write has failed. @returns the messages of the application that the store does not have any more */
  lost(store: MessageStore): Message[] {
    const messages = [...this.#unsaved, ...this.#waiting]
    this.#unsaved = []
    this.#waiting = []
    return messages.filter((message) => !isSessionMessage(message.msgType) && !isStored(store, message))
  }
}

/** True as well where the store can not be read: the fault that is told says more than we could. */
function isStored(store: MessageStore, { msgSeqNum = 0, bytes }: Message): boolean {
  try {
    let damaged = false
    const found = store.read(msgSeqNum, msgSeqNum, () => {
      damaged = true
    })
    return damaged || found.some((stored) => bytes.equals(stored.bytes))
  } catch {
    return true
  }
}
