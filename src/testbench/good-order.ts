/**
 * What holds for every message of a target in an established session, whatever was played: who it is from, which number
 * it carries, when it was sent, and that it is a message of its version. By the record alone.
 */
import type { Message } from '../codec/message.ts'
import { parseUtcTimestamp } from '../codec/utc-timestamp.ts'
import { describeMessage } from '../conformance/expect.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { SessionRejectReason } from '../fix/reject-reasons.ts'
import { Tag } from '../fix/tags.ts'
import type { Entry, MessageEntry } from '../journal/journal.ts'
import { validate } from '../validation/validate.ts'
import type { Bench } from './bench.ts'

/** How far SendingTime(52) may be off: the classic tolerance of case 2.o. */
const TOLERANCE_MS = 120_000

/** By how much the clock of a real target may be set back, or its messages be stamped before they are put in order. */
const CLOCK_STEP_MS = 2_000

/** Judges all that the target has sent so far; the first message that is not in order is the finding. */
export function judgeGoodOrder(bench: Bench): void {
  const expected = 'every message of the target is in order'
  const numbers = new Numbers()
  const times = new Times(bench.environment.simulated ? 0 : CLOCK_STEP_MS)
  const asked = new Set<string>()
  for (const entry of established(bench.entries)) {
    if (entry.direction === 'out') {
      if (entry.message.msgType === MsgType.TestRequest) asked.add(entry.message.text(Tag.TestReqID) ?? '')
      if (entry.message.text(Tag.ResetSeqNumFlag) === 'Y') numbers.mayBeginAgain()
      continue
    }
    const wrong =
      headerFault(bench, entry) ??
      times.fault(entry) ??
      numbers.fault(entry) ??
      contentFault(bench, entry.message, asked)
    if (wrong !== undefined) {
      const actual = `${describeMessage(entry.message, bench.naming)}: ${wrong}`
      return bench.judgeWith('must', expected, { kind: 'violated', entry, actual })
    }
  }
  bench.judge('must', true, expected, 'they are in order')
}

/** Messages of connections on which both sides have logged on, from the target's Logon on; of the tester's, all. */
function* established(entries: readonly Entry[]): Generator<MessageEntry> {
  const left = new Map<number, Set<string>>()
  const held: MessageEntry[] = []
  for (const entry of entries) {
    if (entry.kind !== 'message') continue
    const missing = left.get(entry.connection) ?? new Set(['in', 'out'])
    left.set(entry.connection, missing)
    if (entry.message.msgType === MsgType.Logon) missing.delete(entry.direction)
    // The target's Logon may come before the tester's: it waits for the other to make a session of it.
    if (missing.size > 0) {
      if (entry.direction === 'out') yield entry
      else if (entry.message.msgType === MsgType.Logon) held.push(entry)
      continue
    }
    yield* held.splice(0).filter(({ connection }) => connection === entry.connection)
    yield entry
  }
}

function headerFault(bench: Bench, { message, at }: MessageEntry): string | undefined {
  const { leg, version } = bench
  const wanted: readonly (readonly [name: string, tag: number, value: string])[] = [
    ['BeginString', Tag.BeginString, version.beginString],
    ['SenderCompID', Tag.SenderCompID, leg.targetCompID],
    ['TargetCompID', Tag.TargetCompID, leg.senderCompID],
  ]
  for (const [name, tag, value] of wanted)
    if (message.text(tag) !== value) return `${name}(${tag}) is ${message.text(tag) ?? 'missing'}, not ${value}`
  const sent = timeOf(message, Tag.SendingTime)
  if (Number.isNaN(sent)) return 'SendingTime(52) is no time'
  if (Math.abs(sent - at) > TOLERANCE_MS) return 'SendingTime(52) is out of tolerance'
  return undefined
}

function timeOf(message: Message, tag: number): number {
  return parseUtcTimestamp(message.text(tag) ?? '')?.epochMs ?? Number.NaN
}

/** Each message says when it was sent, so none may say that it was sent before the one before it. */
class Times {
  readonly #toleranceMs: number
  #last = 0
  #connection = 0

  constructor(toleranceMs: number) {
    this.#toleranceMs = toleranceMs
  }

  fault({ message, connection }: MessageEntry): string | undefined {
    const sent = timeOf(message, Tag.SendingTime)
    const last = connection === this.#connection ? this.#last : 0
    this.#connection = connection
    this.#last = sent
    return sent < last - this.#toleranceMs ? 'SendingTime(52) goes back behind the message before it' : undefined
  }
}

/** One number after the other, each once; a repetition says that it is one. */
class Numbers {
  /** Numbers of a scenario that goes on from earlier ones are counted from its beginning, and may lie below 1. */
  #last = Number.NEGATIVE_INFINITY
  #connection = 0
  #resetAsked = false

  /** The tester asked for a reset; it may have taken place although the connection ended before the reply came. */
  mayBeginAgain(): void {
    this.#resetAsked = true
  }

  fault(entry: MessageEntry): string | undefined {
    const { message, connection } = entry
    const { msgSeqNum, msgType } = message
    if (msgSeqNum === undefined) return 'MsgSeqNum(34) is missing or no number'
    const isFill = msgType === MsgType.SequenceReset && message.text(Tag.GapFillFlag) === 'Y'
    if (message.text(Tag.PossDupFlag) === 'Y' || isFill) return this.#repetitionFault(message, msgSeqNum, isFill)
    const last = this.#last
    const again = this.#connection === connection
    this.#connection = connection
    this.#last = msgSeqNum
    if (msgType === MsgType.SequenceReset) this.#last = (message.int(Tag.NewSeqNo) ?? msgSeqNum + 1) - 1
    // Whoever begins again at 1 was asked to, or is configured to: other steps judge that.
    if (msgType === MsgType.Logon && msgSeqNum === 1) return undefined
    if (again && msgSeqNum !== last + 1) return `its MsgSeqNum should be ${last + 1}`
    if (this.#resetAsked && !again) return undefined
    // What was sent in vain at the end of the connection before is not in the record.
    return msgSeqNum > last ? undefined : `its MsgSeqNum was used before; ${last + 1} is the lowest that is free`
  }

  #repetitionFault(message: Message, msgSeqNum: number, isFill: boolean): string | undefined {
    if (isFill) return undefined
    if (msgSeqNum > this.#last) return 'it has PossDupFlag(43), and its number was never used'
    const first = timeOf(message, Tag.OrigSendingTime)
    if (Number.isNaN(first)) return 'it has PossDupFlag(43) without OrigSendingTime(122)'
    return first > timeOf(message, Tag.SendingTime) ? 'OrigSendingTime(122) is after SendingTime(52)' : undefined
  }
}

function contentFault(bench: Bench, message: Message, asked: ReadonlySet<string>): string | undefined {
  const testReqID = message.text(Tag.TestReqID)
  if (message.msgType === MsgType.Heartbeat && testReqID !== undefined && !asked.has(testReqID))
    return 'its TestReqID(112) was not asked for'
  if (!isSessionMessage(message.msgType)) return undefined
  const found = validate(message, bench.dictionary)
  // Lists of values have grown after the versions that our dictionaries hold.
  return found === undefined || found.reason === SessionRejectReason.ValueIsIncorrect ? undefined : found.text
}
