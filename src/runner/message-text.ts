/** A message of a log as text for people: a line that says what it is, and one for each field. */
import { INDEX_STRIDE } from '../codec/message.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'
import { Layout } from './log-layout.ts'
import type { LogMessage } from './log-message.ts'
import { type LogText, pieceOf } from './log-text.ts'

const LOGON = MsgType.Logon.charCodeAt(0)
const OPEN = pieceOf('(')
const CLOSE = pieceOf(')  ')
const BLANKS = pieceOf('  ')
const ARROW = pieceOf(' -> ')
const NOT_STATED = pieceOf('?')
const NOT_SHOWN = pieceOf('***')

/** Position of MsgType(35) in a message that is well formed. */
const MSG_TYPE_POSITION = 2

/** Made once, like the dictionaries behind them. */
const layouts = new Map<FixVersion | undefined, Layout>()

export class MessageText {
  readonly #message: LogMessage
  readonly #text: LogText
  /** That of the message before, and its BeginString(8): nearly always that of the next. */
  #layout: Layout | undefined
  #beginString = ''
  #logon = false

  constructor(message: LogMessage, text: LogText) {
    this.#message = message
    this.#text = text
  }

  /** Name and MsgType, MsgSeqNum, sender and target. */
  putHead(): void {
    const message = this.#message
    const text = this.#text
    this.#layout = this.#layoutOf()
    const isThird = message.count > MSG_TYPE_POSITION && message.tagAt(MSG_TYPE_POSITION) === Tag.MsgType
    const type = isThird ? MSG_TYPE_POSITION : message.first(Tag.MsgType)
    // Without one it is the empty text.
    const start = type < 0 ? 0 : message.startAt(type)
    const end = type < 0 ? 0 : message.endAt(type)
    this.#logon = end - start === 1 && message.source.buffer[start] === LOGON
    text.put(this.#layout.messages.of(message.source.buffer, start, end))
    text.put(OPEN)
    text.copy(message.source, start, end)
    text.put(CLOSE)
    this.#putFirst(Tag.MsgSeqNum)
    text.put(BLANKS)
    this.#putFirst(Tag.SenderCompID)
    text.put(ARROW)
    this.#putFirst(Tag.TargetCompID)
    text.lineFeed()
  }

  #putFirst(tag: typeof Tag.MsgSeqNum | typeof Tag.SenderCompID | typeof Tag.TargetCompID): void {
    const message = this.#message
    const i = message.first(tag)
    if (i < 0) this.#text.put(NOT_STATED)
    else this.#text.copy(message.source, message.startAt(i), message.endAt(i))
  }

  /**
   * Puts fields from the given one on, until the text is full.
   *
   * @returns the field that is next; their count when all are put
   */
  putFields(from: number): number {
    const text = this.#text
    const layout = this.#layout as Layout
    const { index, source, count } = this.#message
    for (let i = from; i < count; i++) {
      if (text.full) return i
      const tag = index[INDEX_STRIDE * i] as number
      const start = index[INDEX_STRIDE * i + 1] as number
      const end = index[INDEX_STRIDE * i + 2] as number
      const { prefix, secret, labels } = layout.field(tag)
      text.put(prefix)
      if (secret === true || (secret === 'logon' && this.#logon)) text.put(NOT_SHOWN)
      else {
        text.copy(source, start, end)
        if (labels !== undefined) text.put(labels.of(source.buffer, start, end))
        if (tag === Tag.CheckSum || tag === Tag.BodyLength) this.#putRemark(tag, start, end)
      }
      text.lineFeed()
    }
    return count
  }

  /** BodyLength and CheckSum are counted again: a wrong one is what people look at logs for. */
  #putRemark(tag: number, start: number, end: number): void {
    const { sum, trailer } = this.#message
    const value = numberIn(this.#message.source.buffer, start, end)
    if (tag === Tag.CheckSum) {
      if (value !== sum) this.#text.putText(`  wrong: computed ${String(sum).padStart(3, '0')}`)
      return
    }
    const length = trailer - this.#message.endAt(this.#message.first(Tag.BodyLength)) - 1
    if (value !== length) this.#text.putText(`  wrong: the body has ${length} bytes`)
  }

  #layoutOf(): Layout {
    const message = this.#message
    const begin = message.first(Tag.BeginString)
    const stated = message.first(Tag.ApplVerID) >= 0 || message.first(Tag.DefaultApplVerID) >= 0
    if (!stated && this.#layout !== undefined && this.#isBeginString(begin)) return this.#layout
    const version = versionOf(message)
    // Another message with this BeginString may say no application version, and be of another therefore.
    this.#beginString = stated || begin < 0 ? '' : message.textAt(begin)
    return layoutFor(version)
  }

  #isBeginString(i: number): boolean {
    const text = this.#beginString
    if (i < 0 || text === '') return false
    const start = this.#message.startAt(i)
    if (this.#message.endAt(i) - start !== text.length) return false
    const bytes = this.#message.source.buffer
    for (let k = 0; k < text.length; k++) if (bytes[start + k] !== text.charCodeAt(k)) return false
    return true
  }
}

function layoutFor(version: FixVersion | undefined): Layout {
  const known = layouts.get(version)
  if (known !== undefined) return known
  const layout = new Layout(version === undefined ? undefined : dictionaryFor(version))
  layouts.set(version, layout)
  return layout
}

function numberIn(bytes: Buffer, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - 0x30
    // Rare: blanks, signs and points, of which a reader of logs makes a number all the same.
    if (digit < 0 || digit > 9 || end - start > 9) return Number(bytes.toString('latin1', start, end))
    value = 10 * value + digit
  }
  return value
}

/** For FIXT.1.1 the message, or else the newest, says the application version. */
function versionOf(message: LogMessage): FixVersion | undefined {
  const text = (i: number): string | undefined => (i < 0 ? undefined : message.textAt(i))
  const beginString = text(message.first(Tag.BeginString)) ?? ''
  const applVerID = text(message.first(Tag.ApplVerID)) ?? text(message.first(Tag.DefaultApplVerID))
  const stated = VERSIONS.find((version) => version.beginString === beginString && version.applVerID === applVerID)
  return stated ?? findVersion(beginString)
}
