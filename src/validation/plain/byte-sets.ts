/** Which bytes are a value by themselves: sets of bytes with a number each, as bits. */
import type { Format } from '../formats.ts'

/** Of 32 bits each, for 256 bytes. */
const WORDS = 8

/** True when set `set` holds the byte: bit `byte & 31` of word `(set << 3) + (byte >> 5)`. */
export function isInSet(bits: Int32Array, set: number, byte: number): boolean {
  return (((bits[(set << 3) + (byte >> 5)] as number) >>> (byte & 31)) & 1) === 1
}

/** Gives sets their numbers, while the fields of a dictionary are read. Set 0 holds every byte. */
export class ByteSets {
  readonly #words: number[] = new Array<number>(WORDS).fill(-1)
  readonly #byFormat = new Map<Format, number>()

  get bits(): Int32Array {
    return Int32Array.from(this.#words)
  }

  /** The set of the bytes that have a format. */
  ofFormat(format: Format): number {
    let set = this.#byFormat.get(format)
    if (set === undefined) {
      set = this.#add(
        Array.from({ length: 256 }, (_, byte) => byte),
        format,
      )
      this.#byFormat.set(format, set)
    }
    return set
  }

  /** A set of those values that are one byte and have the format. */
  ofValues(values: Iterable<string>, format: Format): number {
    const bytes: number[] = []
    for (const value of values) if (value.length === 1) bytes.push(value.charCodeAt(0))
    return this.#add(bytes, format)
  }

  #add(bytes: readonly number[], format: Format): number {
    const words = new Array<number>(WORDS).fill(0)
    const one = new Uint8Array(1)
    for (const byte of bytes) {
      one[0] = byte
      if (one[0] === byte && format(one, 0, 1)) words[byte >> 5] = (words[byte >> 5] as number) | (1 << (byte & 31))
    }
    return this.#words.push(...words) / WORDS - 1
  }
}
