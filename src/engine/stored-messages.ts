/**
 * Reads what is to be sent again. One record that is damaged costs one message: the answer to a ResendRequest fills over
 * it, like over a number that has no message (SD-66).
 */
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'
import { readWholeMessage } from '../codec/whole-message.ts'
import type { MessageStore } from '../store/message-store.ts'
import type { StoreError } from '../store/store-error.ts'

/**
 * The stored messages of a range, ascending; those that can not be read, or are no message, are left out.
 *
 * @param onDamage - told about each that is left out; with the error of the store, where it can not read it
 * @throws what the store throws when it fails as a whole
 */
export function readMessages(
  store: MessageStore,
  begin: number,
  end: number,
  onDamage: (text: string, error?: StoreError) => void,
): Message[] {
  const records = store.read(begin, end, (msgSeqNum, error) =>
    onDamage(`stored message ${msgSeqNum} is passed over: ${error.message}`, error),
  )
  const messages: Message[] = []
  // What a store reads together lies together: one Buffer for all of it, and the messages are read where they lie.
  let together: Buffer = Buffer.alloc(0)
  for (const { msgSeqNum, bytes } of records) {
    if (together.buffer !== bytes.buffer) together = Buffer.from(bytes.buffer)
    const message = messageIn(together, bytes.byteOffset, bytes.byteOffset + bytes.length)
    if (message.msgSeqNum === msgSeqNum && message.msgType !== '') messages.push(message)
    else onDamage(`stored message ${msgSeqNum} is passed over: its bytes are no message with this MsgSeqNum`)
  }
  return messages
}

function messageIn(source: Buffer, start: number, end: number): Message {
  // A CheckSum(10) that was stated to be wrong stays with what was stored.
  const message = readWholeMessage(source, start, end, end - start, false)
  return message?.sourceEnd === end ? message : decode(source.subarray(start, end))
}
