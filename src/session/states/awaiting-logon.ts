/** Acceptor with a connection and no Logon yet (groups 1S and 2S). Nothing is counted before a Logon is accepted. */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import type { Action } from '../action.ts'
import { contentViolation, headerViolation } from '../inbound.ts'
import { acceptLogon, refuseLogon } from '../logon.ts'
import { disconnect, observe } from '../outbound.ts'
import { compID } from '../rules/comp-id.ts'
import type { Session } from '../session.ts'

export function receiveAwaitingLogon(session: Session, out: Action[], at: number, message: Message): void {
  if (message.msgType !== MsgType.Logon) {
    observe(out, 'warning', 'refused', `First message is not logon: MsgType ${message.msgType}`)
    return disconnect(session, out, 'First message is not logon')
  }
  if (compID(session, message, at) !== undefined) {
    // A stranger learns nothing, and takes no number of this session (case 1S.c).
    observe(out, 'error', 'refused', 'Logon refused: it names another session')
    return disconnect(session, out, 'Logon of another session')
  }
  const violation = headerViolation(session, message, at) ?? contentViolation(session, message)
  if (violation !== undefined) return refuseLogon(session, out, at, message, violation)
  acceptLogon(session, out, at, message)
}
