/** What the invariants found, and how often each of them was looked at. */
import type { Difference } from '../difference.ts'
import { nameOfTag } from './order-tags.ts'

export interface InvariantFinding {
  /** `INV-5`. */
  readonly id: string
  readonly level: 'must' | 'should'
  /** Index of the journal entry that breaks it. */
  readonly entry: number
  /** What had to hold, in words. */
  readonly expected: string
  readonly actual: string
  readonly difference?: Difference
}

export interface Judgement {
  readonly findings: readonly InvariantFinding[]
  /** Invariant → how many reports, orders or requests it was held against. */
  readonly checks: Readonly<Record<string, number>>
}

/** One thing that is held against an invariant. */
export interface Check {
  readonly holds: boolean
  readonly expected: string
  readonly actual: string
  /** The field in question, with the value that it should have where there is one. */
  readonly tag?: number
  readonly value?: string | null
  /** What the field has; `null` when it is not there. */
  readonly has?: string | null
  /** Default must. */
  readonly level?: 'must' | 'should'
}

/** Counted by orders and by requests, when all is over; the others by reports. */
const COUNTED_APART: ReadonlySet<string> = new Set(['INV-19', 'INV-20'])

const NONE: readonly InvariantFinding[] = []

/** Collects findings; a report counts once for each invariant, however many things of it are looked at. */
export class Notes {
  readonly findings: InvariantFinding[] = []
  readonly #checks = new Map<string, number>()
  readonly #last = new Map<string, number>()

  /** @param entry - index of the journal entry that is looked at */
  check(id: string, entry: number, { holds, expected, actual, tag, value, has, level = 'must' }: Check): boolean {
    if (this.#last.get(id) !== entry && !COUNTED_APART.has(id)) this.count(id)
    this.#last.set(id, entry)
    if (holds) return true
    const difference: Difference | undefined =
      tag === undefined
        ? undefined
        : {
            entry,
            fields: [{ tag, name: nameOfTag(tag), expected: value ?? expected, actual: has ?? null, equal: false }],
          }
    this.findings.push({ id, level, entry, expected, actual, ...(difference === undefined ? {} : { difference }) })
    return false
  }

  /** What is no entry of its own: an order, a request. */
  count(id: string): void {
    this.#checks.set(id, (this.#checks.get(id) ?? 0) + 1)
  }

  /** What was found since it was last asked for; it is kept no longer. */
  taken(): readonly InvariantFinding[] {
    return this.findings.length === 0 ? NONE : this.findings.splice(0)
  }

  get judgement(): Judgement {
    return { findings: this.findings, checks: Object.fromEntries(this.#checks) }
  }
}
