/** What of a plan is done, by the report of a run: the same rules by which the run itself counts. Pure. */
import type { Report, Verdict } from '../report/report.ts'
import type { Obligation, Plan, PlannedCase } from './plan.ts'

/**
 * - `done`: passed, with a warning, or waived, and nothing of it failed
 * - `failed`: failed in at least one version and role
 * - `open`: not run, or nothing could be proved
 */
export type State = 'done' | 'failed' | 'open'

export interface PlannedState extends PlannedCase {
  readonly state: State
}

const GOOD: readonly Verdict[] = ['passed', 'warning', 'waived']

/** Every case that has to be proved, or may be, with how far it is. */
export function progressOf(plan: Plan, report: Pick<Report, 'results'>): PlannedState[] {
  const verdicts = new Map<string, Set<Verdict>>()
  for (const { case: id, verdict } of report.results) {
    const seen = verdicts.get(id) ?? new Set()
    verdicts.set(id, seen.add(verdict))
  }
  return plan.cases
    .filter(({ obligation }) => obligation !== 'notApplicable')
    .map((row) => ({ ...row, state: stateOf(verdicts.get(row.id) ?? new Set()) }))
}

function stateOf(verdicts: ReadonlySet<Verdict>): State {
  if (verdicts.has('failed')) return 'failed'
  if (verdicts.has('errored') || verdicts.has('inconclusive')) return 'open'
  return GOOD.some((verdict) => verdicts.has(verdict)) ? 'done' : 'open'
}

export type StateCounts = Readonly<Record<Exclude<Obligation, 'notApplicable'>, Readonly<Record<State, number>>>>

export function stateCounts(states: readonly PlannedState[]): StateCounts {
  const of = (obligation: Obligation) => {
    const own = states.filter((row) => row.obligation === obligation)
    const count = (state: State): number => own.filter((row) => row.state === state).length
    return { done: count('done'), failed: count('failed'), open: count('open') }
  }
  return { mandatory: of('mandatory'), optional: of('optional') }
}
