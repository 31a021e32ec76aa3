/**
 * The application behind the session: takes orders, and says of everything else that it is not supported. Where orders are
 * what the scenario is about, `trading/` is in its place.
 */
import type { Field } from '../../src/codec/encode.ts'
import type { Message } from '../../src/codec/message.ts'
import { MsgType } from '../../src/fix/msg-types.ts'
import { BusinessRejectReason, SessionRejectReason } from '../../src/fix/reject-reasons.ts'
import { Tag } from '../../src/fix/tags.ts'
import { routeBack } from './route-back.ts'
import type { RogueSession } from './session.ts'

const NEW_ORDER_SINGLE = 'D'
const EXECUTION_REPORT = '8'
/** What a counterparty says about our own orders; nothing is answered to it. */
const HEARD: ReadonlySet<string> = new Set([EXECUTION_REPORT, '9', MsgType.BusinessMessageReject])

const Order = { OrdType: 40, OrderQty: 38, Price: 44, Side: 54, Symbol: 55, StopPx: 99 } as const
/** OrdType(40) that needs a price, and a stop price. */
const LIMITED: ReadonlySet<string> = new Set(['2', '4'])
const STOPPED: ReadonlySet<string> = new Set(['3', '4'])

export function takeOrder(session: RogueSession, message: Message): void {
  if (session.trade(message)) return
  if (message.msgType !== NEW_ORDER_SINGLE) {
    if (!HEARD.has(message.msgType)) unsupported(session, message)
    return
  }
  const clOrdID = message.text(Tag.ClOrdID) ?? ''
  const { orders } = session.store
  const repeated = message.boolean(Tag.PossResend) === true
  if (repeated && orders.has(clOrdID) && !session.is('validation.poss-resend-taken-again')) return
  if (repeated && session.is('validation.poss-resend-ignored')) return
  const missing = missingCondition(message)
  if (missing !== undefined && !session.is('validation.conditions-not-checked')) {
    const text = 'conditionally required field missing'
    const { ConditionallyRequiredFieldMissing } = BusinessRejectReason
    return refuse(session, message, ConditionallyRequiredFieldMissing, missing, text)
  }
  orders.add(clOrdID)
  answer(session, EXECUTION_REPORT, executionReport(session, message, clOrdID))
}

function missingCondition(order: Message): number | undefined {
  const ordType = order.text(Order.OrdType) ?? ''
  if (LIMITED.has(ordType) && !order.has(Order.Price)) return Order.Price
  return STOPPED.has(ordType) && !order.has(Order.StopPx) ? Order.StopPx : undefined
}

function unsupported(session: RogueSession, message: Message): void {
  if (session.is('validation.unsupported-ends-session')) return session.refuse('unsupported message type')
  const text = 'unsupported message type'
  if (session.is('validation.unsupported-rejected-by-session'))
    return session.reject(message, SessionRejectReason.InvalidMsgType, Tag.MsgType, text)
  refuse(session, message, BusinessRejectReason.UnsupportedMessageType, undefined, text)
}

function refuse(session: RogueSession, message: Message, reason: number, tag: number | undefined, text: string): void {
  if (!session.options.version.businessReject)
    return session.reject(message, SessionRejectReason.InvalidMsgType, tag, text)
  session.send(MsgType.BusinessMessageReject, [
    ...routeBack(message, session.dictionary),
    [Tag.RefSeqNum, message.msgSeqNum ?? 0],
    [Tag.RefMsgType, message.msgType],
    [Tag.BusinessRejectReason, session.is('validation.business-reason-other') ? 0 : reason],
    [Tag.Text, text],
  ])
}

/** Sent at once, or behind what waits already. */
function answer(session: RogueSession, msgType: string, body: readonly Field[]): void {
  session.store.queue.push({ msgType, body })
  session.flush()
}

function executionReport(session: RogueSession, order: Message, clOrdID: string): Field[] {
  const { ordinal } = session.options.version
  const quantity = order.text(Order.OrderQty) ?? '0'
  const number = ++session.store.reports
  const fields: Field[] = [
    [37, `O${number}`],
    [Tag.ClOrdID, clOrdID],
    [17, `E${number}`],
  ]
  if (ordinal <= 42) fields.push([20, '0'])
  if (ordinal >= 41) fields.push([150, '0'], [151, quantity])
  fields.push([39, '0'], [Order.Symbol, order.text(Order.Symbol) ?? ''], [Order.Side, order.text(Order.Side) ?? '1'])
  return [...fields, [Order.OrderQty, quantity], [14, '0'], [6, '0']]
}
