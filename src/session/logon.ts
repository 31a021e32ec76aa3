/**
 * Logon(A) that opens a connection, either way (groups 1B, 1S), with NextExpectedMsgSeqNum(789) (SD-36 to SD-42).
 */
import type { Message } from '../codec/message.ts'
import { SessionStatus } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { awaitGap, hold, requestFrom } from './gap.ts'
import { hasReset, heartBtIntMismatch, isRejectedFirst, logonViolation, nextExpectedOf } from './logon-content.ts'
import {
  arm,
  countTo,
  disconnect,
  logoutAndClose,
  logoutFor,
  logoutTooLow,
  observe,
  refSeqNum,
  sendLogon,
  sendReject,
} from './outbound.ts'
import { replayRange } from './resend.ts'
import { answerReset, resetNotHonoured, resetNumbers, restartUnasked } from './reset.ts'
import type { Violation } from './rule.ts'
import { isPossDup } from './rules/poss-dup.ts'
import type { Session } from './session.ts'
import { startSupervision } from './supervision.ts'
import { wordsOf } from './texts.ts'
import { sendUnsent } from './unsent.ts'
import { lastSent } from './unsent-numbers.ts'

const DAY_MS = 86_400_000

/** Sends our own Logon as initiator. */
export function initiateLogon(session: Session, out: Action[], at: number): void {
  const { version, logonTimeout, ignoreResetSeqNumFlagOnReset } = session.settings
  // A reset that was never answered may or may not have arrived: only another one brings both sides together.
  const unanswered = session.resetReply !== 'none'
  const reset = unanswered || wantsReset(session)
  if (reset) beginAnew(session, out, resetNumbers)
  session.state = 'logonSent'
  session.initiated = true
  const announced = unanswered || !ignoreResetSeqNumFlagOnReset
  session.resetReply = reset && announced && version.resetSeqNumFlag ? 'must' : 'none'
  session.heartBtInt = session.settings.heartBtInt
  sendLogon(session, out, at, session.resetReply === 'must', session.nextIn)
  if (logonTimeout > 0) arm(out, 'logon', at + logonTimeout * 1000)
}

/** Ends the present numbering with a Logon, which the application hears of; one that has not begun yet has no end. */
function beginAnew(session: Session, out: Action[], reset: (session: Session, out: Action[]) => void): void {
  const begun = !isAtBeginning(session)
  reset(session, out)
  if (begun) observe(out, 'info', 'sequenceReset', 'both numbers begin at 1 with a Logon', { kind: 'sessionReset' })
}

function isAtBeginning({ nextIn, nextOut }: Session): boolean {
  return nextIn === 1 && nextOut === 1
}

/** What `forceSeqNumReset` and `resetOnLogon` say of the next Logon of an initiator (SD-08 to SD-10). */
function wantsReset({ settings, fresh, initiated }: Session): boolean {
  if (settings.forceSeqNumReset === 2 || settings.resetOnLogon) return true
  const first = settings.firstInitiationScope === 'storage' ? fresh : !initiated
  return settings.forceSeqNumReset === 1 && first
}

/** The application does not want this session: Logout with its words, or nothing at all. */
export function refuseByApplication(session: Session, out: Action[], at: number, refused: string | true): void {
  observe(out, 'warning', 'refused', `Logon refused by the application${refused === true ? '' : `: ${refused}`}`)
  if (refused === true) disconnect(session, out, 'Logon refused by the application', 'userRequest')
  else logoutAndClose(session, out, at, refused, undefined, 'userRequest')
}

/** Refuses a Logon. It changes nothing that is stored about incoming messages. */
export function refuseLogon(session: Session, out: Action[], at: number, message: Message, violation: Violation): void {
  observe(out, 'error', 'refused', `Logon refused: ${violation.text}`)
  if (isRejectedFirst(session, violation)) sendReject(session, out, at, refSeqNum(session, message), message, violation)
  logoutFor(session, out, at, violation, isRejectedFirst(session, violation))
}

/** Acceptor: the Logon that opens a connection, already checked against the header rules and the dictionary. */
export function acceptLogon(session: Session, out: Action[], at: number, message: Message): void {
  const received = message.msgSeqNum as number
  const violation = logonViolation(session, message)
  if (violation !== undefined) {
    // The one refused Logon that counts (case 17.b).
    if (violation.refTagID === Tag.EncryptMethod && received === session.nextIn) countTo(session, out, received + 1)
    return refuseLogon(session, out, at, message, violation)
  }
  session.heartBtInt = message.int(Tag.HeartBtInt) as number
  if (hasReset(session, message)) {
    beginAnew(session, out, () => answerReset(session, out, at))
    return establish(session, out, at)
  }
  if (session.resetReply !== 'none' || resetsUnasked(session)) {
    // Our reset was cut off before its reply, or is due now: it holds, whatever number the counterparty goes on with.
    // A Logon that was number 1 leaves both sides at 2, and one that follows it is a request of its own.
    const inStep = received === 1
    beginAnew(session, out, () => (inStep ? answerReset : restartUnasked)(session, out, at))
    establish(session, out, at)
    if (!inStep) session.resetReply = 'may'
    return
  }
  const nextExpected = nextExpectedOf(session, message)
  if (missedReset(session, received)) return refuseMissedReset(session, out, at, received)
  beginNumbers(session, out, message)
  if (!acceptsNumbers(session, out, at, message, nextExpected)) return
  const inOrder = count(session, out, received)
  sendLogon(session, out, at, false, session.nextIn)
  establish(session, out, at)
  if (!inOrder) recoverBefore(session, out, at, message, nextExpected !== undefined)
  // The Logon just sent needs no resend, unless something before it does.
  if (nextExpected !== undefined && nextExpected < session.nextOut - 1)
    replayRange(session, out, at, nextExpected, session.nextOut - 1)
}

/** An acceptor that was told to confirm every Logon with a reset (engine parameters 2.1, `ForceSeqNumReset`). */
function resetsUnasked({ settings }: Session): boolean {
  return settings.forceSeqNumReset === 2 && settings.forceSeqNumResetByAcceptor && settings.version.resetSeqNumFlag
}

/** Where both numbers of an acceptor begin anew with a Logon that does not ask for it. */
function beginNumbers(session: Session, out: Action[], message: Message): void {
  const { settings } = session
  if (settings.resetOnLogon && !isAtBeginning(session)) return beginAnew(session, out, resetNumbers)
  if (!takesNumbersOfFirstLogon(session)) return
  if (session.nextOut > 1) beginAnew(session, out, resetNumbers)
  const nextExpected = message.int(Tag.NextExpectedMsgSeqNum) ?? 1
  session.nextIn = message.msgSeqNum as number
  if (nextExpected >= 1 && nextExpected <= settings.maxStorageSeqNo) session.nextOut = nextExpected
  observe(out, 'info', 'sequenceReset', `numbers taken from the first Logon: ${session.nextIn} and ${session.nextOut}`)
}

function takesNumbersOfFirstLogon({ settings, fresh, nextIn }: Session): boolean {
  return settings.resetSeqNumFromFirstLogon === 'schedule' && fresh && nextIn === 1
}

/** At the beginning of a numbering, a Logon with a high number shows that the counterparty still counts in the old one. */
function missedReset(session: Session, received: number): boolean {
  const { resetThreshold } = session.settings
  return resetThreshold > 0 && session.nextIn === 1 && received > resetThreshold && !takesNumbersOfFirstLogon(session)
}

function refuseMissedReset(session: Session, out: Action[], at: number, received: number): void {
  const text = `MsgSeqNum ${received} where 1 was expected: the reset of the sequence numbers may have been missed`
  observe(out, 'error', 'refused', `Logon refused: ${text}`)
  logoutAndClose(session, out, at, text, undefined, 'possibleMissedReset')
}

/** Initiator: the reply to our Logon. */
export function receiveLogonReply(session: Session, out: Action[], at: number, message: Message): void {
  const received = message.msgSeqNum as number
  const violation = logonViolation(session, message) ?? heartBtIntMismatch(session, message)
  if (violation !== undefined) return refuseLogon(session, out, at, message, violation)
  const reset = hasReset(session, message)
  if (session.resetReply === 'must') {
    if (received !== 1 && session.settings.strictReset) return resetNotHonoured(session, out, at, received)
    if (!reset) observe(out, 'warning', 'deviation', 'Logon reply restarts at 1 without ResetSeqNumFlag')
  } else if (reset) return acceptUnaskedReset(session, out, at, message)
  const nextExpected = nextExpectedOf(session, message)
  if (!acceptsNumbers(session, out, at, message, nextExpected)) return
  session.heartBtInt = message.int(Tag.HeartBtInt) as number
  const inOrder = count(session, out, received)
  const sent = lastSent(session)
  const replays = nextExpected !== undefined && nextExpected <= sent
  establish(session, out, at, replays ? [nextExpected, sent] : undefined)
  if (!inOrder) recoverBefore(session, out, at, message, nextExpected !== undefined)
}

/**
 * The acceptor restarts at 1 although we did not ask. When our Logon was number 1, both sides stand at 2 already.
 * Otherwise its Logon is a request like one inside the session; what may come back is not answered again.
 */
function acceptUnaskedReset(session: Session, out: Action[], at: number, message: Message): void {
  session.heartBtInt = message.int(Tag.HeartBtInt) as number
  const inStep = session.nextOut === 2
  if (inStep) countTo(session, out, 2)
  else beginAnew(session, out, () => answerReset(session, out, at))
  observe(out, 'warning', 'sequenceReset', 'the counterparty restarted at 1 unasked')
  establish(session, out, at)
  if (!inStep) session.resetReply = 'may'
}

/** Compares the numbers of a Logon with ours; what does not fit is answered with Logout and changes nothing. */
function acceptsNumbers(
  session: Session,
  out: Action[],
  at: number,
  message: Message,
  nextExpected: number | undefined,
): boolean {
  const received = message.msgSeqNum as number
  const tooLow = received < session.nextIn && !isPossDup(message)
  if (tooLow && session.settings.validateSequenceNumbers && !session.settings.ignoreSeqNumTooLowAtLogon) {
    observe(out, 'error', 'refused', `Logon refused: MsgSeqNum ${received} is too low`)
    logoutTooLow(session, out, at, received)
    return false
  }
  if (nextExpected !== undefined && nextExpected > session.nextOut) {
    const text = wordsOf(session.settings).nextExpectedTooHigh(session.nextOut, nextExpected)
    observe(out, 'error', 'refused', text)
    logoutAndClose(session, out, at, text, SessionStatus.ReceivedNextExpectedMsgSeqNumTooHigh)
    return false
  }
  if (tooLow && session.settings.ignoreSeqNumTooLowAtLogon) {
    observe(out, 'warning', 'deviation', `Logon with MsgSeqNum ${received} accepted, ${session.nextIn} was expected`)
    session.receivedUpTo = Math.max(session.receivedUpTo, session.nextIn - 1)
    session.nextIn = received
  }
  return true
}

/** @returns false when the Logon came too high, so that its number has to wait */
function count(session: Session, out: Action[], received: number): boolean {
  if (received > session.nextIn && session.settings.validateSequenceNumbers) return false
  countTo(session, out, Math.max(session.nextIn, received + 1))
  return true
}

/** @param missed - what the counterparty lacks of the messages that were sent before; it goes out first */
function establish(session: Session, out: Action[], at: number, missed?: readonly [begin: number, end: number]): void {
  session.state = 'active'
  session.wasEstablished = true
  session.resetReply = 'none'
  startSupervision(session, out, at)
  armAge(session, out, at)
  observe(out, 'info', 'established', `session established, HeartBtInt ${session.heartBtInt}`)
  if (missed !== undefined) replayRange(session, out, at, ...missed)
  // Before anything else takes a number: the counterparty would see a gap.
  sendUnsent(session, out)
}

/** After 24 hours of a connection a reset inside the session is due (`resetSeqNumAfter24hours`). */
export function armAge({ settings }: Session, out: Action[], at: number): void {
  if (settings.resetSeqNumAfter24hours && settings.version.resetSeqNumFlag) arm(out, 'age', at + DAY_MS)
}

/**
 * The Logon came too high: what lies before it is asked for, unless NextExpectedMsgSeqNum has asked already. The Logon
 * itself is done with; its number counts when its turn comes, whether the counterparty fills over it or stops before.
 */
function recoverBefore(session: Session, out: Action[], at: number, logon: Message, asked: boolean): void {
  const received = logon.msgSeqNum as number
  hold(session, out, received, logon, true)
  if (asked) awaitGap(session, out, at, received - 1)
  else requestFrom(session, out, at, received - 1)
}
