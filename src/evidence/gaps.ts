/** What stands between a run and a certificate of the strict kind: everything proven, nothing waived, nothing left out. */
import { planCounts } from '../report/plan-counts.ts'
import type { Report } from '../report/report.ts'
import { countVerdicts, plural } from '../report/verdicts.ts'
import { type SuiteScenario, suiteGaps } from './suite-gaps.ts'

/** A case of the suite that could have been run. */
export interface SuiteCase {
  readonly id: string
  /** Why no scenario can prove it, where that is so. */
  readonly untestable?: string
}

/** Ids that a sentence names. */
const MOST_NAMED = 12

/**
 * @param suite - every case of the suite: what a run without a plan has to show
 * @param scenarios - of the suite: what proves its cases
 * @returns one sentence for each gap; nothing when the run may have a strict certificate
 */
export function strictGaps(
  report: Report,
  suite: readonly SuiteCase[],
  scenarios: readonly SuiteScenario[] = [],
): string[] {
  const mandatory = report.plan && new Set(report.plan.mandatory)
  return [
    ...opened(report),
    ...narrowed(report),
    ...(report.plan === undefined ? leftOut(report, suite) : ofPlan(report)),
    ...suiteGaps(report, scenarios, (id) => mandatory?.has(id) ?? true),
  ]
}

function opened(report: Report): string[] {
  const counts = countVerdicts(report.results)
  const casesOf = (verdict: keyof typeof counts): string =>
    named([...new Set(report.results.filter((result) => result.verdict === verdict).map((result) => result.case))])
  const gaps = [
    counts.failed && `${plural(counts.failed, 'check')} failed: ${casesOf('failed')}`,
    counts.errored && `${plural(counts.errored, 'check')} ended in a fault of the harness: ${casesOf('errored')}`,
    counts.inconclusive &&
      `${plural(counts.inconclusive, 'check is', 'checks are')} inconclusive: ${casesOf('inconclusive')}`,
    counts.waived && `${plural(counts.waived, 'check is', 'checks are')} waived: ${casesOf('waived')}`,
    // An unused waiver covers nothing, and says all the same that something was to be passed over.
    !counts.waived && report.waivers?.some(({ quirk }) => !quirk) && 'waivers were given, although none was needed',
  ]
  return gaps.filter((gap) => typeof gap === 'string')
}

/** How the run was about less than its suite or plan: a certificate is restricted by it. */
export function narrowed(report: Report): string[] {
  const { plan, narrowed: asked, shard, outcome, unfinished, baseline, attempts } = report
  const less = asked && askedFor(asked)
  const gaps = [
    shard && `this is shard ${shard.index} of ${shard.of}: join all of them by fixproof report merge`,
    less && `only some of the suite was asked for: ${less}`,
    !less && plan?.narrowed && 'only some of the plan was asked for',
    outcome?.exitCode === 130 && 'the run was interrupted: fixproof run --resume goes on with it',
    outcome?.exitCode !== 130 && unfinished && `${plural(unfinished, 'scenario was', 'scenarios were')} not run`,
    attempts?.some(({ profileSha256 }) => profileSha256 !== undefined) &&
      'the profile was changed between the attempts, and results of the earlier ones were taken over',
    !attempts?.length &&
      report.results.some((result) => result.attempts?.length) &&
      'results were repeated, and the reports of the earlier attempts are not with this one',
    baseline && 'the run was held against a baseline, which passes over what was no better before',
  ]
  return gaps.filter((gap) => typeof gap === 'string')
}

/** `2.c, --tags '@x', --begin-string`: how the command line asked for less than everything. */
function askedFor({ cases, tags, versions, roles, mandatory }: NonNullable<Report['narrowed']>): string {
  const words = [
    ...(cases ?? []),
    tags && `--tags '${tags}'`,
    versions && '--begin-string',
    roles && '--connect or --listen',
    mandatory && '--mandatory',
  ]
  return words.filter((word) => typeof word === 'string').join(', ')
}

/** A lacking capability is the profile's choice; of a version, a role or a part that the target is not, nothing can be shown. */
const LACKING = /^needs the capability /

function leftOut(report: Report, suite: readonly SuiteCase[]): string[] {
  const seen = Map.groupBy(report.results, (result) => result.case)
  const isOut = (id: string): boolean => {
    const results = seen.get(id) ?? []
    if (results.some(({ verdict }) => verdict !== 'notApplicable')) return false
    return results.length === 0 || results.some(({ reason }) => LACKING.test(reason ?? ''))
  }
  const missing = suite.filter(({ id, untestable }) => untestable === undefined && isOut(id)).map(({ id }) => id)
  if (missing.length === 0) return []
  const were = plural(missing.length, 'case of the suite was', 'cases of the suite were')
  return [`${were} left out: ${named(missing)} (a test plan says which do not apply, and why: fixproof init)`]
}

function ofPlan(report: Report): string[] {
  const open = planCounts(report)?.mandatory.openCases ?? []
  if (open.length === 0) return []
  return [`${plural(open.length, 'mandatory case is', 'mandatory cases are')} not proven: ${named(open)}`]
}

function named(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED
  return `${ids.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
