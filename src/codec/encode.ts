/**
 * Fields to bytes. What is stated beats what is computed, so a faulty message is an ordinary message with stated fields
 * and there is no second encoder for bad ones. Knows the order of header and trailer, no dictionary and no session.
 *
 * @see FIX TagValue Encoding
 */
import { arrange } from './arrangement.ts'
import { SOH } from './bytes.ts'
import { encodeArranged } from './encode-arranged.ts'
import { encodeUsual } from './encode-usual.ts'
import type { EncodeOptions, Field } from './field.ts'

export type { EncodeOptions, Field, FieldValue } from './field.ts'

/**
 * Writes one message. BodyLength(9), CheckSum(10), and the Length field directly before a data field are computed unless
 * `fields` states them.
 *
 * Messages that are encoded one after the other mostly lie one behind the other in memory, which is never written a
 * second time: the result may be kept for ever, and keeps what lies beside it in memory too.
 *
 * @param fields - what is stated; repeated tags (groups) are kept in their order
 * @param computed - defaults, each used only when `fields` does not state the tag: BeginString(8), MsgSeqNum(34) …
 * @throws RangeError when a number is not finite
 */
export function encode(fields: readonly Field[], computed: readonly Field[] = [], options?: EncodeOptions): Buffer {
  const asStated = options?.order === 'asStated'
  // Where the fields come as they nearly always do, they need not be arranged.
  const bytes = asStated ? undefined : encodeUsual(fields, computed)
  return bytes ?? encodeArranged(arrange(fields, computed, asStated))
}

/**
 * Turns text into bytes as it stands: `|` becomes SOH, every other character one byte (latin1). Nothing is computed.
 *
 * @throws RangeError when a character is not in latin1
 */
export function encodeRaw(text: string): Buffer {
  const bytes = Buffer.from(text.replaceAll('|', String.fromCharCode(SOH)), 'latin1')
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) > 0xff)
      throw new RangeError('encodeRaw: the text holds characters beyond latin1, state them as bytes')
  return bytes
}
