/** For tests only: sides of a recovery by ResendRequest, asked for and answered. */
import { type Fields, type Seen, sent } from './seen.ts'
import { establishedRig, type RigOptions, type SessionRig } from './session-rig.ts'

/** Ten messages sent: 1 Logon, 2-10 orders. */
export function ten(options: RigOptions = {}): SessionRig {
  const rig = establishedRig(options)
  while (rig.session.nextOut <= 10) rig.submit('NewOrderSingle', { ClOrdID: `order ${rig.session.nextOut}` })
  return rig
}

/** The gap fill over `from` up to `to`, which comes next. */
export const fill = (from: number, to: number): Seen =>
  sent('SequenceReset', { MsgSeqNum: from, NewSeqNo: to, GapFillFlag: 'Y', PossDupFlag: 'Y' })

/** An order of `ten`, sent again. */
export const order = (number: number): Seen =>
  sent('NewOrderSingle', { MsgSeqNum: number, ClOrdID: `order ${number}`, PossDupFlag: 'Y' })

export function orders(from: number, to: number): Seen[] {
  return Array.from({ length: to - from + 1 }, (_, i) => order(from + i))
}

/** Our own ResendRequest; `end` 0 for all that follow. */
export const ask = (begin: number, end = 0): Seen => sent('ResendRequest', { BeginSeqNo: begin, EndSeqNo: end })

/** What a message that the counterparty sends again carries besides its own number. */
export function again(rig: SessionRig, fields: Fields): Fields {
  return { PossDupFlag: 'Y', OrigSendingTime: rig.time(-1), ...fields }
}

/** The counterparty fills over `from` up to `to`, which comes next. */
export function gapFill(rig: SessionRig, from: number, to: number): Seen[] {
  return rig.receive('SequenceReset', again(rig, { MsgSeqNum: from, GapFillFlag: 'Y', NewSeqNo: to }))
}
