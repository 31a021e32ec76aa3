/**
 * Lays the index over the bytes of one message. Reads whatever is there, well formed or not, because a conformance tool
 * must be able to show what is wrong; knows no dictionary and checks neither BodyLength(9) nor CheckSum(10).
 */
import { EQUALS, ONE, readDigits, readTag, SOH, TRAILER_LENGTH, ZERO } from './bytes.ts'
import { dataTagAfter } from './data-tags.ts'
import { INDEX_STRIDE, Message } from './message.ts'

// Working space for the message being read; the finished index is copied out of it, cut to size.
let scratch = new Int32Array(3 * 256)

function grow(): typeof scratch {
  const bigger = new Int32Array(scratch.length * 2)
  bigger.set(scratch)
  scratch = bigger
  return bigger
}

/**
 * Where the value of a data field ends by its Length field, -1 when the stated length cannot be believed: it is not a
 * number or does not end at a SOH before `limit`.
 */
function endOfData(bytes: Buffer, start: number, length: number, limit: number): number {
  const end = start + length
  return length >= 0 && end < limit && bytes[end] === SOH ? end : -1
}

/** Where the `10=ddd` at the end starts; the length of the bytes when they do not end like a message. */
function trailerStart(bytes: Buffer): number {
  const at = bytes.length - TRAILER_LENGTH
  const isTrailer =
    at > 0 &&
    bytes[at - 1] === SOH &&
    bytes[at] === ONE &&
    bytes[at + 1] === ZERO &&
    bytes[at + 2] === EQUALS &&
    bytes[bytes.length - 1] === SOH
  return isTrailer ? at : bytes.length
}

/**
 * Reads the fields of a message. Never throws, whatever the bytes.
 *
 * - A field whose tag is not a number without leading zeros, or that has no `=`, gets tag 0.
 * - A data field takes its length from the Length field directly before it, so that a SOH inside RawData(96) does not
 *   cut it. When that length does not end at a SOH, or would reach over the CheckSum(10) at the end, the field ends at the next SOH like any other.
 * - What follows the last SOH is a field too.
 *
 * @param bytes - one message; the index refers to these bytes, they must not change afterwards
 */
export function decode(bytes: Buffer): Message {
  const length = bytes.length
  const dataLimit = trailerStart(bytes)
  let index = scratch
  let used = 0
  let position = 0
  // The data field that may come next, and its length by the Length field just read.
  let dataTag = 0
  let dataLength = -1
  while (position < length) {
    const fieldStart = position
    let tag = 0
    let byte = bytes[position] as number
    while (byte >= ZERO && byte <= ZERO + 9) {
      tag = tag * 10 + byte - ZERO
      byte = ++position < length ? (bytes[position] as number) : SOH
    }
    if (byte !== EQUALS || tag > 99_999 || bytes[fieldStart] === ZERO) {
      // Rare: no tag, no `=`, a leading zero or a huge number. Find the `=` the long way.
      while (position < length && bytes[position] !== SOH && bytes[position] !== EQUALS) position++
      tag = readTag(bytes, fieldStart, Math.min(position + 1, length))
    }
    const start = position < length && bytes[position] === EQUALS ? position + 1 : fieldStart
    position = start
    const dataEnd = dataTag !== 0 && tag === dataTag ? endOfData(bytes, start, dataLength, dataLimit) : -1
    if (dataEnd >= 0) position = dataEnd
    else while (position < length && bytes[position] !== SOH) position++
    if (used === index.length) index = grow()
    index[used] = tag
    index[used + 1] = start
    index[used + 2] = position
    used += INDEX_STRIDE
    dataTag = dataTagAfter(tag)
    if (dataTag !== 0) dataLength = readDigits(bytes, start, position)
    position++
  }
  return new Message(bytes, 0, length, index.slice(0, used), 0, used / INDEX_STRIDE)
}
