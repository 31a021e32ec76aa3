/** Comparing a value with a text byte by byte: no string is made of what is only looked at. */
import { INDEX_STRIDE, type Message } from './message.ts'

/** True when the first value of the tag is exactly `expected`, one character for each byte; false when it is absent. */
export function hasText(message: Message, tag: number, expected: string): boolean {
  const i = message.indexOf(tag)
  return i >= 0 && isTextAt(message, i, expected)
}

/** True when the value of field `i` is exactly `expected`, one character for each byte. */
export function isTextAt(message: Message, i: number, expected: string): boolean {
  const { index, source } = message
  const at = message.indexStart + i * INDEX_STRIDE
  const start = index[at + 1] as number
  const { length } = expected
  if ((index[at + 2] as number) - start !== length) return false
  for (let k = 0; k < length; k++) if (source[start + k] !== expected.charCodeAt(k)) return false
  return true
}
