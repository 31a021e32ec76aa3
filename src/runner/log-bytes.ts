/** What logs write between fields and behind messages. */

const SOH = 0x01
const BAR = 0x7c
const ZERO = 0x30
const CARET_A = Buffer.from('^A', 'latin1')
const SOH_IN_WORDS = Buffer.from('<SOH>', 'latin1')
/** What stands before the value of a CheckSum(10), from the delimiter on. */
export const TRAILER = Buffer.from('\x0110=', 'latin1')

export const PLAIN = 0
export const DELIMITER = 1
/** The beginning of `^A` or `<SOH>`, or the end of the line. */
export const DOUBTFUL = 2
/** For each byte whether it is a delimiter. */
export const KIND = new Uint8Array(256)
KIND[SOH] = DELIMITER
KIND[BAR] = DELIMITER
for (const text of '^<\n') KIND[text.charCodeAt(0)] = DOUBTFUL

/** What regular expressions and `trim` take for white space, of those that are one byte. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0xa0
}

/** Length of the delimiter that stands there, 0 for none. A line feed ends the line, so none reaches over its end. */
export function delimiterAt(bytes: Buffer, at: number): number {
  const byte = bytes[at]
  if (byte === SOH || byte === BAR) return 1
  if (byte === CARET_A[0]) return startsWith(bytes, at, CARET_A) ? CARET_A.length : 0
  if (byte === SOH_IN_WORDS[0]) return startsWith(bytes, at, SOH_IN_WORDS) ? SOH_IN_WORDS.length : 0
  return 0
}

function startsWith(bytes: Buffer, at: number, word: Buffer): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false
  return true
}

/** Where the digits of a CheckSum(10) end that starts at `at` and ends the message, -1 when there is none. */
export function endOfTrailer(line: Buffer, at: number): number {
  for (let i = 1; i < TRAILER.length; i++) if (line[at + i - 1] !== TRAILER[i]) return -1
  const start = at + TRAILER.length - 1
  const end = endOfDigits(line, start)
  if (end === start || end - start > 4) return -1
  return isSpace(line[end] as number) || delimiterAt(line, end) !== 0 ? end : -1
}

/** The first position from there on that is no digit. */
export function endOfDigits(bytes: Buffer, from: number): number {
  let i = from
  while ((bytes[i] as number) >= ZERO && (bytes[i] as number) <= ZERO + 9) i++
  return i
}
