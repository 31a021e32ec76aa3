/**
 * The append-only record of what happened: every message of both directions with its exact bytes, every event, with
 * both clocks. It is the only evidence: expectations and reports read it, and nothing else.
 */
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'

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

const UNLIMITED: JournalLimits = { entries: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY }

/** A record in memory. Entries are never changed; the oldest are forgotten when there is a limit. */
export class Journal {
  /** What is kept begins at `#first`; what is before it is forgotten, and goes when it is half of the list. */
  #entries: Entry[] = []
  #first = 0
  readonly #clocks: JournalClocks
  readonly #keep: JournalLimits
  readonly #listeners = new Set<(entry: Entry) => void>()
  #connections = 0
  #length = 0
  #bytes = 0

  /** @param keep - beyond it the oldest entries are forgotten; default: everything is kept */
  constructor(clocks: JournalClocks, keep: JournalLimits = UNLIMITED) {
    this.#clocks = clocks
    this.#keep = keep
  }

  /** What is kept, oldest first. */
  get entries(): readonly Entry[] {
    this.#compact()
    return this.#entries
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
    const from = this.#entries.length - Math.min(this.#length - index - 1, this.#kept)
    return this.#entries.slice(from, from + limit)
  }

  /** Numbers a new connection. */
  openConnection(): number {
    return ++this.#connections
  }

  /** Appends a message. @param at - epoch milliseconds UTC; default: now */
  message(direction: 'in' | 'out', message: Message, connection: number, at = this.#clocks.now()): MessageEntry {
    const elapsedMs = this.#clocks.elapsed()
    // Field by field: to spread what they have in common costs more than all the rest, for each message.
    const entry: MessageEntry = { kind: 'message', direction, message, index: this.#length, at, elapsedMs, connection }
    this.#append(entry)
    return entry
  }

  /**
   * Appends a message of ours by its bytes, which may not change any more. They are indexed when somebody looks at the
   * message, which for most of those of a long talk is never.
   *
   * @param at - epoch milliseconds UTC; default: now
   */
  sent(bytes: Buffer, connection: number, at = this.#clocks.now()): MessageEntry {
    const entry = new SentMessage(bytes, this.#base(connection, at))
    this.#append(entry)
    return entry
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

  #append(entry: Entry): void {
    this.#entries.push(entry)
    this.#length++
    this.#forget(entry)
    if (this.#listeners.size === 0) return
    // A copy: whoever subscribes because of this entry waits for the next one.
    for (const listener of [...this.#listeners]) if (this.#listeners.has(listener)) listener(entry)
  }

  #forget(newest: Entry): void {
    this.#bytes += sizeOf(newest)
    while (this.#kept > 1 && this.#tooMuch) this.#bytes -= sizeOf(this.#entries[this.#first++] as Entry)
    if (this.#first > this.#kept) this.#compact()
  }

  #compact(): void {
    if (this.#first === 0) return
    this.#entries = this.#entries.slice(this.#first)
    this.#first = 0
  }

  get #kept(): number {
    return this.#entries.length - this.#first
  }

  get #tooMuch(): boolean {
    return this.#kept > this.#keep.entries || this.#bytes > this.#keep.bytes
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

function sizeOf(entry: Entry): number {
  if (entry instanceof SentMessage) return entry.bytes.length
  return entry.kind === 'message' ? entry.message.length : (entry.bytes?.length ?? 0)
}
