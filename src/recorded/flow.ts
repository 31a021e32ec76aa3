/** A recorded session as the steps of a scenario. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { Connections } from './connection-steps.ts'
import { type ExpectedWords, expectedRows } from './expected-cells.ts'
import { FlowState } from './flow-state.ts'
import { KnownValues } from './known-values.ts'
import {
  isMessage,
  itemsOf,
  type RecordedItem,
  type RecordedMessage,
  type RecordedSession,
} from './recorded-session.ts'
import { MessageNames, messageName } from './recorded-words.ts'
import { type Speaking, sendSteps } from './send-steps.ts'
import { fractionDigits, type Usual } from './sent-cells.ts'
import type { Step } from './steps-text.ts'
import { pairsOfTimer } from './timer.ts'

export interface FlowOptions {
  readonly dictionary: Dictionary
  /** HeartBtInt(108) that the harness proposes by itself. */
  readonly heartBtInt: number
  readonly logonTags: ReadonlySet<number>
}

export interface Flow {
  readonly steps: readonly Step[]
  /** What the log holds and the scenario can not say. */
  readonly notes: readonly string[]
}

/** From here on a silence is one that the log tells of. */
const SILENCE_MS = 1_000
/** Nobody waits longer for nothing. */
const SILENCE_MAX_S = 15

export function flowOf(session: RecordedSession, options: FlowOptions): Flow {
  return new Flowing(session, options).steps()
}

class Flowing {
  readonly #session: RecordedSession
  readonly #options: FlowOptions
  readonly #state = new FlowState()
  readonly #names: MessageNames
  readonly #known: KnownValues
  readonly #steps: Step[] = []
  readonly #notes: string[] = []
  readonly #speaking: Speaking
  readonly #timer: ReadonlySet<RecordedItem>
  readonly #asked = new Set<string>()
  #expectations = 0

  constructor(session: RecordedSession, options: FlowOptions) {
    this.#session = session
    this.#options = options
    this.#names = new MessageNames(session, options.dictionary)
    this.#known = new KnownValues(this.#names.ask)
    this.#timer = pairsOfTimer(session, options.heartBtInt)
    this.#speaking = {
      state: this.#state,
      names: this.#names,
      notes: this.#notes,
      words: {
        dictionary: options.dictionary,
        known: this.#known,
        usual: usualOf(session, options),
        numberIn: (tag, value) => this.#numberOfTester(tag, value),
      },
    }
  }

  steps(): Flow {
    const connections = new Connections(this.#session, this.#options, this.#speaking, this.#steps)
    const { length } = this.#session.connections
    for (const [i, connection] of this.#session.connections.entries()) {
      const { items, end } = connection
      const from = connections.begin(i)
      for (let at = from + this.#advance(items, from, i); at < items.length; ) at += this.#take(items, at)
      if (end !== undefined) this.#pause(end.at, undefined)
      if (i === length - 1 && end?.by !== 'target') this.#prove(end?.by === 'tester')
      if (connections.end(i)) this.#expectations++
    }
    return { steps: this.#steps, notes: this.#notes }
  }

  /** Heartbeats that only count, and a TestRequest that shows that they arrived: a stage has a sentence for that. */
  #advance(items: readonly RecordedItem[], from: number, connection: number): number {
    if (connection > 0 || !this.#state.canProbe) return 0
    const beats = beatsFrom(items, from)
    const probe = items[from + beats]
    const answer = items[from + beats + 1]
    if (beats === 0 || !isProbe(probe, answer) || probe.message.msgSeqNum === undefined) return 0
    for (const item of items.slice(from, from + beats + 2)) {
      if (item.kind !== 'message') return 0
      if (item.from === 'tester') this.#state.sent(item, false)
      else this.#state.received(item)
    }
    this.#steps.push({ keyword: 'Given', head: `the target expects MsgSeqNum ${this.#state.nextOut}` })
    return beats + 2
  }

  /** Adds what an item says. @returns how many items that was */
  #take(items: readonly RecordedItem[], at: number): number {
    const item = items[at]
    if (item === undefined) return 1
    if (item.kind === 'message' && this.#timer.has(item)) {
      this.#state.dropped(item)
      return 1
    }
    if (item.from === 'target') {
      this.#expect(item)
      return 1
    }
    this.#pause(item.at, isProbe(item, items[at + 1]) ? item : undefined)
    const asks = item.kind === 'message' ? item.message.text(Tag.TestReqID) : undefined
    if (asks !== undefined) this.#asked.add(asks)
    this.#steps.push(...sendSteps(item, this.#speaking))
    if (item.kind === 'message') this.#state.sent(item, true)
    else this.#state.garbled(item)
    return 1
  }

  #expect(item: RecordedItem): void {
    const { dictionary } = this.#options
    if (item.kind === 'garbage') {
      this.#notes.push(`line ${item.line}: the target's bytes are no message (${item.problem}), and are left out`)
      return
    }
    const { message } = item
    const name = messageName(dictionary, message.msgType)
    const waited = this.#within(item)
    const rows = name === undefined ? [] : expectedRows(item, this.#numberCell(item), this.#expecting())
    this.#state.received(item)
    if (name === undefined) {
      this.#notes.push(`line ${item.line}: the dictionary has no message of type "${message.msgType}"; it is left out`)
      return
    }
    const named = (): string | undefined => this.#names.asked(item)
    this.#steps.push({
      keyword: 'Then',
      head: `the target must send ${name}`,
      tail: ` within ${waited} seconds`,
      name: named,
      rows,
      line: item.line,
    })
    this.#expectations++
  }

  #expecting(): ExpectedWords {
    const { dictionary, known, usual } = this.#speaking.words
    return {
      dictionary,
      known,
      usual,
      numberIn: (tag, value) => this.#numberOfTarget(tag, value),
      refSeqNum: (value) => this.#refSeqNum(value),
      asked: this.#asked,
    }
  }

  /** The number of a message says something where it comes again, or fills. */
  #numberCell({ message }: RecordedMessage): string | undefined {
    const number = message.msgSeqNum
    const again = message.text(Tag.PossDupFlag) === 'Y' || message.msgType === MsgType.SequenceReset
    if (!again || number === undefined || !Number.isSafeInteger(number)) return undefined
    return String(this.#state.numbers.of('target', number))
  }

  /** How long the target took, with as much again. */
  #within({ at }: RecordedItem): number {
    const { lastAt } = this.#state
    const took = at === undefined || lastAt === undefined ? 0 : Math.max(0, at - lastAt)
    return [2, 5, 10].find((seconds) => took <= seconds * 400) ?? Math.ceil((took * 1.5) / 1000) + 5
  }

  /**
   * Nothing came for a while although the tester had said something: a probe proves that nothing was to come, or, where
   * it might not be answered, silence does.
   *
   * @param until - when the next thing happened
   * @param probe - the tester's own TestRequest, which proves it
   */
  #pause(until: number | undefined, probe: RecordedItem | undefined): void {
    const { lastFrom, lastAt } = this.#state
    if (lastFrom !== 'tester' || until === undefined || lastAt === undefined || until - lastAt < SILENCE_MS) return
    if (probe !== undefined && this.#state.canProbe) return
    if (this.#state.canProbe) return this.#fence()
    if (!this.#state.connected) return
    const seconds = Math.min(SILENCE_MAX_S, Math.floor((until - lastAt) / 1000))
    this.#steps.push({
      keyword: 'Then',
      head: `the target must keep silent for ${seconds} second${seconds === 1 ? '' : 's'}`,
    })
    this.#expectations++
  }

  #fence(): void {
    this.#steps.push({ keyword: 'Then', head: 'the target must not send anything else' })
    this.#state.probed()
    this.#expectations++
  }

  /** A scenario that expects nothing could not fail: that the session lives, or that nothing comes, is what is left. */
  #prove(closedByTester: boolean): void {
    const unanswered = this.#state.lastFrom === 'tester' && !this.#state.leaving
    if (this.#expectations > 0 && !unanswered) return
    if (this.#state.canProbe) return this.#fence()
    if (this.#expectations > 0 || !this.#state.connected) return
    const head = closedByTester
      ? 'the target must keep silent for 1 second'
      : 'the target must keep silent for 2 seconds'
    this.#steps.push({ keyword: 'Then', head })
    this.#expectations++
  }

  #numberOfTester(tag: number, value: string): string | undefined {
    if (!/^\d{1,15}$/.test(value)) return undefined
    const number = Number(value)
    const { numbers, lastNumber } = this.#state
    if (tag === Tag.NewSeqNo) return String(this.#state.ofTester(number))
    if (tag !== Tag.BeginSeqNo && tag !== Tag.EndSeqNo && tag !== Tag.RefSeqNum && tag !== Tag.NextExpectedMsgSeqNum)
      return undefined
    // The open end, 0 and what is far from any number of the session are said on purpose.
    if (number === 0 || number > lastNumber.target + 1000) return value
    return String(Math.max(0, numbers.of('target', number)))
  }

  #numberOfTarget(tag: number, value: string): string | undefined {
    if (!/^\d{1,15}$/.test(value)) return undefined
    const number = Number(value)
    if (tag === Tag.NewSeqNo) return String(this.#state.numbers.of('target', number))
    if (tag !== Tag.BeginSeqNo && tag !== Tag.EndSeqNo && tag !== Tag.NextExpectedMsgSeqNum) return undefined
    if (number === 0 || number > this.#state.lastNumber.tester + 1000) return value
    return String(this.#state.ofTester(number))
  }

  #refSeqNum(value: string): string | undefined {
    if (!/^\d{1,15}$/.test(value)) return undefined
    const sent = this.#state.sentUnder(Number(value))
    if (sent?.message.has(Tag.MsgSeqNum)) return `same as ${this.#names.ask(sent)}.MsgSeqNum`
    return String(this.#state.ofTester(Number(value)))
  }
}

/** A TestRequest that is answered next proves by itself that nothing else came. */
function isProbe(item: RecordedItem | undefined, next: RecordedItem | undefined): item is RecordedMessage {
  if (!isMessage(item, MsgType.TestRequest, 'tester') || !isMessage(next, MsgType.Heartbeat, 'target')) return false
  return item.message.text(Tag.TestReqID) === next.message.text(Tag.TestReqID)
}

/** Plain Heartbeats of the tester, one number after the other. */
function beatsFrom(items: readonly RecordedItem[], from: number): number {
  const end = items.findIndex((item, i) => {
    if (i < from) return false
    const before = items[i - 1]
    const plain = isMessage(item, MsgType.Heartbeat, 'tester') && !item.message.has(Tag.TestReqID)
    if (!plain || item.message.has(Tag.PossDupFlag)) return true
    const isNext = before?.kind === 'message' && item.message.msgSeqNum === (before.message.msgSeqNum ?? 0) + 1
    return i > from && !isNext
  })
  return end < 0 ? 0 : end - from
}

function usualOf(session: RecordedSession, { logonTags }: FlowOptions): Usual {
  const { version, testerCompID, targetCompID } = session
  const times = itemsOf(session).flatMap((item) =>
    item.kind === 'message' && item.from === 'tester' ? [fractionDigits(item.message.text(Tag.SendingTime) ?? '')] : [],
  )
  return {
    beginString: version.beginString,
    testerCompID,
    targetCompID,
    fraction: mostFrequent(times) ?? version.timestampFraction,
    logonTags,
  }
}

function mostFrequent(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** True where the session holds messages of the application. */
export function hasApplication(session: RecordedSession): boolean {
  return itemsOf(session).some((item) => item.kind === 'message' && !isSessionMessage(item.message.msgType))
}
