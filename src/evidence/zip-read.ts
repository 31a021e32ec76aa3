/**
 * Reads a zip file as `zip-write.ts` writes it, and says of every other byte where it stands. A zip tells everything twice, in
 * front of each file and in the directory at its end. Both are read; what they say together gives each byte that the records must
 * have, and the telling that the file agrees with better is believed.
 */
import { crc32, inflateRawSync } from 'node:zlib'
import {
  CENTRAL_FIELDS,
  CENTRAL_RECORD_LENGTH,
  CENTRAL_SIGNATURE,
  centralRecord,
  END_FIELDS,
  END_RECORD_LENGTH,
  END_SIGNATURE,
  type EntryFacts,
  endRecord,
  LOCAL_FIELDS,
  LOCAL_HEADER_LENGTH,
  LOCAL_SIGNATURE,
  localHeader,
  type RecordField,
} from './zip-records.ts'

export interface ZipEntry extends EntryFacts {
  /** Where its local header stands in the file, and where its data. */
  readonly headerAt: number
  readonly dataAt: number
}

/** Bytes of the zip's own structure that are not what they have to be. */
export interface ZipFault {
  /** `local header of "report.json"`, `central directory`, `end record`, `behind the end`. */
  readonly structure: string
  /** First byte and number of bytes in the file; 0 where bytes are missing. */
  readonly offset: number
  readonly length: number
  readonly text: string
}

export interface ZipReading {
  /** As believed; empty when the file is no zip at all. */
  readonly entries: readonly ZipEntry[]
  readonly faults: readonly ZipFault[]
}

/** A file with more is no bundle of ours. */
const MOST_ENTRIES = 20_000

export function readZip(bytes: Buffer): ZipReading {
  const tellings = [fromHeaders(bytes), fromDirectory(bytes)].filter((entries) => entries !== undefined)
  const judged = tellings.map((entries) => ({ entries, faults: faultsOf(entries, bytes) }))
  judged.sort((one, other) => one.faults.length - other.faults.length)
  const [best, second] = judged
  if (best === undefined || best.entries.length === 0)
    return { entries: [], faults: [{ structure: 'file', offset: 0, length: bytes.length, text: 'it is no zip file' }] }
  if (second === undefined || best.faults.length === 0 || second.faults.length > best.faults.length) return best
  // Header and directory contradict each other, in the same number of places: the content says which is right.
  const [proof, counterproof] = [best, second].map(({ entries }) => contradicted(best, second, entries, bytes))
  if (proof === counterproof) return { entries: best.entries, faults: [...best.faults, ...second.faults] }
  return proof ? second : best
}

/** Local headers from the first byte on, each behind the data of the one before. */
function fromHeaders(bytes: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; at + LOCAL_HEADER_LENGTH <= bytes.length && entries.length <= MOST_ENTRIES; ) {
    if (bytes.readUInt32LE(at) !== LOCAL_SIGNATURE) break
    const nameEnd = at + LOCAL_HEADER_LENGTH + bytes.readUInt16LE(at + 26)
    const facts = {
      name: bytes.subarray(at + LOCAL_HEADER_LENGTH, nameEnd),
      method: bytes.readUInt16LE(at + 8),
      crc32: bytes.readUInt32LE(at + 14),
      packedSize: bytes.readUInt32LE(at + 18),
      size: bytes.readUInt32LE(at + 22),
    }
    if (nameEnd > bytes.length) break
    entries.push({ ...facts, headerAt: at, dataAt: nameEnd })
    at = nameEnd + facts.packedSize
  }
  return entries
}

/** Records of the central directory, which the end record points to; undefined where there is no end record. */
function fromDirectory(bytes: Buffer): ZipEntry[] | undefined {
  const end = findEnd(bytes)
  if (end === undefined) return undefined
  const entries: ZipEntry[] = []
  let at = bytes.readUInt32LE(end + 16)
  while (at + CENTRAL_RECORD_LENGTH <= end && entries.length <= MOST_ENTRIES) {
    if (bytes.readUInt32LE(at) !== CENTRAL_SIGNATURE) break
    const nameEnd = at + CENTRAL_RECORD_LENGTH + bytes.readUInt16LE(at + 28)
    if (nameEnd > end) break
    const name = bytes.subarray(at + CENTRAL_RECORD_LENGTH, nameEnd)
    const headerAt = bytes.readUInt32LE(at + 42)
    entries.push({
      name,
      method: bytes.readUInt16LE(at + 10),
      crc32: bytes.readUInt32LE(at + 16),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      headerAt,
      dataAt: headerAt + LOCAL_HEADER_LENGTH + name.length,
    })
    at = nameEnd
  }
  return entries
}

/** The last end record, with a few bytes or a comment behind it. */
function findEnd(bytes: Buffer): number | undefined {
  const signature = Buffer.alloc(4)
  signature.writeUInt32LE(END_SIGNATURE)
  for (let at = bytes.lastIndexOf(signature); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(signature, at - 1))
    if (at + END_RECORD_LENGTH <= bytes.length) return at
  return undefined
}

/** All that the file has otherwise than these entries ask for. */
function faultsOf(entries: readonly ZipEntry[], bytes: Buffer): ZipFault[] {
  const faults: ZipFault[] = []
  let at = 0
  for (const entry of entries) {
    faults.push(...gap(at, entry.headerAt, `before ${quoted(entry.name)}`, bytes))
    const header = localHeader(entry)
    faults.push(...compared(bytes, entry.headerAt, header, `local header of ${quoted(entry.name)}`, LOCAL_FIELDS))
    at = entry.dataAt + entry.packedSize
    if (at > bytes.length) faults.push(cutShort(bytes, `the data of ${quoted(entry.name)}`))
  }
  const directoryAt = at
  for (const entry of entries) {
    const record = centralRecord(entry, entry.headerAt)
    const structure = `central directory record of ${quoted(entry.name)}`
    faults.push(...compared(bytes, at, record, structure, CENTRAL_FIELDS))
    at += record.length
  }
  const end = endRecord(entries.length, at - directoryAt, directoryAt)
  faults.push(...compared(bytes, at, end, 'end record', END_FIELDS))
  return [...faults, ...gap(at + end.length, bytes.length, 'behind the end of the zip', bytes)]
}

/** Bytes that belong to nothing; or, where `to` lies before `from`, two things in one place. */
function gap(from: number, to: number, where: string, bytes: Buffer): ZipFault[] {
  const end = Math.min(to, bytes.length)
  if (from === to || (from > to && to >= bytes.length)) return []
  if (to < from)
    return [{ structure: 'entries', offset: to, length: from - to, text: `what stands ${where} overlaps with it` }]
  const text = `${end - from} bytes ${where} belong to nothing`
  return [{ structure: where, offset: from, length: end - from, text }]
}

function cutShort(bytes: Buffer, where: string): ZipFault {
  const text = `the file is cut short: it ends at ${bytes.length}, in ${where}`
  return { structure: where, offset: bytes.length, length: 0, text }
}

/** One fault for each field that differs; the name stands behind the fields. */
function compared(
  bytes: Buffer,
  at: number,
  expected: Buffer,
  structure: string,
  fields: readonly RecordField[],
): ZipFault[] {
  const found = bytes.subarray(at, at + expected.length)
  if (found.equals(expected)) return []
  if (found.length < expected.length) return [cutShort(bytes, `the ${structure}`)]
  const last = fields.at(-1)
  const fixed = last === undefined ? 0 : last[1] + last[2]
  const all = [...fields, ['name', fixed, expected.length - fixed] as const]
  return all.flatMap(([name, offset, length]) => {
    const [seen, due] = [found, expected].map((some) => some.subarray(offset, offset + length))
    if (seen === undefined || due === undefined || seen.equals(due)) return []
    const text = `${name} of the ${structure} is ${shown(name, seen)}, must be ${shown(name, due)}`
    return [{ structure, offset: at + offset, length, text }]
  })
}

function shown(field: string, value: Buffer): string {
  if (field === 'name') return quoted(value)
  const number = value.length === 2 ? value.readUInt16LE() : value.readUInt32LE()
  return /signature|CRC/.test(field) ? `0x${number.toString(16).padStart(8, '0')}` : String(number)
}

/** Names come out of a file of a stranger: no control character of it reaches a terminal. */
export function quoted(name: Buffer): string {
  return JSON.stringify(name.toString().slice(0, 200)).replace(/[\u007f-\u009f\u2028\u2029\u202a-\u202e]/g, '?')
}

/** Whether the content of an entry that the tellings disagree on speaks against this one. */
function contradicted(one: ZipReading, other: ZipReading, entries: readonly ZipEntry[], bytes: Buffer): boolean {
  return entries.some((entry, i) => {
    const [a, b] = [one.entries[i], other.entries[i]]
    if (a === undefined || b === undefined || sameFacts(a, b)) return false
    return !keepsItsWord(entry, bytes)
  })
}

function sameFacts(a: ZipEntry, b: ZipEntry): boolean {
  const keys = ['method', 'crc32', 'packedSize', 'size', 'headerAt'] as const
  return keys.every((key) => a[key] === b[key])
}

/** Whether the data of an entry has the size and the CRC-32 that its record says. */
function keepsItsWord(entry: ZipEntry, bytes: Buffer): boolean {
  try {
    const content = contentOf(entry, bytes)
    return content.length === entry.size && crc32(content) === entry.crc32
  } catch {
    return false
  }
}

/** What an entry may unpack to: a few MiB of packed data could otherwise fill the memory. */
export const LARGEST_FILE = 1_500_000_000

/** @throws Error in zlib's words when the data can not be unpacked, or gives more than the entry says */
export function contentOf(entry: ZipEntry, bytes: Buffer): Buffer {
  const packed = bytes.subarray(entry.dataAt, entry.dataAt + entry.packedSize)
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw new Error(`unknown compression method ${entry.method}`)
  return inflateRawSync(packed, { maxOutputLength: Math.min(entry.size, LARGEST_FILE) + 1 })
}
