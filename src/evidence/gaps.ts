/** What stands between a run and a certificate of the strict kind: everything proven, nothing waived, nothing left out. */
import { planCounts } from '../report/plan-counts.ts'
import type { Report } from '../report/report.ts'
import { countVerdicts, plural } from '../report/verdicts.ts'

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
 * @returns one sentence for each gap; nothing when the run may have a strict certificate
 */
export function strictGaps(report: Report, suite: readonly SuiteCase[]): string[] {
  return [
    ...opened(report),
    ...narrowed(report),
    ...(report.plan === undefined ? leftOut(report, suite) : ofPlan(report)),
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

function narrowed({ suite, plan, shard, outcome, unfinished, baseline, command }: Report): string[] {
  const gaps = [
    shard && `this is shard ${shard.index} of ${shard.of}: join all of them by fixproof report merge`,
    plan?.narrowed && 'only some of the plan was asked for: run without cases, tags and versions on the command line',
    plan === undefined && wordsOf(command) && `only some of the suite was asked for: ${command}`,
    plan === undefined && suite?.tags && / and /.test(suite.tags) && `the suite was narrowed by tags: ${suite.tags}`,
    outcome?.exitCode === 130 && 'the run was interrupted: fixproof run --resume goes on with it',
    outcome?.exitCode !== 130 && unfinished && `${plural(unfinished, 'scenario was', 'scenarios were')} not run`,
    baseline && 'the run was held against a baseline, which passes over what was no better before',
  ]
  return gaps.filter((gap) => typeof gap === 'string')
}

/** Options that ask for less than everything; or a case or a feature named. */
function wordsOf(command = ''): boolean {
  const words = command.replace(/^.*?\bfixproof run\b/, '').trim()
  return /^[^-\s]/.test(words) || /--(tags|begin-string|shard|failed|bail)\b/.test(words)
}

function leftOut(report: Report, suite: readonly SuiteCase[]): string[] {
  const seen = new Set(report.results.map((result) => result.case))
  const missing = suite.filter(({ id, untestable }) => untestable === undefined && !seen.has(id)).map(({ id }) => id)
  if (missing.length === 0) return []
  const why = 'a test plan says which cases do not apply, and why: fixproof init'
  return [
    `${plural(missing.length, 'case')} of the suite ${missing.length === 1 ? 'was' : 'were'} left out: ${named(missing)} (${why})`,
  ]
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
