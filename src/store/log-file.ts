/**
 * The append-only log of one numbering as a file, with the records of the present tick in front of it in memory. It
 * knows bytes and places; what the records mean is the numbering's business.
 */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type FileOperations, writeFully } from './file-operations.ts'
import { encodeRecord, type RecordKind, recordRoom } from './record.ts'
import { causeText, StoreError } from './store-error.ts'

const firstPendingBytes = 64 * 1024
/** A pending buffer that one big tick left behind is given back above this size. */
const keptPendingBytes = 4 * 1024 * 1024

export class LogFile {
  readonly path: string
  readonly fd: number
  readonly #files: FileOperations
  #written: number
  #pending = new Uint8Array(firstPendingBytes)
  #pendingLength = 0

  /** @param path - a log that is there; opened for reading and writing */
  constructor(path: string, files: FileOperations) {
    this.path = path
    this.#files = files
    this.fd = openSync(path, 'r+')
    this.#written = fstatSync(this.fd).size
  }

  /** Bytes in the file. */
  get written(): number {
    return this.#written
  }

  /** Bytes that wait for `write`. */
  get pending(): number {
    return this.#pendingLength
  }

  /** Where the next record will begin. */
  get end(): number {
    return this.#written + this.#pendingLength
  }

  /** Adds a record to those that wait for `write`, and returns its offset. */
  append(kind: RecordKind, value: number, payload: Uint8Array): number {
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

  /**
   * Writes what waits, in one call where the system takes it in one.
   *
   * @throws StoreError when it cannot. Nothing waits any more then, and a part of it may lie behind `written`: cut there.
   */
  write(): void {
    const length = this.#pendingLength
    this.#pendingLength = 0
    try {
      writeFully(this.#files, this.fd, this.#pending, length, this.#written)
    } catch (cause) {
      throw new StoreError({
        file: this.path,
        offset: this.#written,
        found: `${length} bytes could not be written (${causeText(cause)}); none of them count as stored`,
        remedy: 'make room on the disk, or check it; what was not stored must not be sent',
        cause,
      })
    }
    this.#written += length
    if (this.#pending.length > keptPendingBytes) this.#pending = new Uint8Array(firstPendingBytes)
  }

  /** Cuts the file off at `size`. */
  cutTo(size: number): void {
    this.#files.truncate(this.fd, size)
    this.#written = size
  }

  sync(): void {
    this.#files.sync(this.fd)
  }

  /** A copy of `[offset, offset + size)`, be it written or waiting; shorter where the file is. */
  read(offset: number, size: number): Uint8Array {
    const bytes = new Uint8Array(size)
    const fromFile = Math.max(0, Math.min(size, this.#written - offset))
    let done = 0
    while (done < fromFile) {
      const read = readSync(this.fd, bytes, done, fromFile - done, offset + done)
      if (read === 0) return bytes.subarray(0, done)
      done += read
    }
    if (done < size) {
      const start = offset + done - this.#written
      bytes.set(this.#pending.subarray(start, start + size - done), done)
    }
    return bytes
  }

  close(): void {
    closeSync(this.fd)
  }
}
