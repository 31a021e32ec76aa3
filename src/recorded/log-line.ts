/** What stands before a message on its line, and behind it: time stamp and direction. Learns what the log looks like. */
import { readUtcTimestamp } from '../codec/utc-timestamp.ts'
import { directionIn, type LogDirection, quotesMessage } from './log-form.ts'
import { stampIn } from './log-stamp.ts'

/** Of what stands before a message so much is looked at, from its beginning; a prefix is seldom longer than 100 bytes. */
const PREFIX = 512
/** Prefixes without their time stamp that are remembered with what they say. */
const REMEMBERED = 256

export interface Prefix {
  readonly at: number | undefined
  readonly direction: LogDirection | undefined
  /** The line is an event that quotes the message. */
  readonly quotes: boolean
}

const NOTHING: Prefix = { at: undefined, direction: undefined, quotes: false }

export class LogLayout {
  readonly #direction: LogDirection | undefined
  readonly #known = new Map<string, Pick<Prefix, 'direction' | 'quotes'>>()
  #hasStamps = false
  #hasPrefix = false
  readonly #directions = new Set<LogDirection>()
  #last: Prefix = NOTHING

  /** @param direction - of what says none */
  constructor(direction: LogDirection | undefined) {
    this.#direction = direction
  }

  /** What the log looks like, in words. */
  get words(): string[] {
    const ways = [...this.#directions].sort().join(' and ')
    return [...(this.#hasStamps ? ['time stamps'] : []), ...(ways === '' ? [] : [ways])]
  }

  /** Messages stand one behind the other, with nothing before them: what is between them was on the wire. */
  get isPlain(): boolean {
    return !this.#hasPrefix
  }

  /** What the line said before its first message. */
  get last(): Prefix {
    return this.#last
  }

  /** @param inLine - a message of the same line was read before: the prefix is that of the line */
  read(bytes: Buffer, from: number, to: number, inLine: boolean): Prefix {
    if (inLine) return this.#last
    if (from === to) {
      this.#last = { at: undefined, direction: this.#direction, quotes: false }
      return this.#last
    }
    this.#hasPrefix = true
    const end = Math.min(to, from + PREFIX)
    const stamp = this.#fastStamp(bytes, from, end) ?? stampIn(bytes.toString('latin1', from, end))
    if (stamp !== undefined) this.#hasStamps = true
    const rest = bytes.toString('latin1', from + (stamp?.end ?? 0), end)
    const { direction, quotes } = this.#said(rest)
    this.#last = { at: stamp?.at, direction: direction ?? this.#direction, quotes }
    return this.#last
  }

  /** A message of this direction was told. */
  told(direction: LogDirection | undefined): void {
    if (direction !== undefined) this.#directions.add(direction)
  }

  /** What stands behind a message says the direction where nothing before it does, as in JSON lines. */
  behind(bytes: Buffer, from: number, lineFeed: number): LogDirection | undefined {
    if (lineFeed < 0 || lineFeed - from < 3 || lineFeed - from > PREFIX) return undefined
    const text = bytes.toString('latin1', from, lineFeed)
    const direction = text.includes('8=FIX') ? undefined : directionIn(text)
    return direction
  }

  /** The stamp of QuickFIX, at the very beginning. */
  #fastStamp(bytes: Buffer, from: number, to: number): { at: number; end: number } | undefined {
    if (to - from < 17 || bytes[from + 8] !== 0x2d) return undefined
    let end = from + 17
    if (bytes[end] === 0x2e) {
      end++
      while (end < to && (bytes[end] as number) >= 0x30 && (bytes[end] as number) <= 0x39) end++
    }
    const stamp = readUtcTimestamp(bytes, from, end)
    return stamp === undefined ? undefined : { at: stamp.epochMs, end: end - from }
  }

  #said(rest: string): Pick<Prefix, 'direction' | 'quotes'> {
    const known = this.#known.get(rest)
    if (known !== undefined) return known
    const said = { direction: directionIn(rest), quotes: quotesMessage(rest) }
    if (this.#known.size >= REMEMBERED) this.#known.clear()
    this.#known.set(rest, said)
    return said
  }
}
