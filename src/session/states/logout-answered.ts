/**
 * The counterparty has logged out, we have answered and wait for its close (case 13.b). When our answer came too high,
 * it asks for what it missed before it closes; nothing else is owed to it any more.
 */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import type { Action } from '../action.ts'
import { contentViolation, headerViolation } from '../checks.ts'
import { countTo } from '../outbound.ts'
import { answerResendRequest } from '../resend-request.ts'
import type { Session } from '../session.ts'

export function receiveLogoutAnswered(session: Session, out: Action[], at: number, message: Message): void {
  if (message.msgType !== MsgType.ResendRequest) return
  if ((headerViolation(session, message, at) ?? contentViolation(session, message)) !== undefined) return
  const violation = answerResendRequest(session, out, at, message)
  if (violation === undefined && message.msgSeqNum === session.nextIn) countTo(session, out, session.nextIn + 1)
}
