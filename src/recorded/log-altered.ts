/** Messages whose bytes in the log are not those of the wire, so that neither BodyLength(9) nor CheckSum(10) can fit. */
import { decode } from '../codec/decode.ts'
import { Tag } from '../fix/tags.ts'

/** Fields that logs hide: Password, NewPassword, RawData, EncryptedPassword, EncryptedNewPassword; Username and accounts of some. */
const HIDDEN: ReadonlySet<number> = new Set([554, 925, 96, 1402, 1404, 553, 1, 1400])
const MASK = /^(\*+|[xX]{3,}|<?(hidden|masked|removed|redacted|secret)>?|\[(hidden|masked|removed|redacted|secret)\])$/

/** Why the bytes differ: a value was replaced by a mask. Undefined when the trailer is wrong for no such reason. */
export function maskedIn(bytes: Buffer): string | undefined {
  const message = decode(bytes)
  if (message.tagAt(message.count - 1) !== Tag.CheckSum || message.tagAt(1) !== Tag.BodyLength) return undefined
  for (let i = 3; i < message.count - 1; i++) {
    const tag = message.tagAt(i)
    if (HIDDEN.has(tag) && MASK.test(message.textAt(i))) return `the value of ${tag} is masked in the log`
  }
  return undefined
}

/** Bytes that are UTF-8 as the Latin-1 they were before somebody wrote the log; undefined when they are not. */
export function withLatin1(bytes: Buffer): Buffer | undefined {
  let has = false
  for (let i = 0; i < bytes.length && !has; i++) has = (bytes[i] as number) > 0x7f
  if (!has) return undefined
  const text = bytes.toString('utf8')
  if (/[\ufffd\u0100-\uffff]/.test(text)) return undefined
  return Buffer.from(text, 'latin1')
}
