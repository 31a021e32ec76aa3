/** What a target in a process of its own leaves behind: its store, and the record of what can't be seen on the wire. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Delivered } from '../simulator/observed-application.ts'
import { type Evidence, type ProcessPlan, parametersOf, storedSession } from '../simulator/process-plan.ts'
import { nodeFileOperations } from '../store/file-operations.ts'
import { inspectStore, type StoreDescription } from '../store/inspect-store.ts'
import type { ArchivedNumbering } from '../store/message-store.ts'
import { countMessages } from '../store/numbering-files.ts'
import { sessionIdentity } from '../store/session-folder-name.ts'
import type { Observed } from './environment.ts'

/** Parameters that name a folder. */
const FOLDERS: ReadonlySet<string> = new Set(['logDirectory', 'backupDirectory', 'archivePath'])

/** A temporary folder for one scenario. */
export class TargetFiles {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'fixproof-target-'))

  get store(): string {
    return path.join(this.#folder, 'store')
  }

  get evidence(): string {
    return path.join(this.#folder, 'evidence')
  }

  /** Folders that parameters name lie in the scenario's own. */
  placed(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        FOLDERS.has(name) && typeof value === 'string' ? path.join(this.#folder, value) : value,
      ]),
    )
  }

  /** What the store says; undefined before there is one. */
  describe(plan: ProcessPlan): StoreDescription | undefined {
    const { logDirectory, archivePath } = parametersOf(plan).parameters.storage
    if (logDirectory === undefined) return undefined
    return inspectStore(logDirectory, sessionIdentity(storedSession(plan)), archivePath)
  }

  archives(plan: ProcessPlan): readonly ArchivedNumbering[] {
    const session = { identity: sessionIdentity(storedSession(plan)), role: undefined }
    return (this.describe(plan)?.archives ?? []).map(({ createdAt, archivedAt, path: location }) => ({
      createdAt,
      archivedAt,
      location,
      messages: countMessages(location, session, nodeFileOperations),
    }))
  }

  /** Changes one byte in the middle of the log, as a bad disk does. @returns what was done */
  damage(plan: ProcessPlan): string {
    const log = path.join(this.describe(plan)?.folder ?? '', 'current', 'messages.log')
    const bytes = readFileSync(log)
    const middle = bytes.length >> 1
    bytes[middle] = (bytes[middle] ?? 0) ^ 0x55
    writeFileSync(log, bytes)
    return `byte ${middle} of ${bytes.length} in the target's log was changed`
  }

  /** @param alive - whether there is a process whose state can be told */
  observed(alive: () => boolean): Observed {
    const of = <K extends Evidence['kind']>(kind: K): Extract<Evidence, { kind: K }>[] =>
      this.#lines().filter((line): line is Extract<Evidence, { kind: K }> => line.kind === kind)
    const texts = (kind: 'warning' | 'undelivered' | 'state'): string[] => of(kind).map(({ text }) => text)
    return {
      warnings: () => texts('warning'),
      undelivered: () => texts('undelivered'),
      state: () => (alive() ? (texts('state').at(-1) ?? 'initial') : 'notRunning'),
      delivered: () =>
        of('delivered').map(({ clOrdID, msgSeqNum, possDup }): Delivered => ({ clOrdID, msgSeqNum, possDup })),
      resendAsked: () => of('resendAsked').map(({ msgSeqNum }) => msgSeqNum),
      sessionResets: () => of('sessionReset').length,
      ends: () => {
        throw new Error('a target in a process of its own does not count the ends of its connections')
      },
      attempts: () => {
        throw new Error('a target in a process of its own does not count its attempts')
      },
    }
  }

  /** Removes the store. */
  forget(): void {
    rmSync(this.store, { recursive: true, force: true })
  }

  /** Removes everything. */
  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #lines(): Evidence[] {
    if (!existsSync(this.evidence)) return []
    const lines = readFileSync(this.evidence, 'utf8').split('\n')
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Evidence)
  }
}
