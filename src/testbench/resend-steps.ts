/** Recovering from a target that answers a ResendRequest in steps, and comparing answers with one another. */
import type { Message } from '../codec/message.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { MessageEntry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import { logOn } from './log-on.ts'
import { expectRange } from './resent.ts'
import { patternOf, statedFields } from './wording.ts'

/** How long the message may take that ends a step. */
const CLOSING_MS = 2_000

/** How long a target may take to be gone when its process is ended. */
const GONE_MS = 2_000

/** Sends ResendRequest(2); both numbers as a step says them. */
export function askAgain(bench: Bench, begin: string, end: string): void {
  bench.send(
    MsgType.ResendRequest,
    statedFields(bench, 'ResendRequest', [
      ['BeginSeqNo', begin],
      ['EndSeqNo', end],
    ]),
  )
}

/** What the target sent for the first time, from position `from` of the record on. */
function sentFirst(bench: Bench, from = 0): MessageEntry[] {
  return bench.entries.filter(
    (entry): entry is MessageEntry =>
      entry.kind === 'message' &&
      entry.direction === 'in' &&
      entry.index >= from &&
      entry.message.text(Tag.PossDupFlag) !== 'Y',
  )
}

function lastNumber(entries: readonly MessageEntry[]): number {
  return Math.max(0, ...entries.map(({ message }) => message.msgSeqNum ?? 0))
}

/**
 * Asks for everything from a number on, again and again from where the answer ended: each answer must cover `limit`
 * numbers and end with the closing message under the next number, and the last must cover all that is left.
 *
 * @param closing - name of the message that ends a step
 */
export async function recoverInSteps(bench: Bench, from: number, limit: number, closing: string): Promise<void> {
  const lastOfApplication = lastNumber(sentFirst(bench).filter(({ message }) => !isSessionMessage(message.msgType)))
  for (let begin = from; ; begin += limit) {
    const last = lastNumber(sentFirst(bench))
    askAgain(bench, String(begin), '<open end>')
    // What is left is administrative: the closing messages of the steps before.
    if (begin + limit > lastOfApplication) return expectRange(bench, begin, last)
    await expectRange(bench, begin, begin + limit - 1)
    await bench.expect('must', patternOf(bench, closing, [['MsgSeqNum', String(last + 1)]]), CLOSING_MS)
  }
}

/** Proves that the target has sent no message of a type for the first time since the tester last asked for a resend. */
export async function expectNone(bench: Bench, name: string): Promise<void> {
  await bench.probe()
  const asked = bench.entries.findLastIndex(
    (entry) => entry.kind === 'message' && entry.direction === 'out' && entry.message.msgType === MsgType.ResendRequest,
  )
  const msgType = patternOf(bench, name, []).msgType
  const came = sentFirst(bench, asked).filter(({ message }) => message.msgType === msgType)
  const numbers = came.map(({ message }) => message.msgSeqNum).join(', ')
  bench.judge('must', came.length === 0, `no ${name} of the target`, came.length === 0 ? 'none' : `${name} ${numbers}`)
}

/**
 * Asks a target for the same range once for each block size, its process begun anew each time, with a TestRequest close
 * behind that has to be answered all the same.
 *
 * @returns the answers, each as its messages without what must differ
 */
export async function answersInBlocks(
  bench: Bench,
  sizes: readonly number[],
  begin: number,
  end: number,
): Promise<Map<number, string[]>> {
  const answers = new Map<number, string[]>()
  for (const size of sizes) {
    bench.control.configure({ resendMessagesBlockSize: size })
    await beginAnew(bench)
    await logOn(bench, undefined, [])
    const from = bench.entries.length
    askAgain(bench, String(begin), String(end))
    await expectRange(bench, begin, end)
    await bench.probe()
    answers.set(size, answerFrom(bench, from))
  }
  return answers
}

async function beginAnew(bench: Bench): Promise<void> {
  const { control, environment } = bench
  await bench.keepApart()
  await control.kill()
  await environment.until(() => !bench.wire.connected, bench.now() + GONE_MS)
  await bench.afterDisconnect()
  bench.skipToNow()
}

const VOLATILE: ReadonlySet<number> = new Set([Tag.CheckSum, Tag.SendingTime])

function answerFrom(bench: Bench, from: number): string[] {
  const again = bench.entries
    .slice(from)
    .filter(
      (entry): entry is MessageEntry =>
        entry.kind === 'message' && entry.direction === 'in' && entry.message.text(Tag.PossDupFlag) === 'Y',
    )
  return again.map(({ message }) => comparable(message))
}

/** A gap fill was never sent before: its OrigSendingTime(122) is the time of sending. */
function comparable(message: Message): string {
  const fields = Array.from({ length: message.count }, (_, i) => [message.tagAt(i), message.textAt(i)] as const)
  return fields
    .filter(
      ([tag]) => !VOLATILE.has(tag) && !(tag === Tag.OrigSendingTime && message.msgType === MsgType.SequenceReset),
    )
    .map(([tag, value]) => `${tag}=${value}`)
    .join('|')
}
