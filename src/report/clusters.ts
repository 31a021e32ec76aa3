/** Results that one defect explains are shown as one. The page's script has the same. */
import type { ReportResult } from './report.ts'
import { headline } from './wording.ts'

/** In the order of the run; the first of each list stands for the others. */
export function clusters<R extends Pick<ReportResult, 'case' | 'cause' | 'difference' | 'reason' | 'actual'>>(
  results: readonly R[],
): [first: R, ...others: R[]][] {
  const found = new Map<string, [R, ...R[]]>()
  for (const result of results) {
    const key = result.cause?.class ?? `${result.case} ${headline(result)}`
    const cluster = found.get(key)
    if (cluster) cluster.push(result)
    else found.set(key, [result])
  }
  return [...found.values()]
}

/** The clusters to be shown, and how many results are in the rest. */
export function shownClusters<C extends readonly unknown[]>(
  all: readonly C[],
  limit: number,
): [shown: C[], hidden: number] {
  return [all.slice(0, limit), all.slice(limit).reduce((sum, cluster) => sum + cluster.length, 0)]
}
