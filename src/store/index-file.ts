/**
 * The index kept on disk beside a log, so that a restart need not read the whole log. It is a convenience: it may be
 * deleted, torn or stale, and a disk that refuses it costs the next start some time and nothing else.
 */

import { closeSync, constants, existsSync, openSync, readFileSync } from 'node:fs'
import { type FileOperations, writeFully } from './file-operations.ts'
import { encodeBlock } from './index-block.ts'
import type { Numbering } from './numbering.ts'

/** The bytes of an index file; none when it is not there. */
export function readIndex(path: string): Uint8Array {
  return existsSync(path) ? readFileSync(path) : new Uint8Array(0)
}

export class IndexFile {
  readonly #fd: number
  readonly #files: FileOperations
  #written: number

  /**
   * @param path - created when it is not there
   * @param bytes - how much of the file holds good; what follows is cut off
   */
  constructor(path: string, bytes: number, files: FileOperations) {
    this.#files = files
    this.#fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o644)
    this.#files.truncate(this.#fd, bytes)
    this.#written = bytes
  }

  /**
   * Adds a block with what is new since the last, the log being known up to `covered`. When it throws, half a block may
   * lie at the end of the file; the next block is written over it.
   */
  save(numbering: Numbering, covered: number): void {
    const block = encodeBlock(numbering, numbering.index.settled, covered)
    writeFully(this.#files, this.#fd, block, block.length, this.#written)
    this.#written += block.length
    numbering.index.settle()
  }

  close(): void {
    closeSync(this.#fd)
  }
}
