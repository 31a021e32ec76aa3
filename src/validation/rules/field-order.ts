import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { Place } from '../plan.ts'
import { type MessageRule, reject } from '../rule.ts'

/**
 * Header, body and trailer come in this order. Fields that the dictionary does not define may stand anywhere.
 *
 * @see FIX Session Layer Test Cases, scenario 14 (g)
 */
export const fieldOrder: MessageRule = (check) => {
  const { message, messagePlan, layout, plan } = check
  if (!plan.settings.checkOrder) return undefined
  let reached: number = Place.Header
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    const place = messagePlan.places[tag]
    if (place === undefined || place === Place.None || place === Place.GroupOnly || layout.inGroup(i)) continue
    if (place < reached) return reject(check, SessionRejectReason.TagSpecifiedOutOfRequiredOrder, tag)
    reached = place
  }
  return undefined
}
