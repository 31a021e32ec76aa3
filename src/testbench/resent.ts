/** Judging the answer to a ResendRequest: which numbers it covers, in order, and with what. */

import type { Message } from '../codec/message.ts'
import type { FieldPattern, MessagePattern, Outcome } from '../conformance/expect.ts'
import { describeMessage, firstReaction, isUnasked } from '../conformance/expect.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { MessageEntry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import { msgTypeOf, patternOf, type Row } from './wording.ts'

/** How long each message of the answer may take to come. */
const RESENT_MS = 5_000

const AS_FIRST = 'as SendingTime when first sent'

/** One row a message, in order; empty cells ask nothing. */
export async function expectResentTable(bench: Bench, rows: readonly Record<string, string>[]): Promise<void> {
  for (const row of rows) {
    const name = row.MsgType ?? ''
    const cells = Object.entries(row).filter(([field, cell]) => field !== 'MsgType' && cell !== '')
    const asked: Row[] = cells.filter(([, cell]) => cell !== AS_FIRST)
    const pattern = patternOf(bench, name, asked)
    const first = cells.filter(([, cell]) => cell === AS_FIRST).map(([field]) => asFirstSent(bench, field, row))
    await bench.expect('must', { ...pattern, fields: [...pattern.fields, ...first] }, RESENT_MS)
  }
}

function asFirstSent(bench: Bench, name: string, row: Record<string, string>): FieldPattern {
  const value = firstSent(bench, msgTypeOf(bench, row.MsgType ?? ''), Number(row.MsgSeqNum))?.text(Tag.SendingTime)
  const describe = value ?? 'SendingTime when first sent'
  return {
    tag: Tag.OrigSendingTime,
    name,
    matcher: {
      describe,
      ...(value === undefined ? {} : { value }),
      matches: (received) => isSameTime(received, value),
    },
  }
}

/** `YYYYMMDD-HH:MM:SS`, where fractions begin. */
const WHOLE_SECONDS = 17

/** One of the two may say fewer digits of the second: stores and versions keep more or less of it. */
function isSameTime(received: string | undefined, first: string | undefined): boolean {
  if (received === undefined || first === undefined) return received === first
  const shorter = Math.min(received.length, first.length)
  return shorter >= WHOLE_SECONDS && received.slice(0, shorter) === first.slice(0, shorter)
}

/**
 * The message of the target as it was sent the first time, under the numbers of then.
 *
 * @param before - index of an entry; later ones are not looked at
 */
export function firstSent(
  bench: Bench,
  msgType: string,
  msgSeqNum: number,
  before = Number.POSITIVE_INFINITY,
): Message | undefined {
  // The last such message: the numbers may have begun anew behind an earlier one.
  return bench.entries.findLast(
    (entry): entry is MessageEntry =>
      entry.index < before &&
      entry.kind === 'message' &&
      entry.direction === 'in' &&
      entry.message.msgType === msgType &&
      entry.message.msgSeqNum === msgSeqNum &&
      entry.message.text(Tag.PossDupFlag) !== 'Y',
  )?.message
}

/** The answer covers exactly `from` to `to`, in order, with messages resent and gaps filled, and no number beyond. */
export async function expectRange(bench: Bench, from: number, to: number): Promise<void> {
  const begun = bench.cursor
  const upTo = (): number => Math.max(to, sentMeanwhile(bench, begun, to))
  let next = from
  while (next <= to) {
    const outcome = await bench.await(() => nextCovering(bench, next, upTo()), RESENT_MS)
    const expected = `messages ${from} to ${to} again, none left out: ${next} is next`
    if (outcome.kind === 'pending') return bench.judge('must', false, expected, `nothing within ${RESENT_MS / 1000} s`)
    if (outcome.kind === 'violated') return bench.judgeWith('must', expected, outcome)
    if (outcome.entry.kind !== 'message') return
    const { message } = outcome.entry
    next = message.msgType === MsgType.SequenceReset ? (message.int(Tag.NewSeqNo) as number) : next + 1
    bench.cursor = outcome.entry.index + 1
  }
  bench.judge('must', true, `messages ${from} to ${to} again, none left out`, `${from} to ${to} covered`)
}

/**
 * The last number that the target used by itself since the answer was waited for: an interval may end at any time, and
 * whoever is asked for all that follow resends that as well. 0 when the range ends before what had been sent.
 */
function sentMeanwhile(bench: Bench, begun: number, to: number): number {
  const received = bench.entries.filter(
    (entry): entry is MessageEntry =>
      entry.kind === 'message' && entry.direction === 'in' && entry.message.text(Tag.PossDupFlag) !== 'Y',
  )
  const numbers = (entries: readonly MessageEntry[]): number[] => entries.map(({ message }) => message.msgSeqNum ?? 0)
  const connection = bench.entries[begun - 1]?.connection
  const before = received.filter((entry) => entry.index < begun && entry.connection === connection)
  if (Math.max(0, ...numbers(before)) > to) return 0
  return Math.max(0, ...numbers(received.filter((entry) => entry.index >= begun && isUnasked(bench.entries, entry))))
}

/** The next message of the answer: it must carry the number whose turn it is, and may not go beyond the end. */
function nextCovering(bench: Bench, next: number, to: number): Outcome {
  const reaction = firstReaction(bench.entries, bench.cursor, bench.naming)
  if (reaction === undefined || reaction.kind !== 'violated') return { kind: 'pending' }
  const { entry } = reaction
  if (entry?.kind !== 'message') return reaction
  const { message } = entry
  const isGapFill = message.msgType === MsgType.SequenceReset && message.text(Tag.GapFillFlag) === 'Y'
  if (!isGapFill && isSessionMessage(message.msgType) && message.msgType !== MsgType.Reject) return reaction
  const wanted: Row[] = [['MsgSeqNum', String(next)]]
  if (isGapFill) wanted.push(['NewSeqNo', `between ${next + 1} and ${to + 1}`])
  else wanted.push(['PossDupFlag', 'Y'])
  const name = bench.naming.messageName(message.msgType)
  const pattern: MessagePattern = patternOf(bench, name, wanted)
  return compare(bench, entry, pattern)
}

function compare(bench: Bench, entry: Extract<Outcome, { kind: 'met' }>['entry'], pattern: MessagePattern): Outcome {
  if (entry.kind !== 'message') return { kind: 'pending' }
  const fields = pattern.fields.map(({ tag, name, matcher }) => {
    const actual = entry.message.text(tag)
    return { tag, name, expected: matcher.describe, actual: actual ?? null, equal: matcher.matches(actual) }
  })
  if (fields.every((field) => field.equal)) return { kind: 'met', entry }
  return {
    kind: 'violated',
    entry,
    actual: describeMessage(entry.message, bench.naming),
    difference: { entry: entry.index, fields },
  }
}

/**
 * Whether each resent message of a type is what was sent at first.
 *
 * @param apart - tags that may differ
 * @returns the first difference in words, undefined when there is none
 */
export function resentUnlikeFirst(bench: Bench, msgType: string, apart: readonly number[]): string | undefined {
  for (const entry of bench.entries) {
    if (entry.kind !== 'message' || entry.direction !== 'in') continue
    const { message } = entry
    if (message.msgType !== msgType || message.text(Tag.PossDupFlag) !== 'Y') continue
    const first = firstSent(bench, msgType, message.msgSeqNum ?? 0, entry.index)
    if (first === undefined) return `message ${message.msgSeqNum} was never sent before`
    const [before, after] = [first, message].map((one) => fieldsOf(one, apart))
    if (before !== after) return `message ${message.msgSeqNum}: ${after} instead of ${before}`
  }
  return undefined
}

/** The order of fields is free, so they are compared in the order of their tags. */
function fieldsOf(message: Message, apart: readonly number[]): string {
  const fields = Array.from({ length: message.count }, (_, i) => [message.tagAt(i), message.textAt(i)] as const)
  return fields
    .filter(([tag]) => !apart.includes(tag))
    .sort(([a], [b]) => a - b)
    .map(([tag, value]) => `${tag}=${value}`)
    .join('|')
}
