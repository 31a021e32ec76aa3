/**
 * Cuts what arrives into messages, written from the standard's words alone: a message is whole when BodyLength(9) leads
 * to CheckSum(10) and that is right; otherwise it is garbled, and reading goes on at the next beginning.
 */
import { dataFieldOf } from '../../src/fix/data-fields.ts'
import type { FaultName } from './faults.ts'

export interface Cut {
  readonly kind: 'message' | 'garbled'
  readonly bytes: Buffer
}

const SOH = 1
const SOH_TEXT = '\x01'
/** No message is longer; who announces more is not believed. */
const LONGEST = 1024 * 1024
const TRAILER = 7

type Measure = { readonly is: 'whole' | 'spoilt'; readonly end: number } | { readonly is: 'partial' | 'garbled' }

export class WireReader {
  readonly #is: (fault: FaultName) => boolean
  #rest: Buffer = Buffer.alloc(0)
  #stopped = false

  constructor(is: (fault: FaultName) => boolean) {
    this.#is = is
  }

  push(chunk: Buffer): Cut[] {
    if (this.#stopped) return []
    this.#rest = this.#is('framing.cut-message-lost') ? chunk : Buffer.concat([this.#rest, chunk])
    const cuts: Cut[] = []
    for (let cut = this.#next(); cut !== undefined; cut = this.#next()) {
      cuts.push(cut)
      if (cut.kind === 'garbled' && this.#is('framing.garbled-takes-the-rest')) this.#rest = Buffer.alloc(0)
      if (cut.kind === 'garbled' && this.#is('framing.stops-after-garbled')) this.#stopped = true
      if (this.#is('framing.one-message-a-read')) this.#rest = Buffer.alloc(0)
    }
    return cuts
  }

  #next(): Cut | undefined {
    if (this.#rest.length === 0 || this.#stopped) return undefined
    const found = this.#measure(0)
    if (found.is === 'partial') return undefined
    if (found.is === 'whole' || found.is === 'spoilt')
      return this.#take(found.end, found.is === 'whole' ? 'message' : 'garbled')
    const end = this.#resumption()
    return end === undefined ? undefined : this.#take(end, 'garbled')
  }

  #take(end: number, kind: Cut['kind']): Cut {
    const bytes = this.#rest.subarray(0, end)
    this.#rest = this.#rest.subarray(end)
    return { kind, bytes }
  }

  /** What stands at a position: a whole message, one with a wrong CheckSum, the beginning of one, or none. */
  #measure(start: number): Measure {
    const rest = this.#rest
    const head = rest.toString('latin1', start, start + 80)
    if (!'8=FIX'.startsWith(head.slice(0, 5))) return { is: 'garbled' }
    const header = /^8=([^\x01]+)\x019=(\d+)\x01/.exec(head)
    if (header === null) return couldBecomeHeader(head) ? { is: 'partial' } : { is: 'garbled' }
    const body = start + header[0].length
    const bodyEnd = this.#is('framing.body-length-not-checked') ? this.#trailerFrom(body - 1) : body + Number(header[2])
    if (bodyEnd === undefined) return { is: 'partial' }
    if (bodyEnd - start > LONGEST) return { is: 'garbled' }
    const first = rest.toString('latin1', body, body + 3)
    if (!this.#is('framing.msg-type-anywhere')) {
      if (!'35='.startsWith(first)) return { is: 'garbled' }
    }
    if (!this.#fieldsFit(body, Math.min(bodyEnd, rest.length))) return { is: 'garbled' }
    if (rest.length < bodyEnd + TRAILER) return this.#cannotEnd(bodyEnd) ? { is: 'garbled' } : { is: 'partial' }
    return this.#judgeTrailer(start, bodyEnd)
  }

  /** Whether the bytes of an unfinished trailer are none already. */
  #cannotEnd(bodyEnd: number): boolean {
    if (this.#rest.length >= bodyEnd && this.#rest[bodyEnd - 1] !== SOH) return true
    const trailer = this.#rest.toString('latin1', bodyEnd)
    return !/^(1(0(=(\d{0,3})?)?)?)?$/.test(trailer)
  }

  #judgeTrailer(start: number, bodyEnd: number): Measure {
    const rest = this.#rest
    const trailer = /^10=(\d{3})\x01/.exec(rest.toString('latin1', bodyEnd, bodyEnd + TRAILER))
    if (rest[bodyEnd - 1] !== SOH || trailer === null) {
      const loose = this.#is('framing.checksum-of-any-length') && this.#trailerEnd(bodyEnd - 1)
      return loose ? { is: 'whole', end: loose } : { is: 'garbled' }
    }
    let sum = 0
    for (let i = start; i < bodyEnd; i++) sum += rest[i] as number
    const right = this.#is('framing.checksum-not-checked') || sum % 256 === Number(trailer[1])
    return { is: right ? 'whole' : 'spoilt', end: bodyEnd + TRAILER }
  }

  /** No CheckSum(10) may come before the end of the body, unless inside a data field. */
  #fieldsFit(from: number, to: number): boolean {
    let data: { readonly tag: number; readonly length: number } | undefined
    for (let at = from; at < to; ) {
      const end = this.#rest.indexOf(SOH, at)
      const equals = this.#rest.indexOf('=', at)
      if (end < 0 || equals < 0 || end >= to) return true
      const tag = Number(this.#rest.toString('latin1', at, equals))
      if (tag === 10) return false
      if (data?.tag === tag && !this.#is('framing.data-field-cut')) {
        at = Math.max(equals + 1 + data.length + 1, end + 1)
        data = undefined
        continue
      }
      const next = dataFieldOf(tag)
      const length = Number(this.#rest.toString('latin1', equals + 1, end))
      data = next === undefined || !Number.isInteger(length) ? undefined : { tag: next, length }
      at = end + 1
    }
    return true
  }

  /** Where reading goes on after garbled bytes: behind a trailer, or at a beginning. */
  #resumption(): number | undefined {
    const text = this.#rest.toString('latin1')
    const trailer = this.#trailerEnd(0)
    for (let at = text.indexOf('8=FIX', 1); at > 0; at = text.indexOf('8=FIX', at + 1)) {
      if (trailer !== undefined && at >= trailer) break
      if (text[at - 1] === SOH_TEXT || !text.startsWith('8=FIX')) return at
      if (this.#measure(at).is === 'whole') return at
    }
    if (trailer !== undefined) return trailer
    // Garbage that could be the start of nothing need not be kept.
    return text.startsWith('8=') || '8=FIX'.startsWith(text) ? undefined : text.length
  }

  /** Behind the next SOH of a CheckSum(10) field. */
  #trailerEnd(from: number): number | undefined {
    const start = this.#trailerFrom(from)
    const end = start === undefined ? -1 : this.#rest.indexOf(SOH, start)
    return end < 0 ? undefined : end + 1
  }

  #trailerFrom(from: number): number | undefined {
    const at = this.#rest.indexOf(`${SOH_TEXT}10=`, from, 'latin1')
    return at < 0 ? undefined : at + 1
  }
}

function couldBecomeHeader(head: string): boolean {
  return head.length < 40 && /^8(=([^\x01]*(\x01(9(=(\d*)?)?)?)?)?)?$/.test(head)
}
