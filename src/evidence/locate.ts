/** Where a file of a bundle was changed, as exactly as its hashes tell. */
import { crc32 } from 'node:zlib'
import { type ChangedBytes, changedBlocks, changedByte } from './blocks.ts'
import { type Finding, finding } from './finding.ts'
import type { ManifestFile } from './manifest.ts'
import type { UnpackedEntry } from './unpack.ts'

/**
 * @param listed - the file's line in the manifest; absent of files that the manifest can not list, above all itself
 * @returns nothing when data, size and CRC-32 are as they were
 */
export function placesOf(unpacked: UnpackedEntry, listed: ManifestFile | undefined, bytes: Buffer): Finding[] {
  const { entry, name } = unpacked
  const packed = bytes.subarray(entry.dataAt, entry.dataAt + entry.packedSize)
  if (listed === undefined) return unpacked.intact ? [] : unlisted(unpacked, packed)
  if (packed.length !== listed.packed.size || entry.method !== listed.packed.method) {
    const now = `${packed.length} bytes, ${entry.method === 0 ? 'stored' : 'deflated'}`
    const text = `${name} was changed: it is packed as ${now}; sealed were ${listed.packed.size} bytes`
    return [finding(name, text, rangeOf(unpacked))]
  }
  return changedBlocks(packed, listed.packed.blocks).map((changed) => place(unpacked, changed, packed))
}

/** Of the manifest and the envelope there is a CRC-32 alone; they are stored, so that it is one over what stands in the zip. */
function unlisted(unpacked: UnpackedEntry, packed: Buffer): Finding[] {
  const { entry, name } = unpacked
  const single =
    entry.method === 0 && packed.length === entry.size
      ? changedByte(packed, entry.crc32, (repaired) => crc32(repaired) === entry.crc32)
      : undefined
  if (single !== undefined) return [place(unpacked, single, packed)]
  return [finding(name, `${name} was changed: its data does not have the CRC-32 of its record`, rangeOf(unpacked))]
}

function place({ entry, name }: UnpackedEntry, { offset, length, was }: ChangedBytes, packed: Buffer): Finding {
  const from = entry.dataAt + offset
  const range = [from, from + length] as const
  if (was === undefined) {
    const text = `${name} was changed: somewhere in the bytes ${from} to ${from + length - 1} of the bundle`
    return finding(name, text, range)
  }
  const text = `${name} was changed: byte ${from} of the bundle is ${hex(packed[offset])}, was ${hex(was)}`
  return finding(name, text, range)
}

function rangeOf({ entry }: UnpackedEntry): readonly [number, number] {
  return [entry.dataAt, entry.dataAt + entry.packedSize]
}

function hex(byte: number | undefined): string {
  return `0x${(byte ?? 0).toString(16).padStart(2, '0')}`
}
