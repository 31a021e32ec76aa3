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

/** Words that are added up before a lane of 16 bits could overflow. */
const WORDS_AT_A_TIME = 64

/**
 * The same for the encoder, which sums up every message it writes: four bytes at a time, in two lanes of 16 bits.
 *
 * @see checkSum
 */
export function sumOf(view: DataView, from: number, to: number): number {
  let sum = 0
  let at = from
  while (to - at >= 4) {
    const stop = Math.min(to - 3, at + 4 * WORDS_AT_A_TIME)
    let lanes = 0
    for (; at < stop; at += 4) {
      const word = view.getInt32(at, true)
      lanes += (word & 0xff00ff) + ((word >>> 8) & 0xff00ff)
    }
    sum += (lanes & 0xffff) + (lanes >>> 16)
  }
  for (; at < to; at++) sum += view.getUint8(at)
  return sum & 0xff
}

/** Writes a CheckSum(10) as the standard wants it: always three digits. */
export function formatCheckSum(sum: number): string {
  return String(sum).padStart(3, '0')
}
