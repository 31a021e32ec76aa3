/** Orders of the tester, and its own answer to a ResendRequest: what was sent comes again as the record has it. */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { NotReached } from '../conformance/verdict.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { MessageEntry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import { orderFields } from './order.ts'
import { patternOf } from './wording.ts'

const NEW_ORDER_SINGLE = 'D'

/** Fields of the header, and what is computed anew: the rest of a message is what it says. */
const COMPUTED: ReadonlySet<number> = new Set([
  Tag.BeginString,
  Tag.BodyLength,
  Tag.MsgType,
  Tag.SenderCompID,
  Tag.TargetCompID,
  Tag.MsgSeqNum,
  Tag.SendingTime,
  Tag.CheckSum,
])

/**
 * Sends an order, which steps find under the name `order`.
 *
 * @param stated - fields in the place of its own, or behind them
 * @returns its ClOrdID(11)
 */
export function sendOrder(bench: Bench, stated: readonly Field[] = []): string {
  const usual = orderFields(bench)
  const inPlace = usual.map((field) => stated.find(([tag]) => tag === field[0]) ?? field)
  const fields = [...inPlace, ...stated.filter((field) => !inPlace.includes(field))]
  bench.send(NEW_ORDER_SINGLE, fields)
  bench.nameLastSent('order')
  return String(fields.find(([tag]) => tag === Tag.ClOrdID)?.[1])
}

/** Sends the content of an order once more, as a new message. @throws Error when it was never sent */
export function sendOrderAgain(bench: Bench, clOrdID: string, stated: readonly Field[]): void {
  const sent = bench.entries.findLast(
    (entry) => entry.kind === 'message' && entry.direction === 'out' && entry.message.text(Tag.ClOrdID) === clOrdID,
  )
  if (sent?.kind !== 'message') throw new Error('there is no order to send again: a step before this one sends it')
  bench.send(sent.message.msgType, [...stated, ...contentOf(sent.message)])
}

/** What a message says apart from its header. */
function contentOf(message: Message): Field[] {
  const all = Array.from({ length: message.count }, (_, i): Field => [message.tagAt(i), message.textAt(i)])
  return all.filter(([tag]) => !COMPUTED.has(tag))
}

/** Sends orders one by one, each acknowledged. @throws NotReached when the target's application does not */
export async function exchangeOrders(bench: Bench, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const clOrdID = sendOrder(bench)
    if (!(await bench.reaches(patternOf(bench, 'ExecutionReport', [['ClOrdID', clOrdID]]))))
      throw new NotReached(`order ${clOrdID} of the stage was not acknowledged`)
  }
  bench.skipToNow()
}

/**
 * Answers the target's last ResendRequest up to the last message sent: application messages again, as they were, with
 * PossDupFlag; a gap fill over the others.
 *
 * @returns false when the target has asked for nothing since the last connection began
 */
export function answerResendRequest(bench: Bench): boolean {
  const began = bench.entries.findLastIndex((entry) => entry.kind === 'event' && entry.event === 'connect')
  const request = bench.entries
    .slice(began)
    .findLast(
      (entry) =>
        entry.kind === 'message' && entry.message.msgType === MsgType.ResendRequest && entry.direction === 'in',
    )
  const begin = request?.kind === 'message' ? request.message.int(Tag.BeginSeqNo) : undefined
  if (begin === undefined) return false
  const next = bench.wire.nextOut
  for (let msgSeqNum = begin; msgSeqNum < next; ) {
    const stored = firstSent(bench, msgSeqNum)
    if (stored !== undefined) resend(bench, stored, msgSeqNum++)
    else {
      const from = msgSeqNum
      while (msgSeqNum < next && firstSent(bench, msgSeqNum) === undefined) msgSeqNum++
      fill(bench, from, msgSeqNum)
    }
  }
  return true
}

function fill(bench: Bench, msgSeqNum: number, newSeqNo: number): void {
  bench.send(MsgType.SequenceReset, [
    [Tag.MsgSeqNum, msgSeqNum],
    [Tag.PossDupFlag, 'Y'],
    [Tag.GapFillFlag, 'Y'],
    [Tag.NewSeqNo, newSeqNo],
  ])
}

function resend(bench: Bench, message: Message, msgSeqNum: number): void {
  bench.send(message.msgType, [
    [Tag.MsgSeqNum, msgSeqNum],
    [Tag.PossDupFlag, 'Y'],
    [Tag.OrigSendingTime, message.text(Tag.SendingTime) ?? ''],
    ...contentOf(message),
  ])
}

/** The application message that the tester sent last under a number; undefined for one of the session. */
function firstSent(bench: Bench, msgSeqNum: number): Message | undefined {
  const sent = bench.entries.findLast(
    (entry): entry is MessageEntry =>
      entry.kind === 'message' &&
      entry.direction === 'out' &&
      entry.message.msgSeqNum === msgSeqNum &&
      entry.message.text(Tag.PossDupFlag) !== 'Y',
  )
  return sent === undefined || isSessionMessage(sent.message.msgType) ? undefined : sent.message
}
