/** A run against an earlier report: only what has become worse counts. */
import { reportDigest } from './digest.ts'
import type { Report, ReportBaseline, ReportResult } from './report.ts'
import { diffReports, isKnown, isRegression, resultsByIdentity } from './report-diff.ts'

/** What of the baseline a run could have shown: only there can a check be missed. */
export type Scope = (result: ReportResult) => boolean

/**
 * Notes at each result the verdict that it had in the baseline.
 *
 * @returns the block of the report that says what the results themselves can not: above all, what has vanished
 */
export function applyBaseline(results: ReportResult[], baseline: Report, file: string, inScope: Scope): ReportBaseline {
  const earlier = baseline.results.filter(inScope)
  const old = resultsByIdentity(earlier)
  for (const [key, result] of resultsByIdentity(results)) {
    const was = old.get(key)?.verdict
    if (was !== undefined) result.was = was
  }
  const { vanished, repaired, changed, added } = diffReports({ results: earlier }, { results })
  return {
    file,
    startedAt: baseline.startedAt,
    sha256: reportDigest(baseline),
    vanished,
    repaired,
    changed: changed.length,
    added: added.length,
  }
}

export interface BaselineCounts {
  /** Worse results and vanished checks. */
  regressions: number
  vanished: number
  repaired: number
  /** Not good, and not good before. */
  known: number
}

/** @returns undefined where no baseline was given */
export function baselineCounts({
  results,
  baseline,
}: Pick<Report, 'results' | 'baseline'>): BaselineCounts | undefined {
  if (baseline === undefined) return undefined
  const vanished = baseline.vanished.length
  return {
    regressions: results.filter(isRegression).length + vanished,
    vanished,
    repaired: baseline.repaired.length,
    known: results.filter(isKnown).length,
  }
}
