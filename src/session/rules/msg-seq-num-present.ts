/**
 * Without MsgSeqNum(34) nothing can be counted, so the session ends (session test cases, group 2, additional rule). One
 * that is no SeqNum is rejected and does not count (PX-38): the next message shows the gap if the number was used.
 */
import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { Tag } from '../../fix/tags.ts'
import type { Rule } from '../rule.ts'
import { wordsOf } from '../texts.ts'

export const msgSeqNumPresent: Rule = ({ settings }, message) => {
  const received = message.int(Tag.MsgSeqNum)
  if (received === undefined) return { response: 'logout', text: 'Received message without MsgSeqNum' }
  if (Number.isSafeInteger(received) && received >= 0) return undefined
  return {
    response: 'reject',
    reason: SessionRejectReason.IncorrectDataFormat,
    refTagID: Tag.MsgSeqNum,
    text: wordsOf(settings).msgSeqNumFormat(message.text(Tag.MsgSeqNum)),
  }
}
