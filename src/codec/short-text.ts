/**
 * Bytes as strings, with a memory for the short ones. Symbols, currencies, and the codes of most fields come again and
 * again, and a string out of a Buffer costs a call out of JavaScript, more than reading ten fields. Knows no fields.
 */

/** A value of this many bytes fits 64 bits together with its length, so that two numbers tell all of them apart. */
const KEPT_MAX = 7
/** A power of two; a value beyond these takes the place of another. */
const SLOTS = 2048
const SLOT_BITS = 11

// For each slot the two halves of the value that it keeps; 0 and 0 is no value, since its length is part of it.
const keys = new Int32Array(2 * SLOTS)
const texts: string[] = new Array<string>(SLOTS).fill('')

/** The bytes from `from` up to, not including, `to` as latin1, one character for each byte. */
export function latin1Text(bytes: Buffer, from: number, to: number): string {
  const length = to - from
  // One character: the engine has these strings ready.
  if (length === 1) return String.fromCharCode(bytes[from] as number)
  if (length > KEPT_MAX || length <= 0) return bytes.toString('latin1', from, to)
  let high = 0
  let low = length
  for (let i = from; i < to; i++) {
    high = (high << 8) | (low >>> 24)
    low = (low << 8) | (bytes[i] as number)
  }
  // Multiplying by an odd number of 32 bits without a pattern spreads what differs over the upper bits.
  const slot = Math.imul(low ^ Math.imul(high, 31), 0x9e3779b1) >>> (32 - SLOT_BITS)
  if (keys[2 * slot] !== low || keys[2 * slot + 1] !== high) {
    keys[2 * slot] = low
    keys[2 * slot + 1] = high
    texts[slot] = bytes.toString('latin1', from, to)
  }
  return texts[slot] as string
}
