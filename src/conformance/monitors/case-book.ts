/** How often each case was met and how it went, with the evidence of the first time and of the first faults. */
import type { Finding, Grade, Shown } from './sighting.ts'

/** Of each case so many faults are shown; all are counted. */
export const SHOWN_FAULTS = 3

export interface CaseRecord {
  readonly counts: Record<Grade, number>
  /** The first of each grade, and of faults the first few. */
  readonly occurrences: Occurrence[]
}

export interface Occurrence extends Finding {
  readonly evidence: readonly Shown[]
}

const RANK: Readonly<Record<Grade, number>> = { failed: 0, warning: 1, passed: 2, inconclusive: 3 }

export class CaseBook {
  readonly records = new Map<string, CaseRecord>()

  /** @param evidence - asked for only when it will be shown */
  record(id: string, finding: Finding, evidence: () => readonly Shown[]): void {
    let record = this.records.get(id)
    if (record === undefined) {
      record = { counts: { passed: 0, warning: 0, failed: 0, inconclusive: 0 }, occurrences: [] }
      this.records.set(id, record)
    }
    record.counts[finding.grade]++
    const shown = record.occurrences.filter(({ grade }) => grade === finding.grade).length
    const most = finding.grade === 'failed' || finding.grade === 'warning' ? SHOWN_FAULTS : 1
    if (shown < most) record.occurrences.push({ ...finding, evidence: evidence() })
  }

  /** For what passes with every other message: counts, and no more than that once it has its evidence. */
  passed(id: string, times: number, finding: Finding, evidence: () => readonly Shown[]): void {
    const record = this.records.get(id)
    if (record !== undefined && record.counts.passed > 0) record.counts.passed += times
    else {
      this.record(id, finding, evidence)
      const made = this.records.get(id)
      if (made !== undefined) made.counts.passed += times - 1
    }
  }
}

/** The verdict on a case: its worst occurrence; inconclusive only where nothing was proved. */
export function worstOf({ occurrences }: CaseRecord): Occurrence | undefined {
  return occurrences.toSorted((a, b) => RANK[a.grade] - RANK[b.grade])[0]
}
