/** What a run found, for a terminal: failures in full, one of each defect; the rest in a line each. */
import { clusters, shownClusters } from '../clusters.ts'
import { clip, visible } from '../plain-text.ts'
import { planCounts, planText } from '../plan-counts.ts'
import type { Report, ReportResult, Verdict } from '../report.ts'
import { isKnown, isRegression } from '../report-diff.ts'
import { plural, VERDICT_MARK, withVerdict } from '../verdicts.ts'
import * as wording from '../wording.ts'
import { type Paper, pad, type Style, seenLength, wrap } from './terminal.ts'

/** Above this many, a list says how many more there are and where to see them. */
const LISTED = 30
/** A value may be a message of thousands of characters: the page shows all of it. */
export const LONGEST_TEXT = 400
const TEXT_INDENT = 11

export function mark(out: Paper, verdict: Verdict): string {
  return out.style(verdict, VERDICT_MARK[verdict])
}

function more(out: Paper, hidden: number, verdicts: Verdict[], page: string | undefined): void {
  if (hidden <= 0) return
  const place = page ? `${page}#verdict=${verdicts.join(',')}` : 'report.json'
  out.line(out.style('muted', `  and ${hidden.toLocaleString('en')} more: see ${place}`))
  out.line()
}

type LinkTo = (result: ReportResult) => string | undefined

/** Of each defect the first failure in full. What fails as it did in the baseline is named behind the others. */
export function failures(out: Paper, report: Report, linkTo: LinkTo, page: string | undefined): void {
  const failed = withVerdict(report.results, 'failed')
  const known = failed.filter(isKnown)
  const fresh = failed.filter((result) => !isKnown(result))
  if (fresh.length) {
    const worse = fresh.filter(isRegression).length
    out.section(`Failures (${fresh.length})${worse ? `, ${plural(worse, 'regression')}` : ''}`)
    const [shown, hidden] = shownClusters(clusters(fresh), LISTED)
    for (const cluster of shown) failure(out, cluster, linkTo)
    more(out, hidden, ['failed'], page)
  }
  if (known.length === 0) return
  out.section(`Failures as in the baseline (${known.length})`)
  const [shown, hidden] = shownClusters(clusters(known), LISTED)
  for (const [result, ...same] of shown) finding(out, result, headlineWith(result, same))
  out.line()
  more(out, hidden, ['failed'], page)
}

function headlineWith(result: ReportResult, same: readonly ReportResult[]): string {
  return `${wording.headline(result)}${same.length ? `; and ${wording.others(same)}` : ''}`
}

/** What can not be seen at any result: checks that were to be made, and were not. */
export function vanished(out: Paper, { baseline }: Report): void {
  const gone = baseline?.vanished ?? []
  if (gone.length === 0) return
  out.section(`Vanished since the baseline (${gone.length})`)
  for (const change of gone.slice(0, LISTED)) {
    const head = `  · ${clip(visible(change.case), 14).padEnd(6)} ${wording.where(change).padEnd(21)} `
    hanging(out, head, `was ${change.before?.verdict ?? 'there'}: ${wording.caseTitle(change)}`)
  }
  if (gone.length > LISTED) out.line(out.style('muted', `  and ${gone.length - LISTED} more: see report.json`))
  out.line()
}

function failure(out: Paper, [result, ...same]: readonly [ReportResult, ...ReportResult[]], linkTo: LinkTo): void {
  const tail = `${result.level.toUpperCase()}  ${wording.where(result)}`
  const id = clip(visible(result.case), 14).padEnd(6)
  const room = out.width - tail.length - id.length - 6
  const title = clip(visible(wording.caseTitle(result)), room)
  const head = `  ${out.style('failed', '✕')} ${out.style('bold', `${id} ${title}`)}`
  out.line(`${pad(head, out.width - tail.length)}${out.style('muted', tail)}`)
  wrap(visible(result.requirement ?? ''), out.width - TEXT_INDENT - 3).forEach((text, i) => {
    if (text) out.line(`${' '.repeat(TEXT_INDENT)}${i ? '  ' : '->'} ${text}`)
  })
  const label = (key: string, text: string | undefined, style?: Style) => {
    if (text) out.label(key, clip(text, LONGEST_TEXT), { indent: TEXT_INDENT, ...(style && { style }) })
  }
  const { expected, actual } = wording.comparison(result)
  label('Clause', result.clause)
  label('Expected', expected, 'passed')
  label('Actual', actual, 'failed')
  const before = result.attempts?.at(-1)
  if (before) label('Earlier', wording.attemptText(before))
  if (isRegression(result)) label('Before', `${result.was} in the baseline`)
  label('Probable', result.cause && wording.causeText(result.cause))
  label('Also', same.length ? wording.others(same) : undefined)
  if (result.repeat) out.command('Repeat', result.repeat, { indent: TEXT_INDENT })
  label('See', `${result.feature}:${result.line}`)
  label('', linkTo(result), 'link')
  out.line()
}

/** A line each: mark, case, where, what. */
export function findings(
  out: Paper,
  report: Report,
  title: string,
  verdicts: Verdict[],
  page: string | undefined,
): void {
  const found = withVerdict(report.results, ...verdicts)
  if (found.length === 0) return
  out.section(`${title} (${found.length})`)
  for (const result of found.slice(0, LISTED)) {
    const waiver = result.waiver && report.waivers?.find((candidate) => candidate.id === result.waiver)
    const covered = waiver ? `${waiver.id}, ${wording.holdsUntil(waiver)}: ` : ''
    const was = isRegression(result) ? `was ${result.was}: ` : ''
    finding(out, result, `${covered}${was}${wording.headline(result)}`)
  }
  out.line()
  more(out, found.length - LISTED, verdicts, page)
}

function finding(out: Paper, result: ReportResult, text: string): void {
  const head = `${clip(visible(result.case), 14).padEnd(6)} ${wording.where(result).padEnd(21)}`
  hanging(out, `  ${mark(out, result.verdict)} ${head} `, text)
}

/** How the venue is known to be: each with its document, whether it was seen or not. */
export function quirks(out: Paper, report: Report): void {
  const found = (report.waivers ?? []).filter((waiver) => waiver.quirk)
  if (found.length === 0) return
  out.section(`Quirks of the venue (${found.length})`)
  for (const { id, case: about, reason, source } of found) {
    const seen = report.results.filter((result) => result.waiver === id).length
    const head = `  ${clip(visible(id), 18).padEnd(10)} ${clip(visible(about), 14).padEnd(8)} `
    hanging(
      out,
      head,
      `${reason}${source ? ` (${source})` : ''}: ${seen ? `seen ${plural(seen, 'time')}` : 'not seen'}`,
    )
  }
  out.line()
}

/** What the plan leaves out, by reason, and the mandatory cases that nothing proves yet. */
export function planned(out: Paper, report: Report): void {
  const counts = planCounts(report)
  if (report.plan === undefined || counts === undefined) return
  const { notApplicable: left, name } = report.plan
  out.section(`Plan ${clip(visible(name), 40)}`)
  out.line(
    `  ${planText(counts.mandatory, 'mandatory')}${report.plan.narrowed ? '; only some of it was asked for' : ''}`,
  )
  out.line(`  ${planText(counts.optional, 'optional')}; ${plural(left.length, 'case')} not applicable`)
  const { openCases } = counts.mandatory
  const shown = openCases.slice(0, LISTED * 2)
  if (shown.length && !report.plan.narrowed) {
    out.line()
    const more = openCases.length > shown.length ? `, and ${openCases.length - shown.length} more` : ''
    hanging(out, '  open      ', `${shown.join(', ')}${more}`)
  }
  out.line()
}

/** What was left out, by reason: many cases share one. */
export function notApplicable(out: Paper, report: Report, page: string | undefined): void {
  const found = withVerdict(report.results, 'notApplicable')
  if (found.length === 0) return
  const reasons = [...Map.groupBy(found, (result) => result.reason ?? result.actual)]
  out.section(`Not applicable (${found.length})`)
  for (const [reason, results] of reasons.slice(0, LISTED)) {
    const ids = [...new Set(results.map((result) => visible(result.case)))]
    const cases = ids.length === 1 ? String(ids[0]) : plural(ids.length, 'case')
    const head = results.length === 1 && results[0] ? wording.where(results[0]) : plural(results.length, 'result')
    const listed = ids.length > 1 ? ` (${ids.slice(0, 12).join(', ')}${ids.length > 12 ? ', …' : ''})` : ''
    hanging(out, `  ${mark(out, 'notApplicable')} ${cases.padEnd(9)} ${head.padEnd(18)} `, `${reason}${listed}`)
  }
  out.line()
  more(out, reasons.slice(LISTED).flatMap(([, results]) => results).length, ['notApplicable'], page)
}

function hanging(out: Paper, head: string, text: string): void {
  const indent = seenLength(head)
  wrap(clip(visible(text), LONGEST_TEXT), out.width - indent).forEach((part, i) => {
    out.line(`${i ? ' '.repeat(indent) : head}${part}`)
  })
}
