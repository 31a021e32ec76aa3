/**
 * What goes wrong with a store on disk: damage, a full disk, a second process. An operating error, never a finding
 * about the other side. Its text names the file, the place, what was found, what was expected, and what to do about it.
 */

/**
 * What kind of trouble it is.
 *
 * - `damaged`: the content is not what was written, or a file of it is gone.
 * - `full`: no room on the disk. What was stored before stands; the store goes on once there is room.
 * - `disk`: the system refused otherwise: rights, i/o errors, a folder that is not there.
 * - `inUse`: another process, or this one, has the store open.
 * - `otherSession`: the files belong to another session, role or version.
 * - `archive`: the folder for ended numberings is missing.
 */
export type StoreProblem = 'damaged' | 'full' | 'disk' | 'inUse' | 'otherSession' | 'archive'

export interface StoreErrorDetails {
  readonly problem: StoreProblem
  readonly file: string
  /** Byte offset in the file, where the trouble has a place. */
  readonly offset?: number
  /** What was found. */
  readonly found: string
  readonly expected: string
  /** What a person can do about it. */
  readonly remedy: string
  readonly cause?: unknown
}

/** A store that can't do what it was asked; the message names file, place, what was found, and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  /** What kind of trouble, for programs. */
  readonly problem: StoreProblem
  /** The file or folder in question. */
  readonly file: string
  /** Byte in the file, where the trouble has a place. */
  readonly offset: number | undefined

  constructor(details: StoreErrorDetails) {
    const place = details.offset === undefined ? details.file : `${details.file}, byte ${details.offset}`
    super(`${place}: ${details.found}; expected ${details.expected}; ${details.remedy}`, { cause: details.cause })
    this.problem = details.problem
    this.file = details.file
    this.offset = details.offset
  }
}

/** The text of whatever was thrown. */
export function causeText(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

/** Whether the system said that there is no room, or none left of a quota. */
export function isNoRoom(cause: unknown): boolean {
  const code = codeOf(cause)
  return code === 'ENOSPC' || code === 'EDQUOT'
}

/** The code of a system error, as `ENOSPC`. */
export function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined
}

/**
 * A StoreError as it is; anything else as one about `file`.
 *
 * @param found - what could not be done, as a sentence without its end
 */
export function asStoreError(cause: unknown, file: string, found: string): StoreError {
  if (cause instanceof StoreError) return cause
  const full = isNoRoom(cause)
  return new StoreError({
    problem: full ? 'full' : 'disk',
    file,
    found: `${found} (${causeText(cause)})`,
    expected: full ? 'room on the disk' : 'a disk that takes it, and the right to write there',
    remedy: full
      ? 'make room on the disk; what was stored before is not lost'
      : 'check the disk and the rights on the folder, then open the store again',
    cause,
  })
}
