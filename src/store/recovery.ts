/**
 * From the files of a numbering back to what it was: the index as far as it holds good, then the log from there. The
 * log decides; an index that leads to anything but a clean end is put aside, and the whole log is read.
 *
 * What comes back is what was before the crash: both numbers, when the numbering began, role and identity of the
 * session, what waits unsent. Incoming messages that were held behind a gap are not kept. They need not be: nextIn was
 * not moved past the gap, so the counterparty's next message is too high again, and it resends them.
 */

import { decodeBlocks, type IndexedPart } from './index-block.ts'
import { readIndex } from './index-file.ts'
import { beginPayload, checkBeginning, checkSlice } from './log-beginning.ts'
import { LogReader } from './log-scan.ts'
import type { LogSlices } from './log-slices.ts'
import { Numbering } from './numbering.ts'
import { isMessage, type RecordKind, recordRoom } from './record.ts'
import type { KeptSession } from './session-folder-name.ts'
import { StoreError } from './store-error.ts'

export interface Recovered {
  readonly numbering: Numbering
  /** Where the last whole record ends; 0 when there is none, not even a beginning. */
  readonly end: number
  /** Why the bytes after `end` are to be cut off; absent when there are none, or only zeros. */
  readonly torn?: string
  /** Zeros after `end`. */
  readonly zeros: number
  /** The log had at least as many bytes once, as its index says. */
  readonly logBytesOnce: number
  /** Bytes of the index file that hold good. */
  readonly indexBytes: number
  /** Bytes of the log that the index knows. */
  readonly covered: number
}

/**
 * Reads log and index; changes neither.
 *
 * @param session - whose log it must be
 * @throws StoreError when the log is damaged, of another format or of another session
 */
export function recoverNumbering(log: LogSlices, indexPath: string, session: KeptSession): Recovered {
  const reader = new LogReader(log)
  const first = reader.recordAt(0)
  if (first.state !== 'whole') return lostBeginning(reader, log, indexPath, session)
  checkBeginning(first.kind, first.payload, session, log)
  for (const start of log.laterStarts) checkSlice(reader, start, session, log)
  const createdAt = first.value
  const part = decodeBlocks(readIndex(indexPath), createdAt, log.size)
  if (part.covered > 0 && lastEntryHolds(reader, part)) {
    const recovered = readFrom(reader, log, part)
    if (recovered !== undefined && recovered.torn === undefined) return recovered
  }
  return { ...readWhole(reader, log, createdAt), logBytesOnce: part.logBytesOnce }
}

/** A crash can leave a beginning unfinished, of a log that held nothing else and had no index yet. More is damage. */
function lostBeginning(reader: LogReader, log: LogSlices, indexPath: string, session: KeptSession): Recovered {
  const recovered = readWhole(reader, log, 0)
  const bytes = log.size - recovered.zeros
  const isIndexed = readIndex(indexPath).length > 0
  if (bytes <= recordRoom(beginPayload(session).length) && !isIndexed) return recovered
  throw new StoreError({
    problem: 'damaged',
    ...log.placeOf(0),
    found: `${log.size} bytes without one whole record${isIndexed ? ', and an index of what was there' : ''}`,
    expected: 'a log with its beginning',
    remedy: 'restore the file from a copy, or move the session folder away to begin anew at 1/1',
  })
}

function readWhole(reader: LogReader, log: LogSlices, createdAt: number): Recovered {
  const numbering = new Numbering(createdAt)
  const result = reader.scan(0, applierOf(numbering, log))
  return { numbering, ...result, logBytesOnce: 0, indexBytes: 0, covered: 0 }
}

/** Nothing when the log does not go on where the index says: then the whole log has the word. */
function readFrom(reader: LogReader, log: LogSlices, part: IndexedPart): Recovered | undefined {
  const { numbering, covered, logBytesOnce, indexBytes } = part
  numbering.index.settle()
  try {
    const result = reader.scan(covered, applierOf(numbering, log))
    return { numbering, ...result, logBytesOnce, indexBytes, covered }
  } catch (error) {
    if (error instanceof StoreError && error.problem === 'damaged') return undefined
    throw error
  }
}

function applierOf(numbering: Numbering, log: LogSlices) {
  return (kind: RecordKind, value: number, offset: number, size: number): void => {
    // Only the first record begins a numbering; another one is the log of another numbering run into this one.
    if (kind === 'begin' && offset > 0) throw secondBeginning(log, offset)
    numbering.apply(kind, value, offset, size)
  }
}

function secondBeginning(log: LogSlices, offset: number): StoreError {
  return new StoreError({
    problem: 'damaged',
    ...log.placeOf(offset),
    found: 'the beginning of another numbering',
    expected: 'one numbering in a log',
    remedy: 'restore the file from a copy, or move the session folder away to begin anew at 1/1',
  })
}

function lastEntryHolds(reader: LogReader, { numbering: { index }, covered }: IndexedPart): boolean {
  if (index.length === 0) return true
  const last = index.length - 1
  if (index.endAt(last) > covered) return false
  const record = reader.recordAt(index.offsetAt(last))
  return record.state === 'whole' && isMessage(record.kind) && record.value === index.msgSeqNumAt(last)
}
