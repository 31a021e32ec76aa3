/**
 * The number that the target must expect next, as the peer's messages make it. Undefined as long as the log does not say;
 * not sure until the target has shown it.
 */

/** Messages behind a gap that are remembered. More are counted as unknown. */
const EARLY = 1_000

export class ExpectedNumber {
  next: number | undefined
  /** The target has shown that it expects this. */
  sure = false
  /** Where it may be as well: it dropped what came early, or counts what may as well not count. */
  others: readonly number[] = []
  /** The target has asked for what is missing, and not all of it has come. */
  asked = false
  #early = new Set<number>()
  /** The first number of those that followed each other up to `next`. */
  #from = 0

  forget(): void {
    this.next = undefined
    this.sure = false
    this.others = []
    this.asked = false
    this.#early.clear()
  }

  /** Numbers begin anew, or go on from one that is known. */
  begin(next: number, sure: boolean): void {
    this.forget()
    this.next = next
    this.#from = next - 1
    this.sure = sure
  }

  get isKnown(): boolean {
    return this.next !== undefined && this.sure && this.others.length === 0
  }

  /** Something came too early, and what is before it is missing. */
  get hasGap(): boolean {
    return this.#early.size > 0
  }

  /** The highest number that came. */
  get highest(): number {
    return Math.max(this.next ?? 0, ...this.#early)
  }

  could(seq: number): boolean {
    return seq === this.next || this.others.includes(seq)
  }

  /** Of what it may expect the peer goes on with this; the target may see it otherwise. */
  lean(seq: number): void {
    this.others = [...this.others.filter((other) => other !== seq), this.next as number]
    this.next = seq
  }

  /** The message with the number expected came. */
  take(seq: number): void {
    this.next = seq + 1
    this.#drain()
  }

  early(seq: number): void {
    if (this.#early.size < EARLY) this.#early.add(seq)
  }

  moveTo(next: number): void {
    this.next = next
    for (const seq of this.#early) if (seq < next) this.#early.delete(seq)
    this.#drain()
  }

  /** The target shows what it expects: what was behind that number came too early for it. */
  shown(next: number): void {
    const known = this.next ?? next
    for (let seq = Math.max(next + 1, this.#from, known - EARLY); seq < known; seq++) this.early(seq)
    this.#from = next
    this.next = next
    this.sure = true
    this.others = []
    for (const seq of this.#early) if (seq <= next) this.#early.delete(seq)
  }

  #drain(): void {
    const before = this.next as number
    let next = before
    while (this.#early.delete(next)) next++
    if (next !== before) this.others = [...new Set([...this.others, before])].slice(0, 4)
    this.next = next
    if (this.#early.size === 0) this.asked = false
  }
}
