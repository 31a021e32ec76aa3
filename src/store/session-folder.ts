/**
 * The folder of one session, and how a numbering gives way to the next.
 *
 *     <directory>/FIX.4.4-SENDER-TARGET/
 *       lock
 *       current/messages.log  messages.index  [messages.2.log …]  [incoming.log …]
 *       archive/<createdAt>-<archivedAt>/…                the same files; or below archivePath
 *       next/                                             only while a reset is under way
 *       ended/                                            only while an archive on another disk takes one up
 *
 * A reset is two renames: `next` is written whole, `current` is renamed into the archive, `next` becomes `current`. The
 * first rename decides. With `current` there, the reset has not happened and `next` is dropped; without it, it has, and
 * `next` is promoted. So whatever instant a process ends at, the next start finds all old or all new. (Case SD-88.)
 */

import { closeSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Archive, type ArchiveOptions } from './archive.ts'
import { archiveName, damagedName } from './archive-name.ts'
import { type FileOperations, writeFully } from './file-operations.ts'
import { beginPayload } from './log-beginning.ts'
import { logName } from './log-slices.ts'
import { encodeRecord, parseRecord, recordRoom } from './record.ts'
import { type KeptSession, sessionFolderName } from './session-folder-name.ts'

export class SessionFolder {
  readonly path: string
  readonly archive: Archive
  readonly #session: KeptSession
  readonly #files: FileOperations
  readonly #durable: boolean

  constructor(directory: string, session: KeptSession, files: FileOperations, options: ArchiveOptions) {
    this.path = join(directory, sessionFolderName(session.identity))
    this.#session = session
    this.#files = files
    this.#durable = options.durable
    files.makeFolder(this.path)
    this.archive = new Archive(this.path, files, options)
  }

  get currentPath(): string {
    return join(this.path, 'current')
  }

  get #nextPath(): string {
    return join(this.path, 'next')
  }

  /** Ends what a crash left half done. Returns whether there is a numbering to go on with. */
  settle(): boolean {
    if (!existsSync(this.currentPath) && this.#nextIsWhole()) this.#promoteNext()
    this.#dropNext()
    this.archive.carryOn()
    return existsSync(this.currentPath)
  }

  /** Begins the first numbering. */
  begin(createdAt: number): void {
    this.#prepareNext(createdAt)
    this.#promoteNext()
  }

  /**
   * Has the present numbering, whose files `close` closes, give way to an empty one.
   *
   * @param close - called before anything moves
   * @returns where the old one lies
   */
  renew(createdAt: number, at: number, close: () => void): string {
    return this.#giveWay(archiveName(createdAt, at), at, close)
  }

  /** As `renew`, for files that can not be read. */
  putAsideDamaged(at: number): string {
    return this.#giveWay(damagedName(at), at, () => {})
  }

  /** As `renew`, and puts nothing in its place. */
  end(createdAt: number, at: number, close: () => void): string {
    this.archive.check()
    close()
    const location = this.archive.take(this.currentPath, archiveName(createdAt, at))
    this.archive.carryOn()
    return location
  }

  /** Takes away the present numbering, in which nothing has happened, and puts nothing in its place. */
  drop(close: () => void): void {
    close()
    this.#files.remove(this.currentPath)
    if (this.#durable) this.#files.syncFolder(this.path)
  }

  #giveWay(name: string, at: number, close: () => void): string {
    this.archive.check()
    this.#prepareNext(at)
    close()
    const location = this.archive.take(this.currentPath, name)
    this.#promoteNext()
    this.archive.carryOn()
    return location
  }

  /** Writes an empty numbering into `next`. */
  #prepareNext(createdAt: number): void {
    this.#dropNext()
    this.#files.makeFolder(this.#nextPath)
    const payload = beginPayload(this.#session)
    const record = new Uint8Array(recordRoom(payload.length))
    const length = encodeRecord(record, 0, 'begin', createdAt, payload)
    const fd = this.#files.create(join(this.#nextPath, logName))
    try {
      writeFully(this.#files, fd, record, 0, length, 0)
      if (this.#durable) this.#files.sync(fd)
    } finally {
      closeSync(fd)
    }
    if (this.#durable) this.#files.syncFolder(this.#nextPath)
  }

  #dropNext(): void {
    if (existsSync(this.#nextPath)) this.#files.remove(this.#nextPath)
  }

  #promoteNext(): void {
    this.#files.rename(this.#nextPath, this.currentPath)
    if (this.#durable) this.#files.syncFolder(this.path)
  }

  #nextIsWhole(): boolean {
    const path = join(this.#nextPath, logName)
    if (!existsSync(path)) return false
    const bytes = readFileSync(path)
    const record = parseRecord(bytes, 0, bytes.length)
    return record.state === 'whole' && record.kind === 'begin'
  }
}
