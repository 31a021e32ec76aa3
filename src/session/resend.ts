/**
 * Sending again what was sent before: application messages with PossDupFlag=Y, one SequenceReset-GapFill for each run of
 * what is not sent again. Session test case 8, rules for resending; SD-57 to SD-67.
 */
import type { Message } from '../codec/message.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Action } from './action.ts'
import { lastMsgSeqNumProcessed, origSendingTime, send, sendAgain, timestamp } from './outbound.ts'
import type { Resending, Session } from './session.ts'
import { forgetUnsent } from './unsent-numbers.ts'

/** The first block is a small one: a counterparty that waits has its first message before a thousand are read. */
const FIRST_BLOCK_SIZE = 50

/**
 * Sends everything from `begin` to `end` again, reading the store block by block; after an answer under way.
 * `resendMessagesLimit` 0 reads nothing: one gap fill stands for all (SD-57).
 */
export function replayRange(session: Session, out: Action[], at: number, begin: number, end: number): void {
  const { resendMessagesLimit: limit } = session.settings
  if (limit === 0) return gapFill(session, out, at, begin, end + 1)
  const stop = limit > 0 ? Math.min(end, begin + limit - 1) : end
  const blockSize = Math.min(session.settings.resendMessagesBlockSize, FIRST_BLOCK_SIZE)
  session.resending.push({ next: begin, end, stop, blockSize, skippedFrom: 0 })
  if (session.resending.length === 1) replayNextBlock(session, out, at)
}

/** Asks for the stored messages that come next; an answer that needs none is finished here. */
function replayNextBlock(session: Session, out: Action[], at: number): void {
  for (;;) {
    const resending = session.resending[0]
    if (resending === undefined) return
    skipTo(resending, oldestKept(session))
    if (resending.next <= resending.end) {
      const { next: begin, stop } = resending
      out.push({ kind: 'replay', begin, end: blockEnd(resending), lookAhead: begin > stop })
      return
    }
    finish(session, out, at, resending, resending.end + 1)
  }
}

/** The first number that may be sent again: what is older than `outgoingMessagesStorageSize` messages is filled over. */
function oldestKept({ nextOut, settings }: Session): number {
  return settings.outgoingMessagesStorageSize < 0 ? 0 : nextOut - settings.outgoingMessagesStorageSize
}

/** A block ends with the step that `resendMessagesLimit` allows, so that nobody is asked about what is behind it. */
function blockEnd({ next, stop, end, blockSize }: Resending): number {
  const last = next <= stop ? stop : end
  return blockSize > 0 ? Math.min(last, next + blockSize - 1) : last
}

/** Goes on with the answer: one block of stored messages has been read. */
export function continueReplay(session: Session, out: Action[], at: number, stored: readonly Message[]): void {
  const resending = session.resending[0]
  if (resending === undefined) return
  const last = blockEnd(resending)
  resending.blockSize = session.settings.resendMessagesBlockSize
  const lookAhead = resending.next > resending.stop
  const now = timestamp(session, at)
  for (const message of stored) {
    const msgSeqNum = message.msgSeqNum
    if (msgSeqNum === undefined || !isSentAgain(session, message)) continue
    if (lookAhead) {
      // More is left than this step may bring: the counterparty is told that the step is over, and asks on.
      finish(session, out, at, resending, resending.stop + 1)
      out.push({ kind: 'answerEnded' })
      return replayNextBlock(session, out, at)
    }
    skipTo(resending, msgSeqNum)
    closeSkipped(session, out, at, resending, msgSeqNum)
    resend(session, out, at, now, msgSeqNum, message)
    resending.next = msgSeqNum + 1
  }
  skipTo(resending, last + 1)
  replayNextBlock(session, out, at)
}

/** Reject(3) is the one session message that may be sent again (engine parameters 3.1, step 10). */
function isSentAgain({ settings }: Session, { msgType }: Message): boolean {
  return !isSessionMessage(msgType) || (settings.resendRejects && msgType === MsgType.Reject)
}

/** What lies before `msgSeqNum` and was not covered is skipped: administrative, not stored, too old, or vetoed. */
function skipTo(resending: Resending, msgSeqNum: number): void {
  if (msgSeqNum <= resending.next) return
  if (resending.skippedFrom === 0) resending.skippedFrom = resending.next
  resending.next = Math.min(msgSeqNum, resending.end + 1)
}

/** @param newSeqNo - the number behind the last that the answer covers */
function finish(session: Session, out: Action[], at: number, resending: Resending, newSeqNo: number): void {
  if (resending.skippedFrom < newSeqNo) closeSkipped(session, out, at, resending, newSeqNo)
  session.resending.shift()
}

function closeSkipped(session: Session, out: Action[], at: number, resending: Resending, newSeqNo: number): void {
  if (resending.skippedFrom === 0) return
  gapFill(session, out, at, resending.skippedFrom, newSeqNo)
  resending.skippedFrom = 0
}

/**
 * Says that a limited answer ends here. Its number lies far above what the counterparty expects, which therefore asks
 * for the rest (SD-58).
 */
export function sendClosingMessage(session: Session, out: Action[], at: number): void {
  if (session.settings.resendLimitClosingMessage === 'heartbeat') return send(session, out, at, MsgType.Heartbeat, [])
  // The number it goes out under makes the text unique; nothing waits for the Heartbeat that answers it.
  send(session, out, at, MsgType.TestRequest, [[Tag.TestReqID, `RESEND${session.nextOut}`]])
}

/** One SequenceReset-GapFill under the first of the numbers that it stands for. */
export function gapFill(session: Session, out: Action[], at: number, msgSeqNum: number, newSeqNo: number): void {
  sendAgain(session, out, at, MsgType.SequenceReset, msgSeqNum, timestamp(session, at), [
    [Tag.GapFillFlag, 'Y'],
    [Tag.NewSeqNo, newSeqNo],
  ])
}

function resend(session: Session, out: Action[], at: number, now: string, msgSeqNum: number, message: Message): void {
  session.lastSentAt = at
  forgetUnsent(session, msgSeqNum, msgSeqNum)
  const { settings } = session
  out.push({
    kind: 'resend',
    message,
    msgSeqNum,
    sendingTime: now,
    origSendingTime: origSendingTime(message.text(Tag.SendingTime) ?? '', now),
    lastMsgSeqNumProcessed: lastMsgSeqNumProcessed(session),
    seqNumLength: settings.seqNumLength,
  })
}
