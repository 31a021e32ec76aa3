/**
 * The persisted index as bytes: blocks, one after the other, each covering the log a stretch further. Pure.
 *
 * A block is 64 bytes of header and 20 bytes an entry, little-endian:
 *
 *     0 magic 'FXI2' · 4 CRC32 of all that follows · 8 entries u32 · 12 zero · 16 base f64 · 24 covered f64
 *     32 nextIn f64 · 40 nextOut f64 · 48 createdAt f64 · 56 transmittedTo f64
 *     then MsgSeqNum f64, offset f64, size u32 for each entry
 *
 * `base` is how many entries of the earlier blocks still hold: fewer than there are after nextOut was set back.
 * `covered` is the byte of the log up to which the block speaks. The index is never believed against the log: a block
 * that is torn, reaches beyond the log or belongs to another numbering ends the reading, and the log is scanned from
 * what was covered so far.
 */

import { crc32 } from 'node:zlib'
import { Numbering } from './numbering.ts'

const magic = 0x32495846
const headerBytes = 64
const entryBytes = 20

/** What the blocks of an index file amount to. */
export interface IndexedPart {
  readonly numbering: Numbering
  /** The log is known up to this byte; 0 when no block was usable. */
  readonly covered: number
  /** The log had at least as many bytes once: more than `covered` when it has lost its end since. */
  readonly logBytesOnce: number
  /** Bytes of the index file that hold good; what follows is to be cut off. */
  readonly indexBytes: number
}

/** One block for the entries from `base` on, speaking of the log up to `covered`. */
export function encodeBlock(numbering: Numbering, base: number, covered: number): Uint8Array {
  const { index } = numbering
  const count = index.length - base
  const bytes = new Uint8Array(headerBytes + count * entryBytes)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(8, count, true)
  view.setFloat64(16, base, true)
  view.setFloat64(24, covered, true)
  view.setFloat64(32, numbering.nextIn, true)
  view.setFloat64(40, numbering.nextOut, true)
  view.setFloat64(48, numbering.createdAt, true)
  view.setFloat64(56, numbering.transmittedTo, true)
  for (let i = 0; i < count; i++) {
    const at = headerBytes + i * entryBytes
    const offset = index.offsetAt(base + i)
    view.setFloat64(at, index.msgSeqNumAt(base + i), true)
    view.setFloat64(at + 8, offset, true)
    view.setUint32(at + 16, index.endAt(base + i) - offset, true)
  }
  view.setUint32(4, crc32(bytes.subarray(8)), true)
  return bytes
}

/**
 * Reads as many blocks as hold good.
 *
 * @param createdAt - of the log; blocks of another numbering are not used
 * @param logBytes - size of the log; blocks that reach beyond it are not used
 */
export function decodeBlocks(bytes: Uint8Array, createdAt: number, logBytes: number): IndexedPart {
  const numbering = new Numbering(createdAt)
  const { index } = numbering
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  index.reserve(Math.ceil(bytes.length / entryBytes))
  let at = 0
  let covered = 0
  let logBytesOnce = 0
  while (at + headerBytes <= bytes.length && view.getUint32(at, true) === magic) {
    const end = at + headerBytes + view.getUint32(at + 8, true) * entryBytes
    if (end > bytes.length || crc32(bytes.subarray(at + 8, end)) !== view.getUint32(at + 4, true)) break
    const blockCovered = view.getFloat64(at + 24, true)
    if (view.getFloat64(at + 48, true) !== createdAt) break
    logBytesOnce = blockCovered
    if (blockCovered > logBytes) break
    index.truncate(view.getFloat64(at + 16, true))
    for (let entry = at + headerBytes; entry < end; entry += entryBytes) {
      index.append(view.getFloat64(entry, true), view.getFloat64(entry + 8, true), view.getUint32(entry + 16, true))
    }
    numbering.nextIn = view.getFloat64(at + 32, true)
    numbering.nextOut = view.getFloat64(at + 40, true)
    numbering.transmittedTo = view.getFloat64(at + 56, true)
    covered = blockCovered
    at = end
  }
  return { numbering, covered, logBytesOnce, indexBytes: at }
}
