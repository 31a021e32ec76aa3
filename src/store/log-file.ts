/**
 * The append-only log of one numbering, with the records of the present tick in front of its files in memory. It knows
 * bytes and places; what the records mean is the numbering's business.
 */

import type { LogSlices } from './log-slices.ts'
import { encodeRecord, type RecordKind, recordRoom } from './record.ts'
import { causeText, isNoRoom, StoreError } from './store-error.ts'

const firstPendingBytes = 64 * 1024
/** A pending buffer that one big tick left behind is given back above this size. */
const keptPendingBytes = 4 * 1024 * 1024

export interface SlicePolicy {
  /** A file takes no further record that would make it longer than this, unless it is new. */
  readonly maxBytes: number
  /** What the first record of a further file holds. */
  readonly payload: Uint8Array
}

export class LogFile {
  readonly #slices: LogSlices
  readonly #policy: SlicePolicy | undefined
  #written: number
  #pending = new Uint8Array(firstPendingBytes)
  #pendingLength = 0
  /** Places in `pending` at which another file begins. */
  #breaks: number[] = []
  /** Offset at which the newest file begins, be it written or waiting, and where the first record in it ends. */
  #sliceStart: number
  #sliceHeadEnd: number

  /** @param policy - for a log of several files; one file when absent */
  constructor(slices: LogSlices, policy: SlicePolicy | undefined) {
    this.#slices = slices
    this.#policy = policy
    this.#written = slices.size
    this.#sliceStart = slices.lastStart
    this.#sliceHeadEnd = this.#sliceStart
  }

  get path(): string {
    return this.#slices.path
  }

  /** Bytes in the files. */
  get written(): number {
    return this.#written
  }

  /** Bytes that wait for `write`. */
  get pending(): number {
    return this.#pendingLength
  }

  /** Where the next record will begin; further on when it begins another file. */
  get end(): number {
    return this.#written + this.#pendingLength
  }

  /** Adds a record to those that wait for `write`, and returns its offset. */
  append(kind: RecordKind, value: number, payload: Uint8Array): number {
    this.#beginSliceIfFull(recordRoom(payload.length))
    return this.#add(kind, value, payload)
  }

  /**
   * Writes what waits, in one call where the system takes it in one.
   *
   * @throws StoreError when it cannot. Nothing waits any more then, and a part of it may lie behind `written`: cut there.
   */
  write(): void {
    const length = this.#pendingLength
    const breaks = this.#breaks
    this.#pendingLength = 0
    if (breaks.length > 0) this.#breaks = []
    try {
      let start = 0
      for (const end of breaks) {
        if (end > start) this.#slices.append(this.#pending, start, end - start)
        this.#slices.addSlice()
        start = end
      }
      if (length > start) this.#slices.append(this.#pending, start, length - start)
    } catch (cause) {
      throw new StoreError({
        problem: isNoRoom(cause) ? 'full' : 'disk',
        ...this.#slices.placeOf(this.#written),
        found: `${length} bytes could not be written (${causeText(cause)}); none of them count as stored`,
        expected: 'a disk that takes them',
        remedy: 'make room on the disk, or check it; what was not stored must not be sent',
        cause,
      })
    }
    this.#written += length
    if (this.#pending.length > keptPendingBytes) this.#pending = new Uint8Array(firstPendingBytes)
  }

  /** A copy of `[offset, offset + size)`, be it written or waiting; shorter where the log is. */
  read(offset: number, size: number): Uint8Array {
    const bytes = new Uint8Array(size)
    const fromFile = Math.max(0, Math.min(size, this.#written - offset))
    let done = 0
    while (done < fromFile) {
      const read = this.#slices.read(bytes, done, fromFile - done, offset + done)
      if (read === 0) return bytes.subarray(0, done)
      done += read
    }
    if (done < size) {
      const start = offset + done - this.#written
      bytes.set(this.#pending.subarray(start, start + size - done), done)
    }
    return bytes
  }

  #beginSliceIfFull(room: number): void {
    if (this.#policy === undefined) return
    const hasRecords = this.end > this.#sliceHeadEnd
    if (!hasRecords || this.end + room - this.#sliceStart <= this.#policy.maxBytes) return
    this.#breaks.push(this.#pendingLength)
    this.#sliceStart = this.end
    this.#add('slice', this.end, this.#policy.payload)
    this.#sliceHeadEnd = this.end
  }

  #add(kind: RecordKind, value: number, payload: Uint8Array): number {
    const offset = this.end
    const room = this.#pendingLength + recordRoom(payload.length)
    if (room > this.#pending.length) {
      const larger = new Uint8Array(Math.max(room, this.#pending.length * 2))
      larger.set(this.#pending.subarray(0, this.#pendingLength))
      this.#pending = larger
    }
    this.#pendingLength = encodeRecord(this.#pending, this.#pendingLength, kind, value, payload)
    return offset
  }
}
