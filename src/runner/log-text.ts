/**
 * The text that a log becomes, as bytes: pieces that were made ready once are put one behind the other. A log is a
 * sixth of its text, so this is where the time goes; no string is made for what is written again and again.
 */

/** Bytes behind the end that may be read or written with the last word. */
export const SLACK = 8
/** Bytes after which the text is handed on; as much again is filled while these are written. */
const FULL = 1 << 20
/** Room at first, which is enough for what people look at, and for what is longer. */
const FIRST = 64 << 10
const USUAL = 2 * FULL
const LINE_FEED = 0x0a
const HIGH_BITS = 0x80808080 | 0

/** Bytes, and the same bytes as words: four or eight are copied in the time of one. */
export interface Bytes {
  readonly buffer: Buffer
  readonly view: DataView
}

/** @param length - bytes that can be used; there are a few more, so that the last word can be read whole */
export function allocateBytes(length: number): Bytes {
  const buffer = Buffer.allocUnsafeSlow(length + SLACK)
  return { buffer, view: new DataView(buffer.buffer, buffer.byteOffset, buffer.length) }
}

/** A text that is ready to be put, in words of eight bytes; what is behind `length` does not matter. */
export interface Piece {
  readonly words: Float64Array
  readonly length: number
}

/** @param text - ASCII, as all names and labels of the dictionaries are: as a number it would not keep every other byte */
export function pieceOf(text: string): Piece {
  const length = Buffer.byteLength(text)
  const words = new Float64Array(Math.ceil(length / 8))
  Buffer.from(words.buffer).write(text)
  return { words, length }
}

export class LogText {
  #bytes = allocateBytes(FIRST)
  #capacity = FIRST
  #other: Bytes | undefined
  #length = 0

  /** It is time to take it. */
  get full(): boolean {
    return this.#length >= FULL
  }

  get empty(): boolean {
    return this.#length === 0
  }

  /** Hands out what was put. The bytes are written over when the text is taken for the second time after this. */
  take(): Buffer {
    const taken = this.#bytes
    const length = this.#length
    // One that had to grow is not kept: the next long line is far.
    const isUsual = this.#capacity <= USUAL
    this.#bytes = this.#other ?? allocateBytes(isUsual ? this.#capacity : USUAL)
    this.#other = isUsual ? taken : undefined
    this.#capacity = this.#bytes.buffer.length - SLACK
    this.#length = 0
    return taken.buffer.subarray(0, length)
  }

  put(piece: Piece): void {
    const { words, length } = piece
    if (this.#length + length > this.#capacity) this.#grow(length)
    const { view } = this.#bytes
    const at = this.#length
    for (let i = 0; i < words.length; i++) view.setFloat64(at + 8 * i, words[i] as number, HOST_ORDER)
    this.#length = at + length
  }

  lineFeed(): void {
    if (this.#length + 1 > this.#capacity) this.#grow(1)
    this.#bytes.buffer[this.#length++] = LINE_FEED
  }

  /** For what is rare. */
  putText(text: string): void {
    const length = Buffer.byteLength(text)
    if (this.#length + length > this.#capacity) this.#grow(length)
    this.#length += this.#bytes.buffer.write(text, this.#length)
  }

  /** Copies bytes that stand for one character each (latin1); the text is UTF-8. */
  copy(source: Bytes, from: number, to: number): void {
    const most = 2 * (to - from)
    if (this.#length + most > this.#capacity) this.#grow(most)
    const input = source.view
    const output = this.#bytes.view
    const shift = this.#length - from
    let high = 0
    for (let i = from; i < to; i += 4) {
      const word = input.getInt32(i, true)
      high |= word
      output.setInt32(i + shift, word, true)
    }
    if ((high & HIGH_BITS) === 0) this.#length += to - from
    else this.#encode(source.buffer, from, to)
  }

  /** The same for bytes above 127, which take two in UTF-8. */
  #encode(source: Buffer, from: number, to: number): void {
    const { buffer } = this.#bytes
    let at = this.#length
    for (let i = from; i < to; i++) {
      const byte = source[i] as number
      if (byte < 0x80) buffer[at++] = byte
      else {
        buffer[at++] = 0xc0 | (byte >> 6)
        buffer[at++] = 0x80 | (byte & 0x3f)
      }
    }
    this.#length = at
  }

  #grow(more: number): void {
    const needed = this.#length + more
    this.#capacity = needed <= USUAL ? USUAL : needed + FULL
    const bigger = allocateBytes(this.#capacity)
    this.#bytes.buffer.copy(bigger.buffer, 0, 0, this.#length)
    this.#bytes = bigger
  }
}

/** Words are put as they are in memory. */
const HOST_ORDER = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
