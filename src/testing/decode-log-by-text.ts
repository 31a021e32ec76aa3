/**
 * For tests only: `fixproof decode` in the obvious way, with the whole log as one text and a regular expression for a
 * message. What the decoder of logs says is compared with it.
 */
import { checkSum } from '../codec/checksum.ts'
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { MsgType, sessionMessageName } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion, VERSIONS } from '../fix/versions.ts'

/** SOH, and what logs write in its place. */
const DELIMITER = '(?:\\x01|\\||\\^A|<SOH>|␁)'
const MESSAGE = new RegExp(`8=FIX[^\\n]*?${DELIMITER}10=\\d{1,4}(?:${DELIMITER}|(?=\\s|$))`, 'g')

/** Values that are never shown. */
const SECRET_TAGS: ReadonlySet<number> = new Set([
  Tag.Password,
  Tag.NewPassword,
  Tag.EncryptedPassword,
  Tag.EncryptedNewPassword,
])

/** Before FIX.4.3 the password of a Logon is in RawData; elsewhere RawData is a text like any other. */
function isSecret(message: Message, tag: number): boolean {
  return SECRET_TAGS.has(tag) || (tag === Tag.RawData && message.msgType === MsgType.Logon)
}

/** @param text - a log, one character a byte (latin1) */
export function decodeLogByText(text: string): { text: string; messages: number } {
  const lines: string[] = []
  let messages = 0
  for (const line of text.split('\n')) {
    let at = 0
    for (const match of line.matchAll(MESSAGE)) {
      const before = line.slice(at, match.index).trim()
      const delimited = match[0].replace(new RegExp(DELIMITER, 'g'), '\x01')
      const bytes = Buffer.from(delimited.endsWith('\x01') ? delimited : `${delimited}\x01`, 'latin1')
      lines.push(...describe(decode(bytes), before), '')
      messages++
      at = match.index + match[0].length
    }
    if (at === 0 && line.trim() !== '') lines.push(line)
  }
  return { text: lines.join('\n').trimEnd(), messages }
}

function describe(message: Message, before: string): string[] {
  const dictionary = dictionaryOf(message)
  const name = dictionary?.message(message.msgType)?.name ?? sessionMessageName(message.msgType) ?? 'unknown message'
  const parties = `${message.text(Tag.SenderCompID) ?? '?'} -> ${message.text(Tag.TargetCompID) ?? '?'}`
  const head = `${name}(${message.msgType})  ${message.text(Tag.MsgSeqNum) ?? '?'}  ${parties}`
  const fields = Array.from({ length: message.count }, (_, i) => describeField(message, i, dictionary))
  return [before === '' ? head : `${before}  ${head}`, ...fields.map((field) => `  ${field}`)]
}

function describeField(message: Message, i: number, dictionary: Dictionary | undefined): string {
  const tag = message.tagAt(i)
  const value = isSecret(message, tag) ? '***' : message.textAt(i)
  const name = dictionary?.fieldByTag(tag)?.name ?? '?'
  const label = tag === Tag.MsgType ? dictionary?.message(value)?.name : dictionary?.labelOf(tag, value)
  const said = label === undefined || label === value ? '' : `  ${label}`
  return `${String(tag).padStart(5)} ${name.padEnd(24)} ${value}${said}${remark(message, tag, value)}`
}

/** BodyLength and CheckSum are counted again: a wrong one is what people look at logs for. */
function remark(message: Message, tag: number, value: string): string {
  const { bytes } = message
  const trailer = bytes.lastIndexOf('\x0110=', undefined, 'latin1') + 1
  if (tag === Tag.CheckSum) {
    const sum = checkSum(bytes, 0, trailer)
    return Number(value) === sum ? '' : `  wrong: computed ${String(sum).padStart(3, '0')}`
  }
  if (tag !== Tag.BodyLength) return ''
  const i = message.indexOf(Tag.BodyLength)
  const length = trailer - message.endAt(i) - 1
  return Number(value) === length ? '' : `  wrong: the body has ${length} bytes`
}

function dictionaryOf(message: Message): Dictionary | undefined {
  const version = versionOf(message)
  return version === undefined ? undefined : dictionaryFor(version)
}

/** For FIXT.1.1 the message, or else the newest, says the application version. */
function versionOf(message: Message): FixVersion | undefined {
  const beginString = message.text(Tag.BeginString) ?? ''
  const applVerID = message.text(Tag.ApplVerID) ?? message.text(Tag.DefaultApplVerID)
  const stated = VERSIONS.find((version) => version.beginString === beginString && version.applVerID === applVerID)
  return stated ?? findVersion(beginString)
}
