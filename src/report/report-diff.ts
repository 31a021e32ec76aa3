/** What changed from one report to another, check by check. A check is a case, a version, a role and an example. */
import type { CheckChange, Report, ReportResult, Verdict } from './report.ts'
import { headline } from './wording.ts'

export interface ReportDiff {
  /** Failed, or no longer proven, where the first report has better. */
  worse: CheckChange[]
  /** In the first report only. */
  vanished: CheckChange[]
  repaired: CheckChange[]
  /** Another finding or verdict, and neither worse nor repaired. */
  changed: CheckChange[]
  /** In the second report only. */
  added: CheckChange[]
  unchanged: number
}

const GOOD: readonly Verdict[] = ['passed', 'warning', 'waived']
const OPEN: readonly Verdict[] = ['failed', 'errored', 'inconclusive']

/** A harness that errs says nothing of the target, so an errored check is not worse: it has an exit code of its own. */
export function isWorse(before: Verdict, now: Verdict): boolean {
  if (now === 'failed') return before !== 'failed'
  return (now === 'inconclusive' || now === 'notApplicable') && GOOD.includes(before)
}

/** Not good, and no worse than it was: what a baseline excuses. */
export function isKnown({ verdict, was }: Pick<ReportResult, 'verdict' | 'was'>): boolean {
  return OPEN.includes(verdict) && was !== undefined && OPEN.includes(was) && (verdict !== 'failed' || was === 'failed')
}

export function isRegression({ verdict, was }: Pick<ReportResult, 'verdict' | 'was'>): boolean {
  return was !== undefined && isWorse(was, verdict)
}

/**
 * Results by what they are about, whatever the order of the run. Where a case has several results without an example
 * to tell them apart, they are counted.
 */
export function resultsByIdentity<R extends Pick<ReportResult, 'case' | 'beginString' | 'targetRole' | 'example'>>(
  results: readonly R[],
): Map<string, R> {
  const found = new Map<string, R>()
  for (const result of results) {
    const identity = [result.case, result.beginString, result.targetRole, result.example ?? ''].join('~')
    let key = identity
    for (let n = 2; found.has(key); n++) key = `${identity}~${n}`
    found.set(key, result)
  }
  return found
}

export function diffReports(before: Pick<Report, 'results'>, now: Pick<Report, 'results'>): ReportDiff {
  const diff: ReportDiff = { worse: [], vanished: [], repaired: [], changed: [], added: [], unchanged: 0 }
  const old = resultsByIdentity(before.results)
  const current = resultsByIdentity(now.results)
  for (const [key, result] of current) {
    const earlier = old.get(key)
    if (earlier === undefined) diff.added.push(changeOf(undefined, result))
    else {
      const list = listFor(diff, earlier, result)
      if (list === undefined) diff.unchanged++
      else list.push(changeOf(earlier, result))
    }
  }
  for (const [key, result] of old) if (!current.has(key)) diff.vanished.push(changeOf(result, undefined))
  return diff
}

function listFor(diff: ReportDiff, before: ReportResult, now: ReportResult): CheckChange[] | undefined {
  if (isWorse(before.verdict, now.verdict)) return diff.worse
  const good = now.verdict === 'passed' || now.verdict === 'warning'
  if (good && (OPEN.includes(before.verdict) || before.verdict === 'waived')) return diff.repaired
  if (before.verdict !== now.verdict) return diff.changed
  // What a passed check saw may differ from run to run, and says nothing.
  return now.verdict === 'passed' || headline(before) === headline(now) ? undefined : diff.changed
}

/** At least one of the two is there. */
export function changeOf(before: ReportResult | undefined, now: ReportResult | undefined): CheckChange {
  const about = (now ?? before) as ReportResult
  const { case: id, title, example, beginString, targetRole } = about
  const seen = (result: ReportResult) => ({ verdict: result.verdict, finding: headline(result) })
  return {
    case: id,
    title,
    ...(example === undefined ? {} : { example }),
    beginString,
    targetRole,
    ...(before === undefined ? {} : { before: seen(before) }),
    ...(now === undefined ? {} : { now: seen(now) }),
  }
}
