/**
 * FIX logs of any make as text for people: whatever stands before a message on its line is kept. A log comes in chunks
 * and leaves in chunks, so its length does not matter.
 */
import { isSpace } from './log-bytes.ts'
import { LogMessage } from './log-message.ts'
import { allocateBytes, type Bytes, LogText } from './log-text.ts'
import { MessageText } from './message-text.ts'

/**
 * Bytes of a line, counted from the end of the last message in it, that are held in memory: behind as many without a
 * whole message the line is read as if a line feed stood there. Logs without any line feed are no trouble therefore.
 */
export const LONGEST_LINE = 4 << 20

/** What is taken of a chunk at once. */
const SLICE = 256 << 10
/** A line without its line feed is looked through for messages when it has grown to this, and at twice as much again. */
const LONG_LINE = SLICE
/** Bytes behind a message that must be known to be sure where it ends, when its line feed is not. */
const CERTAIN = 8
const LINE_FEED = 0x0a
const BEGIN = Buffer.from('8=FIX', 'latin1')

export class LogDecoder {
  readonly #longestLine: number
  readonly #longLine: number
  readonly #message = new LogMessage()
  readonly #text = new LogText()
  readonly #messageText = new MessageText(this.#message, this.#text)
  #messages = 0
  /** What has arrived and is not decoded yet: from `#start` to `#end`. */
  #input: Bytes = allocateBytes(SLICE >> 2)
  #start = 0
  #end = 0
  /** The first line feed and the first `8=FIX` behind `#start`, and from where on they are to be looked for. */
  #lineFeed = -1
  #lineFeedFrom = 0
  #begin = -1
  #beginFrom = 0
  /** Something of the line that `#start` is in was a message. */
  #inLine = false
  #lookAt: number
  #afterMessage = false
  /** White space at the end of a line, which is written when something follows: the text ends without any. */
  #held: Bytes | undefined
  #heldLength = 0
  #handedOut = false

  /** @param longestLine, longLine - bytes; others than `LONGEST_LINE` and `LONG_LINE` are for tests */
  constructor(longestLine = LONGEST_LINE, longLine = LONG_LINE) {
    this.#longestLine = longestLine
    this.#longLine = longLine
    this.#lookAt = longLine
  }

  /** Number of messages so far. */
  get messages(): number {
    return this.#messages
  }

  /**
   * Takes the next bytes of the log.
   *
   * @returns the text of the lines that are complete; each chunk of it is overwritten when the chunk after the next is
   *   asked for. Nothing as long as there was no message, until a MiB of other lines has come.
   */
  *push(chunk: Buffer): Generator<Buffer, void, undefined> {
    for (let from = 0; from < chunk.length; from += SLICE) {
      this.#append(chunk.subarray(from, from + SLICE))
      yield* this.#read(false)
    }
    if (this.#messages > 0 && !this.#text.empty) yield this.#take()
  }

  /** The log has ended. Nothing when all of it was held back because no message came. */
  *end(): Generator<Buffer, void, undefined> {
    yield* this.#read(true)
    if (this.#held !== undefined) this.#text.lineFeed()
    this.#held = undefined
    if ((this.#messages > 0 || this.#handedOut) && !this.#text.empty) yield this.#take()
  }

  #take(): Buffer {
    this.#handedOut = true
    return this.#text.take()
  }

  #append(bytes: Buffer): void {
    const capacity = this.#input.buffer.length
    // The line feed that closes what there is needs its place too.
    if (this.#end + bytes.length + CERTAIN > capacity) {
      const { buffer } = this.#input
      const pending = this.#end - this.#start
      if (pending + bytes.length + CERTAIN > capacity)
        this.#input = allocateBytes(2 * (pending + bytes.length) + CERTAIN)
      buffer.copy(this.#input.buffer, 0, this.#start, this.#end)
      this.#lineFeed -= this.#start
      this.#lineFeedFrom -= this.#start
      this.#begin -= this.#start
      this.#beginFrom -= this.#start
      this.#start = 0
      this.#end = pending
    }
    this.#input.buffer.set(bytes, this.#end)
    this.#end += bytes.length
  }

  *#read(ended: boolean): Generator<Buffer, void, undefined> {
    const known = this.#input.buffer.subarray(0, this.#end)
    while (this.#start < this.#end) {
      const start = this.#start
      const lineFeed = this.#findLineFeed(known)
      const cut = start + this.#longestLine
      const isLine = lineFeed >= 0 && lineFeed <= cut
      const isCut = !isLine && cut <= this.#end
      const whole = isLine || isCut || ended
      if (!whole && this.#end - start < this.#lookAt) return
      const to = isLine ? lineFeed : isCut ? cut : this.#end
      const begin = this.#findBegin(known)
      if (begin >= 0 && begin + BEGIN.length <= to && this.#readMessage(begin, to, whole)) {
        this.#putBefore(start, begin)
        let next = this.#messageText.putFields(0)
        while (next < this.#message.count) {
          yield this.#take()
          next = this.#messageText.putFields(next)
        }
        this.#start = this.#message.end
        this.#inLine = true
        this.#lookAt = this.#longLine
        continue
      }
      if (!whole) {
        this.#lookAt = 2 * (this.#end - start)
        return
      }
      if (!this.#inLine) this.#putLine(start, to)
      this.#start = isLine ? to + 1 : to
      this.#inLine = false
      this.#lookAt = this.#longLine
      if (this.#text.full) yield this.#take()
    }
  }

  /** -1 when there is none in what is known. */
  #findLineFeed(known: Buffer): number {
    if (this.#lineFeed >= this.#start) return this.#lineFeed
    const from = Math.max(this.#start, this.#lineFeedFrom)
    this.#lineFeed = from < known.length ? known.indexOf(LINE_FEED, from) : -1
    if (this.#lineFeed < 0) this.#lineFeedFrom = known.length
    return this.#lineFeed
  }

  #findBegin(known: Buffer): number {
    if (this.#begin >= this.#start) return this.#begin
    const from = Math.max(this.#start, this.#beginFrom)
    this.#begin = from < known.length ? known.indexOf(BEGIN, from) : -1
    if (this.#begin < 0) this.#beginFrom = Math.max(from, known.length - BEGIN.length + 1)
    return this.#begin
  }

  #readMessage(begin: number, to: number, whole: boolean): boolean {
    const { buffer } = this.#input
    const there = buffer[to] as number
    buffer[to] = LINE_FEED
    const found = this.#message.read(this.#input, begin, to)
    buffer[to] = there
    return found && (whole || this.#message.end + CERTAIN <= to)
  }

  /** The first line of a message, and what its line says before it. */
  #putBefore(from: number, to: number): void {
    this.#separate()
    this.#messages++
    this.#afterMessage = true
    const { buffer } = this.#input
    let start = from
    let end = to
    while (start < end && isSpace(buffer[start] as number)) start++
    while (end > start && isSpace(buffer[end - 1] as number)) end--
    if (start < end) {
      this.#text.copy(this.#input, start, end)
      this.#text.putText('  ')
    }
    this.#messageText.putHead()
  }

  /** A line without a message. */
  #putLine(from: number, to: number): void {
    const { buffer } = this.#input
    let end = to
    while (end > from && isSpace(buffer[end - 1] as number)) end--
    if (end === from) return
    this.#separate()
    this.#afterMessage = false
    this.#text.copy(this.#input, from, end)
    if (end === to) return this.#text.lineFeed()
    this.#held = allocateBytes(to - end)
    buffer.copy(this.#held.buffer, 0, end, to)
    this.#heldLength = to - end
  }

  /** What is written between one thing and the next. */
  #separate(): void {
    if (this.#held !== undefined) {
      this.#text.copy(this.#held, 0, this.#heldLength)
      this.#text.lineFeed()
      this.#held = undefined
    }
    if (this.#afterMessage) this.#text.lineFeed()
  }
}
