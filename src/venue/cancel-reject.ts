/**
 * OrderCancelReject(9): a request is refused and the order lives on as it was.
 *
 * @see application cases §3.4
 */
import type { Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { VenueSession } from './seam.ts'

export interface CancelReject {
  /** `NONE` when no such order is known. */
  readonly orderID: string
  /** ClOrdID(11) of the refused request. */
  readonly clOrdID: string
  /** The last id that was accepted, or the unknown one as it came. */
  readonly origClOrdID: string | undefined
  /** After the refusal; 8 when the order is unknown. */
  readonly ordStatus: string
  readonly kind: 'cancel' | 'replace'
  /** CxlRejReason(102). */
  readonly reason: number | undefined
  readonly text: string | undefined
  readonly account?: string | undefined
}

export function cancelReject(reject: CancelReject, session: VenueSession, now: number): Field[] {
  const { ordinal } = session.version
  const fields: Field[] = [
    [37, reject.orderID],
    [11, reject.clOrdID],
  ]
  if (ordinal >= 41) {
    if (reject.origClOrdID !== undefined) fields.push([41, reject.origClOrdID])
    fields.push([39, reject.ordStatus])
  }
  if (ordinal >= 42) {
    fields.push([434, reject.kind === 'cancel' ? '1' : '2'])
    if (reject.account !== undefined) fields.push([1, reject.account])
    fields.push([60, formatUtcTimestamp(now, session.version.timestampFraction)])
  }
  if (reject.reason !== undefined) fields.push([102, reject.reason])
  if (reject.text !== undefined) fields.push([58, reject.text])
  return fields
}
