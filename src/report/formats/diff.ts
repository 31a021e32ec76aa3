/** What changed between two reports, for a terminal, as Markdown, and as JSON. */
import { clip, visible } from '../plain-text.ts'
import type { CheckChange, Report, Verdict } from '../report.ts'
import type { ReportDiff } from '../report-diff.ts'
import { plural, VERDICT_MARK, VERDICT_WORD } from '../verdicts.ts'
import * as wording from '../wording.ts'
import * as markdown from './markdown-text.ts'
import { type Paper, paper, wrap } from './terminal.ts'

export interface Compared {
  readonly before: Report
  readonly now: Report
  readonly diff: ReportDiff
}

type List = Exclude<keyof ReportDiff, 'unchanged'>

const TITLES: readonly (readonly [list: List, title: string, count: string])[] = [
  ['worse', 'Worse', 'worse'],
  ['vanished', 'Vanished', 'vanished'],
  ['repaired', 'Repaired', 'repaired'],
  ['changed', 'Changed', 'changed'],
  ['added', 'New', 'new'],
]

/** Above this many, a list says how many more there are; JSON has all of them. */
const LISTED = 100
const LONGEST_TEXT = 400

/** 0 when nothing is worse, vanished, or new and failing; 1 otherwise. */
export function diffExitCode({ worse, vanished, added }: ReportDiff): 0 | 1 {
  return worse.length + vanished.length > 0 || added.some(({ now }) => now?.verdict === 'failed') ? 1 : 0
}

export function renderDiff({ before, now, diff }: Compared, options: { color?: boolean; width?: number } = {}): string {
  const out = paper(options.width ?? 100, options.color ?? false)
  out.line(out.style('bold', 'What changed'))
  out.line()
  out.label('before', headOf(before))
  out.label('now', headOf(now))
  for (const [list, title] of TITLES) {
    const [shown, quiet] = worthListing(list, diff[list])
    if (diff[list].length === 0) continue
    out.section(`${title} (${diff[list].length})`)
    for (const change of shown.slice(0, LISTED)) changeLine(out, change)
    const hidden = shown.length - LISTED
    if (hidden > 0) out.line(out.style('muted', `  and ${hidden.toLocaleString('en')} more: --format json has them`))
    if (quiet > 0)
      out.line(
        out.style('muted', `  ${shown.length ? 'and ' : ''}${quiet.toLocaleString('en')} that passed or do not apply`),
      )
  }
  out.section('Summary')
  out.line(`  ${countsOf(diff)}`)
  out.label('exit', `${diffExitCode(diff)} (${diffExitCode(diff) ? 'worse' : 'nothing is worse'})`)
  return out.text()
}

export function renderDiffMarkdown({ before, now, diff }: Compared): string {
  const sections = TITLES.flatMap(([list, title]) => {
    const [shown, quiet] = worthListing(list, diff[list])
    if (diff[list].length === 0) return []
    const rows = shown.slice(0, LISTED).map((change) => {
      const finding = change.now?.finding ?? change.before?.finding ?? ''
      const name = `**${markdown.text(change.case)}** ${markdown.text(wording.caseTitle(change))}`
      return [name, markdown.text(wording.where(change)), verdicts(change), markdown.text(finding)]
    })
    const hidden = Math.max(0, shown.length - LISTED) + quiet
    const more = hidden > 0 ? [`and ${hidden.toLocaleString('en')} more`, ''] : []
    const table = rows.length
      ? [...markdown.table(['Case', 'Version, role', 'Verdict', 'Finding'], 'left', rows), '']
      : []
    return [`### ${title} (${diff[list].length})`, '', ...table, ...more]
  })
  const heads = [`- before: ${markdown.text(headOf(before))}`, `- now: ${markdown.text(headOf(now))}`]
  return [
    `## ${diffExitCode(diff) ? '✕ Worse' : '✔ Nothing is worse'}: ${countsOf(diff)}`,
    '',
    ...heads,
    '',
    ...sections,
  ].join('\n')
}

export function renderDiffJson({ before, now, diff }: Compared): string {
  const head = ({ tool, profile, seed, startedAt, target, summary }: Report) => {
    return { tool, profile, seed, startedAt, target, summary }
  }
  return `${JSON.stringify({ before: head(before), now: head(now), exitCode: diffExitCode(diff), ...diff }, null, 1)}\n`
}

/** Of new checks only those that did not pass are named one by one. */
function worthListing(list: List, changes: readonly CheckChange[]): [shown: readonly CheckChange[], quiet: number] {
  if (list !== 'added') return [changes, 0]
  const shown = changes.filter(({ now }) => now?.verdict !== 'passed' && now?.verdict !== 'notApplicable')
  return [shown, changes.length - shown.length]
}

function headOf(report: Report): string {
  const { tool, startedAt, profile } = report
  const when = `${startedAt.slice(0, 16).replace('T', ' ')} UTC`
  return `${wording.targetName(report)}, ${when}, profile ${profile}, ${tool.name} ${tool.version}, ${plural(report.results.length, 'check')}`
}

function countsOf(diff: ReportDiff): string {
  return [...TITLES.map(([list, , word]) => `${diff[list].length} ${word}`), `${diff.unchanged} unchanged`].join(', ')
}

function verdicts({ before, now }: CheckChange): string {
  if (before && now && before.verdict === now.verdict) return `still ${VERDICT_WORD[now.verdict]}`
  return [before, now].flatMap((seen) => (seen ? [VERDICT_WORD[seen.verdict]] : [])).join(' → ')
}

function changeLine(out: Paper, change: CheckChange): void {
  const verdict: Verdict = change.now?.verdict ?? change.before?.verdict ?? 'inconclusive'
  const mark = change.now ? out.style(verdict, VERDICT_MARK[verdict]) : '·'
  const id = clip(visible(change.case), 14).padEnd(6)
  out.line(`  ${mark} ${out.style('bold', id)} ${wording.where(change).padEnd(21)} ${verdicts(change)}`)
  const { before, now } = change
  const texts = [clip(visible(wording.caseTitle(change)), LONGEST_TEXT)]
  // What a passed check saw is no finding.
  if (now && now.verdict !== 'passed') texts.push(now.finding)
  if (before && before.verdict !== 'passed' && before.finding !== now?.finding) texts.push(`before: ${before.finding}`)
  for (const text of texts)
    for (const part of wrap(clip(visible(text), LONGEST_TEXT), out.width - 11)) out.line(`${' '.repeat(11)}${part}`)
}
