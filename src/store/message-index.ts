/**
 * Where each stored message lies in the log: MsgSeqNum(34), offset and size of its record, in three parallel columns.
 * Twenty bytes a message and no object, so that a million of them are 20 MB and load at once. It is ordered by number
 * and not laid out by number: a session set to MsgSeqNum 1 000 000 000 has an index of one entry. Pure.
 */

const firstCapacity = 1024

export class MessageIndex {
  #numbers: Float64Array
  #offsets: Float64Array
  #sizes: Uint32Array
  #length = 0
  #settled = 0

  /** @param capacity - entries that it has room for before it grows, above 0 */
  constructor(capacity = firstCapacity) {
    this.#numbers = new Float64Array(capacity)
    this.#offsets = new Float64Array(capacity)
    this.#sizes = new Uint32Array(capacity)
  }

  get length(): number {
    return this.#length
  }

  /** How many entries, from the first on, are as they were at the last `settle`: what a saved copy still has right. */
  get settled(): number {
    return this.#settled
  }

  /** Says that the present entries were saved elsewhere. */
  settle(): void {
    this.#settled = this.#length
  }

  msgSeqNumAt(position: number): number {
    return this.#numbers[position] as number
  }

  /** Byte offset in the log at which the record begins. */
  offsetAt(position: number): number {
    return this.#offsets[position] as number
  }

  /** Bytes of the record. */
  sizeAt(position: number): number {
    return this.#sizes[position] as number
  }

  /** Byte offset in the log at which the record ends. */
  endAt(position: number): number {
    return (this.#offsets[position] as number) + (this.#sizes[position] as number)
  }

  /** Adds a message; numbers from `msgSeqNum` on that were there before give way to it. */
  append(msgSeqNum: number, offset: number, size: number): void {
    if (this.#length > 0 && this.msgSeqNumAt(this.#length - 1) >= msgSeqNum) this.cutFrom(msgSeqNum)
    if (this.#length === this.#numbers.length) this.reserve(this.#length * 2)
    this.#numbers[this.#length] = msgSeqNum
    this.#offsets[this.#length] = offset
    this.#sizes[this.#length] = size
    this.#length++
  }

  /** Whether there is a message of this number. */
  has(msgSeqNum: number): boolean {
    const position = this.firstFrom(msgSeqNum)
    return position < this.#length && this.msgSeqNumAt(position) === msgSeqNum
  }

  /** The message of this number lies elsewhere from now on; nothing where there is none. */
  replace(msgSeqNum: number, offset: number, size: number): void {
    if (!this.has(msgSeqNum)) return
    const position = this.firstFrom(msgSeqNum)
    this.#offsets[position] = offset
    this.#sizes[position] = size
    this.#settled = Math.min(this.#settled, position)
  }

  /** Forgets the messages numbered `msgSeqNum` and above. */
  cutFrom(msgSeqNum: number): void {
    this.truncate(this.firstFrom(msgSeqNum))
  }

  /** Forgets all but the first `length` entries. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length)
    this.#settled = Math.min(this.#settled, this.#length)
  }

  /** Position of the first message numbered `msgSeqNum` or above; the length when there is none. */
  firstFrom(msgSeqNum: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.msgSeqNumAt(middle) < msgSeqNum) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Makes room for `capacity` entries in one step. */
  reserve(capacity: number): void {
    if (capacity <= this.#numbers.length) return
    const numbers = new Float64Array(capacity)
    const offsets = new Float64Array(capacity)
    const sizes = new Uint32Array(capacity)
    numbers.set(this.#numbers)
    offsets.set(this.#offsets)
    sizes.set(this.#sizes)
    this.#numbers = numbers
    this.#offsets = offsets
    this.#sizes = sizes
  }
}
