/**
 * The file operations at which a disk can fail a store in the middle of its work: all that change something. They are
 * handed in, so that a test can have a full disk, a failing sync, or a process that ends between two of them.
 */

import {
  closeSync,
  constants,
  copyFileSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

export interface FileOperations {
  /** Opens a file for reading and writing, making it when it is not there. */
  create(path: string): number
  /** Writes `bytes[start, start + length)` at `position`; returns how many bytes were taken, as writeSync does. */
  write(fd: number, bytes: Uint8Array, start: number, length: number, position: number): number
  truncate(fd: number, size: number): void
  sync(fd: number): void
  /** Makes renames inside a folder durable. */
  syncFolder(path: string): void
  rename(from: string, to: string): void
  /** Makes a folder and those above it; nothing when it is there. */
  makeFolder(path: string): void
  /** Removes a file, or a folder with all that is in it; nothing when it is not there. */
  remove(path: string): void
  copyFile(from: string, to: string): void
}

export const nodeFileOperations: FileOperations = {
  // By number: 'a+' would write at the end whatever the position, and 'r+' would not create.
  create: (path) => openSync(path, constants.O_RDWR | constants.O_CREAT, 0o644),
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
  makeFolder: makeFolders,
  remove: (path) => rmSync(path, { recursive: true, force: true }),
  copyFile: copyFileSync,
}

/**
 * Makes a folder and those above it. Node's own way of doing both never returns on a file system that lets nobody make
 * folders and says ENOENT, as /proc does.
 */
export function makeFolders(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return
  const above = dirname(path)
  if (above !== path) makeFolders(above)
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process may have made it since we looked.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error
  }
}

/** Writes all of `bytes[start, start + length)` at `position`, however many calls that takes. */
export function writeFully(
  files: FileOperations,
  fd: number,
  bytes: Uint8Array,
  start: number,
  length: number,
  position: number,
): void {
  for (let done = 0; done < length; ) {
    done += files.write(fd, bytes, start + done, length - done, position + done)
  }
}
