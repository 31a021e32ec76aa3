/**
 * From the files of a numbering back to what it was: the index as far as it holds good, then the log from there. The
 * log decides; an index that leads to anything but a clean end is put aside, and the whole log is read.
 */

import { closeSync, fstatSync, openSync } from 'node:fs'
import { decodeBlocks, type IndexedPart } from './index-block.ts'
import { readIndex } from './index-file.ts'
import { LogReader } from './log-scan.ts'
import { Numbering } from './numbering.ts'
import { StoreError } from './store-error.ts'

/** The first words in a log; another format gets another number. */
const logFormat = 'fixproof message log 1'

/** What the first record of a session's log holds. */
export function beginPayload(session: string): Uint8Array {
  return Buffer.from(`${logFormat} ${session}`, 'utf8')
}

export interface Recovered {
  readonly numbering: Numbering
  /** Where the last whole record ends; 0 when there is none, not even a beginning. */
  readonly end: number
  /** Why the bytes after `end` are to be cut off; absent when there are none. */
  readonly torn?: string
  /** Bytes of the index file that hold good. */
  readonly indexBytes: number
  /** Bytes of the log that the index knows. */
  readonly covered: number
}

/**
 * Reads log and index; changes neither.
 *
 * @param session - the identity that the log must name
 * @throws StoreError when the log is damaged, of another format or of another session
 */
export function recoverNumbering(logPath: string, indexPath: string, session: string): Recovered {
  const fd = openSync(logPath, 'r')
  try {
    const size = fstatSync(fd).size
    const reader = new LogReader(fd, logPath, size)
    const createdAt = readBeginning(reader, logPath, session)
    if (createdAt === undefined) return readWhole(reader, 0)
    const part = decodeBlocks(readIndex(indexPath), createdAt, size)
    if (part.covered > 0 && lastEntryHolds(reader, part)) {
      const recovered = readFrom(reader, part)
      if (recovered !== undefined && recovered.torn === undefined) return recovered
    }
    return readWhole(reader, createdAt)
  } finally {
    closeSync(fd)
  }
}

function readWhole(reader: LogReader, createdAt: number): Recovered {
  const numbering = new Numbering(createdAt)
  const result = reader.scan(0, (kind, value, offset, size) => numbering.apply(kind, value, offset, size))
  return { numbering, ...result, indexBytes: 0, covered: 0 }
}

/** Nothing when the log does not go on where the index says: then the whole log has the word. */
function readFrom(reader: LogReader, part: IndexedPart): Recovered | undefined {
  const { numbering, covered, indexBytes } = part
  numbering.index.settle()
  try {
    const result = reader.scan(covered, (kind, value, offset, size) => numbering.apply(kind, value, offset, size))
    return { numbering, ...result, indexBytes, covered }
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}

/** When the numbering began; nothing when the log has not even its first record. */
function readBeginning(reader: LogReader, logPath: string, session: string): number | undefined {
  const first = reader.recordAt(0)
  if (first.state !== 'whole') return undefined
  const text = Buffer.from(reader.bytesOf(first.payloadStart, first.payloadEnd)).toString('utf8')
  if (first.kind === 'begin' && text === `${logFormat} ${session}`) return first.value
  throw new StoreError({
    file: logPath,
    offset: 0,
    found: `expected the beginning "${logFormat} ${session}", found ${first.kind} "${text}"`,
    remedy: 'this log belongs to another session or another version: move it away, or name the right directory',
  })
}

function lastEntryHolds(reader: LogReader, { numbering: { index }, covered }: IndexedPart): boolean {
  if (index.length === 0) return true
  const last = index.length - 1
  if (index.endAt(last) > covered) return false
  const record = reader.recordAt(index.offsetAt(last))
  return record.state === 'whole' && record.kind === 'message' && record.value === index.msgSeqNumAt(last)
}
