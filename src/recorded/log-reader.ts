/**
 * Reads FIX logs of any make, chunk by chunk: messages with their time stamp, direction and line, what is garbled, and
 * what the log tells besides. Nothing is left out: what can not be read comes as garbled bytes with its line.
 *
 * Pure: whoever reads the file hands the bytes in. Memory is bounded by the limits below, whatever the length of the log.
 */
import type { Message } from '../codec/message.ts'
import { LogEncodingReader } from './log-encoding.ts'
import { eventIn, type LogDirection } from './log-form.ts'
import { LogLayout } from './log-line.ts'
import { LogMessageReader } from './log-one-message.ts'

export { LogEncodingError } from './log-encoding.ts'
export { directionOfFile } from './log-form.ts'

export type LogItem =
  | {
      readonly kind: 'message'
      /** Where it begins, counted from 1. */
      readonly line: number
      /** Epoch milliseconds of the time stamp of its line. */
      readonly at: number | undefined
      /** As the log says it, seen from who wrote the log. */
      readonly direction: LogDirection | undefined
      /** With SOH between fields, as it was on the wire; valid until the next item is asked for, as `message` is. */
      readonly bytes: Buffer
      readonly message: Message
      /** Why BodyLength(9) and CheckSum(10) need not fit: the log does not hold the bytes of the wire. */
      readonly altered?: string
    }
  | {
      readonly kind: 'garbled'
      readonly line: number
      readonly at: number | undefined
      readonly direction: LogDirection | undefined
      /** Valid until the next item is asked for. */
      readonly bytes: Buffer
      readonly problem: string
    }
  | {
      readonly kind: 'event'
      readonly line: number
      readonly at: number | undefined
      readonly text: string
      readonly event: 'connect' | 'disconnect' | 'other'
    }

export interface LogReaderOptions {
  /** Direction of what says none itself, for logs with a file for each way. */
  readonly direction?: LogDirection | undefined
  /** Bytes of the longest message, default 1 MiB. */
  readonly longestMessage?: number
  /** Bytes of a line without a whole message, behind which it is read as if a line feed stood there; default 4 MiB. */
  readonly longestLine?: number
}

const LONGEST_MESSAGE = 1 << 20
const LONGEST_LINE = 4 << 20
/** What is taken of a chunk at once. */
const SLICE = 256 << 10
/** Of an event so much text is told. */
const EVENT_TEXT = 1000
const LINE_FEED = 0x0a
const BEGIN = Buffer.from('8=FIX', 'latin1')

export class LogReader {
  readonly #longestLine: number
  readonly #encoding = new LogEncodingReader()
  readonly #layout: LogLayout
  readonly #reader: LogMessageReader
  /** What has come and is not told yet: from `#start` to `#end`. */
  #buffer: Buffer = Buffer.allocUnsafeSlow(2 * SLICE)
  #start = 0
  #end = 0
  #line = 1
  /** A message of the line that `#start` is in was told. */
  #inLine = false
  #lineFeed = -1
  #lineFeedFrom = 0
  #begin = -1
  #beginFrom = 0
  #messages = 0

  constructor(options: LogReaderOptions = {}) {
    this.#longestLine = options.longestLine ?? LONGEST_LINE
    this.#layout = new LogLayout(options.direction)
    this.#reader = new LogMessageReader(options.longestMessage ?? LONGEST_MESSAGE)
  }

  /** What the log looks like so far, in words: `| between fields, time stamps, in and out`. */
  get form(): string {
    const { encoding } = this.#encoding
    const { delimiter } = this.#reader
    const parts = [
      ...(encoding === 'bytes' ? [] : [encoding]),
      ...(delimiter === undefined ? ['no FIX message'] : [`${delimiter} between fields`]),
      ...this.#layout.words,
    ]
    return parts.join(', ')
  }

  /** Number of messages so far. */
  get messages(): number {
    return this.#messages
  }

  /** @throws LogEncodingError for what is no text at all */
  *push(chunk: Buffer): Generator<LogItem, void, undefined> {
    const bytes = this.#encoding.push(chunk)
    for (let from = 0; from < bytes.length; from += SLICE) {
      this.#append(bytes.subarray(from, from + SLICE))
      yield* this.#read(false)
    }
  }

  *end(): Generator<LogItem, void, undefined> {
    this.#append(this.#encoding.end())
    yield* this.#read(true)
  }

  #append(bytes: Buffer): void {
    const pending = this.#end - this.#start
    if (this.#end + bytes.length > this.#buffer.length) {
      const old = this.#buffer
      if (pending + bytes.length > old.length) this.#buffer = Buffer.allocUnsafeSlow(2 * (pending + bytes.length))
      old.copy(this.#buffer, 0, this.#start, this.#end)
      this.#lineFeed -= this.#start
      this.#lineFeedFrom -= this.#start
      this.#begin -= this.#start
      this.#beginFrom -= this.#start
      this.#start = 0
      this.#end = pending
    }
    this.#buffer.set(bytes, this.#end)
    this.#end += bytes.length
  }

  *#read(ended: boolean): Generator<LogItem, void, undefined> {
    while (this.#start < this.#end) {
      const start = this.#start
      const lineFeed = this.#findLineFeed()
      const begin = this.#findBegin()
      const isMessage = begin >= 0 && (lineFeed < 0 || begin < lineFeed)
      const isCut = lineFeed < 0 && this.#end - start >= this.#longestLine
      if (isMessage) {
        const prefix = this.#layout.read(this.#buffer, start, begin, this.#inLine)
        if (prefix.quotes) {
          // An event that quotes a message is told as a whole, up to its line feed.
          if (lineFeed < 0 && !ended && !isCut) return
          yield this.#event(start, lineFeed < 0 ? this.#end : lineFeed)
          this.#goOn(lineFeed < 0 ? this.#end : lineFeed + 1, lineFeed >= 0)
          continue
        }
        const one = this.#reader.read(this.#buffer, begin, this.#end, lineFeed, ended || isCut)
        if (one === undefined) return
        if (this.#inLine && begin > start) yield* this.#between(start, begin)
        const { at, direction } = this.#inLine ? this.#layout.last : prefix
        const told = direction ?? this.#layout.behind(this.#buffer, one.end, lineFeed)
        this.#layout.told(told)
        const line = this.#line
        const { bytes } = one
        if (one.message !== undefined) {
          this.#messages++
          const { message, altered } = one
          const common = { kind: 'message' as const, line, at, direction: told, bytes, message }
          yield altered === undefined ? common : { ...common, altered }
        } else {
          const lead = this.#inLine ? '' : leadOf(this.#buffer, start, begin)
          const all = lead === '' ? bytes : Buffer.concat([Buffer.from(lead, 'latin1'), bytes])
          const problem = lead === '' ? one.problem : 'garbage before BeginString(8)'
          yield { kind: 'garbled', line, at, direction: told, bytes: all, problem }
        }
        this.#inLine = true
        if (lineFeed >= 0 && one.end > lineFeed) this.#countLines(lineFeed, one.end)
        this.#start = one.end
        continue
      }
      if (lineFeed < 0 && !ended && !isCut) return
      // Of the beginning of a message, which may go on behind it, nothing is cut off.
      const to = lineFeed >= 0 ? lineFeed : ended ? this.#end : this.#end - BEGIN.length
      if (this.#inLine) yield* this.#between(start, to)
      else yield* this.#lineWithout(start, to)
      this.#goOn(lineFeed >= 0 ? lineFeed + 1 : to, lineFeed >= 0)
    }
  }

  #goOn(start: number, isNewLine: boolean): void {
    this.#start = start
    if (!isNewLine) return
    this.#line++
    this.#inLine = false
  }

  #countLines(from: number, to: number): void {
    for (let i = this.#buffer.indexOf(LINE_FEED, from); i >= 0 && i < to; i = this.#buffer.indexOf(LINE_FEED, i + 1))
      this.#line++
  }

  /** Between two messages of a line, or behind the last: what closes a quotation is nothing, all else is told. */
  *#between(from: number, to: number): Generator<LogItem, void, undefined> {
    const bytes = this.#buffer.subarray(from, to)
    if (!SAYS_SOMETHING.test(bytes.toString('latin1', 0, EVENT_TEXT))) return
    const { at, direction } = this.#layout.last
    const problem = 'bytes behind a message that belong to none'
    if (this.#layout.isPlain) yield { kind: 'garbled', line: this.#line, at, direction, bytes, problem }
  }

  *#lineWithout(from: number, to: number): Generator<LogItem, void, undefined> {
    const text = this.#buffer.toString('latin1', from, Math.min(to, from + EVENT_TEXT))
    if (text.trim() === '') return
    // Garbled so badly that its beginning is gone, and yet a message: CheckSum(10) ends it.
    if (TRAILER.test(text)) {
      const { at, direction } = this.#layout.read(this.#buffer, from, Math.min(to, from + 64), false)
      const bytes = this.#buffer.subarray(from, to)
      yield {
        kind: 'garbled',
        line: this.#line,
        at,
        direction,
        bytes,
        problem: 'no BeginString(8) before CheckSum(10)',
      }
    } else yield this.#event(from, to)
  }

  #event(from: number, to: number): LogItem {
    const text = this.#buffer.toString('latin1', from, Math.min(to, from + EVENT_TEXT)).trim()
    const { at } = this.#layout.read(this.#buffer, from, Math.min(to, from + 64), false)
    return { kind: 'event', line: this.#line, at, text, event: eventIn(text) }
  }

  /** -1 when there is none in what has come. */
  #findLineFeed(): number {
    if (this.#lineFeed >= this.#start) return this.#lineFeed
    this.#lineFeed = this.#find(LINE_FEED, Math.max(this.#start, this.#lineFeedFrom))
    this.#lineFeedFrom = this.#lineFeed < 0 ? this.#end : this.#lineFeed
    return this.#lineFeed
  }

  #findBegin(): number {
    if (this.#begin >= this.#start) return this.#begin
    const from = Math.max(this.#start, this.#beginFrom)
    this.#begin = this.#find(BEGIN, from)
    this.#beginFrom = this.#begin < 0 ? Math.max(from, this.#end - BEGIN.length + 1) : this.#begin
    return this.#begin
  }

  #find(what: number | Buffer, from: number): number {
    if (from >= this.#end) return -1
    const at = this.#buffer.indexOf(what, from)
    const length = typeof what === 'number' ? 1 : what.length
    return at >= 0 && at + length <= this.#end ? at : -1
  }
}

const SAYS_SOMETHING = /[^\s"'\])}>,;|\x01\\]/
const TRAILER = /[\x01|]10=[^\x01|]{0,8}[\x01|]?\s*$/

/** Longest run of fields before a BeginString(8) that is not the first. */
const LONGEST_LEAD = 256

/** Fields that stand directly before BeginString(8): the message began with them. With SOH between; empty when there are none. */
function leadOf(buffer: Buffer, from: number, begin: number): string {
  const text = buffer.toString('latin1', Math.max(from, begin - LONGEST_LEAD), begin)
  const lead = /(?:^|\s)((?:\d{1,5}=[^\s|^\x01]*(?:\||\^A|\x01))+)$/.exec(text)?.[1] ?? ''
  return lead.replace(/\||\^A/g, '\x01')
}
