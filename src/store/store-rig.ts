/** For the tests of the file store: folders that vanish afterwards, crashes, and disks that fail. */

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after } from 'node:test'
import { type FileOperations, nodeFileOperations } from './file-operations.ts'
import { type FileStore, type FileStoreOptions, openFileStore } from './file-store.ts'
import type { StoredSession } from './session-folder-name.ts'

export const startedAt = 1_700_000_000_000
export const session: StoredSession = { beginString: 'FIX.4.4', senderCompID: 'TESTER', targetCompID: 'VENUE' }

const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A new folder, removed when the test file is done. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fixproof-store-'))
  folders.push(folder)
  return folder
}

/** Opens the session's store in `directory`; an option set in a test means something. */
export function openIn(directory: string, options: Partial<FileStoreOptions> = {}): FileStore {
  return openFileStore({ directory, session, now: startedAt, ...options })
}

/** What a process that ended now would leave: the files of `directory`, without the locks of the living. */
export function afterCrash(directory: string): string {
  const copy = newFolder()
  cpSync(directory, copy, { recursive: true, filter: (path) => !basename(path).startsWith('lock') })
  return copy
}

/** Path of a file in the session's folder. */
export function pathIn(directory: string, ...parts: string[]): string {
  return join(directory, 'FIX.4.4-TESTER-VENUE', ...parts)
}

export function logPathIn(directory: string): string {
  return pathIn(directory, 'current', 'messages.log')
}

export function indexPathIn(directory: string): string {
  return pathIn(directory, 'current', 'messages.index')
}

/** Replaces a file by what `change` makes of its bytes. */
export function rewrite(path: string, change: (bytes: Uint8Array) => Uint8Array): void {
  writeFileSync(path, change(readFileSync(path)))
}

export function withFlippedByte(bytes: Uint8Array, at: number): Uint8Array {
  const copy = new Uint8Array(bytes)
  copy[at] = (copy[at] as number) ^ 1
  return copy
}

export function archiveNames(directory: string): string[] {
  return readdirSync(pathIn(directory, 'archive')).sort()
}

export interface FailingDisk extends FileOperations {
  /** Bytes that writes still take; then ENOSPC. Default: no end. */
  roomBytes: number
  /** Names of operations that throw EIO. */
  readonly failing: Set<keyof FileOperations>
  /** Names of the operations called, in order. */
  readonly calls: (keyof FileOperations)[]
}

/** Real file operations that can be told to fail; `onStep` runs before each. */
export function failingDisk(onStep: () => void = () => {}): FailingDisk {
  const real = nodeFileOperations
  const disk: FailingDisk = {
    roomBytes: Number.POSITIVE_INFINITY,
    failing: new Set(),
    calls: [],
    write(fd, bytes, start, length, position) {
      step('write')
      if (disk.roomBytes <= 0) throw errno('ENOSPC', 'no space left on device, write')
      const taken = real.write(fd, bytes, start, Math.min(length, disk.roomBytes), position)
      disk.roomBytes -= taken
      return taken
    },
    truncate: (fd, size) => perform('truncate', () => real.truncate(fd, size)),
    sync: (fd) => perform('sync', () => real.sync(fd)),
    syncFolder: (path) => perform('syncFolder', () => real.syncFolder(path)),
    rename: (from, to) => perform('rename', () => real.rename(from, to)),
  }
  function step(name: keyof FileOperations): void {
    onStep()
    disk.calls.push(name)
    if (disk.failing.has(name)) throw errno('EIO', `i/o error, ${name}`)
  }
  function perform(name: keyof FileOperations, call: () => void): void {
    step(name)
    call()
  }
  return disk
}

function errno(code: string, text: string): Error {
  return Object.assign(new Error(`${code}: ${text}`), { code })
}
