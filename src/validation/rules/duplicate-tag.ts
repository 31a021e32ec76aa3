import { SessionRejectReason } from '../../fix/reject-reasons.ts'
import { type MessageRule, reject } from '../rule.ts'

/** Tags above this are compared one by one; the standard has none. */
const TABLE_SIZE = 0x10000

/** For each tag the number of the last message that held it: nothing has to be cleared between messages. */
const seenIn = new Float64Array(TABLE_SIZE)
let messageNumber = 0

/**
 * Outside repeating groups no tag comes twice. (Within an entry of a group the groups' rule sees to it.)
 *
 * @see FIX Session Layer Test Cases, scenario 14 (h)
 */
export const duplicateTag: MessageRule = (check) => {
  const { message, layout, plan } = check
  if (!plan.settings.checkDuplicates) return undefined
  messageNumber++
  for (let i = 0; i < message.count; i++) {
    if (layout.inGroup(i)) continue
    const tag = message.tagAt(i)
    if (tag === 0) continue
    const again = tag < TABLE_SIZE ? seenIn[tag] === messageNumber : message.indexOf(tag) < i
    if (again) return reject(check, SessionRejectReason.TagAppearsMoreThanOnce, tag)
    if (tag < TABLE_SIZE) seenIn[tag] = messageNumber
  }
  return undefined
}
