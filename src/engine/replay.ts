/**
 * The answer to a ResendRequest(2) on its way to the wire: block after block, as fast as the counterparty reads. The
 * answer can be as long as the store, and it is the counterparty that decides how long and how fast. Between two blocks
 * it stands aside, so that Heartbeats leave and messages are read while it lasts.
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
  /** Epoch milliseconds. */
  now(): number
  /** The answer has stood aside: `resume` is to be called when the others had their turn. */
  onAside(): void
}

/** Bytes that may wait for the counterparty before the answer pauses. */
const MAX_BACKLOG_BYTES = 1024 * 1024
/**
 * Milliseconds after which the answer stands aside. A counterparty that reads as fast as we write never makes it pause,
 * and a long one would keep everybody else waiting for seconds. So short is nothing to a Heartbeat, and so long that the
 * way through the timers costs the answer a twentieth at most.
 */
const MAX_TURN_MS = 20

export class Replay {
  readonly #handlers: ReplayHandlers
  #held: Range | undefined
  #forgotten = false

  constructor(handlers: ReplayHandlers) {
    this.#handlers = handlers
  }

  /** Begins an answer. The core keeps a second one back until the first is complete. */
  start(range: Range): void {
    this.#held = undefined
    this.#forgotten = false
    const { backlog, now, onAside } = this.#handlers
    const since = now()
    let next: Range | undefined = range
    while (next !== undefined) {
      if (backlog() > MAX_BACKLOG_BYTES) {
        this.#held = next
        return
      }
      next = this.#handlers.sendBlock(next)
      if (next === undefined) return
      this.#handlers.flush()
      // The connection may have ended under the write.
      if (this.#forgotten) return
      const taken = now() - since
      // Below zero the clock was set back, and tells nothing.
      if (taken >= 0 && taken < MAX_TURN_MS) continue
      this.#held = next
      return onAside()
    }
  }

  /** The counterparty has read what was on its way, or the others had their turn. */
  resume(): void {
    if (this.#held !== undefined) this.start(this.#held)
  }

  /** The numbering or the connection has ended, and with it the question. */
  forget(): void {
    this.#held = undefined
    this.#forgotten = true
  }
}
