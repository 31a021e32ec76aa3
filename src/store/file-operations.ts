/**
 * The few file operations at which a disk can fail a store in the middle of its work. They are handed in, so that a
 * test can have a full disk, a failing sync, or a process that ends between two of them.
 */

import { closeSync, fdatasyncSync, fsyncSync, ftruncateSync, openSync, renameSync, writeSync } from 'node:fs'

export interface FileOperations {
  /** Writes `bytes[start, start + length)` at `position`; returns how many bytes were taken, as writeSync does. */
  write(fd: number, bytes: Uint8Array, start: number, length: number, position: number): number
  truncate(fd: number, size: number): void
  sync(fd: number): void
  /** Makes renames inside a folder durable. */
  syncFolder(path: string): void
  rename(from: string, to: string): void
}

export const nodeFileOperations: FileOperations = {
  write: writeSync,
  truncate: ftruncateSync,
  sync: fdatasyncSync,
  syncFolder(path) {
    // Windows neither can nor needs to sync a folder.
    if (process.platform === 'win32') return
    const fd = openSync(path, 'r')
    try {
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
  },
  rename: renameSync,
}

/** Writes all of `bytes[0, length)` at `position`, however many calls that takes. */
export function writeFully(
  files: FileOperations,
  fd: number,
  bytes: Uint8Array,
  length: number,
  position: number,
): void {
  for (let done = 0; done < length; ) {
    done += files.write(fd, bytes, done, length - done, position + done)
  }
}
