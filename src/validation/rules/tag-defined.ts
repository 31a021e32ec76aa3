import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { isUserDefined } from '../options.ts'
import { Place } from '../plan.ts'
import { type FieldRule, reject } from '../rule.ts'

/**
 * The dictionary defines the tag, and for this message. The field of a group may stand in its group only.
 *
 * A number that no one defined is an invalid tag number (0), as the test cases want it; a user-defined one that was not
 * agreed upon is an undefined tag (3).
 *
 * @see FIX Session Layer Test Cases, scenario 14 (a) and 14 (c)
 */
export const tagDefined: FieldRule = (check, i, tag) => {
  // What has no tag has been judged before, or is let pass.
  if (tag === 0) return undefined
  const { plan, messagePlan, layout } = check
  const place = messagePlan.places[tag]
  if (place !== undefined && place !== Place.None && (place !== Place.GroupOnly || layout.inGroup(i))) return undefined
  const { allowUnknownTags, allowUserDefined } = plan.settings
  if (allowUnknownTags) return undefined
  if (plan.formats[tag] !== undefined) return reject(check, SessionRejectReason.TagNotDefinedForThisMessageType, tag)
  if (!isUserDefined(tag)) return reject(check, SessionRejectReason.InvalidTagNumber, tag)
  return allowUserDefined ? undefined : reject(check, SessionRejectReason.UndefinedTag, tag)
}
