/** One message of a log, wherever it stands and whatever is between its fields. */
import { decode } from '../codec/decode.ts'
import { diagnose } from '../codec/diagnosis.ts'
import { Framer } from '../codec/framer.ts'
import type { Message } from '../codec/message.ts'
import { readWholeMessage } from '../codec/whole-message.ts'
import { maskedIn, withLatin1 } from './log-altered.ts'
import { delimiterOf, isSoh, normalise } from './log-delimiter.ts'

export type OneMessage = {
  readonly bytes: Buffer
  /** Where reading goes on. */
  readonly end: number
} & (
  | { readonly message: Message; readonly altered?: string | undefined; readonly problem?: undefined }
  | { readonly message?: undefined; readonly problem: string }
)

const BEGIN = Buffer.from('8=FIX', 'latin1')
const TRAILER = Buffer.from('\x0110=', 'latin1')
const SOH = 0x01
const CARRIAGE_RETURN = 0x0d
const DELIMITER_NAMES: Readonly<Record<string, string>> = { '\x01': 'SOH', '\x02': 'STX', '␁': 'the sign for SOH' }

export class LogMessageReader {
  readonly #longest: number
  #copy: Buffer = Buffer.allocUnsafeSlow(4096)
  #delimiter: Buffer | undefined
  /** A message had its delimiter behind CheckSum(10): one that has none was cut. */
  #closes = false

  /** @param longest - bytes of the longest message */
  constructor(longest: number) {
    this.#longest = longest
  }

  /** What stands between the fields of the last message, in words. */
  get delimiter(): string | undefined {
    const text = this.#delimiter?.toString('utf8')
    return text === undefined ? undefined : (DELIMITER_NAMES[text] ?? text)
  }

  /**
   * Reads the message that begins at `from`.
   *
   * @param to - what has come ends there
   * @param lineFeed - the first behind `from`, -1 when none has come
   * @param ended - no more will come, or no more is waited for
   * @returns undefined when more is needed; the bytes are valid until the next call
   */
  read(buffer: Buffer, from: number, to: number, lineFeed: number, ended: boolean): OneMessage | undefined {
    const message = readWholeMessage(buffer, from, to, this.#longest, true)
    if (message !== undefined) {
      this.#closes = true
      this.#delimiter ??= SOH_DELIMITER
      return { bytes: message.bytes, end: message.sourceEnd, message }
    }
    const lineEnd = lineFeed < 0 ? to : withoutReturn(buffer, from, lineFeed)
    const whole = lineFeed >= 0 || ended
    const delimiter = delimiterOf(buffer, from, lineEnd)
    if (delimiter === undefined) {
      if (!whole && to - from < this.#longest) return undefined
      return this.#garbled(
        buffer.subarray(from, lineEnd),
        lineEnd,
        whole ? 'the message ends after BeginString(8)' : undefined,
      )
    }
    this.#delimiter = delimiter
    return isSoh(delimiter)
      ? this.#readStream(buffer, from, to, lineFeed, ended)
      : this.#readLine(buffer, from, lineEnd, delimiter, whole)
  }

  /** SOH: a message may hold line feeds, and be followed by the next without any. */
  #readStream(buffer: Buffer, from: number, to: number, lineFeed: number, ended: boolean): OneMessage | undefined {
    const stated = statedEnd(buffer, from, to)
    if (stated > to && stated - from <= this.#longest && !ended && !this.#endsEarlier(buffer, from, to))
      return undefined
    if (stated > 0 && stated <= to && standsAt(buffer, stated - 8, TRAILER) && buffer[stated - 1] === SOH)
      return this.#judge(buffer.subarray(from, stated), stated)
    const limit = lineFeed < 0 ? to : lineFeed
    const known = buffer.subarray(0, to)
    const trailer = known.indexOf(TRAILER, from)
    const next = known.indexOf(BEGIN, from + BEGIN.length)
    const cut = next >= 0 && next < limit ? next : withoutReturn(buffer, from, limit)
    if (trailer < 0 || trailer >= cut) {
      if (lineFeed < 0 && next < 0 && !ended && to - from < this.#longest) return undefined
      return this.#garbled(buffer.subarray(from, cut), cut, undefined)
    }
    const soh = known.indexOf(SOH, trailer + TRAILER.length)
    if (soh >= 0 && soh < cut) return this.#judge(buffer.subarray(from, soh + 1), soh + 1)
    if (lineFeed < 0 && next < 0 && !ended && to - from < this.#longest) return undefined
    return this.#closes ? this.#judge(buffer.subarray(from, cut), cut) : this.#judgeOpen(buffer, from, cut)
  }

  /** Its own BodyLength(9) promises more than what has come, but another message begins before. */
  #endsEarlier(buffer: Buffer, from: number, to: number): boolean {
    const known = buffer.subarray(0, to)
    const next = known.indexOf(NEXT, from)
    const trailer = known.indexOf(TRAILER, from)
    return next >= 0 && trailer >= 0 && trailer < next
  }

  /** The log leaves out the last delimiter of every message. */
  #judgeOpen(buffer: Buffer, from: number, to: number): OneMessage {
    const copy = this.#room(to - from + 1)
    buffer.copy(copy, 0, from, to)
    copy[to - from] = SOH
    return this.#judge(copy.subarray(0, to - from + 1), to)
  }

  #readLine(buffer: Buffer, from: number, to: number, delimiter: Buffer, whole: boolean): OneMessage | undefined {
    if (!whole && to - from < this.#longest) return undefined
    const copy = this.#room(to - from + 1)
    const strict = normalise(buffer, from, to, delimiter, false, copy)
    const found = this.#judge(copy.subarray(0, strict.length), strict.end)
    if (!strict.whole || found.message !== undefined) return found
    const loose = normalise(buffer, from, to, delimiter, true, copy)
    if (loose.whole) {
      const other = this.#judge(copy.subarray(0, loose.length), loose.end)
      if (other.message !== undefined) return other
    }
    const again = normalise(buffer, from, to, delimiter, false, copy)
    return this.#judge(copy.subarray(0, again.length), again.end)
  }

  /** Bytes from BeginString(8) to the SOH of CheckSum(10): a message, a message that the log has changed, or none. */
  #judge(bytes: Buffer, end: number): OneMessage {
    const message = wholeMessage(bytes, this.#longest)
    if (message !== undefined) return { bytes, end, message }
    const latin1 = withLatin1(bytes)
    const converted = latin1 === undefined ? undefined : wholeMessage(latin1, this.#longest)
    if (latin1 !== undefined && converted !== undefined)
      return { bytes: latin1, end, message: converted, altered: 'the log was written as UTF-8' }
    const altered = maskedIn(bytes)
    if (altered !== undefined) return { bytes, end, message: decode(bytes), altered }
    return this.#garbled(bytes, end, undefined)
  }

  #garbled(bytes: Buffer, end: number, problem: string | undefined): OneMessage {
    return { bytes, end, problem: problem ?? diagnose(bytes, this.#longest) }
  }

  #room(length: number): Buffer {
    if (this.#copy.length < length + 8) this.#copy = Buffer.allocUnsafeSlow(2 * length + 8)
    return this.#copy
  }
}

const SOH_DELIMITER = Buffer.from([SOH])
const NEXT = Buffer.from('\x018=FIX', 'latin1')

/** Also what the short way leaves to a closer look. */
function wholeMessage(bytes: Buffer, longest: number): Message | undefined {
  const message = readWholeMessage(bytes, 0, bytes.length, longest, true)
  if (message !== undefined) return message.sourceEnd === bytes.length ? message : undefined
  return isWhole(bytes, longest) ? decode(bytes) : undefined
}

function isWhole(bytes: Buffer, longest: number): boolean {
  const frames = new Framer({ maxFrameLength: longest }).push(Buffer.from(bytes))
  return frames.length === 1 && frames[0]?.kind === 'complete' && frames[0].bytes.length === bytes.length
}

/** Where BodyLength(9) says that the message ends; 0 when it says nothing. */
function statedEnd(buffer: Buffer, from: number, to: number): number {
  const head = buffer.toString('latin1', from, Math.min(to, from + 48))
  const [whole, digits] = /^8=[^\x01=]{1,16}\x019=(\d{1,8})\x01/.exec(head) ?? []
  return whole === undefined ? 0 : from + whole.length + Number(digits) + 7
}

function standsAt(buffer: Buffer, at: number, word: Buffer): boolean {
  return at >= 0 && buffer.subarray(at, at + word.length).equals(word)
}

function withoutReturn(buffer: Buffer, from: number, end: number): number {
  return end > from && buffer[end - 1] === CARRIAGE_RETURN ? end - 1 : end
}
