/** Failed checks as GitLab reads code quality: a list that a merge request compares with that of its target branch. */
import { createHash } from 'node:crypto'
import { clip, visible } from '../plain-text.ts'
import type { Report, ReportResult, Verdict } from '../report.ts'
import { isKnown } from '../report-diff.ts'
import { withVerdict } from '../verdicts.ts'
import * as wording from '../wording.ts'

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker'

const SEVERITY: Readonly<Partial<Record<Verdict, Severity>>> = {
  failed: 'critical',
  errored: 'major',
  inconclusive: 'major',
  warning: 'minor',
  waived: 'info',
}

const LONGEST_DESCRIPTION = 500

/** @returns JSON; an empty list when nothing was found */
export function renderCodeQuality(report: Report): string {
  const found = withVerdict(report.results, 'failed', 'errored', 'inconclusive', 'warning', 'waived')
  const seen = new Map<string, number>()
  const issues = found.map((result) => {
    const identity = identityOf(result)
    const nth = (seen.get(identity) ?? 0) + 1
    seen.set(identity, nth)
    return {
      description: clip(
        visible(`${result.case} ${wording.caseTitle(result)} (${wording.where(result)}): ${wording.headline(result)}`),
        LONGEST_DESCRIPTION,
      ),
      check_name: visible(result.case),
      fingerprint: createHash('sha256').update(`${identity}~${nth}`).digest('hex'),
      severity: isKnown(result) ? 'info' : SEVERITY[result.verdict],
      location: { path: visible(result.feature).replaceAll('\\', '/'), lines: { begin: Math.max(1, result.line) } },
    }
  })
  return `${JSON.stringify(issues, null, 1)}\n`
}

/** The same from run to run, wherever in its file a scenario stands. */
function identityOf({ case: id, beginString, targetRole, example = '', verdict }: ReportResult): string {
  return [id, beginString, targetRole, example, verdict].join('~')
}
