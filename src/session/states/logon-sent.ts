/** Initiator whose Logon waits for the reply (cases 1B.c to 1B.e). */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import type { Action } from '../action.ts'
import { contentViolation, headerViolation } from '../checks.ts'
import { receiveLogonReply, refuseByApplication, refuseLogon } from '../logon.ts'
import { countTo, disconnect, logoutAndClose, observe } from '../outbound.ts'
import type { Session } from '../session.ts'
import { setNumbers } from '../set-numbers.ts'

/** @param refused - the word of the application on this Logon */
export function receiveLogonSent(
  session: Session,
  out: Action[],
  at: number,
  message: Message,
  refused?: string | true,
): void {
  if (message.msgType === MsgType.Logout || message.msgType === MsgType.Reject) {
    // The normal way to refuse a Logon: no error of the protocol, so nothing is answered.
    if (message.msgSeqNum === session.nextIn) countTo(session, out, session.nextIn + 1)
    observe(out, 'warning', 'refused', `Logon refused by the counterparty: ${message.text(Tag.Text) ?? 'no Text'}`)
    if (message.msgType === MsgType.Logout) takeNextExpected(session, out, at, message)
    return disconnect(session, out, 'Logon refused by the counterparty', 'reject')
  }
  if (message.msgType !== MsgType.Logon) {
    observe(out, 'error', 'refused', `First message is not logon: MsgType ${message.msgType}`)
    return logoutAndClose(session, out, at, 'First message is not logon')
  }
  const violation = headerViolation(session, message, at) ?? contentViolation(session, message)
  if (violation !== undefined) return refuseLogon(session, out, at, message, violation)
  if (refused !== undefined) return refuseByApplication(session, out, at, refused)
  receiveLogonReply(session, out, at, message)
}

/**
 * A venue that refuses a Logon may say by NextExpectedMsgSeqNum(789) which number it wants (VN-02). Numbers below that of our
 * Logon belong to messages and are not given away again.
 */
function takeNextExpected(session: Session, out: Action[], at: number, message: Message): void {
  const { settings, nextOut } = session
  if (!settings.nextExpectedOfLogout || !settings.version.nextExpectedMsgSeqNum) return
  const wanted = message.int(Tag.NextExpectedMsgSeqNum)
  if (wanted === undefined || headerViolation(session, message, at) !== undefined) return
  if (wanted < nextOut - 1 || wanted > settings.maxStorageSeqNo)
    return observe(
      out,
      'warning',
      'ignored',
      `NextExpectedMsgSeqNum(789) ${wanted} of Logout not taken: next is ${nextOut}`,
    )
  setNumbers(session, out, { nextOut: wanted })
  observe(
    out,
    'warning',
    'deviation',
    `the next Logon has MsgSeqNum ${wanted}: the Logout that refused the last one says so`,
  )
}
