/**
 * One place in a stream where a message may start, and how far it has been recognised. Remembers where it got to, so
 * that a message that arrives byte by byte is walked once. Knows neither chunks nor what to do with the answer.
 */
import { Tag } from '../fix/tags.ts'
import { EIGHT, EQUALS, FIVE, NINE, ONE, readDigits, readTag, SOH, THREE, TRAILER_LENGTH, ZERO } from './bytes.ts'
import { dataTagAfter } from './data-tags.ts'

/** What is known about a candidate: it needs more bytes, it is a whole message, or it is none. */
export type Recognition = 'partial' | 'complete' | 'garbled'

/** No BeginString(8) or BodyLength(9) is longer; without a limit a field that never ends would be read for ever. */
const HEADER_VALUE_MAX = 64

export class Candidate {
  readonly #maxFrameLength: number
  readonly #validateCheckSum: boolean
  // Positions are counted from the start of the candidate, so that the bytes may move to another buffer.
  /** Where the body ends by BodyLength(9), 0 while that is not known. */
  #bodyEnd = 0
  #position = 0
  #fieldStart = 0
  #sum = 0
  #dataTag = 0
  #dataLength = 0
  #framed = false

  constructor(maxFrameLength: number, validateCheckSum: boolean) {
    this.#maxFrameLength = maxFrameLength
    this.#validateCheckSum = validateCheckSum
  }

  /** Starts again at another place. */
  reset(): void {
    this.#bodyEnd = 0
    this.#framed = false
  }

  /** Length of the message, its trailer included; only after BodyLength(9) was read. */
  get length(): number {
    return this.#bodyEnd + TRAILER_LENGTH
  }

  /** True when the answer was garbled although all lengths fit: only the CheckSum(10) is another. */
  get framed(): boolean {
    return this.#framed
  }

  /** Number of bytes looked at so far. */
  get walked(): number {
    return this.#bodyEnd === 0 ? 0 : this.#position
  }

  /**
   * Goes on with the bytes there are. The answer for the same bytes is the same however they arrived.
   *
   * @param bytes - the candidate lies in it from `start`; up to `end` the bytes have arrived
   */
  advance(bytes: Uint8Array, start: number, end: number): Recognition {
    if (this.#bodyEnd === 0) {
      const header = this.#readHeader(bytes, start, end)
      if (header !== 'complete') return header
    }
    const body = this.#walkBody(bytes, start, end)
    return body === 'complete' ? this.#readTrailer(bytes, start, end) : body
  }

  /** Reads `8=…|9=…|35=`, the three fields that must come first. */
  #readHeader(bytes: Uint8Array, start: number, end: number): Recognition {
    if (start < end && bytes[start] !== EIGHT) return 'garbled'
    if (start + 1 < end && bytes[start + 1] !== EQUALS) return 'garbled'
    const beginString = start + 2
    // A BeginString with a `=` in it is two fields that lost their SOH.
    const beginStringEnd = endOfValue(bytes, beginString, end)
    if (beginStringEnd < 0) return 'garbled'
    if (beginStringEnd >= end) return 'partial'
    if (beginStringEnd === beginString) return 'garbled'
    const nine = beginStringEnd + 1
    if (nine < end && bytes[nine] !== NINE) return 'garbled'
    if (nine + 1 < end && bytes[nine + 1] !== EQUALS) return 'garbled'
    const bodyLengthEnd = endOfValue(bytes, nine + 2, end)
    if (bodyLengthEnd < 0) return 'garbled'
    if (bodyLengthEnd >= end) return 'partial'
    const bodyLength = readDigits(bytes, nine + 2, bodyLengthEnd)
    const body = bodyLengthEnd + 1
    const bodyEnd = body + bodyLength
    if (bodyLength < 0 || bodyEnd + TRAILER_LENGTH - start > this.#maxFrameLength) return 'garbled'
    if (body < end && bytes[body] !== THREE) return 'garbled'
    if (body + 1 < end && bytes[body + 1] !== FIVE) return 'garbled'
    if (body + 2 < end && bytes[body + 2] !== EQUALS) return 'garbled'
    if (body + 2 >= end) return 'partial'
    let sum = 0
    for (let i = start; i < body; i++) sum += bytes[i] as number
    this.#sum = sum
    this.#bodyEnd = bodyEnd - start
    this.#position = body - start
    this.#fieldStart = this.#position
    this.#dataTag = 0
    return 'complete'
  }

  /**
   * Walks the fields of the body. A BeginString(8) or CheckSum(10) where a field starts proves that the BodyLength(9)
   * is wrong, or that the message was cut off and the next one follows: no need to wait for the rest.
   */
  #walkBody(bytes: Uint8Array, start: number, end: number): Recognition {
    const bodyEnd = start + this.#bodyEnd
    const limit = end < bodyEnd ? end : bodyEnd
    let position = start + this.#position
    let fieldStart = start + this.#fieldStart
    let sum = this.#sum
    let dataTag = this.#dataTag
    let answer: Recognition | undefined
    while (position < limit) {
      if (dataTag !== 0) {
        const dataEnd = endOfData(bytes, fieldStart, dataTag, this.#dataLength, limit, bodyEnd)
        if (dataEnd === 0) break
        dataTag = 0
        for (; position < dataEnd; position++) sum += bytes[position] as number
      }
      const byte = bytes[position++] as number
      sum += byte
      if (byte !== SOH) continue
      // Reading of the tag in place: this runs once for every field of every message.
      let tag = 0
      let i = fieldStart
      for (let digit = (bytes[i] as number) - ZERO; digit >= 0 && digit <= 9; digit = (bytes[++i] as number) - ZERO) {
        tag = tag * 10 + digit
      }
      if (bytes[i] === EQUALS && bytes[fieldStart] !== ZERO) {
        if (tag === Tag.BeginString || tag === Tag.CheckSum) {
          answer = 'garbled'
          break
        }
        dataTag = dataTagAfter(tag)
        if (dataTag !== 0) this.#dataLength = readDigits(bytes, i + 1, position - 1)
      }
      fieldStart = position
    }
    this.#dataTag = dataTag
    this.#position = position - start
    this.#fieldStart = fieldStart - start
    this.#sum = sum
    if (answer !== undefined) return answer
    if (position < bodyEnd) return 'partial'
    return fieldStart === bodyEnd ? 'complete' : 'garbled'
  }

  #readTrailer(bytes: Uint8Array, start: number, end: number): Recognition {
    const at = start + this.#bodyEnd
    if (at < end && bytes[at] !== ONE) return 'garbled'
    if (at + 1 < end && bytes[at + 1] !== ZERO) return 'garbled'
    if (at + 2 < end && bytes[at + 2] !== EQUALS) return 'garbled'
    for (let i = at + 3; i < at + 6 && i < end; i++) {
      const digit = (bytes[i] as number) - ZERO
      if (digit < 0 || digit > 9) return 'garbled'
    }
    if (at + 6 >= end) return 'partial'
    if (bytes[at + 6] !== SOH) return 'garbled'
    if (!this.#validateCheckSum || readDigits(bytes, at + 3, at + 6) === (this.#sum & 0xff)) return 'complete'
    this.#framed = true
    return 'garbled'
  }
}

/** Where a value of the header ends: at its SOH, at `end` when that has not come, -1 when it cannot be one. */
function endOfValue(bytes: Uint8Array, from: number, end: number): number {
  let i = from
  for (; i < end; i++) {
    const byte = bytes[i]
    if (byte === SOH) break
    if (byte === EQUALS || i - from === HEADER_VALUE_MAX) return -1
  }
  return i
}

/**
 * Where the value of an expected data field ends. Its length is believed when it ends at a SOH inside the body.
 *
 * @returns 0 when the bytes do not suffice to say, -1 when this is another field or its length is not to be believed
 */
function endOfData(
  bytes: Uint8Array,
  fieldStart: number,
  dataTag: number,
  length: number,
  limit: number,
  bodyEnd: number,
): number {
  let equals = fieldStart
  while (equals < limit && isDigit(bytes[equals] as number)) equals++
  if (equals >= limit) return limit === bodyEnd ? -1 : 0
  if (length < 0 || readTag(bytes, fieldStart, equals + 1) !== dataTag) return -1
  const dataEnd = equals + 1 + length
  if (dataEnd >= bodyEnd) return -1
  if (dataEnd >= limit) return 0
  return bytes[dataEnd] === SOH ? dataEnd : -1
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9
}
