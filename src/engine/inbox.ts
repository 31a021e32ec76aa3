/**
 * What arrives while the application is busy with a message waits here, in order. A connection that can pause is not
 * read meanwhile, which slows the counterparty down; of one that can not, so much is kept and no more.
 */
import type { SessionEvent } from '../session/event.ts'
import type { Link } from './link.ts'

export type Arrival = Extract<SessionEvent, { kind: 'received' | 'garbled' }>

/** More than a chunk of small messages: pausing for each message would cost more than it saves. */
const PAUSE_AT = 256

/** A connection that can not pause is cut beyond this; what was dropped is asked for after the next Logon. */
const MAX_WAITING = 10_000

export class Inbox {
  #waiting: Arrival[] = []
  #paused: Link | undefined

  get waiting(): number {
    return this.#waiting.length
  }

  hold(arrival: Arrival, link: Link | undefined): void {
    this.#waiting.push(arrival)
    if (this.#waiting.length === PAUSE_AT) {
      this.#paused = link
      link?.pause()
    } else if (this.#waiting.length > MAX_WAITING)
      link?.destroy(`the application does not keep up: ${this.#waiting.length} messages wait for it`)
  }

  next(): Arrival | undefined {
    const first = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#goOnReading()
    return first
  }

  /** The connection has gone: what was not looked at was not received, and comes again. @returns how many there were */
  clear(): number {
    const dropped = this.#waiting.length
    this.#waiting = []
    this.#paused = undefined
    return dropped
  }

  #goOnReading(): void {
    this.#paused?.resume()
    this.#paused = undefined
  }
}
