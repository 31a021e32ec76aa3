/**
 * Says why a run of bytes is not a message, in the order in which a reader checks it. Works on the whole run at once and
 * so knows nothing of chunks: the same bytes get the same words.
 *
 * @see FIX Session Layer Test Cases, scenarios 2 (m), 2 (t) and 3 (b), 3 (e)
 */
import { Tag } from '../fix/tags.ts'
import { EIGHT, EQUALS, TRAILER_LENGTH } from './bytes.ts'
import { checkSum, formatCheckSum } from './checksum.ts'
import { decode } from './decode.ts'
import type { Message } from './message.ts'
import { isDigits, readInt } from './values.ts'

/** Longest value that is quoted in full. */
const QUOTED_MAX = 32

/**
 * Names what is wrong with garbled bytes: the field, what it states, and what was found.
 *
 * @param bytes - from the start of what could not be read up to where reading goes on
 * @param maxFrameLength - the limit the reader had, in bytes
 */
export function diagnose(bytes: Buffer, maxFrameLength: number): string {
  if (bytes[0] !== EIGHT || bytes[1] !== EQUALS) return 'garbage before BeginString(8)'
  const message = decode(bytes)
  return diagnoseHeader(message, maxFrameLength) ?? diagnoseBody(message) ?? diagnoseTrailer(message)
}

function quote(text: string): string {
  return `"${text.length > QUOTED_MAX ? `${text.slice(0, QUOTED_MAX)}…` : text}"`
}

function diagnoseHeader(message: Message, maxFrameLength: number): string | undefined {
  const beginString = message.textAt(0)
  if (beginString === '') return 'BeginString(8) has no value'
  if (beginString.includes('=')) return 'BeginString(8) does not end with SOH'
  if (message.count < 2) return 'the message ends after BeginString(8)'
  if (message.tagAt(1) !== Tag.BodyLength) return 'BodyLength(9) is not the second field'
  const bodyLength = message.textAt(1)
  if (!isDigits(message.bytes, message.startAt(1), message.endAt(1))) {
    return `BodyLength(9) is ${quote(bodyLength)}, not a number`
  }
  if (!(declaredLength(message) <= maxFrameLength)) {
    return `BodyLength(9) is ${quote(bodyLength)}, more than the limit of ${maxFrameLength} bytes`
  }
  if (message.count < 3) return 'the message ends after BodyLength(9)'
  if (message.tagAt(2) !== Tag.MsgType) return 'MsgType(35) is not the third field'
  return undefined
}

/** Length of the whole message by its BodyLength(9), NaN when that is too big to be read. */
function declaredLength(message: Message): number {
  return message.endAt(1) + 1 + readInt(message.bytes, message.startAt(1), message.endAt(1)) + TRAILER_LENGTH
}

function diagnoseBody(message: Message): string | undefined {
  const trailer = message.indexOf(Tag.CheckSum)
  const secondBeginString = message.indexOf(Tag.BeginString, 1)
  if (secondBeginString > 0 && (trailer < 0 || secondBeginString < trailer)) return 'BeginString(8) appears twice'
  const body = message.endAt(1) + 1
  const bodyLength = readInt(message.bytes, message.startAt(1), message.endAt(1))
  const found = (trailer < 0 ? message.bytes.length : message.fieldStartAt(trailer)) - body
  if (trailer < 0) return `CheckSum(10) is missing: BodyLength(9) is ${bodyLength}, ${found} bytes follow it`
  return found === bodyLength ? undefined : `BodyLength(9) is ${bodyLength}, the body has ${found} bytes`
}

function diagnoseTrailer(message: Message): string {
  const trailer = message.indexOf(Tag.CheckSum)
  const value = message.textAt(trailer)
  if (message.endAt(trailer) >= message.bytes.length) return 'CheckSum(10) does not end with SOH'
  if (value.length !== 3) return `CheckSum(10) has ${value.length} character${value.length === 1 ? '' : 's'}`
  if (!isDigits(message.bytes, message.startAt(trailer), message.endAt(trailer))) {
    return `CheckSum(10) is ${quote(value)}, not three digits`
  }
  const computed = formatCheckSum(checkSum(message.bytes, 0, message.fieldStartAt(trailer)))
  if (computed !== value) return `CheckSum(10) is ${value}, computed ${computed}`
  // Two readings of one run: the lengths of data fields reach beyond the body.
  return 'the length of a data field contradicts BodyLength(9)'
}
