/**
 * The append-only record of what happened: every message of both directions with its exact bytes, every event, with
 * both clocks. It is the only evidence: expectations and reports read it, and nothing else.
 */
import type { Message } from '../codec/message.ts'

export type EventName = 'connect' | 'disconnect' | 'refused' | 'garbled' | 'stage' | 'control' | 'archive' | 'note'

interface EntryBase {
  /** Position in the journal, from 0. */
  readonly index: number
  /** Epoch milliseconds UTC, on the clock of the run. */
  readonly at: number
  /** The real clock, milliseconds since the journal began; differs from `at` under the simulated clock. */
  readonly elapsedMs: number
  /** Which connection of the journal it belongs to, from 1; 0 before the first. */
  readonly connection: number
}

/** Directions are seen from the tester: `out` goes to the target. */
export interface MessageEntry extends EntryBase {
  readonly kind: 'message'
  readonly direction: 'in' | 'out'
  readonly message: Message
}

export interface EventEntry extends EntryBase {
  readonly kind: 'event'
  readonly event: EventName
  readonly text: string
  /** The bytes in question, for a garbled message. */
  readonly bytes?: Buffer
  /** Which way garbled bytes went. */
  readonly direction?: 'in' | 'out'
}

export type Entry = MessageEntry | EventEntry

export interface JournalClocks {
  /** The clock of the run, epoch milliseconds UTC. */
  now(): number
  /** The real clock, milliseconds from any origin; 0 throughout where a run must not depend on it. */
  elapsed(): number
}

export class Journal {
  readonly #entries: Entry[] = []
  readonly #clocks: JournalClocks
  readonly #listeners = new Set<(entry: Entry) => void>()
  #connections = 0

  constructor(clocks: JournalClocks) {
    this.#clocks = clocks
  }

  get entries(): readonly Entry[] {
    return this.#entries
  }

  get length(): number {
    return this.#entries.length
  }

  /** Numbers a new connection. */
  openConnection(): number {
    return ++this.#connections
  }

  message(direction: 'in' | 'out', message: Message, connection: number, at = this.#clocks.now()): MessageEntry {
    const entry: MessageEntry = { kind: 'message', direction, message, ...this.#base(connection, at) }
    this.#append(entry)
    return entry
  }

  event(
    event: EventName,
    text: string,
    options: { connection?: number; at?: number; bytes?: Buffer; direction?: 'in' | 'out' } = {},
  ): EventEntry {
    const { connection = this.#connections, at = this.#clocks.now(), bytes, direction } = options
    const entry: EventEntry = {
      kind: 'event',
      event,
      text,
      ...this.#base(connection, at),
      ...(bytes === undefined ? {} : { bytes }),
      ...(direction === undefined ? {} : { direction }),
    }
    this.#append(entry)
    return entry
  }

  /** Calls back after each new entry, until the returned function is called. */
  subscribe(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #base(connection: number, at: number): EntryBase {
    return { index: this.#entries.length, at, elapsedMs: this.#clocks.elapsed(), connection }
  }

  #append(entry: Entry): void {
    this.#entries.push(entry)
    if (this.#listeners.size === 0) return
    // A copy: whoever subscribes because of this entry waits for the next one.
    for (const listener of [...this.#listeners]) if (this.#listeners.has(listener)) listener(entry)
  }
}
