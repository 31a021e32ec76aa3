/**
 * Keeps the sent messages of all sessions below a limit of memory (`totalOutgoingStorageMemoryLimit`; engine parameters
 * 7.3): above it the session that holds most is closed, without a word to its counterparty.
 */
import type { Clock, Timer } from './clock.ts'
import type { HostedSession } from './hosted-session.ts'

const MEGABYTE = 1024 * 1024

export class MemoryLimit {
  readonly #limit: number
  readonly #clock: Clock
  readonly #sessions: () => Iterable<HostedSession>
  readonly #end: (session: HostedSession, why: string) => void
  #due: Timer | undefined

  /**
   * @param megabytes - 0 = no limit
   * @param end - closes a session for good
   */
  constructor(
    megabytes: number,
    clock: Clock,
    sessions: () => Iterable<HostedSession>,
    end: (session: HostedSession, why: string) => void,
  ) {
    this.#limit = megabytes * MEGABYTE
    this.#clock = clock
    this.#sessions = sessions
    this.#end = end
  }

  /** What a session is to call behind each message it stores; undefined where there is no limit to look at. */
  get onStored(): (() => void) | undefined {
    return this.#limit > 0 ? () => this.#look() : undefined
  }

  halt(): void {
    this.#due?.cancel()
    this.#due = undefined
  }

  /** Behind the turn in which it was noticed: a session can not be closed in the middle of its own. */
  #look(): void {
    if (this.#due !== undefined || this.#total() <= this.#limit) return
    this.#due = this.#clock.schedule(this.#clock.now(), () => {
      this.#due = undefined
      this.#endBiggest()
    })
  }

  #total(): number {
    let bytes = 0
    for (const { memoryBytes } of this.#sessions()) bytes += memoryBytes
    return bytes
  }

  #endBiggest(): void {
    for (let total = this.#total(); total > this.#limit; total = this.#total()) {
      let biggest: HostedSession | undefined
      for (const session of this.#sessions())
        if (biggest === undefined || session.memoryBytes > biggest.memoryBytes) biggest = session
      if (biggest === undefined) return
      const limit = `totalOutgoingStorageMemoryLimit of ${this.#limit / MEGABYTE} MB`
      this.#end(biggest, `closed at the ${limit}: it holds ${biggest.memoryBytes} of ${total} bytes`)
    }
  }
}
