/**
 * A FIX message as an index over its own bytes: for each field its tag and where its value starts and ends. Nothing is
 * copied or converted until asked for. Knows no dictionary and judges nothing.
 */
import { Tag } from '../fix/tags.ts'
import { SOH } from './bytes.ts'
import { latin1Text } from './short-text.ts'
import { readUtcTimestamp, type UtcTimestamp } from './utc-timestamp.ts'
import { readBoolean, readFloat, readInt } from './values.ts'

/** Numbers the index holds for each field: tag, start of the value, end of the value. */
export const INDEX_STRIDE = 3

/** Where MsgType(35) stands in a message that is well formed. */
const MSG_TYPE_POSITION = 2

/**
 * One message as it came, or as it was written. Every view is of the same bytes; nothing in it changes.
 *
 * The messages of one read lie in one buffer and share one index, so that a message costs neither a copy nor an array
 * of its own. Keeping one of them keeps both.
 */
export class Message {
  /** What the message lies in; for the byte loops of this house, which count positions from its beginning. */
  readonly source: Buffer
  /** Where the message begins in `source`. */
  readonly sourceStart: number
  /** Where it ends: the position behind its last byte. */
  readonly sourceEnd: number
  /** Tag, start and end of each field, in the order of the wire; positions are those in `source`. */
  readonly index: Int32Array
  /** Where the first field of this message stands in `index`. */
  readonly indexStart: number
  /** Number of fields. */
  readonly count: number
  #bytes: Buffer | undefined

  /** Made by `decode`. */
  constructor(
    source: Buffer,
    sourceStart: number,
    sourceEnd: number,
    index: Int32Array,
    indexStart: number,
    count: number,
  ) {
    this.source = source
    this.sourceStart = sourceStart
    this.sourceEnd = sourceEnd
    this.index = index
    this.indexStart = indexStart
    this.count = count
  }

  /** Number of bytes. */
  get length(): number {
    return this.sourceEnd - this.sourceStart
  }

  /** All bytes of the message; shared, not to be written to. */
  get bytes(): Buffer {
    const { source, sourceStart, sourceEnd } = this
    const whole = sourceStart === 0 && sourceEnd === source.length
    this.#bytes ??= whole ? source : source.subarray(sourceStart, sourceEnd)
    return this.#bytes
  }

  /** The tag of field `i`; 0 when the field has no `=` or its tag is not a number without leading zeros. */
  tagAt(i: number): number {
    return this.index[this.indexStart + i * INDEX_STRIDE] as number
  }

  /** Where the value of field `i` starts in `bytes`; for a field without `=` the start of the field. */
  startAt(i: number): number {
    return (this.index[this.indexStart + i * INDEX_STRIDE + 1] as number) - this.sourceStart
  }

  /** Where the value of field `i` ends in `bytes`: the position of its SOH. */
  endAt(i: number): number {
    return (this.index[this.indexStart + i * INDEX_STRIDE + 2] as number) - this.sourceStart
  }

  /** Where field `i` starts in `bytes`: its tag. */
  fieldStartAt(i: number): number {
    return i === 0 ? 0 : this.endAt(i - 1) + 1
  }

  /** Field `i` as it stands on the wire, `tag=value` without SOH, as latin1; for faults that tag and value hide. */
  fieldTextAt(i: number): string {
    return this.bytes.toString('latin1', this.fieldStartAt(i), this.endAt(i))
  }

  /** The value of field `i` as latin1, one character for each byte. */
  textAt(i: number): string {
    const at = this.indexStart + i * INDEX_STRIDE
    return latin1Text(this.source, this.index[at + 1] as number, this.index[at + 2] as number)
  }

  /** The value of field `i` as a FIX int; NaN when it is not one or too big. */
  intAt(i: number): number {
    const at = this.indexStart + i * INDEX_STRIDE
    return readInt(this.source, this.index[at + 1] as number, this.index[at + 2] as number)
  }

  /** The value of field `i` as a number of the float family; NaN when it is not one. See `readFloat`. */
  floatAt(i: number): number {
    const at = this.indexStart + i * INDEX_STRIDE
    return readFloat(this.source, this.index[at + 1] as number, this.index[at + 2] as number)
  }

  /** The value of field `i`, a view on the bytes of the message. */
  bytesAt(i: number): Buffer {
    return this.bytes.subarray(this.startAt(i), this.endAt(i))
  }

  /**
   * Position of the first field with this tag, -1 when there is none.
   *
   * @param from - position where to begin; default 0
   * @param to - position where to end, itself not looked at; default the number of fields
   */
  indexOf(tag: number, from = 0, to = this.count): number {
    const { index, indexStart } = this
    for (let i = from, at = indexStart + from * INDEX_STRIDE; i < to; i++, at += INDEX_STRIDE) {
      if (index[at] === tag) return i
    }
    return -1
  }

  /**
   * Where an entry of a repeating group begins, without a dictionary: the field behind the count begins the first entry,
   * and its tag every other one (FIX TagValue Encoding, repeating groups). The entry ends where the next begins; where
   * the last one ends only a dictionary can tell.
   *
   * Its limit: an entry that repeats that tag inside, in a group of its own, is taken as two. No group of the built-in
   * dictionaries does so. The time it takes is linear in the fields: read the entries of a long group in turn, from one
   * to the next by `indexOf`.
   *
   * @param countTag - the field that states how many entries there are, NoMDEntries(268) say
   * @param n - number of the entry, from 0
   * @param from - position of the count or before it, for a group inside an entry; default 0
   * @returns position of its first field; -1 when there is no such count, or the count or the fields end before entry `n`
   */
  entryStart(countTag: number, n: number, from = 0): number {
    const countAt = this.indexOf(countTag, from)
    if (countAt < 0 || !(n < this.intAt(countAt))) return -1
    const { index, indexStart, count } = this
    const delimiter = this.tagAt(countAt + 1)
    let left = n
    for (let i = countAt + 1, at = indexStart + i * INDEX_STRIDE; i < count; i++, at += INDEX_STRIDE) {
      if (index[at] === delimiter && left-- === 0) return i
    }
    return -1
  }

  /** True when the message has a field with this tag, even one without a value. */
  has(tag: number): boolean {
    return this.indexOf(tag) >= 0
  }

  /** The first value of the tag as latin1, undefined when absent. */
  text(tag: number): string | undefined {
    const i = this.indexOf(tag)
    return i < 0 ? undefined : this.textAt(i)
  }

  /**
   * The first value of the tag as a FIX int.
   *
   * @returns undefined when absent, NaN when it is not an int (a plus sign, a blank or a point, say) or too big
   */
  int(tag: number): number | undefined {
    const i = this.indexOf(tag)
    return i < 0 ? undefined : this.intAt(i)
  }

  /**
   * The first value of the tag as a number of the float family (Qty, Price, Amt …).
   *
   * @returns undefined when absent, NaN when it is malformed (an exponent or a plus sign, say); see `readFloat`
   */
  float(tag: number): number | undefined {
    const i = this.indexOf(tag)
    return i < 0 ? undefined : this.floatAt(i)
  }

  /**
   * The first value of the tag as a FIX Boolean: Y is true, N is false.
   *
   * @returns undefined when absent and when it is anything else; `has` tells the two apart
   */
  boolean(tag: number): boolean | undefined {
    const i = this.indexOf(tag)
    if (i < 0) return undefined
    const at = this.indexStart + i * INDEX_STRIDE
    return readBoolean(this.source, this.index[at + 1] as number, this.index[at + 2] as number)
  }

  /**
   * The first value of the tag as an instant.
   *
   * @returns undefined when absent and when it is not a UTCTimestamp; `has` tells the two apart
   */
  utcTimestamp(tag: number): UtcTimestamp | undefined {
    const i = this.indexOf(tag)
    if (i < 0) return undefined
    const at = this.indexStart + i * INDEX_STRIDE
    return readUtcTimestamp(this.source, this.index[at + 1] as number, this.index[at + 2] as number)
  }

  /** MsgType(35), the empty string when absent. */
  get msgType(): string {
    if (this.count > MSG_TYPE_POSITION && this.tagAt(MSG_TYPE_POSITION) === Tag.MsgType) {
      return this.textAt(MSG_TYPE_POSITION)
    }
    return this.text(Tag.MsgType) ?? ''
  }

  /** MsgSeqNum(34); undefined when absent, NaN when it is not an int. */
  get msgSeqNum(): number | undefined {
    return this.int(Tag.MsgSeqNum)
  }

  /** The whole message as latin1 with `|` for SOH. */
  toString(): string {
    return this.bytes.toString('latin1').replaceAll(String.fromCharCode(SOH), '|')
  }
}
