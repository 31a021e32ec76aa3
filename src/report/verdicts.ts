/** Words, marks and counts of the seven verdicts: one place, so that every format says the same. */
import type { ReportResult, Verdict } from './report.ts'
import { VERDICTS } from './report.ts'

export const VERDICT_WORD: Readonly<Record<Verdict, string>> = {
  failed: 'failed',
  errored: 'errored',
  inconclusive: 'inconclusive',
  warning: 'warning',
  waived: 'waived',
  passed: 'passed',
  notApplicable: 'not applicable',
}

/** One character each; a reader without colour sees the same. */
export const VERDICT_MARK: Readonly<Record<Verdict, string>> = {
  failed: 'F',
  errored: 'E',
  inconclusive: 'I',
  warning: 'W',
  waived: 'V',
  passed: '✔',
  notApplicable: 'N',
}

export const LEGEND = '✔ passed  W warning  F failed  V waived  I inconclusive  N not applicable  E errored  · not run'

export type Counts = Record<Verdict, number>

export function countVerdicts(results: readonly Pick<ReportResult, 'verdict'>[]): Counts {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Counts
  for (const { verdict } of results) counts[verdict]++
  return counts
}

const rank = new Map(VERDICTS.map((verdict, index) => [verdict, index]))

/** The result with the worst verdict, the first of several; undefined of an empty list. */
export function worst<R extends Pick<ReportResult, 'verdict'>>(results: readonly R[]): R | undefined {
  let found: R | undefined
  for (const result of results) {
    if (found === undefined || (rank.get(result.verdict) ?? 0) < (rank.get(found.verdict) ?? 0)) found = result
  }
  return found
}

/** `3 warnings`, `1 failed`, `1,204 passed`. */
export function tally(verdict: Verdict, count: number): string {
  return `${count.toLocaleString('en')} ${VERDICT_WORD[verdict]}${verdict === 'warning' && count !== 1 ? 's' : ''}`
}

/** `1 check`, `72 checks`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** The results with one of these verdicts, in the order of the run. */
export function withVerdict<R extends Pick<ReportResult, 'verdict'>>(
  results: readonly R[],
  ...verdicts: Verdict[]
): R[] {
  return results.filter((result) => verdicts.includes(result.verdict))
}
