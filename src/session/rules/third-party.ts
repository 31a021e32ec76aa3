/**
 * Whom the counterparty speaks for, OnBehalfOfCompID(115), and whom it wants a message passed on to, DeliverToCompID(128),
 * are firms that were agreed upon. Session test case 18.b.
 */
import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { Tag } from '../../fix/tags.ts'
import type { Rule } from '../rule.ts'

export const thirdParty: Rule = ({ settings }, message) => {
  if (!settings.checkThirdPartyCompIDs) return undefined
  const agreed = [
    [Tag.OnBehalfOfCompID, settings.onBehalfOfCompIDs],
    [Tag.DeliverToCompID, settings.deliverToCompIDs],
  ] as const
  for (const [tag, compIDs] of agreed) {
    const received = message.text(tag)
    // An empty value is a matter for validation.
    if (received === undefined || received === '' || compIDs.includes(received)) continue
    return { response: 'reject', reason: SessionRejectReason.CompIDProblem, refTagID: tag, text: 'CompID problem' }
  }
  return undefined
}
