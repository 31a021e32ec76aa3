/**
 * One record of the message log as bytes. Pure: no file, no clock.
 *
 *     #9f3a21bc message 17 178⏎
 *     8=FIX.4.4␁9=153␁…␁10=021␁⏎
 *
 * A header line (CRC32 in hex, kind, value, length of the payload), the payload, a line feed. The payload of a message
 * is its exact FIX bytes, so `grep -a ^8=FIX`, `strings` and `tr '\001' '|'` read a log. The checksum stands first and
 * covers everything from the kind to the end of the payload; the three bytes of framing around it are compared
 * literally. So no single changed byte passes.
 *
 * | kind    | value                                   | payload                        |
 * |---------|-----------------------------------------|--------------------------------|
 * | begin   | start of the numbering, epoch ms        | format and session, as text    |
 * | message | MsgSeqNum(34); nextOut becomes one more | the message                    |
 * | nextIn  | nextIn                                  | empty                          |
 * | nextOut | nextOut, set by hand                    | empty                          |
 */

import { crc32 } from 'node:zlib'

const recordKinds = ['begin', 'message', 'nextIn', 'nextOut'] as const
export type RecordKind = (typeof recordKinds)[number]

/** Length of the longest header line that is looked at; the longest that is written has 45 bytes. */
export const maxHeaderBytes = 64
/** Far above any frame an engine lets through (1 MiB), far below what would trouble a reader. */
export const maxPayloadBytes = 64 * 1024 * 1024
/** The byte that every record begins with. */
export const recordMark = 0x23

/** Positions are indices into the bytes that were parsed. */
export interface WholeRecord {
  readonly state: 'whole'
  readonly kind: RecordKind
  readonly value: number
  readonly payloadStart: number
  readonly payloadEnd: number
  /** Where the next record begins. */
  readonly end: number
}

export type ParsedRecord =
  | WholeRecord
  /** The bytes end too early; with `needs` bytes from the record's start there is more to say. */
  | { readonly state: 'partial'; readonly needs: number }
  | { readonly state: 'broken'; readonly reason: string }

const lineFeed = 0x0a
const hexDigits = Buffer.from('0123456789abcdef', 'latin1')
const headerPattern = /^#([0-9a-f]{8}) (begin|message|nextIn|nextOut) (0|[1-9]\d{0,15}) (0|[1-9]\d{0,7})\n/
const kindBytes = Object.fromEntries(
  recordKinds.map((kind) => [kind, Buffer.from(`${kind} `, 'latin1')]),
) as unknown as Record<RecordKind, Uint8Array>

/** Room that a record with such a payload takes at most. */
export function recordRoom(payloadBytes: number): number {
  return maxHeaderBytes + payloadBytes + 1
}

/**
 * Writes one record into `target`, which has `recordRoom` to spare from `at` on.
 *
 * @returns the position after the record
 */
export function encodeRecord(
  target: Uint8Array,
  at: number,
  kind: RecordKind,
  value: number,
  payload: Uint8Array,
): number {
  const covered = at + 10
  const name = kindBytes[kind]
  target.set(name, covered)
  let end = writeDecimal(target, covered + name.length, value)
  target[end++] = 0x20
  end = writeDecimal(target, end, payload.length)
  target[end++] = lineFeed
  target.set(payload, end)
  end += payload.length

  const checksum = crc32(target.subarray(covered, end))
  target[at] = recordMark
  for (let digit = 0; digit < 8; digit++) {
    target[at + 1 + digit] = hexDigits[(checksum >>> (28 - 4 * digit)) & 15] as number
  }
  target[at + 9] = 0x20
  target[end] = lineFeed
  return end + 1
}

/**
 * Reads the record that begins at `at`.
 *
 * @param end - where the bytes at hand end
 * @returns the record, or that it is cut short, or why it is none
 */
export function parseRecord(bytes: Uint8Array, at: number, end: number): ParsedRecord {
  const headerEnd = Math.min(end, at + maxHeaderBytes)
  const header = Buffer.from(bytes.buffer, bytes.byteOffset + at, headerEnd - at).toString('latin1')
  const fields = headerPattern.exec(header)
  if (fields === null) {
    // A whole line, or room enough for one, will not become a header by reading on.
    if (headerEnd - at < maxHeaderBytes && !header.includes('\n') && (header === '' || header[0] === '#')) {
      return { state: 'partial', needs: maxHeaderBytes }
    }
    return { state: 'broken', reason: 'no header line of a record' }
  }
  const payloadStart = at + fields[0].length
  const payloadEnd = payloadStart + Number(fields[4])
  const recordEnd = payloadEnd + 1
  if (recordEnd > end) return { state: 'partial', needs: recordEnd - at }
  if (bytes[payloadEnd] !== lineFeed) return { state: 'broken', reason: 'no line feed after the payload' }
  const checksum = crc32(bytes.subarray(at + 10, payloadEnd))
  const stated = Number.parseInt(fields[1] as string, 16)
  if (checksum !== stated) {
    const computed = checksum.toString(16).padStart(8, '0')
    return { state: 'broken', reason: `checksum ${fields[1]} stated, ${computed} computed` }
  }
  const kind = fields[2] as RecordKind
  return { state: 'whole', kind, value: Number(fields[3]), payloadStart, payloadEnd, end: recordEnd }
}

function writeDecimal(target: Uint8Array, at: number, value: number): number {
  const digits = String(value)
  for (let i = 0; i < digits.length; i++) target[at + i] = digits.charCodeAt(i)
  return at + digits.length
}
