/**
 * CheckSum(10): the sum of all bytes before it, modulo 256, written with three digits. Knows bytes, not messages.
 */

/**
 * Adds up the bytes from `from` up to, not including, `to`, modulo 256.
 *
 * @see FIX TagValue Encoding, CheckSum(10)
 */
export function checkSum(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += bytes[i] as number
  return sum & 0xff
}

/** Bytes that are added up before a lane of 16 bits could overflow. */
const BYTES_AT_A_TIME = 1024
/** Bytes of one turn of the loop. */
const TURN = 16
/** The first and the third byte of a word. */
const EVEN = 0xff00ff

/**
 * The same four bytes at a time, for those who sum up every message. Words are added up twice: whole, and without their second
 * and fourth byte, which leaves room for two sums of 16 bits. What the first has besides the second is the sum of the
 * bytes that were left out; its overflow is one of multiples of 256, and so no matter.
 *
 * @see checkSum
 */
export function sumOf(view: DataView, from: number, to: number): number {
  let sum = 0
  let at = from
  while (to - at >= TURN) {
    const stop = Math.min(to - TURN + 1, at + BYTES_AT_A_TIME)
    let all = 0
    let even = 0
    for (; at < stop; at += TURN) {
      const a = view.getInt32(at, true)
      const b = view.getInt32(at + 4, true)
      const c = view.getInt32(at + 8, true)
      const d = view.getInt32(at + 12, true)
      // Cut to 32 bits at once: a number that might be longer is added up as a double.
      all = (all + ((a + b) | 0) + ((c + d) | 0)) | 0
      even += (a & EVEN) + (b & EVEN) + (c & EVEN) + (d & EVEN)
    }
    const odd = (all - even) >>> 8
    sum += (even & 0xff) + ((even >>> 16) & 0xff) + (odd & 0xff) + ((odd >>> 16) & 0xff)
  }
  for (; to - at >= 4; at += 4) sum += sumOfWord(view.getInt32(at, true))
  // What is left of the last word is what its upper bytes hold when it is read from the end.
  if (to - from >= 4) return (sum + sumOfWord((view.getInt32(to - 4, true) >>> 8) >>> (24 - 8 * (to - at)))) & 0xff
  for (; at < to; at++) sum += view.getUint8(at)
  return sum & 0xff
}

function sumOfWord(word: number): number {
  const pairs = (word & EVEN) + ((word >>> 8) & EVEN)
  return pairs + (pairs >>> 16)
}

/** Writes a CheckSum(10) as the standard wants it: always three digits. */
export function formatCheckSum(sum: number): string {
  return String(sum).padStart(3, '0')
}
