/**
 * What is computed from the bytes of a message: BodyLength(9), which stands before what it counts, and CheckSum(10).
 * Room is left for the length and its digits come last, so that the body is written once, at its final place.
 */
import { EQUALS, NINE, ONE, SOH, TRAILER_LENGTH, ZERO } from './bytes.ts'
import { sumOf } from './checksum.ts'
import { NO_ROOM } from './field-writer.ts'
import { digitsOf, writeInt } from './number-digits.ts'

/** How many digits the last BodyLength(9) had: the next one mostly has as many. */
let digitsExpected = 3

/** Leaves room for BodyLength(9) at a position; returns that of the body, which may lie beyond the end of the memory. */
export function leaveRoomForLength(at: number): number {
  return at + 2 + digitsExpected + 1
}

/**
 * Fills in BodyLength(9). When its digits are more or fewer than expected, everything behind them is moved.
 *
 * @param lengthAt - where room was left
 * @param bodyEnd - behind the last byte that it counts
 * @param end - behind the last byte written
 * @returns the new `end`, or {@link NO_ROOM}
 */
export function writeBodyLength(bytes: Buffer, view: DataView, lengthAt: number, bodyEnd: number, end: number): number {
  const bodyAt = leaveRoomForLength(lengthAt)
  const bodyLength = Math.max(0, bodyEnd - bodyAt)
  const digits = digitsOf(bodyLength)
  const moved = digits - digitsExpected
  if (Math.max(end, end + moved) > bytes.length) return NO_ROOM
  if (moved !== 0) {
    bytes.copyWithin(bodyAt + moved, bodyAt, end)
    digitsExpected = digits
  }
  bytes[lengthAt] = NINE
  bytes[lengthAt + 1] = EQUALS
  bytes[writeInt(view, bodyLength, lengthAt + 2)] = SOH
  return end + moved
}

/** Writes CheckSum(10) over the bytes from `start` on; returns the position behind it, or {@link NO_ROOM}. */
export function writeCheckSum(bytes: Buffer, view: DataView, start: number, at: number): number {
  if (at + TRAILER_LENGTH > bytes.length) return NO_ROOM
  const sum = sumOf(view, start, at)
  const tens = (sum / 10) | 0
  const hundreds = (sum / 100) | 0
  bytes[at] = ONE
  bytes[at + 1] = ZERO
  bytes[at + 2] = EQUALS
  bytes[at + 3] = ZERO + hundreds
  bytes[at + 4] = ZERO + tens - 10 * hundreds
  bytes[at + 5] = ZERO + sum - 10 * tens
  bytes[at + 6] = SOH
  return at + TRAILER_LENGTH
}
