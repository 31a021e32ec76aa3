/**
 * Hashes of the packed data of a file, block by block: a hash of the whole says that something was changed, these say where.
 * Where a single byte was changed, the CRC-32 of its block even says which one, and what it was.
 */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** Small enough to point at a place, large enough that the hashes are a small part of the bundle. */
export const BLOCK_SIZE = 8_192

/** Half of a SHA-256: the whole of the file stands beside it, these only have to find the place. */
const HASH_DIGITS = 32

/** One text for each block of `BLOCK_SIZE` bytes: its CRC-32, a colon, and the first half of its SHA-256, in hex. */
export function blocksOf(packed: Buffer): string[] {
  const blocks: string[] = []
  for (let at = 0; at < packed.length; at += BLOCK_SIZE) blocks.push(blockOf(packed.subarray(at, at + BLOCK_SIZE)))
  return blocks
}

function blockOf(bytes: Buffer): string {
  return `${crc32(bytes).toString(16).padStart(8, '0')}:${hashOf(bytes)}`
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, HASH_DIGITS)
}

/** Where packed data is otherwise than its hashes say. */
export interface ChangedBytes {
  /** Counted from the beginning of the packed data. */
  readonly offset: number
  readonly length: number
  /** Of a single byte that was changed: what it was. */
  readonly was?: number
}

/** @returns blocks beside each other as one; a single byte where it can be told */
export function changedBlocks(packed: Buffer, blocks: readonly string[]): ChangedBytes[] {
  const changed: ChangedBytes[] = []
  for (let i = 0; i < Math.max(blocks.length, Math.ceil(packed.length / BLOCK_SIZE)); i++) {
    const bytes = packed.subarray(i * BLOCK_SIZE, (i + 1) * BLOCK_SIZE)
    const [sum = '', hash = ''] = blocks[i]?.split(':') ?? []
    if (blocks[i] === blockOf(bytes)) continue
    const single = changedByte(bytes, Number.parseInt(sum, 16), (repaired) => hashOf(repaired) === hash)
    if (single !== undefined) changed.push({ ...single, offset: i * BLOCK_SIZE + single.offset })
    else append(changed, { offset: i * BLOCK_SIZE, length: bytes.length })
  }
  return changed
}

function append(changed: ChangedBytes[], next: ChangedBytes): void {
  const last = changed.at(-1)
  if (last !== undefined && last.was === undefined && last.offset + last.length === next.offset)
    changed[changed.length - 1] = { offset: last.offset, length: last.length + next.length }
  else changed.push(next)
}

/** Remainder of one byte → the byte; and, by its highest byte, the remainder itself with the byte that gives it. */
const BYTE_OF = new Map<number, number>()
const BY_HIGHEST: (readonly [remainder: number, byte: number])[] = []
for (let byte = 0; byte < 256; byte++) {
  // The CRC of a byte in front of nothing but zeros; exclusive-or with that of a zero takes the start value out.
  const remainder = (crc32(Buffer.of(byte)) ^ crc32(Buffer.of(0))) >>> 0
  BYTE_OF.set(remainder, byte)
  BY_HIGHEST[remainder >>> 24] = [remainder, byte]
}

/**
 * The one byte that was changed, when it was one. A CRC is linear: the difference of two sums is that of the changed byte,
 * carried on through the bytes behind it. So it is carried back, byte by byte, until it is that of a single byte.
 *
 * @param sum - CRC-32 of the bytes as they were
 * @param confirm - asked with the bytes as they would have been
 */
export function changedByte(
  bytes: Buffer,
  sum: number,
  confirm: (repaired: Buffer) => boolean,
): Required<ChangedBytes> | undefined {
  let carried = (crc32(bytes) ^ sum) >>> 0
  if (carried === 0) return undefined
  for (let offset = bytes.length - 1; offset >= 0; offset--) {
    const difference = BYTE_OF.get(carried)
    if (difference !== undefined) {
      const repaired = Buffer.from(bytes)
      const was = (bytes[offset] as number) ^ difference
      repaired[offset] = was
      if (confirm(repaired)) return { offset, length: 1, was }
    }
    const [remainder, byte] = BY_HIGHEST[carried >>> 24] as readonly [number, number]
    carried = (((carried ^ remainder) << 8) | byte) >>> 0
  }
  return undefined
}
