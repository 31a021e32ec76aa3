/**
 * The bodies of incoming messages, for people: a line each of the instant, the MsgSeqNum(34) and the message, byte for
 * byte, in `incoming.log` beside the log of the numbering. Nothing reads it back; a message that came twice, because the
 * process ended before it was counted, stands in it twice.
 *
 *     20260105-08:00:00.123 17 8=FIX.4.4␁9=153␁…␁10=021␁⏎
 */

import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type FileOperations, writeFully } from './file-operations.ts'
import { asStoreError } from './store-error.ts'

const firstName = 'incoming.log'
const lineFeed = 0x0a
const firstPendingBytes = 64 * 1024
/** Above this size, what waits is written within the tick. */
const maxPendingBytes = 1024 * 1024

export class IncomingLog {
  readonly #folder: string
  readonly #files: FileOperations
  readonly #maxBytes: number
  #path = ''
  #fd: number | undefined
  #written = 0
  #pending = Buffer.alloc(firstPendingBytes)
  #pendingLength = 0
  #stampedAt = Number.NaN
  #stamp = ''

  /**
   * Opens no file before there is something to write.
   *
   * @param maxBytes - a file gets no further line once it is as long; then `incoming.2.log` follows
   */
  constructor(folder: string, files: FileOperations, maxBytes = Number.POSITIVE_INFINITY) {
    this.#folder = folder
    this.#files = files
    this.#maxBytes = maxBytes
  }

  /** @param at - the instant of receipt, epoch milliseconds UTC. @throws StoreError when the disk refuses */
  add(msgSeqNum: number, bytes: Uint8Array, at: number): void {
    const head = `${this.#stampOf(at)} ${msgSeqNum} `
    const length = this.#pendingLength + head.length + bytes.length + 1
    if (length > this.#pending.length) {
      const larger = Buffer.alloc(Math.max(length, this.#pending.length * 2))
      larger.set(this.#pending.subarray(0, this.#pendingLength))
      this.#pending = larger
    }
    this.#pending.write(head, this.#pendingLength, 'latin1')
    this.#pending.set(bytes, this.#pendingLength + head.length)
    this.#pending[length - 1] = lineFeed
    this.#pendingLength = length
    if (length >= maxPendingBytes) this.write()
  }

  /** Returns whether there was anything. @throws StoreError when the disk refuses: nothing waits any more then */
  write(): boolean {
    const length = this.#pendingLength
    if (length === 0) return false
    this.#pendingLength = 0
    try {
      const fd = this.#openForWriting()
      writeFully(this.#files, fd, this.#pending, 0, length, this.#written)
      this.#written += length
      return true
    } catch (cause) {
      this.close()
      throw asStoreError(cause, this.#path, `${length} bytes of incoming messages could not be written`)
    }
  }

  sync(): void {
    if (this.#fd !== undefined) this.#files.sync(this.#fd)
  }

  /** Forgets what waits. */
  takeBack(): void {
    this.#pendingLength = 0
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd)
    this.#fd = undefined
  }

  #openForWriting(): number {
    if (this.#fd !== undefined && this.#written < this.#maxBytes) return this.#fd
    this.close()
    this.#path = this.#lastPath()
    this.#fd = this.#files.create(this.#path)
    this.#written = existsSync(this.#path) ? statSync(this.#path).size : 0
    this.#endTornLine()
    return this.#fd
  }

  /** The last file that is there, or the one after it when that is full. */
  #lastPath(): string {
    let path = join(this.#folder, firstName)
    for (let count = 2; existsSync(path) && statSync(path).size >= this.#maxBytes; count++) {
      path = join(this.#folder, `incoming.${count}.log`)
    }
    return path
  }

  /** What a crash or a full disk left of a line stays as evidence; the next line begins on its own. */
  #endTornLine(): void {
    if (this.#written === 0) return
    const last = Buffer.alloc(1)
    const fd = openSync(this.#path, 'r')
    try {
      readSync(fd, last, 0, 1, this.#written - 1)
    } finally {
      closeSync(fd)
    }
    if (last[0] === lineFeed) return
    writeFully(this.#files, this.#fd as number, Buffer.from([lineFeed]), 0, 1, this.#written)
    this.#written++
  }

  #stampOf(at: number): string {
    if (at !== this.#stampedAt) {
      this.#stampedAt = at
      this.#stamp = new Date(at).toISOString().replaceAll('-', '').replace('T', '-').slice(0, -1)
    }
    return this.#stamp
  }
}
