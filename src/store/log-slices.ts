/**
 * The file or files of a log, as one row of bytes. A log is one file, `messages.log`, unless it was told to keep its
 * files small; then `messages.2.log`, `messages.3.log` … follow it. An offset counts from the first byte of the first
 * file. It knows where bytes lie, and nothing of records.
 *
 * With `growBytes` the last file is made longer than what is in it, a stretch at a time; the unused tail is zeros, which
 * a reader ignores.
 */

import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type FileOperations, writeFully } from './file-operations.ts'
import { asStoreError, StoreError } from './store-error.ts'

export const logName = 'messages.log'
const slicePattern = /^messages\.([2-9]|[1-9]\d+)\.log$/

/** A place in a log as people look for it. */
export interface PlaceInFile {
  readonly file: string
  readonly offset: number
}

interface Slice {
  readonly path: string
  /** Offset in the log at which it begins. */
  readonly start: number
}

export interface SliceOptions {
  /** How much longer a file is made at a time; default 0: only as long as what is in it. */
  readonly growBytes?: number
  /** Whether `sync` will be called; default false. */
  readonly durable?: boolean
}

export class LogSlices {
  readonly #folder: string
  readonly #files: FileOperations
  readonly #growBytes: number
  readonly #durable: boolean
  readonly #slices: Slice[] = []
  /** The last slice, open for writing once it was written to. */
  #writer: number | undefined
  #reader: { readonly path: string; readonly fd: number } | undefined
  #size = 0
  /** Size of the last file, unused tail included. */
  #lastFileBytes = 0
  /** Earlier slices whose last bytes are still to be synced. */
  #unsynced: number[] = []

  /** @throws StoreError when a file of the log is missing */
  constructor(folder: string, files: FileOperations, options: SliceOptions = {}) {
    this.#folder = folder
    this.#files = files
    this.#growBytes = options.growBytes ?? 0
    this.#durable = options.durable ?? false
    for (const path of slicePathsIn(folder)) {
      this.#slices.push({ path, start: this.#size })
      this.#lastFileBytes = statSync(path).size
      this.#size += this.#lastFileBytes
    }
  }

  /** Bytes of the whole log. */
  get size(): number {
    return this.#size
  }

  /** Offset at which the last file begins. */
  get lastStart(): number {
    return this.#last.start
  }

  /** Offsets at which the files after the first begin. */
  get laterStarts(): readonly number[] {
    return this.#slices.slice(1).map(({ start }) => start)
  }

  get path(): string {
    return join(this.#folder, logName)
  }

  placeOf(offset: number): PlaceInFile {
    const slice = this.#sliceOf(offset)
    return { file: slice.path, offset: offset - slice.start }
  }

  /** Reads up to `length` bytes from `position` on, as readSync does: fewer at the end of a file, 0 at the end of all. */
  read(target: Uint8Array, start: number, length: number, position: number): number {
    if (position >= this.#size) return 0
    const slice = this.#sliceOf(position)
    const next = this.#slices[this.#slices.indexOf(slice) + 1]
    const wanted = Math.min(length, (next?.start ?? this.#size) - position)
    try {
      return readSync(this.#readerOf(slice), target, start, wanted, position - slice.start)
    } catch (cause) {
      throw asStoreError(cause, slice.path, `bytes from ${position - slice.start} on could not be read`)
    }
  }

  /** Adds `bytes[start, start + length)` behind the last byte. */
  append(bytes: Uint8Array, start: number, length: number): void {
    const fd = this.#openWriter()
    const at = this.#size - this.#last.start
    if (this.#growBytes > 0 && at + length > this.#lastFileBytes) {
      this.#lastFileBytes = Math.ceil((at + length) / this.#growBytes) * this.#growBytes
      this.#files.truncate(fd, this.#lastFileBytes)
    }
    writeFully(this.#files, fd, bytes, start, length, at)
    this.#size += length
  }

  /** Begins another file behind the last. */
  addSlice(): void {
    const fd = this.#openWriter()
    if (this.#lastFileBytes > this.#size - this.#last.start) this.#files.truncate(fd, this.#size - this.#last.start)
    const path = join(this.#folder, `messages.${this.#slices.length + 1}.log`)
    const created = this.#files.create(path)
    if (this.#durable) this.#unsynced.push(fd)
    else closeSync(fd)
    this.#writer = created
    this.#slices.push({ path, start: this.#size })
    this.#lastFileBytes = 0
  }

  /** Cuts everything off from `size` on; files that would be left empty go, but the first. */
  cutTo(size: number): void {
    while (this.#slices.length > 1 && this.#last.start >= size) {
      this.#closeWriter()
      this.#closeReader()
      this.#files.remove(this.#last.path)
      this.#slices.pop()
    }
    this.#files.truncate(this.#openWriter(), size - this.#last.start)
    this.#size = size
    this.#lastFileBytes = size - this.#last.start
  }

  sync(): void {
    for (const fd of this.#unsynced) this.#files.sync(fd)
    this.#releaseUnsynced()
    this.#files.sync(this.#openWriter())
    if (this.#slices.length > 1) this.#files.syncFolder(this.#folder)
  }

  /** Lets go of the files; an unused tail is cut off, if the disk lets it be. */
  close(): void {
    try {
      const used = this.#size - this.#last.start
      if (this.#growBytes > 0 && this.#writer !== undefined && this.#lastFileBytes > used) {
        this.#files.truncate(this.#writer, used)
      }
    } finally {
      this.#closeWriter()
      this.#closeReader()
      this.#releaseUnsynced()
    }
  }

  get #last(): Slice {
    return this.#slices.at(-1) as Slice
  }

  #sliceOf(offset: number): Slice {
    return this.#slices.findLast(({ start }) => start <= offset) ?? this.#last
  }

  #openWriter(): number {
    this.#writer ??= openSync(this.#last.path, 'r+')
    return this.#writer
  }

  #readerOf({ path }: Slice): number {
    if (this.#reader?.path !== path) {
      this.#closeReader()
      this.#reader = { path, fd: openSync(path, 'r') }
    }
    return this.#reader.fd
  }

  #closeWriter(): void {
    if (this.#writer !== undefined) closeSync(this.#writer)
    this.#writer = undefined
  }

  #closeReader(): void {
    if (this.#reader !== undefined) closeSync(this.#reader.fd)
    this.#reader = undefined
  }

  #releaseUnsynced(): void {
    for (const fd of this.#unsynced) closeSync(fd)
    this.#unsynced = []
  }
}

/** The files of the log in a folder, in their order. @throws StoreError when one of them is missing */
function slicePathsIn(folder: string): string[] {
  const later = existsSync(folder)
    ? readdirSync(folder).flatMap((name) => {
        const match = slicePattern.exec(name)
        return match === null ? [] : [Number(match[1])]
      })
    : []
  later.sort((a, b) => a - b)
  const paths = [join(folder, logName), ...later.map((number) => join(folder, `messages.${number}.log`))]
  for (const [position, path] of paths.entries()) {
    const wanted = position === 0 ? join(folder, logName) : join(folder, `messages.${position + 1}.log`)
    if (path === wanted && existsSync(path)) continue
    throw new StoreError({
      problem: 'damaged',
      file: wanted,
      found: 'the log of the present numbering is missing here',
      expected: position === 0 ? 'the first file of the log' : 'the file between its neighbours',
      remedy: 'restore it, or move the folder that it was in away to begin anew at 1/1',
    })
  }
  return paths
}

/** Size in bytes of the files of a log, for people. */
export function logBytesIn(folder: string): number {
  return slicePathsIn(folder).reduce((sum, path) => sum + statSync(path).size, 0)
}
