/** How a simulated counterparty says that it does not know what to do with a message. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { BusinessRejectReason } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { FixVersion } from '../fix/versions.ts'

/** What an application needs of its session to answer. */
export interface Answering {
  readonly settings: { readonly version: FixVersion }
  submit(msgType: string, fields: readonly Field[]): void
}

/**
 * BusinessMessageReject(j) with BusinessRejectReason(380) 3, before FIX.4.2 Reject(3) (case 2.r). A BusinessMessageReject
 * itself is not answered: two counterparties that did would never stop.
 */
export function rejectUnsupported(message: Message, session: Answering): void {
  if (message.msgType === MsgType.BusinessMessageReject) return
  const refSeqNum: Field = [Tag.RefSeqNum, message.msgSeqNum ?? 0]
  const text: Field = [Tag.Text, 'Unsupported Message Type']
  if (!session.settings.version.businessReject) return session.submit(MsgType.Reject, [refSeqNum, text])
  session.submit(MsgType.BusinessMessageReject, [
    refSeqNum,
    [Tag.RefMsgType, message.msgType],
    [Tag.BusinessRejectReason, BusinessRejectReason.UnsupportedMessageType],
    text,
  ])
}
