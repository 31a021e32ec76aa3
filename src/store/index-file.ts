/**
 * The index kept on disk beside a log, so that a restart need not read the whole log. It is a convenience: it may be
 * deleted, torn or stale, and a disk that refuses it costs the next start some time and nothing else.
 */

import { closeSync, existsSync, readFileSync, statSync } from 'node:fs'
import { type FileOperations, writeFully } from './file-operations.ts'
import { encodeBlock } from './index-block.ts'
import type { Numbering } from './numbering.ts'

/** The bytes of an index file; none when it is not there. */
export function readIndex(path: string): Uint8Array {
  return existsSync(path) ? readFileSync(path) : new Uint8Array(0)
}

export class IndexFile {
  readonly #path: string
  readonly #files: FileOperations
  #fd: number | undefined
  #written: number

  /**
   * @param path - created with the first block
   * @param bytes - how much of the file holds good; what follows is cut off at once, before the log goes on
   */
  constructor(path: string, bytes: number, files: FileOperations) {
    this.#path = path
    this.#files = files
    this.#written = bytes
    if (existsSync(path) && statSync(path).size > bytes) this.#cutTo(bytes)
  }

  /**
   * Adds a block with what is new since the last, the log being known up to `covered`. When it throws, half a block may
   * lie at the end of the file; the next block is written over it.
   */
  save(numbering: Numbering, covered: number): void {
    const block = encodeBlock(numbering, numbering.index.settled, covered)
    writeFully(this.#files, this.#open(), block, 0, block.length, this.#written)
    this.#written += block.length
    numbering.index.settle()
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd)
    this.#fd = undefined
  }

  #open(): number {
    this.#fd ??= this.#files.create(this.#path)
    return this.#fd
  }

  #cutTo(bytes: number): void {
    try {
      this.#files.truncate(this.#open(), bytes)
    } catch (error) {
      this.close()
      throw error
    }
  }
}
