/** The values of enumerations that have more than one byte, found by the hash of their bytes; and lists of values. */
import type { Format } from '../formats.ts'
import { isInSet } from './byte-sets.ts'

const BLANK = 0x20
/** Multiplier of the FNV hash. */
const PRIME = 0x01000193

/** A value and the number of its enumeration, which is that of the set of its values of one byte. */
export interface LongerValue {
  readonly set: number
  readonly bytes: Buffer
}

/** Those values of an enumeration that can stand on the wire and have the format of the field. */
export function longerValues(set: number, values: Iterable<string>, format: Format): LongerValue[] {
  const longer: LongerValue[] = []
  for (const value of values) {
    const bytes = Buffer.from(value, 'latin1')
    if (bytes.length < 2 || bytes.toString('latin1') !== value || !format(bytes, 0, bytes.length)) continue
    longer.push({ set, bytes })
  }
  return longer
}

export class LongerValues {
  readonly #bits: Int32Array
  /** Enumerations of which several values may stand in one, with a blank between. */
  readonly #lists: ReadonlySet<number>
  /** Open addressing: the number of a value and 1, 0 for a free place. */
  readonly #heads: Int32Array
  readonly #mask: number
  /** For each value its enumeration, and where its bytes begin in `#text`; the next one begins where it ends. */
  readonly #sets: Int32Array
  readonly #starts: Int32Array
  readonly #text: Buffer

  constructor(bits: Int32Array, values: readonly LongerValue[], lists: ReadonlySet<number>) {
    this.#bits = bits
    this.#lists = lists
    // At most half full, so that few places are looked at in vain.
    this.#mask = 2 ** Math.ceil(Math.log2(values.length * 2 + 2)) - 1
    this.#heads = new Int32Array(this.#mask + 1)
    this.#sets = Int32Array.from(values, ({ set }) => set)
    this.#text = Buffer.concat(values.map(({ bytes }) => bytes))
    this.#starts = new Int32Array(values.length + 1)
    for (const [i, { set, bytes }] of values.entries()) {
      this.#starts[i + 1] = (this.#starts[i] as number) + bytes.length
      let at = hashOf(set, bytes, 0, bytes.length) & this.#mask
      while (this.#heads[at] !== 0) at = (at + 1) & this.#mask
      this.#heads[at] = i + 1
    }
  }

  /** True when a value of more than one byte is one of the enumeration, or several of them where a list may stand. */
  holds(set: number, source: Uint8Array, start: number, end: number): boolean {
    return this.#holdsOne(set, source, start, end) || (this.#lists.has(set) && this.#holdsEach(set, source, start, end))
  }

  #holdsEach(set: number, source: Uint8Array, start: number, end: number): boolean {
    let from = start
    for (let i = start; i < end; i++) {
      if (source[i] !== BLANK) continue
      if (!this.#holdsItem(set, source, from, i)) return false
      from = i + 1
    }
    return this.#holdsItem(set, source, from, end)
  }

  #holdsItem(set: number, source: Uint8Array, start: number, end: number): boolean {
    return end - start === 1
      ? isInSet(this.#bits, set, source[start] as number)
      : this.#holdsOne(set, source, start, end)
  }

  #holdsOne(set: number, source: Uint8Array, start: number, end: number): boolean {
    let at = hashOf(set, source, start, end) & this.#mask
    for (let head = this.#heads[at] as number; head !== 0; head = this.#heads[at] as number) {
      if (this.#sets[head - 1] === set && this.#isAt(head - 1, source, start, end)) return true
      at = (at + 1) & this.#mask
    }
    return false
  }

  #isAt(value: number, source: Uint8Array, start: number, end: number): boolean {
    const at = this.#starts[value] as number
    if ((this.#starts[value + 1] as number) - at !== end - start) return false
    for (let i = start, j = at; i < end; i++, j++) if (source[i] !== this.#text[j]) return false
    return true
  }
}

function hashOf(seed: number, bytes: Uint8Array, start: number, end: number): number {
  let hash = seed
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), PRIME)
  return hash ^ (hash >>> 15)
}
