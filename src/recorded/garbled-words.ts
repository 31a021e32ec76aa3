/** Bytes that are no message, as steps say them: by the name of the fault where it has one, else as they were. */
import { checkSum, formatCheckSum } from '../codec/checksum.ts'
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'

const SOH = '\x01'

export interface NamedFault {
  /** As `garble` of the simulator calls it. */
  readonly fault: string
  /** The message without the fault; its BodyLength(9) and CheckSum(10) are not looked at. */
  readonly message: Message
}

/** @param text - with SOH */
export function namedFault(text: string): NamedFault | undefined {
  const fields = text.split(SOH).slice(0, -1)
  if (!text.endsWith(SOH) || fields.length < 5) return undefined
  const tags = fields.map((field) => field.split('=')[0] ?? '')
  const found = faultOf(text, fields, tags)
  if (found === undefined || !tags.includes('35') || !tags.includes('8')) return undefined
  const value = (tag: string): string => fields[tags.indexOf(tag)] ?? ''
  // The one of two bytes needs a sum below 100, and is brought there by a filler.
  const filler = found === 'CheckSum of two bytes' ? tags.lastIndexOf('112') : -1
  const rest = fields.filter(
    (field, i) => !['8', '9', '35', '10'].includes(tags[i] ?? '') && i !== filler && field !== '',
  )
  const whole = [value('8'), '9=0', value('35'), ...rest, '10=000'].map((field) => `${field}${SOH}`).join('')
  return { fault: found, message: decode(Buffer.from(whole, 'latin1')) }
}

function faultOf(text: string, fields: readonly string[], tags: readonly string[]): string | undefined {
  const first = tags.slice(0, 4).join(' ')
  if (/^9 8 35/.test(first)) return 'BeginString not first'
  if (/^8 35 9/.test(first)) return 'BodyLength not second'
  if (tags[0] !== '8' || tags[1] !== '9' || tags.at(-1) !== '10') return undefined
  if (tags[2] !== '35') return tags[3] === '35' ? 'MsgType not third' : undefined
  const stated = fields[1]?.slice(2) ?? ''
  const bodyStart = (fields[0]?.length ?? 0) + (fields[1]?.length ?? 0) + 2
  const trailer = fields.at(-1) ?? ''
  const bodyLength = text.length - bodyStart - trailer.length - 1
  if (!/^\d+$/.test(stated)) {
    if (stated.startsWith('+')) return 'BodyLength with a sign'
    return stated.startsWith('-') ? 'BodyLength negative' : 'BodyLength not a number'
  }
  if (stated.length >= 20) return 'BodyLength of twenty digits'
  if (Number(stated) >= 2_000_000_000) return 'BodyLength beyond every limit'
  if (Number(stated) < bodyLength) return 'BodyLength too short'
  if (Number(stated) > bodyLength) return 'BodyLength too long'
  return faultOfSum(trailer.slice(3), sumOf(text.slice(0, text.length - trailer.length - 1)))
}

function faultOfSum(stated: string, right: string): string | undefined {
  if (stated === right) return undefined
  if (!/^\d+$/.test(stated)) return 'CheckSum with letters'
  if (stated.length === 2) return 'CheckSum of two bytes'
  return stated.length === 4 ? 'CheckSum of four bytes' : 'wrong CheckSum'
}

function sumOf(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  return formatCheckSum(checkSum(bytes, 0, bytes.length))
}

/** Values that the harness computes, by tag, as the message would have them if they were right. */
export interface RightValues {
  readonly beginString: string
  readonly msgSeqNum: string
  readonly testerCompID: string
  readonly targetCompID: string
}

/** Longest line of a step with bytes. */
const LINE = 100

/**
 * Bytes as a step writes them, `|` for SOH: what is right is left to be computed (three dots), ids are given by `said`.
 *
 * @param said - another text for the value of a field; undefined leaves it as it is
 * @returns lines, undefined for bytes that hold a `|`, a line feed or three quotation marks
 */
export function bytesInWords(
  text: string,
  right: RightValues,
  said: (tag: number, value: string) => string | undefined,
): string[] | undefined {
  if (/[|\r\n]|"""|\\/.test(text)) return undefined
  const fields = text.split(SOH)
  const trailer = fields.length >= 2 && /^10=/.test(fields.at(-2) ?? '') ? (fields.at(-2) ?? '') : ''
  const lengthIsRight = bodyLengthIsRight(fields, trailer)
  const sumIsRight = trailer !== '' && trailer.slice(3) === sumOf(text.slice(0, text.length - trailer.length - 1))
  const words = fields.map((field, i) => {
    const [, tag = '', value = ''] = /^(\d+)=(.*)$/s.exec(field) ?? []
    if (tag === '') return field
    if (tag === '9') return lengthIsRight ? '9=…' : field
    if (tag === '10' && i === fields.length - 2) return sumIsRight ? '10=…' : field
    if (tag === '8' && i > 0) return field
    if (tag === '52') return '52=…'
    if (tag === '8' && value === right.beginString) return '8=…'
    if (tag === '34' && value === right.msgSeqNum) return '34=…'
    if (tag === '49' && value === right.testerCompID) return '49=…'
    if (tag === '56' && value === right.targetCompID) return '56=…'
    const other = said(Number(tag), value)
    return other === undefined ? field : `${tag}=${other}`
  })
  return inLines(words)
}

function bodyLengthIsRight(fields: readonly string[], trailer: string): boolean {
  const [first = '', second = ''] = fields
  if (!second.startsWith('9=') || trailer === '') return false
  const body = fields.slice(2, -2).reduce((sum, field) => sum + field.length + 1, 0)
  return first !== '' && second === `9=${body}`
}

/** Lines are joined when they are read, without blanks at their ends: they end behind a field that ends in none. */
function inLines(words: readonly string[]): string[] {
  const lines: string[] = []
  let line = ''
  for (const [i, word] of words.entries()) {
    line += i < words.length - 1 ? `${word}|` : word
    if (line.length < LINE || /^\s/.test(words[i + 1] ?? '')) continue
    lines.push(line)
    line = ''
  }
  return line === '' ? lines : [...lines, line]
}
