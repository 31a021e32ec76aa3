/** What the first record of each file of a log says about it: format, session, role. Written and checked here alone. */

import type { LogReader } from './log-scan.ts'
import type { LogSlices } from './log-slices.ts'
import type { RecordKind } from './record.ts'
import type { KeptSession } from './session-folder-name.ts'
import { StoreError } from './store-error.ts'

/** The first words in a log; another format gets another number. */
const logFormat = 'fixproof message log 1'
const roles = ['initiator', 'acceptor'] as const

/** What the first record of a session's log holds: the session, and our role in it where that is known. */
export function beginPayload({ identity, role }: KeptSession): Uint8Array {
  return Buffer.from(`${logFormat} ${identity}${role === undefined ? '' : ` ${role}`}`, 'utf8')
}

/** Whose log it is by its first record; nothing when that is of no format we know. */
export function readBeginning(payload: Uint8Array): KeptSession | undefined {
  const text = Buffer.from(payload).toString('utf8')
  if (!text.startsWith(`${logFormat} `)) return undefined
  const [identity = '', role] = text.slice(logFormat.length + 1).split(' ')
  return { identity, role: roles.find((name) => name === role) }
}

/**
 * @param payload - of the first record
 * @throws StoreError when the log is of another session, role or format; a role not stated on either side fits
 */
export function checkBeginning(kind: RecordKind, payload: Uint8Array, session: KeptSession, log: LogSlices): void {
  const kept = kind === 'begin' ? readBeginning(payload) : undefined
  const rolesFit = kept?.role === undefined || session.role === undefined || kept.role === session.role
  if (kept?.identity === session.identity && rolesFit) return
  throw new StoreError({
    problem: kind === 'begin' ? 'otherSession' : 'damaged',
    ...log.placeOf(0),
    found: `found ${kind} "${Buffer.from(payload).toString('utf8')}"`,
    expected: `the beginning "${Buffer.from(beginPayload(session)).toString('utf8')}"`,
    remedy:
      kind === 'begin'
        ? 'this log belongs to another session, role or version: move it away, or name the right directory'
        : 'restore the file from a copy, or move the session folder away to begin anew at 1/1',
  })
}

/**
 * Checks that a further file stands where it was begun: so a file that was shortened, exchanged or lost is noticed. The
 * last file may be unfinished, which is the scan's business.
 */
export function checkSlice(reader: LogReader, start: number, session: KeptSession, log: LogSlices): void {
  const record = reader.recordAt(start)
  if (record.state !== 'whole' && start === log.lastStart) return
  const kept = record.state === 'whole' && record.kind === 'slice' ? readBeginning(record.payload) : undefined
  if (kept?.identity === session.identity && record.state === 'whole' && record.value === start) return
  const stated = record.state === 'whole' ? `${record.kind} ${record.value}` : 'no whole record'
  throw new StoreError({
    problem: 'damaged',
    ...log.placeOf(start),
    found: `the file begins with ${stated}; it, or one before it, was shortened, exchanged or damaged`,
    expected: `slice ${start}`,
    remedy: 'restore the files from a copy, or move the session folder away to begin anew at 1/1',
  })
}
