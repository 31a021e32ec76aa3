/** Bytes of a message out of a report, which shows SOH as `|`. */
import { checkSum } from '../codec/checksum.ts'

const SUM = /10=(\d{3})\|$/

/**
 * The message as it was on the wire. A `|` was SOH, or stood in a value. All of them are taken for SOH, unless only that reading gives
 * the CheckSum of the message in which those that no `tag=` follows stand for themselves. Masked values are `***`, and a CheckSum
 * with them proves nothing.
 */
export function wireBytes(raw: string): Buffer {
  const bytes = Buffer.from(raw.replaceAll('|', '\x01'), 'latin1')
  if (!/\|(?!\d+=|$)/.test(raw) || hasItsSum(raw, bytes)) return bytes
  const other = Buffer.from(raw.replace(/\|(?=\d+=|$)/g, '\x01'), 'latin1')
  return hasItsSum(raw, other) ? other : bytes
}

function hasItsSum(raw: string, bytes: Buffer): boolean {
  const stated = SUM.exec(raw)
  return stated !== null && checkSum(bytes, 0, stated.index) === Number(stated[1])
}
