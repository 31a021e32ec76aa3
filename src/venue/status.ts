/**
 * OrderStatusRequest(H): the state of the chain as it is, or that there is none. A status changes nothing and uses no
 * ExecID(17).
 *
 * @see application cases §5.4, matrices G.1.a to G.1.c
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Order } from './order.ts'
import type { OrderLife } from './order-life.ts'
import type { StepQuirk } from './persona.ts'
import { NO_EXEC_ID } from './reporter.ts'
import type { VenueSession } from './seam.ts'

export function onOrderStatusRequest(life: OrderLife, message: Message, session: VenueSession): void {
  const clOrdID = message.text(11)
  const orderID = message.text(37)
  const order = orderAsked(life, session, clOrdID, orderID)
  const reqID = message.text(790)
  const fields: Field[] = reqID !== undefined && session.version.ordinal >= 44 ? [[790, reqID]] : []
  const manner = order?.rule.onStatus
  if (manner === 'silence') return
  if (order === undefined || manner === 'unknown') {
    life.floor.send(session, '8', unknownStatus(message, session, life.floor.now, fields))
    return
  }
  reportStatus(life, order, session, fields)
}

function orderAsked(
  life: OrderLife,
  session: VenueSession,
  clOrdID: string | undefined,
  orderID: string | undefined,
): Order | undefined {
  const byID = orderID === undefined ? undefined : life.store.byOrderID(orderID)
  if (byID !== undefined && byID.session === session.id) return byID
  return clOrdID === undefined ? undefined : life.store.find(session.id, clOrdID)
}

/** ExecType I; before FIX.4.3 ExecTransType 3. */
export function reportStatus(
  life: OrderLife,
  order: Order,
  session: VenueSession | undefined,
  fields?: readonly Field[],
  quirk?: StepQuirk,
): void {
  if (session === undefined) return
  const nothing = order.accepted && order.executions.length === 0 && order.requests.length === 0 && order.open
  const text = nothing && order.told ? 'Nothing done' : undefined
  life.reporter.status(order, session, { execType: 'I', fields, text }, quirk)
}

/** Nothing is known: OrdStatus Rejected with reason Unknown order. */
function unknownStatus(message: Message, session: VenueSession, now: number, more: readonly Field[]): Field[] {
  const { ordinal } = session.version
  const fields: Field[] = [[37, 'NONE']]
  const clOrdID = message.text(11)
  if (clOrdID !== undefined) fields.push([11, clOrdID])
  fields.push([17, NO_EXEC_ID])
  if (ordinal <= 42) fields.push([20, '3'])
  if (ordinal >= 41) fields.push([150, ordinal <= 42 ? '8' : 'I'])
  fields.push([39, '8'], [103, ordinal >= 41 ? 5 : 0], [55, message.text(55) ?? ''], [54, message.text(54) ?? '1'])
  if (ordinal <= 41) fields.push([38, '0'], [32, '0'], [31, '0'])
  if (ordinal >= 41) fields.push([151, '0'])
  fields.push([14, '0'], [6, '0'], [60, formatUtcTimestamp(now, session.version.timestampFraction)])
  fields.push([58, 'unknown order'], ...more)
  return fields.filter(([tag, value]) => tag !== 55 || value !== '')
}
