/** What the counterparty hears when the application could not take its message; engine parameters 4. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { ApplicationSettings } from '../parameters/settings.ts'
import type { SessionEvent } from '../session/event.ts'
import type { SessionSettings } from '../session/settings.ts'

const TEXT = 'Application not available'

/** BusinessRejectReason(380): Application not available. */
const APPLICATION_NOT_AVAILABLE = 4

export interface Undelivered {
  readonly policy: ApplicationSettings['applicationNotAvailable']
  readonly message: Message
  /** The number that the store expects next: that of the message. */
  readonly nextIn: number
  readonly at: number
}

/**
 * @returns the event that says so: BusinessMessageReject(j), before FIX.4.2 Reject(3), either behind a message that
 *   counts; or the end of the session, where the message does not count and comes again; undefined when nothing is said
 */
export function notAvailable(
  { version }: SessionSettings,
  { policy, message, nextIn, at }: Undelivered,
): SessionEvent | undefined {
  if (policy === 'ignore') return undefined
  if (policy === 'logout') return { kind: 'expelled', text: TEXT, reason: 'userRequest', nextIn, at }
  const refSeqNum: Field = [Tag.RefSeqNum, message.msgSeqNum ?? nextIn]
  if (version.ordinal < 42)
    return { kind: 'submitted', msgType: MsgType.Reject, fields: [refSeqNum, [Tag.Text, TEXT]], at }
  const fields: Field[] = [
    refSeqNum,
    [Tag.RefMsgType, message.msgType],
    [Tag.BusinessRejectReason, APPLICATION_NOT_AVAILABLE],
    [Tag.Text, TEXT],
  ]
  return { kind: 'submitted', msgType: MsgType.BusinessMessageReject, fields, at }
}
