/** What a run has left out of the suite's own scenarios, whatever the profile chose or put in their place. */
import type { Report, ReportResult } from '../report/report.ts'
import { plural } from '../report/verdicts.ts'

/** A scenario of our features. */
export interface SuiteScenario {
  /** `features/session/…`, with slashes. */
  readonly feature: string
  readonly line: number
  /** Ids of the catalogue that it proves. */
  readonly cases: readonly string[]
}

/** Places that a sentence names. */
const MOST_NAMED = 6

/**
 * A case with several scenarios is proved by all of them, and not by a scenario of somebody else that bears its id.
 *
 * @param isAsked - whether the run has to show a case
 * @returns one sentence for each gap
 */
export function suiteGaps(
  { results }: Pick<Report, 'results'>,
  scenarios: readonly SuiteScenario[],
  isAsked: (caseId: string) => boolean,
): string[] {
  const seen = new Set(results.filter(({ verdict }) => verdict !== 'notApplicable').map((result) => result.case))
  const wanted = scenarios.filter(({ cases }) => cases.some((id) => isAsked(id) && seen.has(id)))
  const columns = Map.groupBy(results, ({ beginString, targetRole }) => `${beginString} ${targetRole}`)
  const missing = [...columns].flatMap(([column, some]) =>
    missingIn(some, wanted).map(({ feature, line }) => `${feature}:${line} (${column})`),
  )
  const elsewhere = shownElsewhere(results, scenarios).filter((id) => isAsked(id))
  return [
    ...(elsewhere.length > 0 ? [`shown only by features that are not of the suite: ${named(elsewhere)}`] : []),
    ...(missing.length > 0 ? [`${plural(missing.length, 'scenario')} of the suite left out: ${named(missing)}`] : []),
  ]
}

/** A column that has no scenario of the application leaves them to others. */
function missingIn(results: readonly ReportResult[], wanted: readonly SuiteScenario[]): SuiteScenario[] {
  const made = new Set(results.map(placeOf))
  const isTraded = results.some(({ feature, line }) => line > 0 && isOfApplication(nameOf(feature)))
  return wanted.filter((one) => !made.has(placeOf(one)) && (isTraded || !isOfApplication(one.feature)))
}

/** Cases that we have scenarios for, and none of them was made. */
function shownElsewhere(results: readonly ReportResult[], scenarios: readonly SuiteScenario[]): string[] {
  const ours = new Set(scenarios.flatMap((one) => one.cases.map((id) => `${placeOf(one)} ${id}`)))
  const known = new Set(scenarios.flatMap(({ cases }) => cases))
  const shown = results.filter((result) => result.verdict !== 'notApplicable' && known.has(result.case))
  const byUs = new Set(shown.filter((result) => ours.has(`${placeOf(result)} ${result.case}`)).map(caseOf))
  return [...new Set(shown.map(caseOf))].filter((id) => !byUs.has(id))
}

function caseOf(result: ReportResult): string {
  return result.case
}

function placeOf({ feature, line }: Pick<ReportResult, 'feature' | 'line'>): string {
  return `${nameOf(feature)}:${line}`
}

/** Reports name features from where the run was made: ours by the end of that path. */
function nameOf(feature: string): string {
  const plain = feature.replaceAll('\\', '/')
  return /(?:^|\/)(features\/(?:session|application)\/.*)$/.exec(plain)?.[1] ?? plain
}

function isOfApplication(feature: string): boolean {
  return feature.startsWith('features/application/')
}

function named(some: readonly string[]): string {
  const more = some.length - MOST_NAMED
  return `${some.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
