/** What a message of the target held, as rows of an expectation: exact where it will be the same, open where it can not. */
import { parseUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { isTargetID, KnownValues } from './known-values.ts'
import { type LaidField, layOut } from './message-layout.ts'
import type { RecordedMessage } from './recorded-session.ts'
import { SECRET_TAGS } from './secrets.ts'
import type { Usual } from './sent-cells.ts'
import { escaped, exactly, fieldName, labelFor, type Row, saysItself } from './step-rows.ts'

export interface ExpectedWords {
  readonly dictionary: Dictionary
  readonly known: KnownValues
  readonly usual: Usual
  readonly numberIn: (tag: number, value: string) => string | undefined
  /** Cell for RefSeqNum(45); undefined for a number that is none. */
  readonly refSeqNum: (value: string) => string | undefined
  /** TestReqIDs(112) of the tester so far. */
  readonly asked: ReadonlySet<string>
}

/** Free texts, which quote numbers and ids: they hold what is loosened. */
const FREE_TEXT = /^(Text|Headline|EncodedText|.*Desc|RejectText|.*Comment)$/
const TIME_TYPE = /^(UTC|TZ|LOCALMKTTIME|TIME$)/

/** @param msgSeqNum - cell for MsgSeqNum(34), where the number tells something */
export function expectedRows(recorded: RecordedMessage, msgSeqNum: string | undefined, words: ExpectedWords): Row[] {
  const { dictionary } = words
  const rows = layOut(recorded.message, dictionary).flatMap((field) => {
    const cell = cellOf(recorded, field, words)
    return cell === undefined ? [] : [{ name: fieldName(dictionary, field.tag), cell, depth: field.depth }]
  })
  return msgSeqNum === undefined ? rows : [{ name: 'MsgSeqNum', cell: msgSeqNum, depth: 0 }, ...rows]
}

function cellOf(
  recorded: RecordedMessage,
  { tag, value, depth, counts }: LaidField,
  words: ExpectedWords,
): string | undefined {
  const { dictionary, known, usual, numberIn, refSeqNum } = words
  switch (tag) {
    case Tag.BodyLength:
    case Tag.CheckSum:
    case Tag.MsgType:
    case Tag.MsgSeqNum:
    case Tag.SendingTime:
    case Tag.LastMsgSeqNumProcessed:
    case 0:
      return undefined
    case Tag.BeginString:
      return value === usual.beginString ? undefined : exact(tag, value, dictionary)
    case Tag.SenderCompID:
      return value === usual.targetCompID ? undefined : exact(tag, value, dictionary)
    case Tag.TargetCompID:
      return value === usual.testerCompID ? undefined : exact(tag, value, dictionary)
    case Tag.RefSeqNum:
      return refSeqNum(value) ?? exact(tag, value, dictionary)
    default:
  }
  if (value === '') return '/^$/'
  // What only holds the place of a count needs no more than its entries.
  if (counts) return value
  if (SECRET_TAGS.has(tag)) return 'any'
  const number = numberIn(tag, value)
  if (number !== undefined) return number
  const name = fieldName(dictionary, tag)
  const said = known.sameAs(name, value)
  if (said !== undefined) return said
  if (isTargetID(name, value) || isOwnTestReqID(tag, value, recorded, words.asked)) {
    known.learn(name, value, recorded)
    return 'any'
  }
  return depth >= 0 ? valueCell(tag, name, value, words) : undefined
}

/** The target makes up what it asks by; what it repeats in a Heartbeat is the tester's, or nobody asked for it. */
function isOwnTestReqID(tag: number, value: string, { message }: RecordedMessage, asked: ReadonlySet<string>): boolean {
  return tag === Tag.TestReqID && (message.msgType === MsgType.TestRequest || !asked.has(value))
}

function valueCell(tag: number, name: string, value: string, { dictionary, known, usual }: ExpectedWords): string {
  const field = dictionary.fieldByTag(tag)
  const type = field?.type ?? ''
  if (TIME_TYPE.test(type)) return 'any'
  if (field === undefined && parseUtcTimestamp(value) !== undefined) return 'any'
  if (/DATE$/.test(type) && /Trade|Transact|Settl|Expire|Entry|Clearing|LastUpdate/.test(name)) return 'any'
  const label = labelFor(dictionary, tag, value)
  if (label !== undefined && saysItself(label, tag, value, dictionary)) return label
  if (FREE_TEXT.test(name) || field?.values === undefined) {
    const text = FREE_TEXT.test(name)
      ? loosened(value, [...known.within(value), usual.testerCompID, usual.targetCompID])
      : undefined
    if (text !== undefined) return text
  }
  return exact(tag, value, dictionary)
}

/** The cell for a value by itself, without a message around it. */
export function acceptedCell(tag: number, value: string, dictionary: Dictionary): string {
  const name = fieldName(dictionary, tag)
  const known = new KnownValues(() => '')
  const usual = { beginString: '', testerCompID: '', targetCompID: '', fraction: 3, logonTags: new Set<number>() }
  const asked = new Set<string>()
  const words = { dictionary, known, usual, numberIn: () => undefined, refSeqNum: () => undefined, asked }
  return value === '' ? '/^$/' : valueCell(tag, name, value, words)
}

function exact(tag: number, value: string, dictionary: Dictionary): string {
  return saysItself(value, tag, value, dictionary) ? value : exactly(value)
}

/** Numbers and ids of a text may be others; undefined where it holds none. */
export function loosened(text: string, ids: readonly string[]): string | undefined {
  const parts = [...ids.filter((id) => id.length >= 3).map(escapedForSplit), '\\d+(?:[.,]\\d+)*']
  const volatile = new RegExp(`(${parts.join('|')})`)
  const pieces = text.split(volatile)
  if (pieces.length === 1) return undefined
  // Split by one group: each odd piece is what may be another one.
  const words = pieces.map((piece, i) => (i % 2 === 0 ? escaped(piece) : /^\d+$/.test(piece) ? '\\d+' : '.+'))
  return `/^${words.join('')}$/`
}

function escapedForSplit(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
