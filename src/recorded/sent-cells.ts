/** What a message of the tester states, as rows of a step: only what the harness would not fill in itself. */
import { parseUtcTimestamp } from '../codec/utc-timestamp.ts'
import { valueSaid } from '../conformance/matcher.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { isOwnID, type KnownValues } from './known-values.ts'
import { type LaidField, layOut } from './message-layout.ts'
import type { RecordedMessage } from './recorded-session.ts'
import { PASSWORDS, SECRET_TAGS } from './secrets.ts'
import { fieldName, labelFor, type Row } from './step-rows.ts'

/** What messages of the session have by itself. */
export interface Usual {
  readonly beginString: string
  readonly testerCompID: string
  readonly targetCompID: string
  /** Digits of the fraction of SendingTime(52). */
  readonly fraction: number
  /** Tags of the profile's `logon`, which every Logon of the tester has. */
  readonly logonTags: ReadonlySet<number>
}

export interface SentWords {
  readonly dictionary: Dictionary
  readonly known: KnownValues
  readonly usual: Usual
  /** What a number in a field stands for in the scenario; undefined where the field holds none. */
  readonly numberIn: (tag: number, value: string) => string | undefined
}

/** SendingTime(52) further than this from the time of its line is stale, or ahead, on purpose. */
const CLOCKS_APART_MS = 60_000
/** An instant so near to SendingTime(52) is now. */
const NOW_MS = 2_000
const DAY_MS = 86_400_000

/** Dates that lie relative to the day of the message; all others belong to the instrument. */
const DATE_OF_DAY = /^(TradeDate|ExpireDate|SettlDate|FutSettDate|TransactDate|ClearingBusinessDate|MDEntryDate)/

/** @param msgSeqNum - cell for MsgSeqNum(34); undefined where it is the next one by itself */
export function sentRows(recorded: RecordedMessage, msgSeqNum: string | undefined, words: SentWords): Row[] {
  const { message } = recorded
  const fields = layOut(message, words.dictionary)
  const rows = fields.flatMap((field) => rowOf(recorded, field, words))
  const has = (tag: number): boolean => message.has(tag)
  const absent: Row[] = []
  for (const [tag, name] of [
    [Tag.SenderCompID, 'SenderCompID'],
    [Tag.TargetCompID, 'TargetCompID'],
    [Tag.SendingTime, 'SendingTime'],
  ] as const)
    if (!has(tag)) absent.push({ name, cell: 'absent', depth: 0 })
  if (!has(Tag.MsgSeqNum)) absent.push({ name: 'MsgSeqNum', cell: 'absent', depth: 0 })
  if (message.text(Tag.PossDupFlag) === 'Y' && !has(Tag.OrigSendingTime))
    absent.push({ name: 'OrigSendingTime', cell: 'absent', depth: 0 })
  if (message.msgType === MsgType.Logon) absent.push(...absentInLogon(recorded, words))
  const number = msgSeqNum === undefined ? [] : [{ name: 'MsgSeqNum', cell: msgSeqNum, depth: 0 }]
  return [...number, ...absent, ...rows]
}

function absentInLogon({ message }: RecordedMessage, { usual }: SentWords): Row[] {
  const filled: (readonly [number, string])[] = [
    [Tag.EncryptMethod, 'EncryptMethod'],
    [Tag.HeartBtInt, 'HeartBtInt'],
  ]
  if (usual.beginString === 'FIXT.1.1') filled.push([Tag.DefaultApplVerID, 'DefaultApplVerID'])
  return filled.filter(([tag]) => !message.has(tag)).map(([, name]) => ({ name, cell: 'absent', depth: 0 }))
}

function rowOf(recorded: RecordedMessage, field: LaidField, words: SentWords): Row[] {
  const { tag, value, depth } = field
  const { dictionary, known, usual, numberIn } = words
  const { message } = recorded
  const name = fieldName(dictionary, tag)
  const says = (cell: string): Row[] => [{ name, cell, depth }]
  switch (tag) {
    case Tag.BodyLength:
    case Tag.CheckSum:
    case Tag.MsgType:
    case Tag.MsgSeqNum:
      return []
    case Tag.BeginString:
      return value === usual.beginString ? [] : says(literal(value))
    case Tag.SenderCompID:
      return value === usual.testerCompID ? [] : says(literal(value))
    case Tag.TargetCompID:
      return value === usual.targetCompID ? [] : says(literal(value))
    case Tag.SendingTime:
      return sendingTime(recorded, value, usual.fraction).flatMap(says)
    case Tag.OrigSendingTime:
      return origSendingTime(recorded, value).flatMap(says)
    case Tag.DefaultApplVerID:
      return message.msgType === MsgType.Logon ? applVerID(value, words).flatMap(says) : says(literal(value))
    case Tag.EncryptMethod:
      if (message.msgType === MsgType.Logon && value === '0') return []
      break
    default:
  }
  if (message.msgType === MsgType.Logon && usual.logonTags.has(tag)) return []
  if (SECRET_TAGS.has(tag) && message.msgType === MsgType.Logon) return []
  if (isLengthOf(tag) && message.msgType === MsgType.Logon) return []
  if (PASSWORDS.has(tag)) return says('***')
  const number = numberIn(tag, value)
  if (number !== undefined) return says(number)
  if (value === '') return says('<empty>')
  if (isSessionMessage(message.msgType)) return says(known.sameAs(name, value) ?? literal(value))
  const said = known.sameAs(name, value)
  if (said !== undefined) return says(said)
  if (isOwnID(name)) {
    known.learn(name, value, recorded)
    return says('<unique>')
  }
  const type = dictionary.fieldByTag(tag)?.type ?? ''
  const time = /^UTC|DATE$/.test(type) ? timeCell(recorded, name, type, value) : undefined
  if (time !== undefined) return says(time)
  const label = labelFor(dictionary, tag, value)
  return says(label === undefined || valueSaid(tag, label, dictionary) !== value ? literal(value) : label)
}

function isLengthOf(tag: number): boolean {
  return tag === Tag.RawDataLength || tag === 1401 || tag === 1403
}

/** What a cell would take for something else can not be said by a cell. */
export function literal(value: string): string {
  return value
}

/** True for a value that a cell says as it stands. */
export function isPlainCell(value: string): boolean {
  return (
    value.trim() === value &&
    !/[\r\n]/.test(value) &&
    !/^(absent)$|<[^<>]+>|^same as .+\.\w|^[+-]\d+ (second|minute|hour|day)s? from now$/.test(value)
  )
}

function applVerID(value: string, { usual }: SentWords): string[] {
  return usual.beginString === 'FIXT.1.1' && /^[789]$/.test(value) ? [] : [value]
}

function sendingTime({ at, message }: RecordedMessage, value: string, usualFraction: number): string[] {
  const sent = parseUtcTimestamp(value)?.epochMs
  if (sent === undefined) return [value]
  const digits = fractionDigits(value)
  const apart = at === undefined ? 0 : sent - at
  if (Math.abs(apart) > CLOCKS_APART_MS) return [fromNow(apart)]
  // A session of the past that was written without its times has only this one.
  return digits === usualFraction || message.msgType === MsgType.Logon ? [] : [`<now with ${digits} digits>`]
}

export function fractionDigits(timestamp: string): number {
  return /\.(\d+)$/.exec(timestamp)?.[1]?.length ?? 0
}

function origSendingTime({ message }: RecordedMessage, value: string): string[] {
  const first = parseUtcTimestamp(value)?.epochMs
  const sent = parseUtcTimestamp(message.text(Tag.SendingTime) ?? '')?.epochMs
  if (first === undefined || sent === undefined) return [value]
  const apart = first - sent
  const filled = message.text(Tag.PossDupFlag) === 'Y'
  if (Math.abs(apart) < 1000 && filled) return []
  return [fromNow(apart)]
}

/** `-10 seconds from now`; whole seconds, away from 0 so that before stays before. */
function fromNow(apart: number): string {
  const seconds = Math.trunc(apart / 1000) || (apart < 0 ? -1 : 0)
  const unit = seconds % 86_400 === 0 && seconds !== 0 ? [86_400, 'days'] : [1, 'seconds']
  const count = seconds / (unit[0] as number)
  return `${count < 0 ? '' : '+'}${count} ${unit[1]} from now`
}

/** Times and dates relative to the message; undefined for what is no time, or belongs to the instrument. */
function timeCell({ message, at }: RecordedMessage, name: string, type: string, value: string): string | undefined {
  const sent = parseUtcTimestamp(message.text(Tag.SendingTime) ?? '')?.epochMs ?? at
  if (sent === undefined) return undefined
  if (type === 'UTCTIMESTAMP') {
    const instant = parseUtcTimestamp(value)?.epochMs
    if (instant === undefined) return undefined
    return Math.abs(instant - sent) <= NOW_MS ? '<now>' : fromNow(instant - sent)
  }
  if (!DATE_OF_DAY.test(name) || !/^\d{8}$/.test(value)) return undefined
  const midnight = Date.UTC(Number(value.slice(0, 4)), Number(value.slice(4, 6)) - 1, Number(value.slice(6, 8)))
  const days = Math.round((midnight - (sent - (sent % DAY_MS))) / DAY_MS)
  if (Number.isNaN(days)) return undefined
  return DAYS[days] ?? `${days < 0 ? '' : '+'}${days} days from now`
}

const DAYS: Readonly<Record<number, string>> = { [-1]: '<yesterday>', 0: '<today>', 1: '<tomorrow>' }
