/**
 * DontKnowTrade(Q): a protest, not a bust. It is noted for a human; a protest against an execution that the venue never
 * reported has no reject of its own and is answered by BusinessMessageReject.
 *
 * @see application cases §5.2, §7
 */
import type { Message } from '../codec/message.ts'
import type { Floor } from './floor.ts'
import type { VenueSession } from './seam.ts'

const UNKNOWN_ID = 1

export function onDontKnowTrade(floor: Floor, message: Message, session: VenueSession): void {
  const execID = message.text(17) ?? ''
  if (floor.isIssued('E', execID)) {
    floor.note(`${session.targetCompID} does not know the trade ${execID}: DKReason ${message.text(127) ?? 'missing'}`)
    return
  }
  floor.businessReject(session, message, UNKNOWN_ID, `unknown ExecID ${execID}`, execID)
}
