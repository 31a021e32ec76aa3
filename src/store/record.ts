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
 * | queued  | as message; there was no connection     | the message                    |
 * | ahead   | as message; queued ones before it wait  | the message                    |
 * | late    | MsgSeqNum(34) of a queued one, sent now | the message as it was sent     |
 * | sent    | up to it, queued ones were sent since   | empty                          |
 * | nextIn  | nextIn                                  | empty                          |
 * | nextOut | nextOut, set by hand                    | empty                          |
 * | slice   | offset in the log at which it begins    | as begin: a further file       |
 */

import { crc32 } from 'node:zlib'

const recordKinds = ['begin', 'message', 'queued', 'ahead', 'sent', 'nextIn', 'nextOut', 'slice', 'late'] as const
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
  /** A view on the bytes that were parsed. */
  readonly payload: Uint8Array
  /** Where the next record begins. */
  readonly end: number
}

export type ParsedRecord =
  | WholeRecord
  /** The bytes end too early; with `needs` bytes from the record's start there is more to say. */
  | { readonly state: 'partial'; readonly needs: number }
  | { readonly state: 'broken'; readonly reason: string }

const lineFeed = 0x0a
const space = 0x20
const hexDigits = Buffer.from('0123456789abcdef', 'latin1')
const kindBytes = Object.fromEntries(
  recordKinds.map((kind) => [kind, Buffer.from(`${kind} `, 'latin1')]),
) as unknown as Record<RecordKind, Uint8Array>
const kindChecksums = Object.fromEntries(
  recordKinds.map((kind) => [kind, crc32(kindBytes[kind])]),
) as unknown as Record<RecordKind, number>

/** The CRC32 of each byte. */
const checksumTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})

/** Whether records of this kind hold a message. */
export function isMessage(kind: RecordKind): boolean {
  return kind === 'message' || kind === 'queued' || kind === 'ahead' || kind === 'late'
}

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
  target[end++] = space
  end = writeDecimal(target, end, payload.length)
  target[end++] = lineFeed
  const checksum = checksumOf(kind, target, covered + name.length, end, payload)
  target.set(payload, end)
  end += payload.length

  target[at] = recordMark
  for (let digit = 0; digit < 8; digit++) {
    target[at + 1 + digit] = hexDigits[(checksum >>> (28 - 4 * digit)) & 15] as number
  }
  target[at + 9] = space
  target[end] = lineFeed
  return end + 1
}

/**
 * The checksum of a record: the CRC32 of its kind, of the bytes behind that in the header line, and of the payload. The
 * few bytes of the header are added up here: a view on them for the system's function would cost more, and the payload
 * has one.
 */
function checksumOf(kind: RecordKind, bytes: Uint8Array, from: number, to: number, payload: Uint8Array): number {
  let sum = ~kindChecksums[kind]
  for (let i = from; i < to; i++) sum = (sum >>> 8) ^ (checksumTable[(sum ^ (bytes[i] as number)) & 0xff] as number)
  const header = ~sum >>> 0
  return payload.length === 0 ? header : crc32(payload, header)
}

/**
 * Reads the record that begins at `at`.
 *
 * @param end - where the bytes at hand end
 * @returns the record, or that it is cut short, or why it is none
 */
export function parseRecord(bytes: Uint8Array, at: number, end: number): ParsedRecord {
  const headerEnd = Math.min(end, at + maxHeaderBytes)
  const header = readHeader(bytes, at, headerEnd)
  if (header === undefined) {
    const isLine = bytes.subarray(at, headerEnd).includes(lineFeed)
    // A whole line, or room enough for one, will not become a header by reading on.
    if (headerEnd - at < maxHeaderBytes && !isLine && (headerEnd === at || bytes[at] === recordMark)) {
      return { state: 'partial', needs: maxHeaderBytes }
    }
    return { state: 'broken', reason: 'no header line of a record' }
  }
  const { payloadStart, payloadEnd, kind, value } = header
  const recordEnd = payloadEnd + 1
  if (recordEnd > end) return { state: 'partial', needs: recordEnd - at }
  if (bytes[payloadEnd] !== lineFeed) return { state: 'broken', reason: 'no line feed after the payload' }
  const payload = bytes.subarray(payloadStart, payloadEnd)
  const checksum = checksumOf(kind, bytes, at + 10 + kindBytes[kind].length, payloadStart, payload)
  if (checksum !== header.checksum) {
    return { state: 'broken', reason: `checksum ${hex(header.checksum)} stated, ${hex(checksum)} computed` }
  }
  return { state: 'whole', kind, value, payload, end: recordEnd }
}

interface Header {
  readonly checksum: number
  readonly kind: RecordKind
  readonly value: number
  readonly payloadStart: number
  readonly payloadEnd: number
}

/**
 * The header line that begins at `at`; nothing when there is none, or not all of it before `end`. Byte by byte and not by
 * a pattern: a log of a million records is read this way when its index is lost.
 */
function readHeader(bytes: Uint8Array, at: number, end: number): Header | undefined {
  const kindStart = at + 10
  if (bytes[at] !== recordMark || bytes[at + 9] !== space || kindStart >= end) return undefined
  let checksum = 0
  for (let i = at + 1; i < at + 9; i++) {
    const digit = hexValue(bytes[i] as number)
    if (digit < 0) return undefined
    checksum = checksum * 16 + digit
  }
  const kind = kindAt(bytes, kindStart)
  if (kind === undefined) return undefined
  const valueStart = kindStart + kindBytes[kind].length
  const valueEnd = endOfDecimal(bytes, valueStart, end, 16)
  const lengthEnd = endOfDecimal(bytes, valueEnd + 1, end, 8)
  if (bytes[valueEnd] !== space || bytes[lengthEnd] !== lineFeed || lengthEnd >= end) return undefined
  const payloadStart = lengthEnd + 1
  const payloadEnd = payloadStart + decimal(bytes, valueEnd + 1, lengthEnd)
  return { checksum, kind, value: decimal(bytes, valueStart, valueEnd), payloadStart, payloadEnd }
}

function kindAt(bytes: Uint8Array, at: number): RecordKind | undefined {
  for (const kind of recordKinds) if (startsWith(bytes, at, kindBytes[kind])) return kind
  return undefined
}

/** Lower case only, as it is written: so no changed bit passes. */
function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1
}

function startsWith(bytes: Uint8Array, at: number, start: Uint8Array): boolean {
  for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start[i]) return false
  return true
}

/** Where a number without leading zeros ends; before its first digit when there is none, or it is too long. */
function endOfDecimal(bytes: Uint8Array, at: number, end: number, maxDigits: number): number {
  let to = at
  while (to < end && (bytes[to] as number) >= 0x30 && (bytes[to] as number) <= 0x39) to++
  const hasLeadingZero = bytes[at] === 0x30 && to - at > 1
  return to === at || to - at > maxDigits || hasLeadingZero ? at - 1 : to
}

function decimal(bytes: Uint8Array, at: number, end: number): number {
  let value = 0
  for (let i = at; i < end; i++) value = value * 10 + ((bytes[i] as number) - 0x30)
  return value
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, '0')
}

/** Whole numbers from 0 on; digit by digit: a text for each number would cost more. */
function writeDecimal(target: Uint8Array, at: number, value: number): number {
  let end = at + 1
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) end++
  let left = value
  for (let i = end - 1; i >= at; i--) {
    const tens = Math.floor(left / 10)
    target[i] = 0x30 + (left - tens * 10)
    left = tens
  }
  return end
}
