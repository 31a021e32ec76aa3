/** Messages as people may read them: one character a byte, `|` for SOH, and no secret in them. */
import type { Message } from '../codec/message.ts'

/** A secret of this length says nothing, not even how long it is. */
const MASK = '***'

/** Of bytes that are no message so much is shown: more tells nobody more. */
const MAX_GARBLED = 4_096

/** @param secretTags - tags whose values are never shown */
export function maskedMessage(message: Message, secretTags: ReadonlySet<number>): string {
  const fields = Array.from({ length: message.count }, (_, i) => {
    const tag = message.tagAt(i)
    return secretTags.has(tag) ? `${tag}=${MASK}` : `${tag}=${printable(message.bytesAt(i))}`
  })
  return `${fields.join('|')}|`
}

/** A secret may hold `|`, so it is looked for while SOH still stands between the fields. */
export function maskedBytes(bytes: Buffer, secretTags: ReadonlySet<number>): string {
  const masked = bytes
    .toString('latin1')
    .replace(/(^|\x01)(\d+)=([^\x01]*)/g, (whole, before: string, tag: string) =>
      secretTags.has(Number(tag)) ? `${before}${tag}=${MASK}` : whole,
    )
  const text = masked.replaceAll('\x01', '|')
  return text.length <= MAX_GARBLED ? text : `${text.slice(0, MAX_GARBLED)}… (${bytes.length} bytes)`
}

/** One character a byte, so that lengths can be checked by eye. */
function printable(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\x01', '|')
}
