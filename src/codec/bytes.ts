/** The bytes that give a FIX message its shape, and the reading of plain digits. Knows nothing else. */

export const SOH = 0x01
export const EQUALS = 0x3d
export const MINUS = 0x2d
export const POINT = 0x2e
export const ZERO = 0x30
export const ONE = 0x31
export const THREE = 0x33
export const FIVE = 0x35
export const EIGHT = 0x38
export const NINE = 0x39

/** `10=ddd` and its SOH. */
export const TRAILER_LENGTH = 7

/**
 * Reads an unsigned decimal number; leading zeros are allowed.
 *
 * @returns -1 when the range is empty, holds anything but digits, or the number is above 2^53 - 1
 */
export function readDigits(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to) return -1
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] as number) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
    if (value > Number.MAX_SAFE_INTEGER) return -1
  }
  return value
}

/** The largest number a tag may have; it must fit an Int32Array. */
const TAG_MAX = 0x7fffffff

/**
 * Reads the tag of the field that starts at `from`; it ends at the first `=`.
 *
 * @returns 0 when there is no `=` before `to`, or what precedes it is not a tag: digits without a leading zero
 */
export function readTag(bytes: Uint8Array, from: number, to: number): number {
  let tag = 0
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number
    if (byte === EQUALS) return tag
    const digit = byte - ZERO
    if (digit < 0 || digit > 9 || (digit === 0 && tag === 0)) return 0
    tag = tag * 10 + digit
    if (tag > TAG_MAX) return 0
  }
  return 0
}
