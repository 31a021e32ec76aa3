/** `seqNumLength`: the fields that hold a MsgSeqNum are written with so many digits at least, zeros in front. */
import type { Field } from '../codec/encode.ts'
import { Tag } from '../fix/tags.ts'
import type { SessionSettings } from './settings.ts'

/** HopRefID(630) names a message as RefSeqNum(45) does; session logic has no other use for it. */
const HOP_REF_ID = 630

const SEQ_NUM_TAGS: ReadonlySet<number> = new Set([
  Tag.BeginSeqNo,
  Tag.EndSeqNo,
  Tag.MsgSeqNum,
  Tag.NewSeqNo,
  Tag.RefSeqNum,
  Tag.LastMsgSeqNumProcessed,
  HOP_REF_ID,
  Tag.NextExpectedMsgSeqNum,
])

/** The same fields; what is no whole number, stated to be wrong on purpose maybe, stays as it is. */
export function withSeqNumDigits(
  { seqNumLength }: Pick<SessionSettings, 'seqNumLength'>,
  fields: readonly Field[],
): readonly Field[] {
  if (seqNumLength <= 1) return fields
  return fields.map((field): Field => {
    const [tag, value] = field
    if (!SEQ_NUM_TAGS.has(tag) || value === null) return field
    const text = typeof value === 'object' ? Buffer.from(value).toString('latin1') : String(value)
    return /^\d+$/.test(text) ? [tag, text.padStart(seqNumLength, '0')] : field
  })
}
