/**
 * Cuts a stream of bytes into messages. It keeps the unfinished tail, and for the rest has two answers: a complete
 * message, or garbled bytes with the reason. Knows no session: that a garbled message is ignored is decided elsewhere.
 *
 * Every byte comes out in exactly one frame, in order. What comes out depends on the bytes alone, never on the chunks.
 *
 * Going on after a garbled message: it ends behind the next `10=…` field, before a field `8=FIX…`, or before any `8=`
 * that turns out to start a valid message, whichever comes first. A valid message behind a garbled one is found
 * therefore, even when the garbage ends in the middle of a field or announces a data field that would swallow it.
 * One exception: when all lengths of a message fit and only its CheckSum(10) is wrong, the message ends at its own
 * trailer, and a message inside one of its data fields is data.
 *
 * @see FIX Session Layer Test Cases, scenarios 2 (d), 2 (m), 2 (t) and 3 (b) to 3 (e)
 */
import { EIGHT, EQUALS, ONE, SOH, ZERO } from './bytes.ts'
import { Candidate } from './candidate.ts'
import { decode } from './decode.ts'
import { diagnose } from './diagnosis.ts'
import { CompleteFrame, type Frame } from './frame.ts'
import { readsAsMessage } from './readable.ts'
import { readWholeMessage } from './whole-message.ts'

/** What is taken as a message. */
export interface FramerOptions {
  /**
   * Longest message in bytes, from BeginString(8) to the SOH of CheckSum(10); default 1 MiB. The sender chooses
   * BodyLength(9), so without a limit one wrong digit makes the receiver collect bytes for ever; real messages, market
   * data snapshots included, stay well below.
   */
  readonly maxFrameLength?: number
  /** False accepts any three digits as CheckSum(10), as some venues ask for on trusted lines; default true. */
  readonly validateCheckSum?: boolean
  /**
   * False takes what is garbled as a message where it can be read as one: it begins with BeginString(8), ends with
   * CheckSum(10), and has a MsgType(35). No length and no checksum matters then. Default true.
   */
  readonly validateGarbled?: boolean
}

const DEFAULT_MAX_FRAME_LENGTH = 1024 * 1024
/**
 * Bytes that may be looked at again for each byte of garbage, in search of a message inside. Garbage made on purpose,
 * full of beginnings that each announce a long body, would cost the square of its length otherwise.
 */
const REREADS_PER_BYTE = 16
/** Bytes after which to look again where a message ends whose BodyLength(9) has not arrived: about as many as a header has. */
const HEADER_STEP = 32
const NOTHING = Buffer.alloc(0)
const BEGIN_FIX = Buffer.from('8=FIX', 'latin1')

/** The reader of one connection; a new connection needs a new one. */
export class Framer {
  readonly #maxFrameLength: number
  readonly #validateCheckSum: boolean
  readonly #candidate: Candidate
  readonly #validateGarbled: boolean
  /** The last chunk, or when that left a tail, our own with room behind `#end`; bytes before are never written again. */
  #buffer: Buffer = NOTHING
  /** Where the bytes start that have not come out yet, and where those that have arrived end. */
  #start = 0
  #end = 0
  /** Looking for the end of garbled bytes that begin at `#start`; else for a message at `#start`. */
  #resyncing = false
  #scan = 0
  #fieldStart = 0
  /** The candidate stands at `#scan`, not at `#start`. */
  #trying = false
  /** Where the garbled bytes end when the lengths of the message were right, 0 when that is not known. */
  #framedEnd = 0
  #rereads: number

  constructor(options: FramerOptions = {}) {
    this.#maxFrameLength = options.maxFrameLength ?? DEFAULT_MAX_FRAME_LENGTH
    this.#validateCheckSum = options.validateCheckSum ?? true
    this.#candidate = new Candidate(this.#maxFrameLength, this.#validateCheckSum)
    this.#validateGarbled = options.validateGarbled ?? true
    this.#rereads = REREADS_PER_BYTE * this.#maxFrameLength
  }

  /** Number of bytes that have arrived and not come out. */
  get pending(): number {
    return this.#end - this.#start
  }

  /**
   * Takes the next bytes of the stream.
   *
   * @param chunk - handed over: frames may be views on it, so it must not be written to afterwards
   * @returns what became certain, in order; empty while a message is partial
   */
  push(chunk: Buffer): Frame[] {
    const frames: Frame[] = []
    // What the last chunk left unfinished is finished in a buffer of its own. Only what it lacks is copied into that, so
    // that the rest of the chunk stays where it is; the frames are the same wherever a chunk is cut in two.
    let copied = 0
    while (this.#start < this.#end && copied < chunk.length) {
      const lacking = this.#lacking()
      const next = chunk.subarray(copied, copied + lacking)
      this.#append(next, next.length === lacking)
      this.#read(false, frames)
      copied += next.length
    }
    if (copied < chunk.length) {
      this.#move(chunk, copied, chunk.length)
      this.#read(false, frames)
    }
    // A connection that has nothing to say for hours does not keep its last chunk.
    if (this.#start === this.#end) this.#move(NOTHING, 0, 0)
    return frames
  }

  /**
   * Ends the stream: a message that is still partial is cut off, hence garbled, and what stands behind it is read.
   * Afterwards the framer is as new.
   */
  flush(): Frame[] {
    const frames: Frame[] = []
    this.#read(true, frames)
    return frames
  }

  /** Bytes to add to what is pending before there is something new to say. */
  #lacking(): number {
    if (this.#resyncing) return Number.POSITIVE_INFINITY
    return this.#candidate.walked === 0 ? HEADER_STEP : this.#start + this.#candidate.length - this.#end
  }

  /** @param finishes - nothing more is to come, most likely */
  #append(bytes: Buffer, finishes: boolean): void {
    if (this.#end + bytes.length > this.#buffer.length) {
      // Twice the need, so that a message that comes in small pieces is copied a few times only.
      const need = this.pending + bytes.length
      const bigger = Buffer.allocUnsafe(finishes ? need : 2 * need)
      this.#buffer.copy(bigger, 0, this.#start, this.#end)
      this.#move(bigger, 0, this.pending)
    }
    this.#buffer.set(bytes, this.#end)
    this.#end += bytes.length
  }

  #move(buffer: Buffer, start: number, end: number): void {
    const shift = start - this.#start
    this.#buffer = buffer
    this.#start = start
    this.#end = end
    this.#scan += shift
    this.#fieldStart += shift
    if (this.#framedEnd !== 0) this.#framedEnd += shift
  }

  #read(ended: boolean, frames: Frame[]): void {
    while (this.#start < this.#end) {
      if (!this.#resyncing) this.#readWholeMessages(frames)
      if (!(this.#resyncing ? this.#resync(ended, frames) : this.#readMessage(ended, frames))) break
    }
  }

  /** Takes the messages that are plainly in order, up to the first bytes that are not. */
  #readWholeMessages(frames: Frame[]): void {
    const buffer = this.#buffer
    const end = this.#end
    let start = this.#start
    while (start < end) {
      const message = readWholeMessage(buffer, start, end, this.#maxFrameLength, this.#validateCheckSum)
      if (message === undefined) break
      frames.push(new CompleteFrame(message))
      start = message.sourceEnd
    }
    if (start > this.#start) this.#goOn(start)
  }

  /** Looks for a message at `#start`. Returns false when more bytes are needed. */
  #readMessage(ended: boolean, frames: Frame[]): boolean {
    if (this.#start === this.#end) return true
    const answer = this.#candidate.advance(this.#buffer, this.#start, this.#end)
    if (answer === 'partial' && !ended) return false
    if (answer === 'complete') {
      this.#emitComplete(this.#candidate.length, frames)
      return true
    }
    this.#resyncing = true
    this.#trying = false
    this.#scan = this.#start
    this.#fieldStart = this.#start
    this.#framedEnd = this.#candidate.framed ? this.#start + this.#candidate.length : 0
    return true
  }

  /** Looks for the end of the garbled bytes that begin at `#start`. Returns false when more bytes are needed. */
  #resync(ended: boolean, frames: Frame[]): boolean {
    const buffer = this.#buffer
    const end = this.#framedEnd === 0 ? this.#end : this.#framedEnd
    while (this.#scan < end) {
      const byte = buffer[this.#scan]
      if (this.#trying) {
        const answer = this.#candidate.advance(buffer, this.#scan, end)
        if (answer === 'partial' && !ended && this.#framedEnd === 0) return false
        this.#trying = false
        // In a message whose lengths fit, only a message that ends with it is no part of it.
        if (answer === 'complete' && (this.#framedEnd === 0 || this.#scan + this.#candidate.length === end)) {
          const { length } = this.#candidate
          this.#emitGarbled(this.#scan, frames)
          this.#emitComplete(length, frames)
          return true
        }
        this.#rereads -= this.#candidate.walked
      } else if (byte === EIGHT && this.#scan > this.#start) {
        const known = this.#scan + 1 < this.#end
        if (!known && !ended) return false
        if (known && buffer[this.#scan + 1] === EQUALS) {
          const fresh = this.#beginsAfresh()
          if (fresh === undefined && !ended) return false
          if (fresh === true) {
            this.#emitGarbled(this.#scan, frames)
            return true
          }
          if (this.#rereads > 0) {
            this.#candidate.reset()
            this.#trying = true
            continue
          }
        }
      } else if (byte === SOH && this.#framedEnd === 0) {
        if (this.#isTrailer(this.#fieldStart, this.#scan)) {
          this.#emitGarbled(this.#scan + 1, frames)
          return true
        }
        this.#fieldStart = this.#scan + 1
      }
      this.#scan++
      // Garbage without an end must come out too, rather than be collected for ever.
      if (this.#scan - this.#start >= this.#maxFrameLength && this.#framedEnd === 0) {
        this.#emitGarbled(this.#scan, frames)
        return true
      }
    }
    if (this.#framedEnd === 0 && !ended) return false
    this.#emitGarbled(end, frames)
    return true
  }

  /**
   * Whether the `8=` at `#scan` ends the garbled bytes without further question: it is `8=FIX`, and starts a field, or
   * what precedes it is no message at all. Undefined when the bytes do not suffice to say.
   */
  #beginsAfresh(): boolean | undefined {
    if (this.#framedEnd !== 0) return false
    const startsLikeMessage = this.#buffer[this.#start] === EIGHT && this.#buffer[this.#start + 1] === EQUALS
    if (startsLikeMessage && this.#scan !== this.#fieldStart) return false
    for (let i = 2; i < BEGIN_FIX.length; i++) {
      if (this.#scan + i >= this.#end) return undefined
      if (this.#buffer[this.#scan + i] !== BEGIN_FIX[i]) return false
    }
    return true
  }

  #isTrailer(from: number, to: number): boolean {
    return (
      to - from >= 3 &&
      this.#buffer[from] === ONE &&
      this.#buffer[from + 1] === ZERO &&
      this.#buffer[from + 2] === EQUALS
    )
  }

  #emitComplete(length: number, frames: Frame[]): void {
    const end = this.#start + length
    frames.push(new CompleteFrame(decode(this.#buffer.subarray(this.#start, end))))
    this.#goOn(end)
  }

  #emitGarbled(end: number, frames: Frame[]): void {
    const bytes = this.#buffer.subarray(this.#start, end)
    const taken = !this.#validateGarbled && readsAsMessage(bytes)
    frames.push(
      taken ? new CompleteFrame(decode(bytes)) : { kind: 'garbled', bytes, why: diagnose(bytes, this.#maxFrameLength) },
    )
    this.#rereads = Math.min(this.#rereads + REREADS_PER_BYTE * bytes.length, REREADS_PER_BYTE * this.#maxFrameLength)
    this.#goOn(end)
  }

  #goOn(start: number): void {
    this.#start = start
    this.#resyncing = false
    this.#framedEnd = 0
    this.#candidate.reset()
  }
}
