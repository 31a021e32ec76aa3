/** Who changed what through the API, and when. The newest records are kept; each is also told to whoever keeps more. */

export interface AuditRecord {
  /** Position, from 0. */
  readonly index: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: string
  /** Its id, or `venue`. */
  readonly session: string
  readonly action: string
  /** What was asked for. */
  readonly asked: Readonly<Record<string, unknown>>
  /** The numbers before, and after; absent for what was done to the venue. */
  readonly before?: SequenceNumbers
  readonly after?: SequenceNumbers
  /** `done`, or why not. */
  readonly outcome: string
}

export interface SequenceNumbers {
  readonly nextIn: number
  readonly nextOut: number
}

const MAX_RECORDS = 1000

export class Audit {
  readonly #records: AuditRecord[] = []
  readonly #now: () => number
  readonly #onRecord: ((record: AuditRecord) => void) | undefined
  #count = 0

  /** @param now - epoch milliseconds UTC */
  constructor(now: () => number, onRecord?: (record: AuditRecord) => void) {
    this.#now = now
    this.#onRecord = onRecord
  }

  get records(): readonly AuditRecord[] {
    return this.#records
  }

  add(stated: Omit<AuditRecord, 'index' | 'at'>): void {
    const record = { index: this.#count++, at: new Date(this.#now()).toISOString(), ...stated }
    this.#records.push(record)
    if (this.#records.length > MAX_RECORDS) this.#records.shift()
    this.#onRecord?.(record)
  }
}
