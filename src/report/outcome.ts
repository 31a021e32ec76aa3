/** What a run amounts to: exit code, the word for it, the sentence under it. The page's script has the same rules. */
import type { Report, ReportWaiver, Verdict } from './report.ts'
import { type Counts, countVerdicts, plural } from './verdicts.ts'
import { targetName } from './wording.ts'

interface Outcome {
  /** As `outcome.word` has it, and the exit line. */
  word: string
  /** As a heading. */
  heading: string
  /** The verdict whose colour and shape it wears. */
  tone: Verdict
}

const OUTCOMES: Readonly<Record<number, Outcome>> = {
  0: { word: 'conformant', heading: 'Conformant', tone: 'passed' },
  1: { word: 'non-conformant', heading: 'Not conformant', tone: 'failed' },
  2: { word: 'usage or configuration', heading: 'No result: configuration', tone: 'errored' },
  3: { word: 'nothing matched', heading: 'No result: nothing matched', tone: 'inconclusive' },
  4: { word: 'target unreachable', heading: 'No result: target unreachable', tone: 'inconclusive' },
  5: { word: 'inconclusive', heading: 'Not proven', tone: 'inconclusive' },
  6: { word: 'stale or expired waiver', heading: 'Waivers need attention', tone: 'warning' },
  7: { word: 'regression', heading: 'Regression', tone: 'failed' },
  8: { word: 'fault of the harness', heading: 'No verdict: fault of the harness', tone: 'errored' },
  130: { word: 'interrupted', heading: 'Interrupted', tone: 'inconclusive' },
}

/** What the results alone do not tell. */
export interface ExitOptions {
  /** Results that are worse than in the baseline; it answers before the failures themselves do. */
  regressions?: number
  unreachable?: boolean
  interrupted?: boolean
}

/** The exit code that the results, the waivers and the circumstances of the run amount to. */
export function exitCode(report: Pick<Report, 'results' | 'waivers'>, options: ExitOptions = {}): number {
  if (options.interrupted) return 130
  if (options.regressions) return 7
  const counts = countVerdicts(report.results)
  if (counts.failed) return 1
  if (options.unreachable) return 4
  if (counts.errored) return 8
  if (report.results.length === 0) return 3
  if (counts.inconclusive || counts.passed + counts.warning + counts.waived === 0) return 5
  return (report.waivers ?? []).some(needsAttention) ? 6 : 0
}

export function needsAttention(waiver: ReportWaiver): boolean {
  return waiver.stale === true || waiver.expired === true
}

/** Codes that say more than the results can: these are believed, all others are computed again. */
const CIRCUMSTANCE: readonly number[] = [2, 4, 7, 130]

/** The exit code that a report is shown with. A stated code that its results contradict is not believed. */
export function reportExitCode(report: Pick<Report, 'results' | 'waivers' | 'outcome'>): number {
  const stated = report.outcome?.exitCode
  return stated !== undefined && CIRCUMSTANCE.includes(stated) ? stated : exitCode(report)
}

export function outcomeWord(code: number): string {
  return OUTCOMES[code]?.word ?? 'unknown'
}

/** `1 (non-conformant)`. */
export function exitText(code: number): string {
  return `${code} (${outcomeWord(code)})`
}

export interface Answer {
  exitCode: number
  heading: string
  tone: Verdict
  counts: Counts
  /** Checks of which something was seen: all but not applicable, inconclusive and errored. */
  exercised: number
  /** The sentence under the heading. */
  lede: string
}

/** The answer of a report, as all formats give it. */
export function answer(report: Report): Answer {
  const code = reportExitCode(report)
  const counts = countVerdicts(report.results)
  const outcome = OUTCOMES[code] ?? { heading: `Ended with exit code ${code}`, tone: 'errored' as const }
  const exercised = report.results.length - counts.notApplicable - counts.inconclusive - counts.errored
  const heading = code === 0 && counts.waived ? 'Conformant, with waivers' : outcome.heading
  return { exitCode: code, heading, tone: outcome.tone, counts, exercised, lede: lede(report, code, counts, exercised) }
}

function lede(report: Report, code: number, counts: Counts, exercised: number): string {
  const name = targetName(report)
  if (report.results.length === 0) {
    return code === 4 ? 'The target was not reached. Nothing was proved.' : 'No scenario matched. Nothing was proved.'
  }
  const tail = rest(report.results.length, counts)
  const cut = code === 130 ? ' The run was interrupted before its end.' : ''
  if (counts.failed) {
    const of = plural(exercised, 'check')
    return `${name} breaks a must of the standard in ${counts.failed} of the ${of} that were exercised.${cut}${tail}`
  }
  if (code === 0 || code === 6) {
    const kept = plural(counts.passed + counts.warning, 'check')
    const warned = counts.warning ? `, with ${plural(counts.warning, 'warning')}` : ''
    return `${name} keeps every must of the standard in ${kept}${warned}.${tail}${attention(report)}`
  }
  const proved = counts.passed + counts.warning + counts.waived
  return `Nothing failed, but ${proved ? 'not everything' : 'nothing'} was proved.${cut}${tail}`
}

function rest(total: number, counts: Counts): string {
  const open = counts.inconclusive + counts.errored
  const parts = [
    counts.waived && `${counts.waived} ${counts.waived === 1 ? 'is' : 'are'} waived`,
    open && `${open} not proven`,
    counts.notApplicable && `${counts.notApplicable} not applicable`,
  ].filter((part) => typeof part === 'string')
  if (parts.length === 0) return ''
  const last = parts.pop()
  return ` Of ${plural(total, 'check')} in all, ${parts.length ? `${parts.join(', ')} and ${last}` : last}.`
}

function attention(report: Report): string {
  return (report.waivers ?? [])
    .filter(needsAttention)
    .map((waiver) => ` Waiver ${waiver.id} ${waiver.expired ? `expired on ${waiver.until}` : 'is stale'}.`)
    .join('')
}
