/**
 * Finds a message in a line of a log and lays an index over it. Messages as nearly all logs write them take one pass;
 * for the others the delimiters are made SOH first, and the codec reads what comes of it. Both say the same.
 */
import { checkSum } from '../codec/checksum.ts'
import { dataTagAfter } from '../codec/data-tags.ts'
import { decode } from '../codec/decode.ts'
import { INDEX_STRIDE } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import {
  DELIMITER,
  DOUBTFUL,
  delimiterAt,
  endOfDigits,
  endOfTrailer,
  isSpace,
  KIND,
  PLAIN,
  TRAILER,
} from './log-bytes.ts'
import { allocateBytes, type Bytes, SLACK } from './log-text.ts'

const SOH = 0x01
const EQUALS = 0x3d
const ZERO = 0x30

/** Tags whose first field is asked for with every message, by their place in `first`. */
const ASKED = [
  Tag.BeginString,
  Tag.BodyLength,
  Tag.MsgType,
  Tag.SenderCompID,
  Tag.TargetCompID,
  Tag.MsgSeqNum,
  Tag.ApplVerID,
  Tag.DefaultApplVerID,
] as const

const TAG_MAX = 99_999
/** In `ROLE`: a data field may follow, whose value may hold anything. */
const LENGTH_OF_DATA = 255
/** For each tag one more than its place in `ASKED`, LENGTH_OF_DATA, or 0. */
const ROLE = Uint8Array.from({ length: TAG_MAX + 1 }, (_, tag) =>
  dataTagAfter(tag) === 0 ? ASKED.indexOf(tag as (typeof ASKED)[number]) + 1 : LENGTH_OF_DATA,
)

export class LogMessage {
  /** What the index refers to: the line itself, or the message with other delimiters. */
  source: Bytes
  /** Tag, start and end of each field. */
  index: Int32Array
  count = 0
  /** Where the message ends in its line. */
  end = 0
  /** Where the last CheckSum(10) starts in `source`, and the sum of all before it. */
  trailer = 0
  sum = 0
  #own = new Int32Array(INDEX_STRIDE * 256)
  #scratch = allocateBytes(4096)
  readonly #first = new Int32Array(ASKED.length)

  constructor() {
    this.source = this.#scratch
    this.index = this.#own
  }

  /** The first field with this tag, -1 when there is none. */
  first(tag: (typeof ASKED)[number]): number {
    return this.#first[(ROLE[tag] as number) - 1] as number
  }

  /** Field `i` as latin1. */
  textAt(i: number): string {
    return this.source.buffer.toString('latin1', this.startAt(i), this.endAt(i))
  }

  tagAt(i: number): number {
    return this.index[INDEX_STRIDE * i] as number
  }

  startAt(i: number): number {
    return this.index[INDEX_STRIDE * i + 1] as number
  }

  endAt(i: number): number {
    return this.index[INDEX_STRIDE * i + 2] as number
  }

  /**
   * Reads the message that begins at `from`, where `8=FIX` stands. It ends with the first CheckSum(10) of up to four
   * digits with a delimiter, white space or the end of the line behind it.
   *
   * @param to - the end of the line; a line feed stands there
   * @returns false when no CheckSum(10) ends it
   */
  read(line: Bytes, from: number, to: number): boolean {
    this.#first.fill(-1)
    if (this.#readPlain(line, from)) return true
    return this.#readAny(line.buffer, from, to)
  }

  /** False as well for what is not as plain as that: other delimiters, data fields, tags that are none. */
  #readPlain(line: Bytes, from: number): boolean {
    const bytes = line.buffer
    const first = this.#first
    let index = this.#own
    let used = 0
    let sum = 0
    let position = from
    for (let i = 0; ; i++) {
      const fieldStart = position
      const before = sum
      let byte = bytes[position] as number
      if (byte === ZERO) return false
      let tag = 0
      while (byte >= ZERO && byte <= ZERO + 9) {
        tag = tag * 10 + byte - ZERO
        if (tag > TAG_MAX) return false
        sum += byte
        byte = bytes[++position] as number
      }
      if (byte !== EQUALS || tag === 0) return false
      sum += EQUALS
      const start = ++position
      byte = bytes[position] as number
      if (tag === Tag.CheckSum) {
        position = endOfDigits(bytes, start)
        byte = bytes[position] as number
        const kind = KIND[byte]
        const digits = position - start
        if (digits >= 1 && digits <= 4 && (kind === DELIMITER || isSpace(byte))) {
          if (used === index.length) index = this.#growIndex()
          index[used] = tag
          index[used + 1] = start
          index[used + 2] = position
          this.source = line
          this.index = index
          this.count = i + 1
          this.trailer = fieldStart
          this.sum = before & 0xff
          this.end = kind === DELIMITER ? position + 1 : position
          return true
        }
        for (let k = start; k < position; k++) sum += bytes[k] as number
      }
      let kind = KIND[byte] as number
      while (kind !== DELIMITER) {
        if (kind === DOUBTFUL && delimiterAt(bytes, position) !== 0) return false
        if (byte === 0x0a) return false
        sum += byte
        byte = bytes[++position] as number
        kind = KIND[byte] as number
      }
      if (used === index.length) index = this.#growIndex()
      index[used] = tag
      index[used + 1] = start
      index[used + 2] = position
      used += INDEX_STRIDE
      const role = ROLE[tag] as number
      if (role !== 0) {
        if (role === LENGTH_OF_DATA) return false
        if ((first[role - 1] as number) < 0) first[role - 1] = i
      }
      // Whatever the log writes, SOH is what was summed.
      sum += SOH
      position++
    }
  }

  #growIndex(): Int32Array<ArrayBuffer> {
    const bigger = new Int32Array(2 * this.#own.length)
    bigger.set(this.#own)
    this.#own = bigger
    return bigger
  }

  #readAny(line: Buffer, from: number, to: number): boolean {
    const length = this.#normalise(line, from, to)
    if (length === 0) return false
    const bytes = this.#scratch.buffer.subarray(0, length)
    const message = decode(bytes)
    this.source = this.#scratch
    this.index = message.index
    this.count = message.count
    this.trailer = bytes.lastIndexOf(TRAILER) + 1
    this.sum = checkSum(bytes, 0, this.trailer)
    this.#first.fill(-1)
    for (let i = message.count - 1; i >= 0; i--) {
      const tag = message.tagAt(i)
      const role = tag <= TAG_MAX ? (ROLE[tag] as number) : 0
      if (role !== 0 && role !== LENGTH_OF_DATA) this.#first[role - 1] = i
    }
    return true
  }

  /** Copies the message with SOH for every delimiter. Returns its length, 0 when it has no end. */
  #normalise(line: Buffer, from: number, to: number): number {
    // A delimiter takes one byte or more in the log, and one may be added at the end.
    const most = to - from + 1
    if (this.#scratch.buffer.length < most + SLACK) this.#scratch = allocateBytes(2 * most)
    const copy = this.#scratch.buffer
    let length = 0
    let i = from
    while (i < to) {
      const byte = line[i] as number
      const delimiter = KIND[byte] === PLAIN ? 0 : delimiterAt(line, i)
      if (delimiter === 0) {
        copy[length++] = byte
        i++
        continue
      }
      copy[length++] = SOH
      i += delimiter
      const end = endOfTrailer(line, i)
      if (end < 0) continue
      while (i < end) copy[length++] = line[i++] as number
      copy[length++] = SOH
      this.end = end + delimiterAt(line, end)
      return length
    }
    return 0
  }
}
