/**
 * Opens the store that a session's storage parameters ask for; engine parameters 7.
 *
 * | storageType     | survives a restart | what it is                                                            |
 * |-----------------|--------------------|-----------------------------------------------------------------------|
 * | persistent      | yes                | one log, synced as `fsync` says                                       |
 * | persistentMM    | yes, not a power loss | the same files, grown ahead in large steps and never synced        |
 * | splitPersistent | yes                | a log of many files of `maxStorageSliceSize`                          |
 * | transient       | no                 | numbers and messages in memory                                        |
 * | null            | no                 | numbers in memory, no messages: every resend is a gap fill            |
 *
 * Node maps no files into memory, so `persistentMM` keeps the promise of a mapped file rather than its mechanism: what
 * was written survives the process, the system decides when it reaches the disk. A clean close cuts the unused tail off;
 * after a crash the next opening ignores it.
 */

import { join } from 'node:path'
import type { CleanupMode } from './archive.ts'
import type { FileOperations } from './file-operations.ts'
import { openFileStore } from './file-store.ts'
import { MemoryStore } from './memory-store.ts'
import type { MessageStore } from './message-store.ts'
import { NullStore } from './null-store.ts'
import type { StoredSession } from './session-folder-name.ts'
import type { FsyncPolicy } from './sync-policy.ts'

/** One of the rows of the table above. */
export type StorageType = 'persistent' | 'persistentMM' | 'splitPersistent' | 'transient' | 'null'

/** The storage parameters that concern a store; the session's storage settings fit as they are. */
export interface StorageOptions {
  /** What is kept, and what it survives. */
  readonly storageType: StorageType
  /** Folder that holds a folder for each session; made when it is not there. Needed by the types on disk. */
  readonly logDirectory: string | undefined
  /** The same for the store of a backup connection; absent: `backup` in `logDirectory`. */
  readonly backupDirectory: string | undefined
  /** Folder for ended numberings, which must be there; absent: `archive` in the session's own folder. */
  readonly archivePath: string | undefined
  /** When what was written is forced onto the disk; `persistentMM` never does. */
  readonly fsync: FsyncPolicy
  /** Milliseconds between two syncs of `interval`. */
  readonly fsyncIntervalMs: number
  /** Bodies of incoming messages are kept, for people. */
  readonly logIncomingMessages: boolean
  /** Bytes of a file of `splitPersistent`. */
  readonly maxStorageSliceSize: number
  /** What becomes of an ended numbering. */
  readonly storageCleanupMode: CleanupMode
  /** Damaged files: refuse to open, or put them aside and begin at 1/1. */
  readonly storageRecoveryStrategy: 'none' | 'createNewOnError'
}

/** Which store to open, and for whom. */
export interface StoreOptions {
  /** `storage` of `EngineParameters` fits. */
  readonly storage: StorageOptions
  /** Names the folder, and is compared with what the folder says. */
  readonly session: StoredSession
  /** The instant of opening, whole epoch milliseconds UTC: `createdAt` of a store that begins now. */
  readonly now: number
  /** `backup` is a store of its own, in `backupDirectory` or in `backup` below `logDirectory`. Default `primary`. */
  readonly connection?: 'primary' | 'backup' | undefined
  /** Told what was repaired or put aside; default: nobody. */
  readonly onWarning?: ((text: string) => void) | undefined
  /** Default: those of node:fs. */
  readonly files?: FileOperations | undefined
}

/** How much longer a file of `persistentMM` is made at a time. */
const growBytes = 16 * 1024 * 1024

/**
 * Opens a session's store, making it when it is not there.
 *
 * @throws StoreError when it is damaged and the recovery strategy is `none`, in use, of another session, or refused by the disk
 * @throws RangeError when the parameters can not be followed: no `logDirectory` for a type that needs one
 */
export function openStore(options: StoreOptions): MessageStore {
  const { storage, now } = options
  switch (storage.storageType) {
    case 'transient':
      return new MemoryStore(now)
    case 'null':
      return new NullStore(now)
    case 'persistent':
      return openOnDisk(options, { fsync: storage.fsync })
    case 'persistentMM':
      return openOnDisk(options, { fsync: 'never', growBytes })
    case 'splitPersistent':
      return openOnDisk(options, { fsync: storage.fsync, maxFileBytes: storage.maxStorageSliceSize })
  }
}

/**
 * The folder that holds the folders of the sessions.
 *
 * @throws RangeError when `logDirectory` is missing
 */
export function storeDirectory(storage: StorageOptions, connection: 'primary' | 'backup'): string {
  if (storage.logDirectory === undefined) {
    throw new RangeError(`storageType ${storage.storageType}: expected a logDirectory, found none`)
  }
  if (connection === 'primary') return storage.logDirectory
  return storage.backupDirectory ?? join(storage.logDirectory, 'backup')
}

interface DiskOptions {
  readonly fsync: FsyncPolicy
  readonly growBytes?: number
  readonly maxFileBytes?: number
}

function openOnDisk(options: StoreOptions, disk: DiskOptions): MessageStore {
  const { storage, session, now, onWarning, files } = options
  return openFileStore({
    ...disk,
    directory: storeDirectory(storage, options.connection ?? 'primary'),
    session,
    now,
    fsyncIntervalMs: storage.fsyncIntervalMs,
    logIncoming: storage.logIncomingMessages,
    archivePath: storage.archivePath,
    cleanupMode: storage.storageCleanupMode,
    recovery: storage.storageRecoveryStrategy,
    onWarning,
    files,
  })
}
