/**
 * Messages in memory: copied one behind the other into chunks, with columns that say where each lies. A piece of memory
 * for each, or an object, costs more than the message does, and is looked at in every garbage collection.
 */
import { MessageIndex } from './message-index.ts'
import type { StoredMessage } from './message-store.ts'

/** A chunk is twice as long as the one before it, so that a session that says little has little, up to the last size. */
const FIRST_CHUNK_BYTES = 512
const CHUNK_BYTES = 64 * 1024
const FIRST_CAPACITY = 8

export class KeptMessages {
  /** An offset is the number of a chunk times `CHUNK_BYTES`, and the place in it; a longer message has its own chunk. */
  #index = new MessageIndex(FIRST_CAPACITY)
  #chunks: Buffer[] = []
  /** How much of the last chunk is used. */
  #used = 0
  #bytes = 0

  get length(): number {
    return this.#index.length
  }

  /** Bytes of all messages. */
  get bytes(): number {
    return this.#bytes
  }

  /** Bytes of the chunks: what the messages, and what was replaced, take. */
  get room(): number {
    return this.#chunks.reduce((sum, { length }) => sum + length, 0)
  }

  has(msgSeqNum: number): boolean {
    return this.#index.has(msgSeqNum)
  }

  /** Adds a message whose number is above those of all others. */
  add(msgSeqNum: number, bytes: Uint8Array): void {
    this.#index.append(msgSeqNum, this.#copy(bytes), bytes.length)
    this.#bytes += bytes.length
  }

  /** The message of this number, which is there, has these bytes from now on. */
  replace(msgSeqNum: number, bytes: Uint8Array): void {
    this.#bytes += bytes.length - this.#index.sizeAt(this.#index.firstFrom(msgSeqNum))
    this.#index.replace(msgSeqNum, this.#copy(bytes), bytes.length)
  }

  /** Forgets the messages numbered `msgSeqNum` and above; their room is used again. */
  cutFrom(msgSeqNum: number): void {
    this.#index.cutFrom(msgSeqNum)
    let last = -1
    this.#used = 0
    this.#bytes = 0
    // One that was replaced may lie behind those with higher numbers.
    for (let i = 0; i < this.#index.length; i++) {
      const offset = this.#index.offsetAt(i)
      const size = this.#index.sizeAt(i)
      const chunk = Math.floor(offset / CHUNK_BYTES)
      const end = (offset % CHUNK_BYTES) + size
      this.#used = chunk > last ? end : chunk === last ? Math.max(this.#used, end) : this.#used
      last = Math.max(last, chunk)
      this.#bytes += size
    }
    this.#chunks.length = last + 1
  }

  /** Forgets everything. */
  clear(): void {
    this.#index = new MessageIndex(FIRST_CAPACITY)
    this.#chunks = []
    this.#used = 0
    this.#bytes = 0
  }

  /** Copies of the messages numbered from `begin` to `end`, ascending. */
  read(begin: number, end: number): StoredMessage[] {
    const index = this.#index
    const from = index.firstFrom(begin)
    const to = index.firstFrom(end + 1)
    let total = 0
    for (let i = from; i < to; i++) total += index.sizeAt(i)
    // One piece of memory for all of them.
    const copies = new Uint8Array(total)
    const found: StoredMessage[] = []
    let at = 0
    for (let i = from; i < to; i++) {
      const length = index.sizeAt(i)
      const chunk = this.#chunks[Math.floor(index.offsetAt(i) / CHUNK_BYTES)] as Buffer
      const start = index.offsetAt(i) % CHUNK_BYTES
      chunk.copy(copies, at, start, start + length)
      found.push({ msgSeqNum: index.msgSeqNumAt(i), bytes: copies.subarray(at, at + length) })
      at += length
    }
    return found
  }

  /** @returns the offset of the copy */
  #copy(bytes: Uint8Array): number {
    const { length } = bytes
    const last = this.#chunks.at(-1)
    if (last === undefined || this.#used + length > last.length) {
      const usual = last === undefined ? FIRST_CHUNK_BYTES : Math.min(2 * last.length, CHUNK_BYTES)
      this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(usual, length)))
      this.#used = 0
    }
    const chunk = this.#chunks.length - 1
    const start = this.#used
    ;(this.#chunks[chunk] as Buffer).set(bytes, start)
    this.#used += length
    return chunk * CHUNK_BYTES + start
  }
}
