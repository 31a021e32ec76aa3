/**
 * The newest entries of a talk that has no end. Messages are kept as bytes in pieces of memory that are used again, and
 * their instants in tables: an object for each would live long enough to be moved about by the garbage collector, which
 * costs more than all the rest. Entries are made of them when somebody looks.
 */
import { decode } from '../codec/decode.ts'
import type { Entry, EventEntry, JournalLimits } from './journal.ts'

/** Bytes of the first piece of memory, which many a talk never fills, and of all others. */
const FIRST_PIECE_BYTES = 4 * 1024
const PIECE_BYTES = 64 * 1024
const FIRST_SLOTS = 64

/** What stands in a slot. */
const EVENT = 0
const IN = 1
const OUT = 2

export class RecentEntries {
  readonly #limits: JournalLimits
  /** Entries ever added, and how many of them are kept: the entry with the index i has the slot i modulo their number. */
  #added = 0
  #kept = 0
  #bytes = 0
  #slots = FIRST_SLOTS
  /** For each slot `at`, `elapsedMs`, and where the bytes are: number of the piece times its size, and the place in it. */
  #instants = new Float64Array(3 * FIRST_SLOTS)
  /** For each slot number of bytes, connection, and what it is. */
  #shapes = new Int32Array(3 * FIRST_SLOTS)
  readonly #events = new Map<number, EventEntry>()
  /** The pieces in use, the first of them with the number `#firstPiece`; the last is being filled. */
  #pieces: Buffer[] = []
  #firstPiece = 0
  #used = 0
  #spare: Buffer | undefined

  constructor(limits: JournalLimits) {
    this.#limits = limits
  }

  /** Entries that are kept. */
  get length(): number {
    return this.#kept
  }

  /** Keeps a message: the bytes from `start` up to `end` of `source`. */
  addMessage(
    direction: 'in' | 'out',
    source: Buffer,
    start: number,
    end: number,
    connection: number,
    at: number,
    elapsedMs: number,
  ): void {
    const length = end - start
    const place = this.#placeFor(length)
    source.copy(this.#pieces.at(-1) as Buffer, this.#used, start, end)
    this.#used += length
    this.#fill(direction === 'in' ? IN : OUT, length, connection, at, elapsedMs, place)
  }

  addEvent(entry: EventEntry): void {
    const { bytes } = entry
    // A copy: what was read lies in a buffer that may be many times as long, and is not what the limit counts.
    this.#events.set(this.#added, bytes === undefined ? entry : { ...entry, bytes: Buffer.from(bytes) })
    this.#fill(EVENT, entry.bytes?.length ?? 0, entry.connection, entry.at, entry.elapsedMs, 0)
  }

  /** Entries from position `from` of those that are kept, oldest first. */
  slice(from: number, limit: number): Entry[] {
    const first = this.#added - this.#kept
    const end = Math.min(this.#added, first + from + limit)
    const entries: Entry[] = []
    for (let index = first + Math.max(from, 0); index < end; index++) entries.push(this.#entry(index))
    return entries
  }

  #entry(index: number): Entry {
    const slot = 3 * (index % this.#slots)
    const kind = this.#shapes[slot + 2]
    if (kind === EVENT) return this.#events.get(index) as EventEntry
    const place = this.#instants[slot + 2] as number
    const piece = this.#pieces[Math.floor(place / PIECE_BYTES) - this.#firstPiece] as Buffer
    const start = place % PIECE_BYTES
    // A copy: the piece is written again some day, an entry never changes.
    const bytes = Buffer.from(piece.subarray(start, start + (this.#shapes[slot] as number)))
    return {
      kind: 'message',
      direction: kind === IN ? 'in' : 'out',
      message: decode(bytes),
      index,
      at: this.#instants[slot] as number,
      elapsedMs: this.#instants[slot + 1] as number,
      connection: this.#shapes[slot + 1] as number,
    }
  }

  #fill(kind: number, length: number, connection: number, at: number, elapsedMs: number, place: number): void {
    if (this.#kept === this.#slots) this.#grow()
    const slot = 3 * (this.#added % this.#slots)
    this.#instants[slot] = at
    this.#instants[slot + 1] = elapsedMs
    this.#instants[slot + 2] = place
    this.#shapes[slot] = length
    this.#shapes[slot + 1] = connection
    this.#shapes[slot + 2] = kind
    this.#added++
    this.#kept++
    this.#bytes += length
    while (this.#kept > 1 && (this.#kept > this.#limits.entries || this.#bytes > this.#limits.bytes)) this.#forget()
  }

  #grow(): void {
    const slots = 2 * this.#slots
    const instants = new Float64Array(3 * slots)
    const shapes = new Int32Array(3 * slots)
    for (let index = this.#added - this.#kept; index < this.#added; index++) {
      const from = 3 * (index % this.#slots)
      instants.set(this.#instants.subarray(from, from + 3), 3 * (index % slots))
      shapes.set(this.#shapes.subarray(from, from + 3), 3 * (index % slots))
    }
    this.#slots = slots
    this.#instants = instants
    this.#shapes = shapes
  }

  /** The oldest entry goes, and the pieces before the bytes of the oldest message that is left. */
  #forget(): void {
    const index = this.#added - this.#kept
    const slot = 3 * (index % this.#slots)
    this.#kept--
    this.#bytes -= this.#shapes[slot] as number
    if (this.#shapes[slot + 2] === EVENT) this.#events.delete(index)
    else this.#releaseBefore(Math.floor((this.#instants[slot + 2] as number) / PIECE_BYTES))
  }

  /** No message before this piece is kept: what was forgotten last lies in it. */
  #releaseBefore(piece: number): void {
    for (; this.#firstPiece < piece; this.#firstPiece++) {
      const released = this.#pieces.shift()
      if (released?.length === PIECE_BYTES) this.#spare = released
    }
  }

  /** Where the next message goes; a message longer than a piece has one of its own, cut to size. */
  #placeFor(length: number): number {
    const last = this.#pieces.at(-1)
    if (last === undefined || this.#used + length > last.length) {
      this.#pieces.push(this.#piece(length, last === undefined ? FIRST_PIECE_BYTES : PIECE_BYTES))
      this.#used = 0
    }
    return (this.#firstPiece + this.#pieces.length - 1) * PIECE_BYTES + this.#used
  }

  #piece(length: number, usual: number): Buffer {
    const spare = this.#spare
    if (length > usual) return Buffer.allocUnsafeSlow(length)
    if (usual !== PIECE_BYTES || spare === undefined) return Buffer.allocUnsafeSlow(usual)
    this.#spare = undefined
    return spare
  }
}
