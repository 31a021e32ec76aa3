/**
 * The short way to a message that lies whole in the buffer: one pass over its bytes lays its index, and one by words adds
 * up its CheckSum(10). It answers for messages in plain good order only; what is in any way unusual it leaves to
 * `Candidate` and `decode`, which decide. A message that it gives is the one that these two give, bytes and index alike.
 *
 * The loop over the fields is written out: a call for each field would cost as much as the field.
 */
import { Tag } from '../fix/tags.ts'
import { EIGHT, EQUALS, FIVE, NINE, ONE, readDigits, readTag, SOH, THREE, TRAILER_LENGTH, ZERO } from './bytes.ts'
import { sumOf } from './checksum.ts'
import { dataTagAfter, FRAMING_TAGS } from './data-tags.ts'
import { INDEX_STRIDE, Message } from './message.ts'
import { wordsOf } from './words.ts'

/** Longest BeginString(8) that is read here; those of the standard have 7 or 8 characters. */
const BEGIN_STRING_MAX = 16
/** Digits of BodyLength(9), and highest tag before its last digit, that are read here: what they give fits an int32. */
const BODY_LENGTH_DIGITS_MAX = 8
const TAG_MAX = 99_999_999

// Words of four bytes: each 1, each SOH, and the highest bit of each.
const FOUR_ONES = 0x01010101
const FOUR_SOH = 0x01010101 * SOH
const HIGH_BITS = 0x80808080 | 0

/** Numbers in one piece of the index that messages share: room for a hundred or so. Half of that costs a tenth more. */
const ARENA_LENGTH = 16_384
/** A message that may need more has an index of its own, so that it does not leave much of an arena unused. */
const SHARED_MAX = ARENA_LENGTH / 8

// All connections share the arena, so that an idle one has none of its own. A message may be kept for ever, so nothing in
// it is written twice: the next message goes behind the last, and when there is no room a new arena is made.
let arena = newArena()
let arenaUsed = 0
// Where the index of a long message is laid, before it is copied out, cut to size.
let scratch = newArena()

// What `readHead` found besides what it returns; an object for it would have to be made for each message.
let beginStringEnd = 0
let bodyLengthStart = 0
let bodyLength = 0

/** Not cleared, which would cost as much as writing it: nobody reads more of it than was written. */
function newArena(): Int32Array<ArrayBufferLike> {
  return new Int32Array(Buffer.allocUnsafeSlow(ARENA_LENGTH * Int32Array.BYTES_PER_ELEMENT).buffer)
}

/**
 * Reads the message that begins at `start`.
 *
 * @param bytes - has arrived up to `end`; the message refers to it
 * @param maxFrameLength - bytes of the longest message that is taken
 * @param validateCheckSum - false takes any three digits as CheckSum(10)
 * @returns undefined when the bytes do not suffice, when they are no message, and when they need a closer look
 */
export function readWholeMessage(
  bytes: Buffer,
  start: number,
  end: number,
  maxFrameLength: number,
  validateCheckSum: boolean,
): Message | undefined {
  const body = readHead(bytes, start, end)
  if (body === 0) return undefined
  const bodyEnd = body + bodyLength
  const messageEnd = bodyEnd + TRAILER_LENGTH
  if (messageEnd > end || messageEnd - start > maxFrameLength) return undefined
  if (bytes[body] !== THREE || bytes[body + 1] !== FIVE || bytes[body + 2] !== EQUALS) return undefined
  const stated = readTrailer(bytes, bodyEnd)
  if (stated < 0) return undefined

  const shared = makeRoom(bodyLength)
  const index = shared ? arena : scratch
  const first = shared ? arenaUsed : 0
  index[first] = Tag.BeginString
  index[first + 1] = start + 2
  index[first + 2] = beginStringEnd
  index[first + 3] = Tag.BodyLength
  index[first + 4] = bodyLengthStart
  index[first + 5] = body - 1
  let used = first + 2 * INDEX_STRIDE

  const framingTags = FRAMING_TAGS
  // Asked once before the loop, so that the loop need not find out in each turn what this array is.
  if (framingTags[0] !== 0) return undefined
  const words = wordsOf(bytes)
  let position = body
  // The body ends with SOH, and neither the loop over a tag nor that over a value passes it: they need not ask where they
  // are. The trailer behind it is longer than a word, so that one that begins in the body lies inside the message.
  while (position < bodyEnd) {
    let tag = (bytes[position++] as number) - ZERO
    if (tag < 1 || tag > 9) return undefined
    let byte = bytes[position++] as number
    while (byte !== EQUALS) {
      if (byte < ZERO || byte > ZERO + 9 || tag > TAG_MAX) return undefined
      tag = tag * 10 + byte - ZERO
      byte = bytes[position++] as number
    }
    index[used] = tag
    index[used + 1] = position
    // The end of the value, four bytes at a time: a byte that is SOH leaves 0. The first of those is the first that
    // has no high bit, and gets it when 1 is taken from it.
    for (;;) {
      const word = words.getInt32(position, true) ^ FOUR_SOH
      const zeros = (word - FOUR_ONES) & ~word & HIGH_BITS
      if (zeros !== 0) {
        position += (31 - Math.clz32(zeros & -zeros)) >> 3
        break
      }
      position += 4
    }
    index[used + 2] = position
    position++
    used += INDEX_STRIDE
    if (tag < framingTags.length && framingTags[tag] !== 0) {
      if (tag === Tag.BeginString || tag === Tag.CheckSum) return undefined
      const dataEnd = layData(bytes, bodyEnd, index, used)
      if (dataEnd > 0) {
        used += INDEX_STRIDE
        position = dataEnd + 1
      }
    }
  }
  // By itself, since adding up words costs no more than adding up bytes on the way, and nothing when nobody asks for it.
  if (validateCheckSum && sumOf(words, start, bodyEnd) !== stated) return undefined
  index[used] = Tag.CheckSum
  index[used + 1] = bodyEnd + 3
  index[used + 2] = messageEnd - 1
  used += INDEX_STRIDE
  const count = (used - first) / INDEX_STRIDE
  if (!shared) return new Message(bytes, start, messageEnd, index.slice(0, used), 0, count)
  arenaUsed = used
  return new Message(bytes, start, messageEnd, index, first, count)
}

/** Sees to it that the arena has room for a message, or says false: then there is room in `scratch`. */
function makeRoom(bodyLength: number): boolean {
  // A field has at least three bytes and needs three numbers.
  const most = bodyLength + 3 * INDEX_STRIDE
  if (most > SHARED_MAX) {
    if (most > scratch.length) scratch = new Int32Array(2 * most)
    return false
  }
  if (arenaUsed + most > ARENA_LENGTH) {
    arena = newArena()
    arenaUsed = 0
  }
  return true
}

/**
 * Reads `8=…|9=…|`, and sets where their values are and how long the body is.
 *
 * @returns where the body starts, 0 when that is not plain to see
 */
function readHead(bytes: Buffer, start: number, end: number): number {
  let position = start + 2
  if (position >= end || bytes[start] !== EIGHT || bytes[start + 1] !== EQUALS) return 0
  let limit = end < position + BEGIN_STRING_MAX ? end : position + BEGIN_STRING_MAX
  let byte = 0
  while (position < limit) {
    byte = bytes[position] as number
    if (byte === SOH || byte === EQUALS) break
    position++
  }
  if (byte !== SOH || position === start + 2) return 0
  beginStringEnd = position

  position += 3
  if (position >= end || bytes[position - 2] !== NINE || bytes[position - 1] !== EQUALS) return 0
  bodyLengthStart = position
  limit = end < position + BODY_LENGTH_DIGITS_MAX + 1 ? end : position + BODY_LENGTH_DIGITS_MAX + 1
  let length = 0
  while (position < limit) {
    byte = bytes[position++] as number
    if (byte < ZERO || byte > ZERO + 9) break
    length = length * 10 + byte - ZERO
  }
  bodyLength = length
  return byte === SOH ? position : 0
}

/** The CheckSum(10) stated at `at`, behind the SOH that ends the body; -1 when that is not what stands there. */
function readTrailer(bytes: Buffer, at: number): number {
  if (bytes[at - 1] !== SOH || bytes[at] !== ONE || bytes[at + 1] !== ZERO || bytes[at + 2] !== EQUALS) return -1
  return bytes[at + 6] === SOH ? readDigits(bytes, at + 3, at + 6) : -1
}

/**
 * Lays the index of the data field behind a Length field, which is the last in the index so far.
 *
 * @returns where its value ends; 0 when another field follows, or the length is not to be believed, so that the data is a
 *   field like any other
 */
function layData(bytes: Buffer, bodyEnd: number, index: Int32Array, used: number): number {
  const dataTag = dataTagAfter(index[used - 3] as number)
  const lengthEnd = index[used - 1] as number
  if (readTag(bytes, lengthEnd + 1, bodyEnd) !== dataTag) return 0
  const dataStart = bytes.indexOf(EQUALS, lengthEnd + 1) + 1
  const length = readDigits(bytes, index[used - 2] as number, lengthEnd)
  const dataEnd = dataStart + length
  if (length < 0 || dataEnd >= bodyEnd || bytes[dataEnd] !== SOH) return 0
  index[used] = dataTag
  index[used + 1] = dataStart
  index[used + 2] = dataEnd
  return dataEnd
}
