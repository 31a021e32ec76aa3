/** What a strict client would refuse in a report. A right client refuses nothing: a fill is a fill, whatever else is in it. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { type Field as DictionaryField, isListType } from '../dictionary/dictionary.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { ClientContext } from './context.ts'
import { AppMsg } from './tags.ts'

/** The body of the Reject(3) with which a faulty client answers; undefined when it takes the message. */
export function refusalOf(ctx: ClientContext, message: Message): readonly Field[] | undefined {
  const { rejectsUnknownTags, rejectsUnknownValues } = ctx.manner
  if (message.msgType !== AppMsg.ExecutionReport || !(rejectsUnknownTags || rejectsUnknownValues)) return undefined
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    const field = ctx.dictionary.fieldByTag(tag)
    if (field === undefined && rejectsUnknownTags) return reject(message, tag, SessionRejectReason.InvalidTagNumber)
    const values = field?.values
    if (
      rejectsUnknownValues &&
      values !== undefined &&
      !itemsOf(field, message.textAt(i)).every((item) => values.has(item))
    ) {
      return reject(message, tag, SessionRejectReason.ValueIsIncorrect)
    }
  }
  return undefined
}

function itemsOf(field: DictionaryField | undefined, value: string): readonly string[] {
  return field !== undefined && isListType(field.type) ? value.split(' ') : [value]
}

function reject(message: Message, tag: number, reason: number): Field[] {
  return [
    [Tag.RefSeqNum, message.msgSeqNum ?? 0],
    [Tag.RefTagID, tag],
    [Tag.RefMsgType, message.msgType],
    [Tag.SessionRejectReason, reason],
  ]
}
