/** Acceptor with a connection and no Logon yet (groups 1S and 2S). Nothing is counted before a Logon is accepted. */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import type { Action } from '../action.ts'
import { contentViolation, headerViolation } from '../checks.ts'
import { acceptLogon, refuseByApplication, refuseLogon } from '../logon.ts'
import { receiveLogout } from '../logout.ts'
import { countTo, disconnect, observe } from '../outbound.ts'
import { compID } from '../rules/comp-id.ts'
import type { Session } from '../session.ts'

/** @param refused - the word of the application on this Logon */
export function receiveAwaitingLogon(
  session: Session,
  out: Action[],
  at: number,
  message: Message,
  refused?: string | true,
): void {
  if (session.settings.quietLogon && message.msgType === MsgType.Logout) {
    if (answerEarlyLogout(session, out, at, message)) return
  }
  if (message.msgType !== MsgType.Logon) {
    observe(out, 'warning', 'refused', `First message is not logon: MsgType ${message.msgType}`)
    return disconnect(session, out, 'First message is not logon', 'invalidMessage')
  }
  if (compID(session, message, at) !== undefined) {
    // A stranger learns nothing, and takes no number of this session (case 1S.c).
    observe(out, 'error', 'refused', 'Logon refused: it names another session')
    return disconnect(session, out, 'Logon of another session', 'invalidMessage')
  }
  const violation = headerViolation(session, message, at) ?? contentViolation(session, message)
  if (violation !== undefined) {
    if (session.settings.refusedLogon === 'logout') return refuseLogon(session, out, at, message, violation)
    observe(out, 'error', 'refused', `Logon refused: ${violation.text}`)
    return disconnect(session, out, `Logon refused: ${violation.text}`, 'invalidMessage')
  }
  if (refused !== undefined) return refuseByApplication(session, out, at, refused)
  acceptLogon(session, out, at, message)
}

/** `quietLogon`: who only wants to say that it leaves is answered. @returns false when its Logout is not in order */
function answerEarlyLogout(session: Session, out: Action[], at: number, message: Message): boolean {
  const violation =
    compID(session, message, at) ?? headerViolation(session, message, at) ?? contentViolation(session, message)
  if (violation !== undefined) return false
  if (message.msgSeqNum === session.nextIn) countTo(session, out, session.nextIn + 1)
  receiveLogout(session, out, at, message)
  return true
}
