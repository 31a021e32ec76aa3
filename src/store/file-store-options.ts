/** What a file store can be told, and what it takes where it is told nothing. */

import type { CleanupMode } from './archive.ts'
import { type FileOperations, nodeFileOperations } from './file-operations.ts'
import type { StoredSession } from './session-folder-name.ts'
import type { FsyncPolicy } from './sync-policy.ts'

/** Where and for whom a store on disk is opened, and how careful it is. */
export interface FileStoreOptions {
  /** Holds a folder for each session; created when it is not there. */
  readonly directory: string
  /** Names the folder, and is compared with what the folder says. */
  readonly session: StoredSession
  /** The instant of opening, whole epoch milliseconds UTC: `createdAt` of a store that begins now. */
  readonly now: number
  /** Default `never`. */
  readonly fsync?: FsyncPolicy | undefined
  /** For `interval`; default 1000. */
  readonly fsyncIntervalMs?: number | undefined
  /** Bytes of a file of the log; a file takes at least one record. Default: no limit, the log is one file. */
  readonly maxFileBytes?: number | undefined
  /** Bytes that the log is made longer at a time, ahead of what is written; default 0. */
  readonly growBytes?: number | undefined
  /** Keeps the bodies of incoming messages, for people; default false. */
  readonly logIncoming?: boolean | undefined
  /** Folder for ended numberings, which must be there; default: `archive` in the session's own folder. */
  readonly archivePath?: string | undefined
  /**
   * What becomes of an ended numbering: `none` keeps it in the session's own folder, `backup` moves it to `archivePath`,
   * `delete` removes it. Default `backup`.
   */
  readonly cleanupMode?: CleanupMode | undefined
  /** Damaged files: `none` refuses to open, `createNewOnError` puts them aside and begins at 1/1. Default `none`. */
  readonly recovery?: 'none' | 'createNewOnError' | undefined
  /** Told what was repaired and what could not be saved but can be done without; default: nobody. */
  readonly onWarning?: ((text: string) => void) | undefined
  /** Default: those of node:fs. */
  readonly files?: FileOperations | undefined
}

/** The options with every default in place. */
export function settledOptions(options: FileStoreOptions) {
  return {
    directory: options.directory,
    now: options.now,
    fsync: options.fsync ?? 'never',
    fsyncIntervalMs: options.fsyncIntervalMs ?? 1000,
    maxFileBytes: options.maxFileBytes,
    growBytes: options.growBytes ?? 0,
    logIncoming: options.logIncoming ?? false,
    archivePath: options.archivePath,
    cleanupMode: options.cleanupMode ?? 'backup',
    recovery: options.recovery ?? 'none',
    onWarning: options.onWarning ?? (() => {}),
    files: options.files ?? nodeFileOperations,
  } as const
}
