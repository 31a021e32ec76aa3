/**
 * Reads what is to be sent again. One record that is damaged costs one message: the answer to a ResendRequest fills over
 * it, like over a number that has no message (SD-66).
 */
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'
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
  for (const { msgSeqNum, bytes } of records) {
    const message = decode(toBuffer(bytes))
    if (message.msgSeqNum === msgSeqNum && message.msgType !== '') messages.push(message)
    else onDamage(`stored message ${msgSeqNum} is passed over: its bytes are no message with this MsgSeqNum`)
  }
  return messages
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
