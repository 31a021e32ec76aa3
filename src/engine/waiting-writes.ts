/** Counts the messages that wait for a counterparty that does not read (`maxScheduledWriteRequests`; engine parameters 15). */

/** One message is one write request, as in QuickFIX/J, however many leave in one write. */
export class WaitingWrites {
  /** Where each message that may still wait ends, in bytes written since the beginning; those before `#first` have left. */
  #ends: number[] = []
  #first = 0
  #written = 0

  /** To be told of each message that is written. */
  wrote(bytes: number): void {
    this.#written += bytes
    this.#ends.push(this.#written)
  }

  /** @param backlog - bytes written that have not left yet */
  count(backlog: number): number {
    const left = this.#written - backlog
    while (this.#first < this.#ends.length && (this.#ends[this.#first] as number) <= left) this.#first++
    if (this.#first > 1024 && this.#first * 2 > this.#ends.length) {
      this.#ends = this.#ends.slice(this.#first)
      this.#first = 0
    }
    return this.#ends.length - this.#first
  }
}
