/** What a stored message says again when it is sent once more: everything but what each sending, or the encoder, makes anew. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import type { ResendAction } from './action.ts'
import { withSeqNumDigits } from './seq-num-digits.ts'

const MADE_NEW: ReadonlySet<number> = new Set([
  Tag.BeginString,
  Tag.BodyLength,
  Tag.MsgType,
  Tag.SenderCompID,
  Tag.TargetCompID,
  Tag.MsgSeqNum,
  Tag.SendingTime,
  Tag.LastMsgSeqNumProcessed,
  Tag.CheckSum,
])

/** @param besides - tags that the sending states itself */
export function storedFields(message: Message, ...besides: readonly number[]): Field[] {
  const fields: Field[] = []
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    if (!MADE_NEW.has(tag) && !besides.includes(tag)) fields.push([tag, message.bytesAt(i)])
  }
  return fields
}

/** The fields of a message that is sent again; identity and length are the encoder's, as for every message. */
export function resentFields(action: ResendAction): readonly Field[] {
  const { message, msgSeqNum, sendingTime, origSendingTime, lastMsgSeqNumProcessed, seqNumLength } = action
  const fields: Field[] = [
    [Tag.MsgSeqNum, msgSeqNum],
    [Tag.SendingTime, sendingTime],
    [Tag.LastMsgSeqNumProcessed, lastMsgSeqNumProcessed ?? null],
    [Tag.PossDupFlag, 'Y'],
    [Tag.OrigSendingTime, origSendingTime],
    ...storedFields(message, Tag.PossDupFlag, Tag.OrigSendingTime),
  ]
  return withSeqNumDigits({ seqNumLength }, fields)
}
