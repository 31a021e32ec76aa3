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

/** Writes a CheckSum(10) as the standard wants it: always three digits. */
export function formatCheckSum(sum: number): string {
  return String(sum).padStart(3, '0')
}
