/** What of a log is kept until all of it was read: its messages, copied, and what it says of connections. */
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'
import { parseUtcTimestamp } from '../codec/utc-timestamp.ts'
import { Tag } from '../fix/tags.ts'
import type { LogItem } from './log-reader.ts'
import type { Addressed } from './sides.ts'

/** Epoch ms: what lies between them is taken. */
export interface Within {
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** There is nothing to be imported. The message says what was read instead. */
export class NothingRecorded extends Error {
  override readonly name = 'NothingRecorded'
}

type Kept =
  | { readonly kind: 'message'; readonly line: number; readonly at: number | undefined; readonly message: Message }
  | {
      readonly kind: 'garbage'
      readonly line: number
      readonly at: number | undefined
      readonly text: string
      readonly problem: string
    }

export interface Read {
  readonly item: Kept
  readonly addressed: Addressed
  readonly beginString: string
}

export type LogEvent = Extract<LogItem, { kind: 'event' }>

/** A scenario of so many messages nobody reads; a whole day of a market is to be narrowed to what is wanted of it. */
const MESSAGES_MAX = 100_000

/** What of a log is kept until all of it was read: copies, since items are valid until the next one. */
export class Recording {
  readonly #from: number | undefined
  readonly #to: number | undefined
  readonly #read: (Read | LogEvent)[] = []
  /** Lines of all logs. */
  lines = 0

  /** @param within - epoch ms: only what lies between them */
  constructor(within: Within = {}) {
    this.#from = within.from
    this.#to = within.to
  }

  /** @throws NothingRecorded when there are more messages than can be made a scenario */
  add(item: LogItem): void {
    this.lines = Math.max(this.lines, item.line)
    const kept = keep(item)
    if (kept === undefined || !isWithin(kept, { from: this.#from, to: this.#to })) return
    if (this.#read.length >= MESSAGES_MAX)
      throw new NothingRecorded(
        `the log holds more than ${MESSAGES_MAX} messages: say which of them are wanted, by --from and --to`,
      )
    this.#read.push(kept)
  }

  /** In the order of time where it is that of several logs. */
  inOrder(): readonly (Read | LogEvent)[] {
    const timeOf = (one: Read | LogEvent): number => ('item' in one ? one.item.at : one.at) ?? Number.NaN
    const isSorted = this.#read.every((one, i) => i === 0 || !(timeOf(one) < timeOf(this.#read[i - 1] ?? one)))
    return isSorted || this.#read.some((one) => Number.isNaN(timeOf(one)))
      ? this.#read
      : this.#read.toSorted((a, b) => timeOf(a) - timeOf(b))
  }
}

export function recordingOf(log: Iterable<LogItem>, within: Within = {}): Recording {
  const recording = new Recording(within)
  for (const item of log) recording.add(item)
  return recording
}

/** Bytes of an item are valid until the next one: what is kept is a copy. */
function keep(item: LogItem): Read | LogEvent | undefined {
  if (item.kind === 'event') return item.event === 'other' ? fieldsAlone(item) : item
  const { line, at, direction } = item
  if (item.kind === 'garbled') {
    const text = messageTextIn(item.bytes.toString('latin1'))
    const sender = fieldIn(text, Tag.SenderCompID)
    const addressed = { sender, receiver: fieldIn(text, Tag.TargetCompID), direction }
    return {
      item: { kind: 'garbage', line, at, text, problem: item.problem },
      addressed,
      beginString: fieldIn(text, 8),
    }
  }
  const message = decode(Buffer.from(item.bytes))
  const text = (tag: number): string => message.text(tag) ?? ''
  const sent = parseUtcTimestamp(text(Tag.SendingTime))?.epochMs
  return {
    item: { kind: 'message', line, at: at ?? sent, message },
    addressed: { sender: text(Tag.SenderCompID), receiver: text(Tag.TargetCompID), direction },
    beginString: text(Tag.BeginString),
  }
}

/** A line that holds nothing but fields, without BeginString(8) and CheckSum(10): it was sent like that. */
function fieldsAlone({ line, at, text }: LogEvent): Read | undefined {
  const from = text.search(/(?<!\S)\d{1,4}=/)
  const fields = from < 0 ? [] : withSoh(text.slice(from)).split('\x01')
  const isWhole =
    fields.length > 1 && fields.at(-1) === '' && fields.slice(0, -1).every((field) => /^\d{1,4}=/.test(field))
  if (!isWhole || !fields.some((field) => field.startsWith('35='))) return undefined
  const direction = /<[-<]/.test(text.slice(0, from)) ? 'in' : undefined
  const item = {
    kind: 'garbage' as const,
    line,
    at,
    text: fields.join('\x01'),
    problem: 'fields without BeginString(8)',
  }
  return { item, addressed: { sender: '', receiver: '', direction }, beginString: '' }
}

function withSoh(text: string): string {
  return text.includes('\x01') ? text : text.replaceAll(/\||\^A/g, '\x01')
}

/** Of a line whose message lost its beginning, from the first field on. */
function messageTextIn(text: string): string {
  const from = text.search(/(?<![\d.:-])\d{1,4}=/)
  const message = from > 0 && !text.startsWith('8=') ? text.slice(from) : text
  return withSoh(message)
}

function fieldIn(text: string, tag: number): string {
  return new RegExp(`(?:^|\\x01)${tag}=([^\\x01]*)`).exec(text)?.[1] ?? ''
}

function isWithin(one: Read | LogEvent, { from, to }: Within): boolean {
  const at = 'item' in one ? one.item.at : one.at
  if (at === undefined) return true
  return (from === undefined || at >= from) && (to === undefined || at <= to)
}
