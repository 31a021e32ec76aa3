/**
 * What goes wrong with a store on disk: damage, a full disk, a second process. An operating error, never a finding
 * about the other side. Its text names the file, the place, what was found, and what to do about it.
 */

export interface StoreErrorDetails {
  readonly file: string
  /** Byte offset in the file, where the trouble has a place. */
  readonly offset?: number
  /** What was found. */
  readonly found: string
  /** What a person can do about it. */
  readonly remedy: string
  readonly cause?: unknown
}

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly file: string
  readonly offset: number | undefined

  constructor(details: StoreErrorDetails) {
    const place = details.offset === undefined ? details.file : `${details.file}, byte ${details.offset}`
    super(`${place}: ${details.found}; ${details.remedy}`, { cause: details.cause })
    this.file = details.file
    this.offset = details.offset
  }
}

/** The text of whatever was thrown. */
export function causeText(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

/** A StoreError as it is; anything else as one about `file`. */
export function asStoreError(cause: unknown, file: string, found: string): StoreError {
  if (cause instanceof StoreError) return cause
  return new StoreError({
    file,
    found: `${found} (${causeText(cause)})`,
    remedy: 'check the disk and the rights on the folder, then open the store again',
    cause,
  })
}
