/**
 * Where the ended numberings of one session lie. Usually a numbering is renamed into it; where the archive is on another
 * disk, that takes copying, which can be interrupted. So it waits in `ended`, in the session's own folder, until all of
 * it has arrived; whoever opens the store next goes on with it.
 */

import { closeSync, existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type ArchiveStamp, isDamagedName, readArchiveName } from './archive-name.ts'
import type { FileOperations } from './file-operations.ts'
import { causeText, codeOf, StoreError } from './store-error.ts'

/**
 * What becomes of an ended numbering: it stays in the session's own folder, goes to the archive folder, or is deleted.
 */
export type CleanupMode = 'none' | 'backup' | 'delete'

export interface ArchiveOptions {
  /** Folder for the ended numberings of all sessions, which must be there; absent: one in the session's own folder. */
  readonly archivePath: string | undefined
  readonly cleanupMode: CleanupMode
  /** Whether renames must outlive a power loss. */
  readonly durable: boolean
  readonly onWarning: (text: string) => void
}

/** An ended numbering on disk. */
export interface ArchiveFolder {
  /** When the numbering began, epoch milliseconds UTC. */
  readonly createdAt: number
  /** When it ended, epoch milliseconds UTC. */
  readonly archivedAt: number
  /** Its folder. */
  readonly path: string
}

export class Archive {
  readonly #sessionPath: string
  readonly #files: FileOperations
  readonly #options: ArchiveOptions
  /** Root that must be there; nothing when it is ours to make. */
  readonly #givenRoot: string | undefined

  /** @param sessionPath - the session's own folder */
  constructor(sessionPath: string, files: FileOperations, options: ArchiveOptions) {
    this.#sessionPath = sessionPath
    this.#files = files
    this.#options = options
    this.#givenRoot = options.cleanupMode === 'backup' ? options.archivePath : undefined
  }

  get path(): string {
    if (this.#givenRoot !== undefined) return join(this.#givenRoot, basename(this.#sessionPath))
    return join(this.#sessionPath, 'archive')
  }

  get #endedPath(): string {
    return join(this.#sessionPath, 'ended')
  }

  /** @throws StoreError when the folder that was named for it is not there */
  check(): void {
    const problem = this.problem()
    if (problem !== undefined) throw problem
  }

  /** What stands in the way of archiving a numbering; nothing when nothing does. */
  problem(): StoreError | undefined {
    if (this.#givenRoot === undefined || existsSync(this.#givenRoot)) return undefined
    return new StoreError({
      problem: 'archive',
      file: this.#givenRoot,
      found: 'the archive folder is missing',
      expected: 'a folder that is there before a numbering ends',
      remedy: 'create it, or name another archivePath; the files of the session stay where they are',
    })
  }

  /**
   * Takes `folder` away from where it is, which is the instant that decides: before it nothing has happened, after it
   * the numbering has ended. Files in it must be closed, and `check` must have been called.
   *
   * @returns where it lies now, or will
   */
  take(folder: string, name: string): string {
    const target = this.#freePath(name)
    if (this.#options.cleanupMode !== 'delete') {
      this.#files.makeFolder(this.path)
      try {
        this.#files.rename(folder, target)
        this.#syncRename()
        return target
      } catch (cause) {
        if (codeOf(cause) !== 'EXDEV') throw cause
      }
    }
    this.#files.makeFolder(this.#endedPath)
    this.#files.rename(folder, join(this.#endedPath, basename(target)))
    if (this.#options.durable) this.#files.syncFolder(this.#sessionPath)
    return target
  }

  /** Goes on with what waits in `ended`. What can't be moved now stays there, with a warning. */
  carryOn(): void {
    for (const name of namesIn(this.#endedPath)) {
      try {
        this.#carry(name)
      } catch (cause) {
        const path = join(this.#endedPath, name)
        this.#options.onWarning(`${path}: not yet moved to the archive (${causeText(cause)}); tried again later`)
        return
      }
    }
    if (existsSync(this.#endedPath)) this.#files.remove(this.#endedPath)
  }

  /** The ended numberings, oldest first; those on their way are among them. */
  list(): ArchiveFolder[] {
    const found: (ArchiveFolder & ArchiveStamp)[] = []
    const names = new Set<string>()
    for (const folder of this.#options.cleanupMode === 'delete' ? [] : [this.path, this.#endedPath]) {
      for (const name of namesIn(folder)) {
        const stamp = readArchiveName(name)
        if (stamp === undefined || names.has(name)) continue
        names.add(name)
        found.push({ ...stamp, path: join(folder, name) })
      }
    }
    found.sort((a, b) => a.archivedAt - b.archivedAt || a.createdAt - b.createdAt || a.count - b.count)
    return found.map(({ createdAt, archivedAt, path }) => ({ createdAt, archivedAt, path }))
  }

  /** Folders with files that could not be read, put aside at an opening. */
  listDamaged(): string[] {
    return namesIn(this.path)
      .filter(isDamagedName)
      .sort()
      .map((name) => join(this.path, name))
  }

  #carry(name: string): void {
    const from = join(this.#endedPath, name)
    const target = join(this.path, name)
    if (this.#options.cleanupMode !== 'delete' && !existsSync(target)) {
      this.check()
      const partial = join(this.path, `partial-${name}`)
      this.#files.remove(partial)
      this.#files.makeFolder(partial)
      for (const file of namesIn(from)) this.#copy(join(from, file), join(partial, file))
      this.#files.rename(partial, target)
      if (this.#options.durable) this.#files.syncFolder(this.path)
    }
    this.#files.remove(from)
  }

  #copy(from: string, to: string): void {
    this.#files.copyFile(from, to)
    if (!this.#options.durable) return
    const fd = this.#files.create(to)
    try {
      this.#files.sync(fd)
    } finally {
      closeSync(fd)
    }
  }

  #syncRename(): void {
    if (!this.#options.durable) return
    this.#files.syncFolder(this.path)
    this.#files.syncFolder(this.#sessionPath)
  }

  #freePath(name: string): string {
    const isTaken = (candidate: string): boolean =>
      existsSync(join(this.path, candidate)) || existsSync(join(this.#endedPath, candidate))
    let candidate = name
    for (let count = 2; isTaken(candidate); count++) candidate = `${name}-${count}`
    return join(this.path, candidate)
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : []
}
