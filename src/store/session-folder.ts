/**
 * The folder of one session, and how a numbering gives way to the next.
 *
 *     <directory>/FIX.4.4-SENDER-TARGET/
 *       lock
 *       current/messages.log  messages.index
 *       archive/<createdAt>-<archivedAt>/messages.log  messages.index
 *       next/                                             only while a reset is under way
 *
 * A reset is two renames: `next` is written whole, `current` is renamed into the archive, `next` becomes `current`. The
 * first rename decides. With `current` there, the reset has not happened and `next` is dropped; without it, it has, and
 * `next` is promoted. So whatever instant a process ends at, the next start finds all old or all new.
 */

import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type FileOperations, writeFully } from './file-operations.ts'
import { logName } from './numbering-files.ts'
import { encodeRecord, parseRecord, recordRoom } from './record.ts'
import { beginPayload } from './recovery.ts'
import { sessionFolderName } from './session-folder-name.ts'

export interface ArchiveFolder {
  readonly createdAt: number
  readonly archivedAt: number
  readonly path: string
}

const archivePattern = /^(\d+)-(\d+)(?:-(\d+))?$/

export class SessionFolder {
  readonly path: string
  readonly identity: string
  readonly #files: FileOperations
  readonly #durable: boolean

  /**
   * @param identity - of the session, from `sessionIdentity`
   * @param durable - whether renames must outlive a power loss
   */
  constructor(directory: string, identity: string, files: FileOperations, durable: boolean) {
    this.path = join(directory, sessionFolderName(identity))
    this.identity = identity
    this.#files = files
    this.#durable = durable
    mkdirSync(this.path, { recursive: true })
  }

  get currentPath(): string {
    return join(this.path, 'current')
  }

  get #nextPath(): string {
    return join(this.path, 'next')
  }

  get #archivePath(): string {
    return join(this.path, 'archive')
  }

  /** Ends what a crash left half done. Returns whether there is a numbering to go on with. */
  settle(): boolean {
    if (!existsSync(this.currentPath) && this.#nextIsWhole()) this.promoteNext()
    this.dropNext()
    return existsSync(this.currentPath)
  }

  /** Writes an empty numbering into `next`. */
  prepareNext(createdAt: number): void {
    this.dropNext()
    mkdirSync(this.#nextPath)
    const payload = beginPayload(this.identity)
    const record = new Uint8Array(recordRoom(payload.length))
    const length = encodeRecord(record, 0, 'begin', createdAt, payload)
    const fd = openSync(join(this.#nextPath, logName), 'wx')
    try {
      writeFully(this.#files, fd, record, length, 0)
      if (this.#durable) this.#files.sync(fd)
    } finally {
      closeSync(fd)
    }
    if (this.#durable) this.#files.syncFolder(this.#nextPath)
  }

  dropNext(): void {
    rmSync(this.#nextPath, { recursive: true, force: true })
  }

  /** Moves `current` into the archive and returns where it lies now. Files in it must be closed. */
  archiveCurrent(createdAt: number, archivedAt: number): string {
    mkdirSync(this.#archivePath, { recursive: true })
    const base = join(this.#archivePath, `${createdAt}-${archivedAt}`)
    let target = base
    // Two resets of one instant are possible where time is simulated.
    for (let count = 2; existsSync(target); count++) target = `${base}-${count}`
    this.#files.rename(this.currentPath, target)
    if (this.#durable) {
      this.#files.syncFolder(this.#archivePath)
      this.#files.syncFolder(this.path)
    }
    return target
  }

  promoteNext(): void {
    this.#files.rename(this.#nextPath, this.currentPath)
    if (this.#durable) this.#files.syncFolder(this.path)
  }

  /** The archived numberings, oldest first. */
  archived(): ArchiveFolder[] {
    if (!existsSync(this.#archivePath)) return []
    const found: (ArchiveFolder & { readonly count: number })[] = []
    for (const name of readdirSync(this.#archivePath)) {
      const match = archivePattern.exec(name)
      if (match === null) continue
      const path = join(this.#archivePath, name)
      found.push({ createdAt: Number(match[1]), archivedAt: Number(match[2]), count: Number(match[3] ?? 1), path })
    }
    found.sort((a, b) => a.archivedAt - b.archivedAt || a.createdAt - b.createdAt || a.count - b.count)
    return found.map(({ createdAt, archivedAt, path }) => ({ createdAt, archivedAt, path }))
  }

  #nextIsWhole(): boolean {
    const path = join(this.#nextPath, logName)
    if (!existsSync(path)) return false
    const bytes = readFileSync(path)
    const record = parseRecord(bytes, 0, bytes.length)
    return record.state === 'whole' && record.kind === 'begin'
  }
}
