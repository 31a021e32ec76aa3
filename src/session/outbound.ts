/** How a session speaks: every message it sends is numbered, timed and put on the list of actions here. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { FRACTION_DIGITS_MAX, formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { MsgType } from '../fix/msg-types.ts'
import { SessionStatus } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { Action, EndReason, Observation, ObservedEvent, SessionEnd } from './action.ts'
import { routeBack } from './reverse-route.ts'
import type { Violation } from './rule.ts'
import { withSeqNumDigits } from './seq-num-digits.ts'
import type { Session } from './session.ts'
import type { SessionSettings } from './settings.ts'
import { wordsOf } from './texts.ts'
import type { TimerName } from './timers.ts'
import { forgetUnsent, noteUnsent } from './unsent-numbers.ts'

/** Sends a new message under the next number. */
export function send(
  session: Session,
  out: Action[],
  at: number,
  msgType: string,
  body: readonly Field[],
  transmit = true,
): void {
  const msgSeqNum = session.nextOut++
  if (transmit) {
    session.lastSentAt = at
    session.fresh = false
  } else noteUnsent(session, msgSeqNum)
  const stated = session.settings.allowPosDup ? body : withoutMarks(body)
  const header = withSeqNumDigits(session.settings, headerFields(session, msgSeqNum, at))
  const fields = withSeqNumDigits(session.settings, stated)
  out.push({ kind: 'send', msgType, msgSeqNum, header, fields, store: true, transmit })
}

/** A new message is no duplicate, whatever the application copied it from. */
function withoutMarks(body: readonly Field[]): readonly Field[] {
  if (!states(body, Tag.PossDupFlag, Tag.OrigSendingTime)) return body
  return body.filter(([tag]) => tag !== Tag.PossDupFlag && tag !== Tag.OrigSendingTime)
}

function states(body: readonly Field[], tag: number, or: number): boolean {
  for (let i = 0; i < body.length; i++) {
    // By `at`, for the encoder's reason (encode-usual.ts): this runs for every field of every message.
    const stated = (body[i] as Field).at(0)
    if (stated === tag || stated === or) return true
  }
  return false
}

/** Sends Logon(A) with the HeartBtInt(108) in force. */
export function sendLogon(session: Session, out: Action[], at: number, reset: boolean, nextExpected: number): void {
  session.saidLogon = true
  const { settings } = session
  const fields: Field[] = [
    [Tag.EncryptMethod, 0],
    [Tag.HeartBtInt, session.heartBtInt],
  ]
  if (reset) fields.push([Tag.ResetSeqNumFlag, 'Y'])
  if (settings.handleSeqNumAtLogon && settings.version.nextExpectedMsgSeqNum)
    fields.push([Tag.NextExpectedMsgSeqNum, nextExpected])
  if (settings.maxMessageSize > 0 && settings.version.ordinal >= 42)
    fields.push([Tag.MaxMessageSize, settings.maxMessageSize])
  if (settings.version.applVerID !== undefined) fields.push([Tag.DefaultApplVerID, settings.version.applVerID])
  send(session, out, at, MsgType.Logon, [...fields, ...settings.logonFields])
}

/** The header of a message whose fields state it themselves. */
export const NOTHING_MORE: readonly Field[] = []

/** Sends under a number that was used before: a ResendRequest once more, or the gap fill that stands for several. */
export function sendAgain(
  session: Session,
  out: Action[],
  at: number,
  msgType: string,
  msgSeqNum: number,
  firstSent: string,
  body: readonly Field[],
): void {
  session.lastSentAt = at
  const newSeqNo = msgType === MsgType.SequenceReset ? body.find(([tag]) => tag === Tag.NewSeqNo)?.[1] : undefined
  forgetUnsent(session, msgSeqNum, typeof newSeqNo === 'number' ? newSeqNo - 1 : msgSeqNum)
  const fields: Field[] = [
    ...headerFields(session, msgSeqNum, at),
    [Tag.PossDupFlag, 'Y'],
    [Tag.OrigSendingTime, origSendingTime(firstSent, timestamp(session, at))],
    ...body,
  ]
  const written = withSeqNumDigits(session.settings, fields)
  out.push({ kind: 'send', msgType, msgSeqNum, header: NOTHING_MORE, fields: written, store: false, transmit: true })
}

/** SendingTime(52) in the precision of the version, or in the one that is stated where the version has room for it. */
export function timestamp({ settings }: Session, at: number): string {
  const { timestampPrecision, version, allowedSecondsFractionsForFIX40 } = settings
  const usual = allowedSecondsFractionsForFIX40 && version.ordinal === 40 ? MILLISECONDS : version.timestampFraction
  if (timestampPrecision < 0) return formatUtcTimestamp(at, usual)
  // FIXT.1.1 leaves more than milliseconds to agreement; our clock tells milliseconds, and the rest is zeros.
  const most = version.beginString === 'FIXT.1.1' ? FRACTION_DIGITS_MAX : usual
  return formatUtcTimestamp(at, Math.min(timestampPrecision, most))
}

/** Digits of them. */
const MILLISECONDS = 3

export function headerFields(session: Session, msgSeqNum: number, at: number): Field[] {
  const fields: Field[] = [
    [Tag.MsgSeqNum, msgSeqNum],
    [Tag.SendingTime, timestamp(session, at)],
  ]
  const lastProcessed = lastMsgSeqNumProcessed(session)
  if (lastProcessed !== undefined) fields.push([Tag.LastMsgSeqNumProcessed, lastProcessed])
  return fields
}

/** LastMsgSeqNumProcessed(369) where messages say it. */
export function lastMsgSeqNumProcessed({ settings, nextIn }: Session): number | undefined {
  return settings.includeLastProcessed && settings.version.ordinal >= 42 ? nextIn - 1 : undefined
}

/** OrigSendingTime(122) of what is sent again at `now`, both as text. */
export function origSendingTime(firstSent: string, now: string): string {
  // A clock that was set back would make the first time the later one, which counterparties refuse (2.f).
  return firstSent > now ? now : firstSent
}

export function arm(out: Action[], timer: TimerName, at: number): void {
  out.push({ kind: 'arm', timer, at })
}

export function disarm(out: Action[], timer: TimerName): void {
  out.push({ kind: 'disarm', timer })
}

export function observe(
  out: Action[],
  level: Observation['level'],
  what: Observation['what'],
  text: string,
  event?: ObservedEvent,
): void {
  out.push({ kind: 'observe', observation: { level, what, text, ...(event === undefined ? {} : { event }) } })
}

/** The counterparty refuses a message of ours: whoever sent it has to know which. */
export function observeReject(out: Action[], message: Message): void {
  const text = message.text(Tag.Text) ?? 'Reject without Text'
  observe(out, 'warning', 'rejectReceived', text, { kind: 'reject', message })
}

/** Counts an incoming message: its number is used up, and the next one is expected. */
export function countTo(session: Session, out: Action[], nextIn: number): void {
  session.nextIn = nextIn
  // Until the reply to our reset comes, old numbers count here only: the store has begun the new numbering.
  if (session.resetReply === 'must' && session.wasEstablished) return
  out.push({ kind: 'count', nextIn })
}

/** The number a Reject names: that of the message, and where it cannot be read, the one it should have had. */
export function refSeqNum(session: Session, message: Message): number {
  const { msgSeqNum } = message
  return msgSeqNum !== undefined && Number.isSafeInteger(msgSeqNum) ? msgSeqNum : session.nextIn
}

/** Reject(3) with what the version has room for; FIX.4.0 and 4.1 know RefSeqNum(45) and Text(58) only. */
export function sendReject(
  session: Session,
  out: Action[],
  at: number,
  refersTo: number,
  message: Message,
  violation: Violation,
): void {
  const { version } = session.settings
  const { msgType } = message
  const fields: Field[] = [[Tag.RefSeqNum, refersTo]]
  if (version.rejectReasons) {
    const { reason, refTagID } = violation
    const named = reason === undefined || !wordsOf(session.settings).withoutRefTagID.has(reason)
    if (refTagID !== undefined && named) fields.push([Tag.RefTagID, refTagID])
    if (msgType !== '') fields.push([Tag.RefMsgType, msgType])
    // A reason that the version's list lacks is left out: the text says what it would have said.
    if (reason !== undefined && (reason <= version.highestRejectReason || (reason === 99 && version.otherRejectReason)))
      fields.push([Tag.SessionRejectReason, reason])
  }
  fields.push([Tag.Text, violation.text], ...routeBack(session.settings, message))
  send(session, out, at, MsgType.Reject, fields)
  observe(out, 'warning', 'rejected', `message ${refersTo} rejected: ${violation.text}`)
}

/** BusinessMessageReject(j), FIX.4.2 and later: the session layer has nothing against the message (cases 2.r, 14.m). */
export function sendBusinessReject(
  session: Session,
  out: Action[],
  at: number,
  message: Message,
  violation: Violation,
): void {
  send(session, out, at, MsgType.BusinessMessageReject, [
    [Tag.RefSeqNum, message.msgSeqNum ?? 0],
    [Tag.RefMsgType, message.msgType],
    [Tag.BusinessRejectReason, violation.reason ?? 0],
    [Tag.Text, violation.text],
    ...routeBack(session.settings, message),
  ])
  observe(out, 'warning', 'rejected', `message ${message.msgSeqNum} rejected: ${violation.text}`)
}

/** Ends that `resetOnError` acts upon: somebody broke the protocol, or seems to have. */
const PROTOCOL_ERRORS: ReadonlySet<EndReason> = new Set([
  'invalidMessage',
  'possibleResendRequestLoop',
  'sequenceTooLow',
  'possibleMissedReset',
])

/**
 * Logout that ends the session because of a fault, then the close after a short wait (cases 2.c, 2.i, 2.k, 2.o).
 *
 * @param said - false: the Logout goes without Text(58)
 */
export function logoutAndClose(
  session: Session,
  out: Action[],
  at: number,
  text: string,
  sessionStatus?: number,
  reason: EndReason = 'invalidMessage',
  said = true,
): void {
  const fields: Field[] = said ? [[Tag.Text, text]] : []
  if (sessionStatus !== undefined && hasSessionStatus(session.settings)) fields.push([Tag.SessionStatus, sessionStatus])
  send(session, out, at, MsgType.Logout, fields)
  observe(out, 'error', 'loggedOut', text)
  session.erred ||= PROTOCOL_ERRORS.has(reason)
  decideEnd(session, { how: 'nonGraceful', reason, text })
  close(session, out, at, text)
}

function hasSessionStatus(settings: SessionSettings): boolean {
  return settings.version.beginString === 'FIXT.1.1' && wordsOf(settings).sessionStatus
}

/** Logout for a rule that was broken; behind the Reject that told it, some say no more. */
export function logoutFor(session: Session, out: Action[], at: number, { text }: Violation, rejected: boolean): void {
  const said = !rejected || wordsOf(session.settings).textBehindReject
  logoutAndClose(session, out, at, text, undefined, undefined, said)
}

/** Logout for a MsgSeqNum(34) that was used before. */
export function logoutTooLow(session: Session, out: Action[], at: number, received: number): void {
  const text = wordsOf(session.settings).tooLow(session.nextIn, received)
  logoutAndClose(session, out, at, text, SessionStatus.ReceivedMsgSeqNumTooLow, 'sequenceTooLow')
}

function close(session: Session, out: Action[], at: number, why: string): void {
  session.state = 'closing'
  stopSupervision(out)
  const wait = session.settings.forcedLogoffTimeout * 1000
  if (wait > 0) arm(out, 'close', at + wait)
  else disconnect(session, out, why, 'brokenConnection')
}

/** Says how the connection ends; what was said first holds. */
export function decideEnd(session: Session, end: SessionEnd): void {
  session.end ??= end
}

/**
 * Closes the connection. What still comes on it, in the same packet maybe, finds nobody.
 *
 * @param reason - counts where the end was not decided before
 */
export function disconnect(session: Session, out: Action[], why: string, reason: EndReason): void {
  decideEnd(session, { how: 'nonGraceful', reason, text: why })
  session.state = 'closing'
  stopSupervision(out)
  out.push({ kind: 'disconnect', why })
}

/** No more Heartbeats, no more watching for silence. */
export function stopSupervision(out: Action[]): void {
  disarm(out, 'logon')
  disarm(out, 'heartbeat')
  disarm(out, 'silence')
}
