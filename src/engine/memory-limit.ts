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
  /** What each session held when it was last looked at, and all of them together: a message costs one look, not one at all. */
  #held = new Map<HostedSession, number>()
  #total = 0
  /** Sessions have come or gone since all of them were looked at. */
  #stale = true

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
  onStored(session: () => HostedSession): (() => void) | undefined {
    return this.#limit > 0 ? () => this.#look(session()) : undefined
  }

  /** To be told when a session has come or gone. */
  sessionsChanged(): void {
    this.#stale = true
  }

  halt(): void {
    this.#due?.cancel()
    this.#due = undefined
  }

  /** Behind the turn in which it was noticed: a session can not be closed in the middle of its own. */
  #look(session: HostedSession): void {
    if (this.#due !== undefined || !this.#exceededBy(session)) return
    this.#due = this.#clock.schedule(this.#clock.now(), () => {
      this.#due = undefined
      this.#endBiggest()
    })
  }

  #exceededBy(session: HostedSession): boolean {
    if (!this.#stale) {
      const { memoryBytes } = session
      this.#total += memoryBytes - (this.#held.get(session) ?? 0)
      this.#held.set(session, memoryBytes)
      if (this.#total <= this.#limit) return false
    }
    // The others may have given back since they were looked at.
    return this.#countAll() > this.#limit
  }

  #countAll(): number {
    this.#held = new Map()
    this.#total = 0
    this.#stale = false
    for (const session of this.#sessions()) {
      const { memoryBytes } = session
      this.#held.set(session, memoryBytes)
      this.#total += memoryBytes
    }
    return this.#total
  }

  #endBiggest(): void {
    for (let total = this.#countAll(); total > this.#limit; total = this.#countAll()) {
      let biggest: HostedSession | undefined
      for (const session of this.#sessions())
        if (biggest === undefined || session.memoryBytes > biggest.memoryBytes) biggest = session
      if (biggest === undefined) return
      const limit = `totalOutgoingStorageMemoryLimit of ${this.#limit / MEGABYTE} MB`
      this.#end(biggest, `closed at the ${limit}: it holds ${biggest.memoryBytes} of ${total} bytes`)
    }
  }
}
