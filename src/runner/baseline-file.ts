/** `--baseline FILE`: an earlier report, and what of it a run can be held to. */
import type { Scope } from '../report/baseline.ts'
import type { Report } from '../report/report.ts'
import type { Leg } from '../testbench/leg.ts'
import { readReport } from './report-files.ts'
import { matching } from './scenarios.ts'
import type { Selection } from './selection.ts'

export interface RunBaseline {
  readonly file: string
  readonly report: Report
  readonly inScope: Scope
}

/** What the command line narrowed: a check outside of that was not asked for, and can not be missed. */
export interface Narrowed {
  /** Cases, features or tags were named. */
  readonly cases: boolean
  readonly versions: boolean
  readonly roles: boolean
}

/** @throws UsageError when it can not be read, ReportFormatError when it is no report */
export function loadBaseline(
  file: string,
  narrowed: Narrowed,
  plan: { readonly legs: readonly Leg[]; readonly selection: Selection },
): RunBaseline {
  return { file, report: readReport(file), inScope: scopeOf(narrowed, plan.legs, () => matching(plan.selection)) }
}

/** @param selected - scenarios that the run will make; asked for only where cases were named */
export function scopeOf(
  narrowed: Narrowed,
  legs: readonly Pick<Leg, 'version' | 'targetRole'>[],
  selected: () => readonly { readonly cases: readonly string[] }[],
): Scope {
  const cases = narrowed.cases ? new Set(selected().flatMap((scenario) => scenario.cases)) : undefined
  const versions = narrowed.versions ? new Set<string>(legs.map((leg) => leg.version)) : undefined
  const roles = narrowed.roles ? new Set(legs.map((leg) => leg.targetRole)) : undefined
  return (result) =>
    (cases?.has(result.case) ?? true) &&
    (versions?.has(result.beginString) ?? true) &&
    (roles?.has(result.targetRole) ?? true)
}
