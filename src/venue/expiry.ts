/**
 * Good till date: TimeInForce(59) 6 with ExpireTime(126), an instant, or ExpireDate(432), the last day. Where both are
 * stated ExpireTime holds.
 */
import { parseUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Order, Terms } from './order.ts'
import type { OrderLife } from './order-life.ts'

export const GOOD_TILL_DATE = '6'
const DAY_MS = 86_400_000

/** The instant from which the order is over, epoch ms; NaN when the field is malformed, undefined when there is none. */
export function expiryOf(terms: Terms): number | undefined {
  if (terms.timeInForce !== GOOD_TILL_DATE) return undefined
  if (terms.expireTime !== undefined) return parseUtcTimestamp(terms.expireTime)?.epochMs ?? Number.NaN
  if (terms.expireDate === undefined) return undefined
  const midnight = parseUtcTimestamp(`${terms.expireDate}-00:00:00`)?.epochMs
  return midnight === undefined ? Number.NaN : midnight + DAY_MS
}

/** Arms the end of an order that has one; a replace moves or ends it. */
export function wakeUp(life: OrderLife, order: Order): void {
  const at = expiryOf(order.terms)
  const key = `gtd:${order.orderID}`
  if (at === undefined || Number.isNaN(at) || !order.open) return life.floor.unschedule(key)
  life.floor.schedule(key, at, () => life.expire(order))
}
