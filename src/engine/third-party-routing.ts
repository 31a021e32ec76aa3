/**
 * Messages for somebody else: DeliverToCompID(128) names the counterparty of another session of this engine, and the
 * message goes on there (`thirdPartyRoutingIsEnabled`; session test case 18.a).
 */
import type { Field } from '../codec/encode.ts'
import { BODY, placeOf } from '../codec/field-order.ts'
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { BusinessRejectReason } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import { routeBack } from '../session/reverse-route.ts'
import type { SessionSettings } from '../session/settings.ts'
import { asError } from './calling-back.ts'

/** What is needed of a session to pass a message on to it. */
export interface Destination {
  readonly settings: SessionSettings
  /** @throws Error when nothing can be sent on it */
  submit(msgType: string, fields: readonly Field[]): void
}

/** Fields of the header that a message keeps on its way: they are about it, and not about the connection. */
const KEPT: ReadonlySet<number> = new Set([
  Tag.PossResend,
  Tag.XmlDataLen,
  Tag.XmlData,
  Tag.MessageEncoding,
  Tag.ApplVerID,
  Tag.ApplExtID,
  Tag.CstmApplVerID,
])

/**
 * Passes a message on, or tells its sender that this can't be done: BusinessMessageReject(j), before FIX.4.2 Reject(3).
 *
 * @param sessions - those of the engine, `from` among them
 * @returns false when the message is not for somebody else; the application has to take it
 */
export function routed(message: Message, from: Destination, sessions: Iterable<Destination>): boolean {
  const deliverTo = message.text(Tag.DeliverToCompID)
  if (deliverTo === undefined || deliverTo === '') return false
  const to = destinationFor(deliverTo, from, sessions)
  if (to === undefined) refuse(message, from, `no session leads to ${deliverTo}`)
  else
    try {
      to.submit(message.msgType, onward(message, to.settings))
    } catch (error) {
      refuse(message, from, asError(error).message)
    }
  return true
}

/** Another version has other messages: only a session of the same one can take it as it is. */
function destinationFor(compID: string, from: Destination, sessions: Iterable<Destination>): Destination | undefined {
  for (const session of sessions) {
    const { targetCompID, version } = session.settings
    if (session !== from && targetCompID === compID && version.id === from.settings.version.id) return session
  }
  return undefined
}

/** The message as we send it: whom it came from stands in 115, and who was meant by DeliverTo is our counterparty. */
function onward(message: Message, { version }: SessionSettings): Field[] {
  const fields: Field[] = []
  const say = (tag: number, ...from: readonly number[]): void => {
    const value = from.map((source) => message.text(source)).find((text) => text !== undefined && text !== '')
    if (value !== undefined) fields.push([tag, value])
  }
  say(Tag.OnBehalfOfCompID, Tag.OnBehalfOfCompID, Tag.SenderCompID)
  say(Tag.OnBehalfOfSubID, Tag.OnBehalfOfSubID, Tag.SenderSubID)
  say(Tag.TargetSubID, Tag.DeliverToSubID)
  if (version.ordinal >= 41) {
    say(Tag.OnBehalfOfLocationID, Tag.OnBehalfOfLocationID, Tag.SenderLocationID)
    say(Tag.TargetLocationID, Tag.DeliverToLocationID)
  }
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    if (placeOf(tag) === BODY || KEPT.has(tag)) fields.push([tag, message.bytesAt(i)])
  }
  return fields
}

/** BusinessRejectReason(380), FIX.4.3 and later: DeliverTo firm not available at this time. */
const DELIVER_TO_FIRM_NOT_AVAILABLE = 7

function refuse(message: Message, from: Destination, why: string): void {
  const { settings } = from
  const { version } = settings
  // Nobody answers an answer of this kind: two engines that did would never stop.
  if (message.msgType === MsgType.BusinessMessageReject) return
  const named: Field[] = [[Tag.RefSeqNum, message.msgSeqNum ?? 0]]
  const said: Field[] = [[Tag.Text, `Not routed: ${why}`], ...routeBack(settings, message)]
  if (!version.businessReject) return from.submit(MsgType.Reject, [...named, ...said])
  const reason = version.ordinal >= 43 ? DELIVER_TO_FIRM_NOT_AVAILABLE : BusinessRejectReason.Other
  const about: Field[] = [
    [Tag.RefMsgType, message.msgType],
    [Tag.BusinessRejectReason, reason],
  ]
  from.submit(MsgType.BusinessMessageReject, [...named, ...about, ...said])
}
