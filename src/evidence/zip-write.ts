/** Writes a zip file: the same entries in the same order give the same bytes, under the same version of zlib. */
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'
import { centralRecord, type EntryFacts, endRecord, localHeader, type PackedEntry } from './zip-records.ts'

/** What a zip without zip64 can hold. */
const MOST_ENTRIES = 0xffff
const MOST_BYTES = 0xffffffff

const deflated = promisify(deflateRaw)

/**
 * Packs one file, beside other work.
 *
 * @param how - `stored` leaves it as it is, so that a reader finds each of its bytes in the zip; by default it is deflated where that
 *   makes it smaller
 */
export async function packEntry(name: string, content: Buffer, how?: 'stored'): Promise<PackedEntry> {
  const facts = { name, crc32: crc32(content), size: content.length }
  if (how === 'stored') return { ...facts, method: 0, packed: content }
  const packed = await deflated(content, { level: 6 })
  return packed.length < content.length ? { ...facts, method: 8, packed } : { ...facts, method: 0, packed: content }
}

/**
 * The zip file, in pieces.
 *
 * @throws RangeError when it would need zip64: more than 65,535 files or 4 GiB
 */
export function zipPieces(entries: readonly PackedEntry[]): Buffer[] {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const facts = factsOf(entry)
    const header = localHeader(facts)
    directory.push(centralRecord(facts, offset))
    pieces.push(header, entry.packed)
    offset += header.length + entry.packed.length
    if (offset > MOST_BYTES) throw new RangeError('the bundle is larger than 4 GiB, more than a zip file can hold')
  }
  if (entries.length > MOST_ENTRIES) throw new RangeError(`${entries.length} files are more than a zip file can hold`)
  const size = directory.reduce((sum, record) => sum + record.length, 0)
  return [...pieces, ...directory, endRecord(entries.length, size, offset)]
}

function factsOf({ name, method, crc32, size, packed }: PackedEntry): EntryFacts {
  return { name: Buffer.from(name), method, crc32, packedSize: packed.length, size }
}
