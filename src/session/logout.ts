/** Logout(5), asked for by us (case 12), by the counterparty (13.b), or as the answer to ours (13.a). */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { arm, decideEnd, disarm, disconnect, observe, send, stopSupervision } from './outbound.ts'
import type { Session } from './session.ts'
import { wordsOf } from './texts.ts'

/** Sends Logout and waits for the answer. ResendRequests are still answered meanwhile. */
export function requestLogout(session: Session, out: Action[], at: number, text: string | undefined): void {
  const fields: Field[] = text === undefined ? [] : [[Tag.Text, text]]
  send(session, out, at, MsgType.Logout, fields)
  session.state = 'logoutSent'
  disarm(out, 'silence')
  arm(out, 'logout', at + session.settings.logoutTimeout * 1000)
}

/** A Logout whose number was the expected one, already counted. */
export function receiveLogout(session: Session, out: Action[], at: number, message: Message): void {
  const text = message.text(Tag.Text)
  stopSupervision(out)
  if (session.state === 'logoutSent') {
    disarm(out, 'logout')
    observe(out, 'info', 'loggedOut', 'Logout answered')
    decideEnd(session, { how: 'correct', reason: 'userRequest', text: 'logged out' })
    // Whoever sent the first Logout closes.
    return disconnect(session, out, 'logged out', 'userRequest')
  }
  const told = text === undefined ? 'counterparty logs out' : `counterparty logs out: ${text}`
  observe(out, 'info', 'loggedOut', told, { kind: 'logout', text })
  decideEnd(session, { how: 'correct', reason: 'counterpartyLoggedOut', text: told })
  const { confirmingLogout } = wordsOf(session.settings)
  send(session, out, at, MsgType.Logout, confirmingLogout === undefined ? [] : [[Tag.Text, confirmingLogout]])
  session.state = 'logoutAnswered'
  arm(out, 'logout', at + session.settings.logoutTimeout * 1000)
}
