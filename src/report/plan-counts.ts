/** How far a test plan is fulfilled, counted from the results. The page's script has the same rules. */
import type { Obligation, Report, ReportResult } from './report.ts'

export interface ObligationCounts {
  /** Cases. */
  total: number
  passed: number
  /** Passed, but for what a waiver or a quirk covers. */
  waived: number
  failed: number
  /** Not proven: inconclusive, errored, not applicable wherever it was tried, or not run at all. */
  open: number
  /** Ids of those that are open. */
  openCases: string[]
}

export type PlanCounts = Record<Obligation, ObligationCounts>

/** @returns undefined where a run had no plan */
export function planCounts({ plan, results }: Pick<Report, 'plan' | 'results'>): PlanCounts | undefined {
  if (plan === undefined) return undefined
  const byCase = Map.groupBy(results, (result) => result.case)
  return { mandatory: countsOf(plan.mandatory, byCase), optional: countsOf(plan.optional, byCase) }
}

/** What stands against a good end of the run: mandatory cases that nothing was seen of, although all of the plan was asked for. */
export function missingMandatory(report: Pick<Report, 'plan' | 'results' | 'shard'>): string[] {
  if (report.plan === undefined || report.plan.narrowed || report.shard) return []
  const seen = new Set(report.results.filter(({ verdict }) => verdict !== 'notApplicable').map((result) => result.case))
  return report.plan.mandatory.filter((id) => !seen.has(id))
}

function countsOf(ids: readonly string[], byCase: ReadonlyMap<string, readonly ReportResult[]>): ObligationCounts {
  const counts: ObligationCounts = { total: ids.length, passed: 0, waived: 0, failed: 0, open: 0, openCases: [] }
  for (const id of ids) {
    const state = stateOf(byCase.get(id) ?? [])
    counts[state]++
    if (state === 'open') counts.openCases.push(id)
  }
  return counts
}

/** Of a case in all versions and roles; one that is proved where it applies is proved. */
function stateOf(results: readonly ReportResult[]): 'passed' | 'waived' | 'failed' | 'open' {
  const verdicts = new Set(results.map(({ verdict }) => verdict))
  if (verdicts.has('failed')) return 'failed'
  if (verdicts.has('errored') || verdicts.has('inconclusive')) return 'open'
  if (verdicts.has('waived')) return 'waived'
  return verdicts.has('passed') || verdicts.has('warning') ? 'passed' : 'open'
}

/** `12 of 14 mandatory done: 10 passed, 1 waived, 1 failed, 2 open`. */
export function planText(counts: ObligationCounts, obligation: Obligation): string {
  const { total, passed, waived, failed, open } = counts
  const parts = [`${passed} passed`, waived && `${waived} waived`, `${failed} failed`, `${open} open`].filter(Boolean)
  return `${total - open} of ${total} ${obligation} done: ${parts.join(', ')}`
}
