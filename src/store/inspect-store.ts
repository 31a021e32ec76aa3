/**
 * A look at a session's store for people: what its files say, without opening it. It changes nothing and takes no lock,
 * so a store in use may be looked at; what it wrote meanwhile may be half there, and counts as not there.
 */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Archive, type ArchiveFolder } from './archive.ts'
import { nodeFileOperations } from './file-operations.ts'
import { readBeginning } from './log-beginning.ts'
import { LogReader } from './log-scan.ts'
import { LogSlices } from './log-slices.ts'
import type { Numbering } from './numbering.ts'
import { recoverNumbering } from './recovery.ts'
import { type Role, sessionFolderName } from './session-folder-name.ts'
import { StoreError } from './store-error.ts'

/** What the files of one session say. */
export interface StoreDescription {
  /** The session's own folder. */
  readonly folder: string
  /** Process id of whoever has, or had, the store open. */
  readonly heldBy: number | undefined
  /** The present numbering; absent when there is none, or when it can not be read. */
  readonly numbering: NumberingDescription | undefined
  /** Why the present numbering can not be read. */
  readonly problem: string | undefined
  /** Numberings that ended, oldest first. */
  readonly archives: readonly ArchiveFolder[]
  /** Folders with damaged files that were put aside. */
  readonly damaged: readonly string[]
}

/** The numbering that is not ended. */
export interface NumberingDescription {
  /** Side that the store was made for; undefined when that was not said. */
  readonly role: Role | undefined
  /** MsgSeqNum(34) expected next. */
  readonly nextIn: number
  /** MsgSeqNum(34) of the next message of ours. */
  readonly nextOut: number
  /** When the numbering began, epoch milliseconds UTC: the last reset. */
  readonly createdAt: number
  /** Outgoing messages stored. */
  readonly messages: number
  /** Of them, those at the end that never had a connection. */
  readonly unsent: number
  /** Name and size of each, by name. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
}

/**
 * Describes the store of a session.
 *
 * @param directory - that holds the folders of the sessions
 * @param identity - from `sessionIdentity`
 * @param archivePath - where ended numberings go, when not in the session's own folder
 * @returns nothing when the session has no folder there
 */
export function inspectStore(directory: string, identity: string, archivePath?: string): StoreDescription | undefined {
  const folder = join(directory, sessionFolderName(identity))
  if (!existsSync(folder)) return undefined
  const archive = new Archive(folder, nodeFileOperations, {
    archivePath,
    cleanupMode: 'backup',
    durable: false,
    onWarning: () => {},
  })
  const base = { folder, heldBy: holderOf(folder), archives: archive.list(), damaged: archive.listDamaged() }
  const current = join(folder, 'current')
  if (!existsSync(current)) return { ...base, numbering: undefined, problem: undefined }
  try {
    return { ...base, numbering: numberingIn(current, identity), problem: undefined }
  } catch (error) {
    if (error instanceof StoreError) return { ...base, numbering: undefined, problem: error.message }
    throw error
  }
}

function numberingIn(folder: string, identity: string): NumberingDescription {
  const log = new LogSlices(folder, nodeFileOperations)
  try {
    const { numbering } = recoverNumbering(log, join(folder, 'messages.index'), { identity, role: undefined })
    const { nextIn, nextOut, createdAt, index } = numbering
    const unsent = unsentIn(log, numbering)
    const files = readdirSync(folder)
      .sort()
      .map((name) => ({ name, bytes: statSync(join(folder, name)).size }))
    return { role: roleIn(log), nextIn, nextOut, createdAt, messages: index.length, unsent, files }
  } finally {
    log.close()
  }
}

/** Messages above the last of which all are known to be sent, without those that have overtaken them. */
function unsentIn(log: LogSlices, { index, transmittedTo }: Numbering): number {
  const reader = new LogReader(log)
  let unsent = 0
  for (let at = index.firstFrom(transmittedTo + 1); at < index.length; at++) {
    const record = reader.recordAt(index.offsetAt(at))
    if (record.state === 'whole' && record.kind === 'queued') unsent++
  }
  return unsent
}

function roleIn(log: LogSlices): Role | undefined {
  const reader = new LogReader(log)
  const first = reader.recordAt(0)
  return first.state === 'whole' ? readBeginning(first.payload)?.role : undefined
}

function holderOf(folder: string): number | undefined {
  const path = join(folder, 'lock')
  const pid = existsSync(path) ? Number.parseInt(readFileSync(path, 'latin1'), 10) : Number.NaN
  return Number.isNaN(pid) ? undefined : pid
}
