/**
 * The answer to a ResendRequest(2) on its way to the wire: block after block, as fast as the counterparty reads. The
 * answer can be as long as the store, and it is the counterparty that decides how long and how fast.
 */

export interface Range {
  readonly begin: number
  readonly end: number
  /** True where the messages are only looked for, and not sent. */
  readonly lookAhead: boolean
}

/** What a replay does with one block, and how it learns whether to go on. */
export interface ReplayHandlers {
  /** Sends one block again. @returns the block that follows, undefined when the answer is complete */
  sendBlock(range: Range): Range | undefined
  /** Hands over to the transport what has been collected. */
  flush(): void
  /** Bytes that wait for the counterparty. */
  backlog(): number
}

/** Bytes that may wait for the counterparty before the answer pauses. */
const MAX_BACKLOG_BYTES = 1024 * 1024

export class Replay {
  readonly #handlers: ReplayHandlers
  #held: Range | undefined

  constructor(handlers: ReplayHandlers) {
    this.#handlers = handlers
  }

  /** Begins an answer. The core keeps a second one back until the first is complete. */
  start(range: Range): void {
    this.#held = undefined
    let next: Range | undefined = range
    while (next !== undefined) {
      if (this.#handlers.backlog() > MAX_BACKLOG_BYTES) {
        this.#held = next
        return
      }
      next = this.#handlers.sendBlock(next)
      if (next !== undefined) this.#handlers.flush()
    }
  }

  /** The counterparty has read what was on its way. */
  resume(): void {
    if (this.#held !== undefined) this.start(this.#held)
  }

  /** The numbering or the connection has ended, and with it the question. */
  forget(): void {
    this.#held = undefined
  }
}
