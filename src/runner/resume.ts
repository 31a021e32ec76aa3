/** Going on with a run that was interrupted: what is finished is taken over, the rest is run. Pure. */
import type { ReportResult, Verdict } from '../report/report.ts'
import { columnKey, type Part } from './part.ts'
import type { Unfinished } from './progress-file.ts'
import { placeOf, placeOfResult } from './scenarios.ts'
import type { Unit } from './units.ts'

/** What came to no verdict may have been interrupted itself, or have found a target that was going down: it is run again. */
const OPEN: readonly Verdict[] = ['inconclusive', 'errored']

export interface Resumed {
  readonly part: Part
  /** Scenarios that are taken over, each counted for every version and role. */
  readonly scenarios: number
}

/** @param units - all that the run would make; what is not among them is not taken over */
export function resume(unfinished: Pick<Unfinished, 'scenarios'>, units: readonly Unit[]): Resumed {
  const wanted = new Set(units.map(({ leg, scenario }) => `${columnKey(leg)} ${placeOf(scenario)}`))
  const done = new Map<string, readonly ReportResult[]>()
  for (const { column, results } of unfinished.scenarios) {
    const [first] = results
    const key = first && `${column} ${placeOfResult(first)}`
    if (key === undefined || !wanted.has(key)) continue
    if (results.some(({ verdict }) => OPEN.includes(verdict))) done.delete(key)
    else done.set(key, results)
  }
  return {
    part: {
      isToRun: (scenario, column) => !done.has(`${columnKey(column)} ${placeOf(scenario)}`),
      takenOver: [...done.values()].flat(),
    },
    scenarios: done.size,
  }
}
