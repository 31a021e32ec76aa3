import type { Message } from '../../codec/message.ts'
import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { Tag } from '../../fix/tags.ts'
import { type Finding, finding, unsupportedFinding } from '../finding.ts'
import type { Plan } from '../plan.ts'

/**
 * The dictionary defines no message of this type. When its MsgType(35) lists the type all the same, the type is valid
 * and only not supported here.
 *
 * @see FIX Session Layer Test Cases, scenario 2 (q) and 2 (r)
 */
export function unknownMsgType(message: Message, plan: Plan): Finding {
  const listed = plan.dictionary.fieldByTag(Tag.MsgType)?.values?.has(message.msgType) === true
  return listed
    ? unsupportedFinding(plan.settings.version)
    : finding(plan.settings, SessionRejectReason.InvalidMsgType, Tag.MsgType)
}
