/** `run --failed`: what did not end well in a report is run again, and the new results stand in the place of the old ones. Pure. */
import type { EarlierAttempt, Report, ReportResult, Verdict } from '../report/report.ts'
import { isOfAllScenarios } from './invariant-results.ts'
import { type ColumnOf, columnKey, columnKeyOf, type Part } from './part.ts'
import { placeOf, placeOfResult, type ScenarioSummary } from './scenarios.ts'

/** A waived result is waived: it is not repeated. */
const REPEATED: readonly Verdict[] = ['failed', 'errored', 'inconclusive']

export interface Repeat {
  readonly earlier: Report
  /** Number of that report: the first is 1. */
  readonly number: number
  /** Feature files that the report has results of. */
  readonly features: readonly string[]
  readonly part: Part
  /** Scenarios that are run again, each counted for every version and role. */
  readonly scenarios: number
  /** As many that would be, had the run their version and role. */
  readonly elsewhere: number
}

/**
 * @param columns - versions and roles of this run; results of others stay as they are
 * @param isAsked - whether a place is among the cases, features or tags that were named; all are, where none was
 */
export function repeatOf(
  earlier: Report,
  columns: readonly ColumnOf[],
  isAsked: (place: string) => boolean = () => true,
): Repeat {
  const here = new Set(columns.map(columnKey))
  const bad = earlier.results.filter(({ verdict }) => REPEATED.includes(verdict))
  const asked = bad.filter((result) => isAsked(placeOfResult(result)))
  const again = new Set(asked.filter((result) => here.has(columnKeyOf(result))).map(keyOf))
  const elsewhere = new Set(asked.filter((result) => !here.has(columnKeyOf(result))).map(keyOf))
  const features = earlier.results.filter((result) => !isOfAllScenarios(result)).map(({ feature }) => feature)
  return {
    earlier,
    number: (earlier.attempts?.length ?? 0) + 1,
    features: [...new Set(features)],
    part: {
      isToRun: (scenario, column) => again.has(`${columnKey(column)} ${placeOf(scenario)}`),
      // What is told of all scenarios together is told anew.
      takenOver: earlier.results.filter((result) => !again.has(keyOf(result)) && !isOfAllScenarios(result)).map(asSeen),
    },
    scenarios: again.size,
    elsewhere: elsewhere.size,
  }
}

/** Places where the report has something to repeat, and the features nothing. */
export function goneFrom(repeat: Repeat, scenarios: readonly ScenarioSummary[]): string[] {
  const there = new Set(scenarios.map(placeOf))
  const places = repeat.earlier.results
    .filter((result) => REPEATED.includes(result.verdict) && !isOfAllScenarios(result))
    .filter((result) => !there.has(placeOfResult(result)))
  return [...new Set(places.map(({ feature, line }) => `${feature}:${line}`))]
}

/**
 * The whole report's results: each that was made again remembers what it was before, what was not reached again is as it
 * was, and so is what belongs to other versions and roles.
 *
 * @param results - of the run, those that it took over among them
 */
export function withEarlier(repeat: Repeat, columns: readonly ColumnOf[], results: ReportResult[]): ReportResult[] {
  const here = new Set(columns.map(columnKey))
  const { earlier, number, part } = repeat
  const takenOver = new Set(part.takenOver)
  const byPlace = Map.groupBy(
    earlier.results.filter((result) => !isOfAllScenarios(result)),
    keyOf,
  )
  const made = new Set<string>()
  for (const [key, fresh] of Map.groupBy(
    results.filter((result) => !takenOver.has(result) && !isOfAllScenarios(result)),
    keyOf,
  )) {
    made.add(key)
    const left = [...(byPlace.get(key) ?? [])]
    for (const result of fresh) {
      const at = left.findIndex((old) => old.case === result.case && old.example === result.example)
      const [old] = at < 0 ? [] : left.splice(at, 1)
      if (old !== undefined) result.attempts = [...(old.attempts ?? []), attemptOf(old, number, earlier.startedAt)]
    }
  }
  const kept = new Set([...takenOver].map(keyOf))
  const unreached = earlier.results.filter(
    (old) => here.has(columnKeyOf(old)) && !isOfAllScenarios(old) && !made.has(keyOf(old)) && !kept.has(keyOf(old)),
  )
  const elsewhere = earlier.results.filter((old) => !here.has(columnKeyOf(old)))
  const ofColumn = elsewhere.filter(isOfAllScenarios)
  const others = elsewhere.filter((old) => !isOfAllScenarios(old))
  const told = toldBefore(earlier.results, here)
  const replaced = new Set(told.map(toldKey))
  const now = results.filter((result) => !(isOfAllScenarios(result) && replaced.has(toldKey(result))))
  return [...now, ...unreached.map(asSeen), ...[...told, ...others, ...ofColumn].map(asSeen)]
}

/**
 * What the report tells of all scenarios together, and nobody can tell anew: a plan has left out all results of the
 * scenarios that it was looked at in, and these are not made again.
 */
function toldBefore(earlier: readonly ReportResult[], here: ReadonlySet<string>): ReportResult[] {
  const looked = new Set(
    earlier.flatMap((result) => Object.keys(result.checks ?? {}).map((id) => `${columnKeyOf(result)} ${id}`)),
  )
  return earlier.filter(
    (result) =>
      isOfAllScenarios(result) &&
      result.verdict === 'passed' &&
      here.has(columnKeyOf(result)) &&
      !looked.has(toldKey(result)),
  )
}

function toldKey(result: ReportResult): string {
  return `${columnKeyOf(result)} ${result.case}`
}

function attemptOf(old: ReportResult, number: number, startedAt: string): EarlierAttempt {
  return { number, startedAt: old.startedAt ?? startedAt, verdict: old.verdict, actual: old.actual }
}

/** A result as the scenario made it, before waivers, a plan or a baseline told on it. */
function asSeen(result: ReportResult): ReportResult {
  const { waiver: _, was: __, obligation: ___, ...seen } = result
  return seen.verdict === 'waived' ? { ...seen, verdict: 'failed' } : seen
}

function keyOf(result: ReportResult): string {
  return `${columnKeyOf(result)} ${placeOfResult(result)}`
}
