/** Whether bytes that are no message in good order can be read as one all the same. */
import { Tag } from '../fix/tags.ts'
import { decode } from './decode.ts'

/**
 * True when the bytes begin with BeginString(8), end with CheckSum(10), and say what they are in MsgType(35), wherever it
 * stands. Lengths and checksum may be wrong: that is what makes them garbled (session test cases 2.d, 3.b to 3.e).
 */
export function readsAsMessage(bytes: Buffer): boolean {
  const message = decode(bytes)
  if (message.count < 3 || message.tagAt(0) !== Tag.BeginString || message.msgType === '') return false
  return message.tagAt(message.count - 1) === Tag.CheckSum
}
