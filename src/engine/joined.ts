/** Several messages as the bytes of one write. */

/**
 * Messages that were encoded one after the other lie one behind the other already: they are taken as they lie. Others
 * are copied.
 *
 * @param messages - at least one
 */
export function joined(messages: readonly Buffer[]): Buffer {
  const first = messages[0] as Buffer
  if (messages.length === 1) return first
  let end = first.byteOffset
  for (const { buffer, byteOffset, length } of messages) {
    if (buffer !== first.buffer || byteOffset !== end) return Buffer.concat(messages)
    end += length
  }
  return Buffer.from(first.buffer, first.byteOffset, end - first.byteOffset)
}
