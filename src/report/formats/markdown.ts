/** The report for a CI job summary: answer, counts, failures, the first of them with its messages, the rest folded. */
import { sessionMessageName } from '../../fix/msg-types.ts'
import { reportDigest } from '../digest.ts'
import { type Matrix, matrixOf } from '../matrix.ts'
import { answer } from '../outcome.ts'
import { clip, visible } from '../plain-text.ts'
import type { Report, ReportResult, TranscriptEntry, Verdict } from '../report.ts'
import { VERDICTS } from '../report.ts'
import { LEGEND, plural, VERDICT_WORD, withVerdict, worst } from '../verdicts.ts'
import * as wording from '../wording.ts'

const SHAPE: Readonly<Record<Verdict, string>> = {
  passed: '✔',
  warning: '⚠ W',
  failed: '✕ F',
  waived: 'V',
  inconclusive: '? I',
  notApplicable: 'N',
  errored: '! E',
}

/** A job summary has a limit of size (1 MiB with GitHub): what is longer is in the page. */
const LISTED = 50
const LONGEST_TEXT = 400
const LONGEST_TRANSCRIPT = 200

export function renderMarkdown(report: Report): string {
  const failed = withVerdict(report.results, 'failed')
  const lines = [
    ...opening(report, failed),
    ...failures(failed),
    ...firstFailure(failed[0]),
    ...findings(report, 'Not proven', ['errored', 'inconclusive']),
    ...findings(report, 'Warnings', ['warning']),
    ...waivers(report),
    ...matrix(matrixOf(report)),
    closing(report),
  ]
  return `${lines.join('\n')}\n`
}

/** Text as text: no markup of Markdown or HTML comes out of it, no line and no table cell ends in it. */
function text(value: string, longest = LONGEST_TEXT): string {
  return clip(visible(value), longest)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/^([#+=-])/, '\\$1')
}

function fenced(language: string, content: string[]): string[] {
  const longest = Math.max(0, ...content.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)))
  const fence = '`'.repeat(Math.max(3, longest + 1))
  return [fence + language, ...content, fence]
}

function table(head: string[], align: string, rows: string[][]): string[] {
  return [
    row(head),
    row(head.map((_, i) => (i < 2 && align === 'matrix' ? '---' : align === 'left' ? '---' : ':-:'))),
    ...rows.map(row),
  ]
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`

function opening(report: Report, failed: ReportResult[]): string[] {
  const { heading, tone, counts, lede } = answer(report)
  const lines = [`## ${SHAPE[tone].split(' ')[0]} ${heading}: ${text(wording.targetName(report))}`, '']
  const [first] = failed
  const begin = first
    ? ` First: **${text(first.case)} ${text(wording.caseTitle(first))}** (${text(wording.where(first))}): ${text(wording.headline(first))}.`
    : ''
  lines.push(`**${text(lede)}**${begin}`, '')
  const numbers = VERDICTS.map((verdict) => (counts[verdict] ? `**${counts[verdict]}**` : '0'))
  lines.push(
    ...table(
      VERDICTS.map((verdict) => VERDICT_WORD[verdict]),
      'centre',
      [numbers],
    ),
    '',
  )
  return lines
}

function failures(failed: ReportResult[]): string[] {
  if (failed.length === 0) return []
  const rows = failed.slice(0, LISTED).map((result) => {
    const { expected, actual } = wording.comparison(result)
    const cause = result.cause ? firstSentence(result.cause.text) : ''
    const name = `**${text(result.case)}** ${text(wording.caseTitle(result))}`
    return [name, text(wording.where(result)), text(expected), text(actual), text(cause)]
  })
  const head = ['Case', 'Version, role', 'Expected', 'Actual', 'Probable cause']
  return [`### Failures (${failed.length})`, '', ...table(head, 'left', rows), '', ...more(failed.length - LISTED)]
}

function firstSentence(sentences: string): string {
  return sentences.split(/(?<=\.) /)[0] ?? ''
}

function more(hidden: number): string[] {
  return hidden > 0 ? [`and ${hidden.toLocaleString('en')} more: see report.html`, ''] : []
}

function firstFailure(result: ReportResult | undefined): string[] {
  if (!result) return []
  const messages = result.transcript.slice(0, LONGEST_TRANSCRIPT).map((entry) => wireLine(entry))
  const hidden = result.transcript.length - messages.length
  if (hidden > 0) messages.push(`and ${plural(hidden, 'more entry', 'more entries')}`)
  const lines = [`<details><summary>First failure: ${text(result.case)}, messages and command</summary>`, '']
  if (result.requirement) lines.push(`> ${text(result.requirement)}`, '')
  if (messages.length) lines.push(...fenced('text', messages), '')
  if (result.repeat) lines.push(...fenced('sh', [visible(result.repeat)]), '')
  return [...lines, '</details>', '']
}

/** One entry of a transcript in one line. */
export function wireLine(entry: TranscriptEntry): string {
  const at = entry.at.slice(11, 23)
  const here = entry.fault ? '   <== here' : ''
  if (entry.direction === 'event') return visible(`${at}  --  ${entry.text ?? entry.event ?? 'event'}${here}`)
  const arrow = entry.direction === 'out' ? '->' : '<-'
  const name = entry.msgType === undefined ? '' : (sessionMessageName(entry.msgType) ?? `MsgType ${entry.msgType}`)
  return visible(`${at}  ${arrow}  ${`${name} ${entry.msgSeqNum ?? ''}`.padEnd(16)} ${entry.raw}${here}`)
}

function findings(report: Report, title: string, verdicts: Verdict[]): string[] {
  const found = withVerdict(report.results, ...verdicts)
  if (found.length === 0) return []
  const named = verdicts.length > 1
  const lines = found.slice(0, LISTED).map((result) => {
    const verdict = named ? `, ${VERDICT_WORD[result.verdict]}` : ''
    return `- **${text(result.case)}** ${text(wording.where(result))}${verdict}: ${text(wording.headline(result))}`
  })
  return [`### ${title} (${found.length})`, '', ...lines, '', ...more(found.length - LISTED)]
}

function waivers(report: Report): string[] {
  if (!report.waivers?.length) return []
  const rows = report.waivers.map((waiver) => {
    const used = report.results.filter((result) => result.waiver === waiver.id).length
    const state = waiver.expired
      ? '**expired**: renew it or repair the case'
      : waiver.stale
        ? '**stale**: the case passes, remove it'
        : `used ${plural(used, 'time')}`
    const what = `${text(waiver.case)}: ${text(waiver.expect)}`
    return [text(`${waiver.id} ${waiver.issue ?? ''}`.trim()), what, text(waiver.owner), text(waiver.until), state]
  })
  return ['### Waivers', '', ...table(['Waiver', 'Case', 'Owner', 'Expires', 'State'], 'left', rows), '']
}

function matrix({ columns, groups }: Matrix): string[] {
  if (columns.length === 0) return []
  const head = ['Case', '', ...columns.map((c) => text(`${wording.shortVersion(c.beginString)} ${c.role.slice(0, 3)}`))]
  const rows = groups
    .flatMap((group) => group.rows)
    .map((line) => [
      text(line.case),
      text(line.title),
      ...columns.map((column) => {
        const results = line.cells.get(column.key)
        const found = results && worst(results)
        return found ? SHAPE[found.verdict] + (results.length > 1 ? ` ×${results.length}` : '') : '·'
      }),
    ])
  const legend = LEGEND.replaceAll('  ', ', ')
  return ['<details><summary>Matrix</summary>', '', ...table(head, 'matrix', rows), '', legend, '', '</details>', '']
}

function closing(report: Report): string {
  const virtual = wording.virtualMs(report.results)
  const facts = [
    `${report.tool.name} ${report.tool.version}`,
    `profile ${text(report.profile)}`,
    report.suite && `suite ${text(report.suite.version)}`,
    `seed ${report.seed}`,
    text(report.startedAt),
    `${wording.duration(report.durationMs)}${virtual ? ` (${wording.duration(virtual)} virtual)` : ''}`,
    `exit code ${answer(report).exitCode}`,
    `report.json sha256 <code>${reportDigest(report).slice(0, 16)}</code>`,
  ]
  return `<sub>${facts.filter(Boolean).join(' · ')}</sub>`
}
