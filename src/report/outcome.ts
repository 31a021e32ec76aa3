/** What a run amounts to: exit code, the word for it, the sentence under it. The page's script has the same rules. */
import { baselineCounts } from './baseline.ts'
import { missingMandatory } from './plan-counts.ts'
import type { Report, ReportWaiver, Verdict } from './report.ts'
import { isKnown } from './report-diff.ts'
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
  unreachable?: boolean
  interrupted?: boolean
}

type Judged = Pick<Report, 'results' | 'waivers' | 'baseline' | 'plan' | 'shard' | 'unfinished'>

/**
 * The exit code that the results, the waivers, the baseline and the circumstances of the run amount to. Against a
 * baseline only what is worse counts: what was no better before is passed over. A failure that a waiver would cover
 * had it not expired asks for the waiver's renewal, not for a repair.
 */
export function exitCode(report: Judged, options: ExitOptions = {}): number {
  if (options.interrupted) return 130
  if (baselineCounts(report)?.regressions) return 7
  const all = countVerdicts(report.results)
  const counting = report.baseline === undefined ? report.results : report.results.filter((result) => !isKnown(result))
  const counts = countVerdicts(counting)
  const expired = new Set((report.waivers ?? []).filter((waiver) => waiver.expired).map(({ id }) => id))
  if (counting.some(({ verdict, waiver }) => verdict === 'failed' && !expired.has(waiver ?? ''))) return 1
  if (options.unreachable) return 4
  if (counts.errored) return 8
  if (report.results.length === 0) return 3
  if (counts.inconclusive || all.passed + all.warning + all.waived + all.failed === 0) return 5
  // What a plan calls mandatory and nothing was seen of is not proved either.
  if (missingMandatory(report).length > 0) return 5
  // What a run did not come to is not proved, whatever it saw before.
  if (report.unfinished) return 5
  // What a waiver covers may be in another shard: whether it is stale is seen when they are joined.
  return (report.waivers ?? []).some((waiver) => needsAttention(waiver) && (waiver.expired || !report.shard)) ? 6 : 0
}

export function needsAttention(waiver: ReportWaiver): boolean {
  return waiver.stale === true || waiver.expired === true
}

/** Codes that say more than the results can: these are believed, all others are computed again. */
const CIRCUMSTANCE: readonly number[] = [2, 4, 7, 130]

/** The exit code that a report is shown with. A stated code that its results contradict is not believed. */
export function reportExitCode(report: Judged & Pick<Report, 'outcome'>): number {
  const stated = report.outcome?.exitCode
  return stated !== undefined && CIRCUMSTANCE.includes(stated) ? stated : exitCode(report)
}

/** As `outcome.word` has it. Nothing worse than in a baseline with failures is no conformity. */
export function outcomeWord(code: number, report?: Judged): string {
  if (code === 0 && report !== undefined && hasKnown(report)) return 'no regression'
  return OUTCOMES[code]?.word ?? 'unknown'
}

/** `1 (non-conformant)`. */
export function exitText(code: number, report?: Judged): string {
  return `${code} (${outcomeWord(code, report)})`
}

function hasKnown(report: Judged): boolean {
  return (baselineCounts(report)?.known ?? 0) > 0
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
  const { heading, tone } = code === 0 ? goodAnswer(report, counts) : outcome
  return { exitCode: code, heading, tone, counts, exercised, lede: lede(report, code, counts, exercised) }
}

/** Exit code 0 is conformity, but for failures that a baseline excuses. */
function goodAnswer(report: Report, counts: Counts): Pick<Outcome, 'heading' | 'tone'> {
  if (hasKnown(report)) {
    if (counts.failed) return { heading: 'Not conformant, no regression', tone: 'warning' }
    return { heading: 'Not proven, no regression', tone: 'inconclusive' }
  }
  return { heading: counts.waived ? 'Conformant, with waivers' : 'Conformant', tone: 'passed' }
}

function lede(report: Report, code: number, counts: Counts, exercised: number): string {
  if (report.results.length === 0 && code !== 7)
    return code === 4 ? 'The target was not reached. Nothing was proved.' : 'No scenario matched. Nothing was proved.'
  const cut = code === 130 ? ' The run was interrupted before its end.' : ''
  const missing = missingMandatory(report).length
  const missed = missing ? ` Nothing was seen of ${plural(missing, 'mandatory case')} of the plan.` : ''
  const tail = `${cut}${missed}${rest(report.results.length, counts)}${against(report)}${code === 6 ? attention(report) : ''}`
  const name = targetName(report)
  if (counts.failed) {
    const of = plural(exercised, 'check')
    return `${name} breaks a must of the standard in ${figure(counts.failed)} of the ${of} that were exercised.${tail}`
  }
  const open = counts.inconclusive + counts.errored
  if ((code === 0 || code === 6 || code === 7) && !open && !missing) {
    const kept = plural(counts.passed + counts.warning, 'check')
    const warned = counts.warning ? `, with ${plural(counts.warning, 'warning')}` : ''
    return `${name} keeps every must of the standard in ${kept}${warned}.${tail}`
  }
  const proved = counts.passed + counts.warning + counts.waived
  return `Nothing failed, but ${proved ? 'not everything' : 'nothing'} was proved.${tail}`
}

/** The sentence on the baseline. */
function against(report: Report): string {
  const counts = baselineCounts(report)
  if (counts === undefined) return ''
  const { regressions, vanished, repaired, known } = counts
  const gone = vanished ? ` (${figure(vanished)} of them vanished)` : ''
  const worse = regressions ? `${plural(regressions, 'regression')}${gone}` : 'nothing is worse'
  const parts = [worse, repaired && `${figure(repaired)} repaired`, known && `${figure(known)} known`].filter(Boolean)
  return ` Against the baseline of ${report.baseline?.startedAt.slice(0, 10)}: ${parts.join(', ')}.`
}

/** `1,204`. */
const figure = (count: number) => count.toLocaleString('en')

function rest(total: number, counts: Counts): string {
  const open = counts.inconclusive + counts.errored
  const parts = [
    counts.waived && `${figure(counts.waived)} ${counts.waived === 1 ? 'is' : 'are'} waived`,
    open && `${figure(open)} not proven`,
    counts.notApplicable && `${figure(counts.notApplicable)} not applicable`,
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
