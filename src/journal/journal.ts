/**
 * The append-only record of what happened: every message of both directions with its exact bytes, every event, with
 * both clocks. It is the only evidence: expectations and reports read it, and nothing else.
 */
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'
import { RecentEntries } from './recent-entries.ts'

/** What happened besides messages. */
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
  /** What happened. */
  readonly event: EventName
  readonly text: string
  /** The bytes in question, for a garbled message. */
  readonly bytes?: Buffer
  /** Which way garbled bytes went. */
  readonly direction?: 'in' | 'out'
}

/** A message or an event. */
export type Entry = MessageEntry | EventEntry

/** The two clocks that stamp an entry. */
export interface JournalClocks {
  /** The clock of the run, epoch milliseconds UTC. */
  now(): number
  /** The real clock, milliseconds from any origin; 0 throughout where a run must not depend on it. */
  elapsed(): number
}

/** How much a journal keeps of a talk that has no end; evidence for a verdict is kept whole. */
export interface JournalLimits {
  /** Entries, at least 1. */
  readonly entries: number
  /** Bytes of the messages in them. One message that is longer is kept all the same. */
  readonly bytes: number
}

/** A record in memory. Entries are never changed; the oldest are forgotten when there is a limit. */
export class Journal {
  /** Everything, where there is no limit. */
  readonly #entries: Entry[] = []
  readonly #recent: RecentEntries | undefined
  readonly #clocks: JournalClocks
  readonly #listeners = new Set<(entry: Entry) => void>()
  #connections = 0
  #length = 0

  /** @param keep - beyond it the oldest entries are forgotten; default: everything is kept */
  constructor(clocks: JournalClocks, keep?: JournalLimits) {
    this.#clocks = clocks
    this.#recent = keep === undefined ? undefined : new RecentEntries(keep)
  }

  /** What is kept, oldest first. */
  get entries(): readonly Entry[] {
    return this.#recent === undefined ? this.#entries : this.#recent.slice(0, this.#recent.length)
  }

  /** Entries ever made; the next one has this index. */
  get length(): number {
    return this.#length
  }

  /**
   * Kept entries behind an index, oldest first.
   *
   * @param index - of the last entry that is known; -1 for all
   */
  after(index: number, limit = Number.POSITIVE_INFINITY): readonly Entry[] {
    const kept = this.#recent?.length ?? this.#entries.length
    const from = kept - Math.min(this.#length - index - 1, kept)
    return this.#recent === undefined ? this.#entries.slice(from, from + limit) : this.#recent.slice(from, limit)
  }

  /** Numbers a new connection. */
  openConnection(): number {
    return ++this.#connections
  }

  /** Milliseconds of the real clock now, for messages that came or went together. */
  get elapsed(): number {
    return this.#clocks.elapsed()
  }

  /** Appends a message. @param at - epoch milliseconds UTC; default: now */
  message(direction: 'in' | 'out', message: Message, connection: number, at = this.#clocks.now()): MessageEntry {
    const entry = this.#messageEntry(direction, message, connection, at, this.elapsed)
    this.#append(entry)
    return entry
  }

  /**
   * Appends a message of the counterparty.
   *
   * @param at - epoch milliseconds UTC
   * @param elapsedMs - of the real clock, as `elapsed` gave it
   */
  received(message: Message, connection: number, at: number, elapsedMs: number): void {
    if (this.#recent === undefined || this.#listeners.size > 0)
      return this.#append(this.#messageEntry('in', message, connection, at, elapsedMs))
    const { source, sourceStart: start, sourceEnd: end } = message
    this.#recent.addMessage('in', source, start, end, connection, at, elapsedMs)
    this.#length++
  }

  /**
   * Appends messages of ours that leave together, by their bytes, which may not change any more. Their fields are found
   * when somebody looks at them, which for most of those of a long talk is never.
   */
  sent(messages: readonly Buffer[], connection: number): void {
    const at = this.#clocks.now()
    const elapsedMs = this.elapsed
    for (const source of messages) {
      if (this.#recent === undefined || this.#listeners.size > 0) {
        this.#append(new SentMessage(source, { index: this.#length, at, elapsedMs, connection }))
        continue
      }
      this.#recent.addMessage('out', source, 0, source.length, connection, at, elapsedMs)
      this.#length++
    }
  }

  /** Appends an event; the connection is the last one unless stated. */
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
    return { index: this.#length, at, elapsedMs: this.#clocks.elapsed(), connection }
  }

  #messageEntry(
    direction: 'in' | 'out',
    message: Message,
    connection: number,
    at: number,
    elapsedMs: number,
  ): MessageEntry {
    // Field by field: to spread what entries have in common costs more than all the rest.
    return { kind: 'message', direction, message, index: this.#length, at, elapsedMs, connection }
  }

  #append(entry: Entry): void {
    if (this.#recent === undefined) this.#entries.push(entry)
    else if (entry.kind === 'event') this.#recent.addEvent(entry)
    else {
      const { direction, message, connection, at, elapsedMs } = entry
      const { source, sourceStart, sourceEnd } = message
      this.#recent.addMessage(direction, source, sourceStart, sourceEnd, connection, at, elapsedMs)
    }
    this.#length++
    if (this.#listeners.size === 0) return
    // A copy: whoever subscribes because of this entry waits for the next one.
    for (const listener of [...this.#listeners]) if (this.#listeners.has(listener)) listener(entry)
  }
}

/** A message of ours; its fields are found when they are asked for. */
class SentMessage implements MessageEntry {
  readonly kind = 'message'
  readonly direction = 'out'
  readonly index: number
  readonly at: number
  readonly elapsedMs: number
  readonly connection: number
  readonly bytes: Buffer
  #message: Message | undefined

  constructor(bytes: Buffer, { index, at, elapsedMs, connection }: EntryBase) {
    this.bytes = bytes
    this.index = index
    this.at = at
    this.elapsedMs = elapsedMs
    this.connection = connection
  }

  get message(): Message {
    this.#message ??= decode(this.bytes)
    return this.#message
  }
}
