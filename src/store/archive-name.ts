/** Names of ended numberings: when they began and ended, in UTC, readable and sorted by time. Pure. */

/** `20260105T080000.000Z`; plain milliseconds where a year has not four digits. */
function stampOf(at: number): string {
  return at <= Date.UTC(9999, 11, 31) ? new Date(at).toISOString().replace(/[-:]/g, '') : String(at)
}

function instantOf(stamp: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{3})Z$/.exec(stamp)
  if (parts === null) return Number(stamp)
  const [, year, month, day, hour, minute, second] = parts
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

const stamp = '(\\d{8}T\\d{6}\\.\\d{3}Z|\\d+)'
const archivePattern = new RegExp(`^${stamp}-${stamp}(?:-(\\d+))?$`)
const damagedPattern = new RegExp(`^damaged-${stamp}(?:-(\\d+))?$`)

/** `20260105T080000.000Z-20260109T170000.000Z`. */
export function archiveName(createdAt: number, archivedAt: number): string {
  return `${stampOf(createdAt)}-${stampOf(archivedAt)}`
}

/** For files that could not be read, put aside at `at`. */
export function damagedName(at: number): string {
  return `damaged-${stampOf(at)}`
}

export interface ArchiveStamp {
  readonly createdAt: number
  readonly archivedAt: number
  /** From 1 on; more than one numbering can end at one instant where time is simulated. */
  readonly count: number
}

/** What a folder's name says; nothing when it is not that of an ended numbering. */
export function readArchiveName(name: string): ArchiveStamp | undefined {
  const match = archivePattern.exec(name)
  if (match === null) return undefined
  const [, createdAt = '', archivedAt = '', count] = match
  return { createdAt: instantOf(createdAt), archivedAt: instantOf(archivedAt), count: Number(count ?? 1) }
}

export function isDamagedName(name: string): boolean {
  return damagedPattern.test(name)
}
