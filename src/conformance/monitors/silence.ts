/** Findings that wait until the log has shown that it holds both sides. */
import type { CaseBook } from './case-book.ts'
import type { Finding, Shown } from './sighting.ts'

/** As long as the log has no message of the target nothing is held against it: its side may be missing. */
export interface Silence {
  heard: boolean
  readonly waiting: {
    readonly book: CaseBook
    readonly cases: readonly string[]
    readonly finding: Finding
    readonly evidence: readonly Shown[]
  }[]
}

/** Findings that wait for the first message of the target. */
export const MOST_WAITING = 32
export const UNHEARD = 'the log has no message of this side'

/** The target speaks; or, with a reason, the log is over and it never did. */
export function hear(silence: Silence, reason?: string): void {
  silence.heard = true
  for (const { book, cases, finding, evidence } of silence.waiting.splice(0)) {
    const told: Finding = reason === undefined ? finding : { ...finding, grade: 'inconclusive', reason }
    for (const id of cases) book.record(id, told, () => evidence)
  }
}
