/** For the tests of the file store: folders that vanish afterwards, crashes, and disks that fail. */

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after } from 'node:test'
import { type FileOperations, nodeFileOperations } from './file-operations.ts'
import { type FileStore, openFileStore } from './file-store.ts'
import type { FileStoreOptions } from './file-store-options.ts'
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
  /** A disk without any room: every operation that needs some throws ENOSPC, a sync and a rename among them. */
  full: boolean
  /** A folder that lies on another disk: a rename into it throws EXDEV. */
  otherDisk: string | undefined
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
    full: false,
    otherDisk: undefined,
    failing: new Set(),
    calls: [],
    write(fd, bytes, start, length, position) {
      step('write')
      if (disk.roomBytes <= 0) throw errno('ENOSPC', 'no space left on device, write')
      const taken = real.write(fd, bytes, start, Math.min(length, disk.roomBytes), position)
      disk.roomBytes -= taken
      return taken
    },
    create: (path) => perform('create', () => real.create(path)),
    truncate: (fd, size) => perform('truncate', () => real.truncate(fd, size)),
    // Noted and not done: these crashes keep what the system has taken, and a real sync would only cost time.
    sync: () => perform('sync', () => {}),
    syncFolder: () => perform('syncFolder', () => {}),
    rename: (from, to) =>
      perform('rename', () => {
        const [here, there] = [from, to].map((path) => disk.otherDisk !== undefined && path.startsWith(disk.otherDisk))
        if (here !== there) throw errno('EXDEV', 'cross-device link not permitted, rename')
        real.rename(from, to)
      }),
    makeFolder: (path) => perform('makeFolder', () => real.makeFolder(path)),
    remove: (path) => perform('remove', () => real.remove(path)),
    copyFile: (from, to) => perform('copyFile', () => real.copyFile(from, to)),
  }
  function step(name: keyof FileOperations): void {
    onStep()
    disk.calls.push(name)
    if (disk.failing.has(name)) throw errno('EIO', `i/o error, ${name}`)
    if (disk.full && !needsNoRoom.has(name)) throw errno('ENOSPC', `no space left on device, ${name}`)
  }
  function perform<Result>(name: keyof FileOperations, call: () => Result): Result {
    step(name)
    return call()
  }
  return disk
}

const needsNoRoom: ReadonlySet<keyof FileOperations> = new Set(['truncate', 'remove'])

function errno(code: string, text: string): Error {
  return Object.assign(new Error(`${code}: ${text}`), { code })
}
