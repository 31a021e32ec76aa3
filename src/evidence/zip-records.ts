/**
 * The records of a zip file as this house writes them: everything that could vary is fixed, so that the same entries give
 * the same bytes, and a reader can say of each byte what it has to be. No zip64, no extra fields, no comments.
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */

/** One file, packed. */
export interface PackedEntry {
  readonly name: string
  readonly method: 0 | 8
  /** CRC-32 of the content. */
  readonly crc32: number
  /** Bytes of the content. */
  readonly size: number
  /** What stands in the zip: the content deflated, or as it is. */
  readonly packed: Buffer
}

/** What the records say of an entry; a reader has it before it has looked at the data. */
export interface EntryFacts {
  readonly name: Buffer
  readonly method: number
  readonly crc32: number
  readonly packedSize: number
  readonly size: number
}

/** A field of a record: name, bytes from the record's beginning, bytes. */
export type RecordField = readonly [name: string, offset: number, length: number]

export const LOCAL_HEADER_LENGTH = 30
export const CENTRAL_RECORD_LENGTH = 46
export const END_RECORD_LENGTH = 22

export const LOCAL_SIGNATURE = 0x04034b50
export const CENTRAL_SIGNATURE = 0x02014b50
export const END_SIGNATURE = 0x06054b50

/** 2.0: deflate. Names are UTF-8. The first day that a zip can state, so that nothing tells when it was packed. */
const VERSION = 20
const UTF8_NAMES = 0x0800
const FIRST_DAY = 0x0021
/** Made under Unix, whose rights are in the upper half of the external attributes: a file that all may read. */
const MADE_BY = (3 << 8) | VERSION
const PLAIN_FILE = 0o100644 * 0x10000

export const LOCAL_FIELDS: readonly RecordField[] = [
  ['signature', 0, 4],
  ['version needed', 4, 2],
  ['flags', 6, 2],
  ['compression method', 8, 2],
  ['time', 10, 2],
  ['date', 12, 2],
  ['CRC-32', 14, 4],
  ['compressed size', 18, 4],
  ['uncompressed size', 22, 4],
  ['length of the name', 26, 2],
  ['length of the extra field', 28, 2],
]

export const CENTRAL_FIELDS: readonly RecordField[] = [
  ['signature', 0, 4],
  ['version made by', 4, 2],
  ['version needed', 6, 2],
  ['flags', 8, 2],
  ['compression method', 10, 2],
  ['time', 12, 2],
  ['date', 14, 2],
  ['CRC-32', 16, 4],
  ['compressed size', 20, 4],
  ['uncompressed size', 24, 4],
  ['length of the name', 28, 2],
  ['length of the extra field', 30, 2],
  ['length of the comment', 32, 2],
  ['disk', 34, 2],
  ['internal attributes', 36, 2],
  ['external attributes', 38, 4],
  ['offset of the local header', 42, 4],
]

export const END_FIELDS: readonly RecordField[] = [
  ['signature', 0, 4],
  ['disk', 4, 2],
  ['disk of the central directory', 6, 2],
  ['entries on this disk', 8, 2],
  ['entries', 10, 2],
  ['size of the central directory', 12, 4],
  ['offset of the central directory', 16, 4],
  ['length of the comment', 20, 2],
]

export function localHeader({ name, method, crc32, packedSize, size }: EntryFacts): Buffer {
  const header = Buffer.alloc(LOCAL_HEADER_LENGTH)
  header.writeUInt32LE(LOCAL_SIGNATURE, 0)
  header.writeUInt16LE(VERSION, 4)
  header.writeUInt16LE(UTF8_NAMES, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt16LE(FIRST_DAY, 12)
  header.writeUInt32LE(crc32, 14)
  header.writeUInt32LE(packedSize, 18)
  header.writeUInt32LE(size, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

/** @param offset - where the local header stands */
export function centralRecord({ name, method, crc32, packedSize, size }: EntryFacts, offset: number): Buffer {
  const record = Buffer.alloc(CENTRAL_RECORD_LENGTH)
  record.writeUInt32LE(CENTRAL_SIGNATURE, 0)
  record.writeUInt16LE(MADE_BY, 4)
  record.writeUInt16LE(VERSION, 6)
  record.writeUInt16LE(UTF8_NAMES, 8)
  record.writeUInt16LE(method, 10)
  record.writeUInt16LE(FIRST_DAY, 14)
  record.writeUInt32LE(crc32, 16)
  record.writeUInt32LE(packedSize, 20)
  record.writeUInt32LE(size, 24)
  record.writeUInt16LE(name.length, 28)
  record.writeUInt32LE(PLAIN_FILE, 38)
  record.writeUInt32LE(offset, 42)
  return Buffer.concat([record, name])
}

export function endRecord(entries: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(END_RECORD_LENGTH)
  record.writeUInt32LE(END_SIGNATURE, 0)
  record.writeUInt16LE(entries, 8)
  record.writeUInt16LE(entries, 10)
  record.writeUInt32LE(size, 12)
  record.writeUInt32LE(offset, 16)
  return record
}
