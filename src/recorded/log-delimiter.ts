/**
 * What a log writes between fields. Each message tells it itself: what stands between BeginString(8) and BodyLength(9). So
 * a log may hold messages of several makes, and a `|` inside a value of a message with SOH is a `|`.
 */

const SOH = 0x01
const ZERO = 0x30
const EQUALS = 0x3d

/** Longest first where one begins like another. */
const WRITTEN = ['\\u0001', '\\x01', '\\001', '<SOH>', '[SOH]', '{SOH}', '^A', '␁', '|', ';', '\x01', '\x02'] as const
const DELIMITERS = WRITTEN.map((text) => Buffer.from(text, 'utf8'))
/** Longest BeginString(8) that is looked over for its end. */
const BEGIN_STRING_MAX = 16

/** The delimiter behind the BeginString(8) at `from`; undefined when nothing known stands there. */
export function delimiterOf(bytes: Buffer, from: number, to: number): Buffer | undefined {
  let at = from + 2
  const limit = Math.min(to, at + BEGIN_STRING_MAX)
  while (at < limit && isNamePart(bytes[at] as number)) at++
  if (at >= to) return undefined
  return DELIMITERS.find((delimiter) => standsAt(bytes, at, to, delimiter))
}

function isNamePart(byte: number): boolean {
  return (
    (byte >= ZERO && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x2e
  )
}

export function isSoh(delimiter: Buffer): boolean {
  return delimiter.length === 1 && delimiter[0] === SOH
}

export interface Normalised {
  /** Bytes written to the copy. */
  readonly length: number
  /** Where reading goes on in the line. */
  readonly end: number
  /** It has a CheckSum(10) that is its end. */
  readonly whole: boolean
  /** A delimiter stood behind the CheckSum(10). */
  readonly closed: boolean
}

/**
 * Copies the message at `from` with SOH for every delimiter, and one behind its CheckSum(10). Without a CheckSum(10) it is
 * all up to `to`.
 *
 * @param inValues - what looks like the delimiter and has no field behind it belongs to the value
 * @param copy - has room for `to - from + 1` bytes
 */
export function normalise(
  bytes: Buffer,
  from: number,
  to: number,
  delimiter: Buffer,
  inValues: boolean,
  copy: Buffer,
): Normalised {
  const first = delimiter[0] as number
  let length = 0
  let at = from
  while (at < to) {
    const byte = bytes[at] as number
    if (
      byte !== first ||
      !standsAt(bytes, at, to, delimiter) ||
      (inValues && !beginsField(bytes, at + delimiter.length, to))
    ) {
      copy[length++] = byte
      at++
      continue
    }
    copy[length++] = SOH
    at += delimiter.length
    const end = endOfTrailer(bytes, at, to, delimiter)
    if (end < 0) continue
    while (at < end) copy[length++] = bytes[at++] as number
    copy[length++] = SOH
    const closed = standsAt(bytes, end, to, delimiter)
    return { length, end: closed ? end + delimiter.length : end, whole: true, closed }
  }
  return { length, end: to, whole: false, closed: false }
}

function standsAt(bytes: Buffer, at: number, to: number, word: Buffer): boolean {
  if (at + word.length > to) return false
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false
  return true
}

/** `tag=`, or nothing more at all. */
function beginsField(bytes: Buffer, at: number, to: number): boolean {
  let i = at
  while (i < to && isDigit(bytes[i] as number)) i++
  return at >= to || (i > at && i < to && bytes[i] === EQUALS)
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39
}

/** Where a CheckSum(10) ends that begins at `at`; -1 when none does. */
function endOfTrailer(bytes: Buffer, at: number, to: number, delimiter: Buffer): number {
  if (bytes[at] !== 0x31 || bytes[at + 1] !== 0x30 || bytes[at + 2] !== EQUALS) return -1
  let i = at + 3
  while (i < to && bytes[i] !== delimiter[0] && !isEnd(bytes[i] as number)) i++
  return i
}

/** White space, and what closes a quotation. */
function isEnd(byte: number): boolean {
  return byte <= 0x20 || byte === 0x22 || byte === 0x27 || byte === 0x29 || byte === 0x5d || byte === 0x7d
}
