/** The part of a certificate about what is not as it should be: failures, what is open, waivers, quirks, warnings. */
import { needsAttention } from '../report/outcome.ts'
import { clip } from '../report/plain-text.ts'
import type { Report, ReportResult, ReportWaiver, Verdict } from '../report/report.ts'
import { plural, withVerdict } from '../report/verdicts.ts'
import { headline } from '../report/wording.ts'
import type { Certified } from './certified.ts'
import { capital, html, type Markup, NOTHING, paragraph, section, table } from './markup.ts'

/** Cases that are told one by one; the report has all. */
const MOST_CASES = 25
/** Reasons of waivers can be long: in full they stand in waivers.yaml and in the report. */
const LONGEST_REASON = 130
const LONGEST_FINDING = 110

export function exceptions({ report }: Certified): Markup {
  const parts = [
    byCase(report, 'Failed', ['failed']),
    byCase(report, 'Not proven', ['errored', 'inconclusive']),
    waivers(report),
    quirks(report),
    byCase(report, 'Warnings', ['warning']),
  ]
  if (parts.every((part) => part === NOTHING))
    return section('Exceptions', paragraph('None: nothing failed, nothing was waived, and nothing is left open.'))
  return section('Exceptions', ...parts)
}

function byCase(report: Report, title: string, verdicts: readonly Verdict[]): Markup {
  const cases = [...Map.groupBy(withVerdict(report.results, ...verdicts), (result) => result.case)]
  if (cases.length === 0) return NOTHING
  const rows = cases.slice(0, MOST_CASES).map(([id, results]) => [id, titleOf(results), found(results), results.length])
  const more = cases.length - rows.length
  return html`<h3>${title}</h3>
${table([['Case', 'id'], ['Title'], ['Found'], ['Checks', 'n']], rows)}
${more > 0 ? paragraph(`And ${plural(more, 'other case')}, each in report.html.`, 'small') : NOTHING}`
}

function titleOf([first]: readonly ReportResult[]): string {
  return clip(first?.title ?? '', LONGEST_FINDING)
}

function found(results: readonly ReportResult[]): string {
  const [first] = results
  return first === undefined ? '' : capital(clip(headline(first), LONGEST_FINDING))
}

function waivers(report: Report): Markup {
  const given = (report.waivers ?? []).filter(({ quirk }) => !quirk)
  if (given.length === 0) return NOTHING
  const owners = new Set(given.map(peopleOf))
  const rows = given.map((waiver) => {
    const people = owners.size === 1 ? NOTHING : html` <span class="who">${peopleOf(waiver)}</span>`
    const text = html`${clip(waiver.reason, LONGEST_REASON)}${people}`
    return [waiver.id, waiver.case, text, covered(report, waiver), html`${waiver.until}${stateOf(waiver)}`]
  })
  const owner = owners.size === 1 ? ` Owner of all: ${[...owners].join()}.` : ''
  return html`<h3>Waivers: known deviations, accepted for a while</h3>
${paragraph(`In full they stand in report.html and waivers.yaml.${owner}`, 'small')}${table([['Waiver', 'id'], ['Case', 'id'], ['Reason'], ['Checks', 'n'], ['Until', 'day']], rows)}`
}

function peopleOf({ owner, approvedBy, issue }: ReportWaiver): string {
  return [owner, approvedBy && `approved by ${approvedBy}`, issue].filter(Boolean).join(', ')
}

function stateOf(waiver: ReportWaiver): Markup {
  if (!needsAttention(waiver)) return NOTHING
  return html` <b>${waiver.expired ? 'expired' : 'stale'}</b>`
}

function covered({ results }: Report, { id }: ReportWaiver): number {
  return results.filter(({ waiver, verdict }) => waiver === id && verdict === 'waived').length
}

function quirks(report: Report): Markup {
  const known = (report.waivers ?? []).filter((waiver) => waiver.quirk && covered(report, waiver) > 0)
  if (known.length === 0) return NOTHING
  const rows = known.map((quirk) => [
    quirk.id,
    quirk.case,
    html`${clip(quirk.reason, LONGEST_REASON)} <span class="who">${quirk.source ?? quirk.owner}</span>`,
    covered(report, quirk),
  ])
  return html`<h3>Quirks: how the venue is, by its own documents</h3>
${table([['Quirk', 'id'], ['Case', 'id'], ['What, and where it stands'], ['Checks', 'n']], rows)}`
}
