/**
 * Reads a log, record by record, through one window of bytes, and says how it ends: clean, torn, or damaged. Torn is
 * what a crash leaves: nothing readable after the fault. Damaged is anything else: whole records lie behind the fault,
 * and to cut there would lose them in silence.
 */

import type { PlaceInFile } from './log-slices.ts'
import { maxHeaderBytes, type ParsedRecord, parseRecord, type RecordKind, recordMark } from './record.ts'
import { StoreError } from './store-error.ts'

const windowBytes = 1024 * 1024

export type OnRecord = (kind: RecordKind, value: number, offset: number, size: number) => void

/** What is read: bytes in a row, be they in one file or in several. */
export interface LogBytes {
  readonly size: number
  /** As readSync: how many bytes were read, 0 at the end. */
  read(target: Uint8Array, start: number, length: number, position: number): number
  placeOf(offset: number): PlaceInFile
}

export interface ScanResult {
  /** Where the last whole record ends. */
  readonly end: number
  /** Why the bytes after `end` are no record; absent when there are none, or only zeros. */
  readonly torn?: string
  /** Zeros after `end`: what was set aside for records to come, or what a power loss left of some. */
  readonly zeros: number
}

export class LogReader {
  readonly #log: LogBytes
  readonly #size: number
  #window = new Uint8Array(windowBytes)
  #start = 0
  #end = 0

  /** @param log - what lies behind its present size is not looked at */
  constructor(log: LogBytes) {
    this.#log = log
    this.#size = log.size
  }

  /**
   * Hands each record from `from` on to `onRecord`.
   *
   * @throws StoreError when a record is damaged and whole ones follow it
   */
  scan(from: number, onRecord: OnRecord): ScanResult {
    let at = from
    while (at < this.#size) {
      const record = this.recordAt(at)
      if (record.state !== 'whole') return this.#judgeFault(at, record)
      const size = this.#start + record.end - at
      onRecord(record.kind, record.value, at, size)
      at += size
    }
    return { end: at, zeros: 0 }
  }

  /** The record that begins at `offset`; its payload is good until the next call. */
  recordAt(offset: number): ParsedRecord {
    let needs = maxHeaderBytes
    for (;;) {
      this.#load(offset, needs)
      const record = parseRecord(this.#window, offset - this.#start, this.#end - this.#start)
      if (record.state !== 'partial' || record.needs === needs || offset + record.needs > this.#size) return record
      needs = record.needs
    }
  }

  #judgeFault(at: number, record: ParsedRecord): ScanResult {
    const reason = record.state === 'broken' ? record.reason : 'the record is cut short'
    const next = this.#nextWhole(at + 1)
    if (next === undefined) {
      return this.#onlyZerosFrom(at) ? { end: at, zeros: this.#size - at } : { end: at, torn: reason, zeros: 0 }
    }
    throw new StoreError({
      problem: 'damaged',
      ...this.#log.placeOf(at),
      found: `damaged record (${reason}), while a whole record follows at byte ${this.#log.placeOf(next).offset}`,
      expected: 'whole records up to the last',
      remedy: 'restore the file from a copy, or move the session folder away to begin anew at 1/1',
    })
  }

  /** Offset of the first whole record at or after `from`. */
  #nextWhole(from: number): number | undefined {
    for (let at = from; at < this.#size; at++) {
      this.#load(at, 1)
      const mark = this.#window.subarray(0, this.#end - this.#start).indexOf(recordMark, at - this.#start)
      if (mark < 0) {
        at = Math.max(at, this.#end - 1)
        continue
      }
      at = this.#start + mark
      if (this.recordAt(at).state === 'whole') return at
    }
    return undefined
  }

  #onlyZerosFrom(from: number): boolean {
    for (let at = from; at < this.#size; at = this.#end) {
      this.#load(at, 1)
      if (this.#end === at) return false
      for (let i = at - this.#start; i < this.#end - this.#start; i++) if (this.#window[i] !== 0) return false
    }
    return true
  }

  /** Has the window hold `length` bytes from `offset` on, or as many as the log has. */
  #load(offset: number, length: number): void {
    const wanted = Math.min(offset + length, this.#size)
    if (offset >= this.#start && wanted <= this.#end) return
    if (length > this.#window.length) this.#window = new Uint8Array(length)
    this.#start = offset
    this.#end = offset
    const limit = Math.min(offset + this.#window.length, this.#size)
    while (this.#end < limit) {
      const read = this.#log.read(this.#window, this.#end - offset, limit - this.#end, this.#end)
      if (read === 0) break
      this.#end += read
    }
  }
}
