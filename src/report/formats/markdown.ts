/** The report for a CI job summary: answer, counts, failures, the first of them with its messages, the rest folded. */
import { sessionMessageName } from '../../fix/msg-types.ts'
import { clusters, shownClusters } from '../clusters.ts'
import { reportDigest } from '../digest.ts'
import { type Matrix, matrixOf } from '../matrix.ts'
import { answer } from '../outcome.ts'
import { visible } from '../plain-text.ts'
import { planCounts, planText } from '../plan-counts.ts'
import type { Report, ReportResult, TranscriptEntry, Verdict } from '../report.ts'
import { VERDICTS } from '../report.ts'
import { isKnown, isRegression } from '../report-diff.ts'
import { LEGEND, plural, VERDICT_WORD, withVerdict, worst } from '../verdicts.ts'
import * as wording from '../wording.ts'
import { fenced, folded, table, text } from './markdown-text.ts'

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
const LONGEST_TRANSCRIPT = 200

export function renderMarkdown(report: Report): string {
  const all = withVerdict(report.results, 'failed')
  const failed = [...all.filter((result) => !isKnown(result)), ...all.filter(isKnown)]
  const lines = [
    ...opening(report, failed),
    ...vanished(report),
    ...failures(failed),
    ...firstFailure(failed[0]),
    ...findings(report, 'Not proven', ['errored', 'inconclusive']),
    ...findings(report, 'Warnings', ['warning']),
    ...plan(report),
    ...waivers(report),
    ...matrix(matrixOf(report)),
    closing(report),
  ]
  return `${lines.join('\n')}\n`
}

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
  const notes = wording.runNotes(report)
  const counted = planCounts(report)
  if (counted) notes.unshift(`Plan ${report.plan?.name}: ${planText(counted.mandatory, 'mandatory')}.`)
  if (notes.length) lines.push(text(notes.join(' ')), '')
  return lines
}

/** Mandatory cases that nothing proves yet, and what the plan leaves out. */
function plan(report: Report): string[] {
  const counts = planCounts(report)
  if (report.plan === undefined || counts === undefined) return []
  const { notApplicable: left, narrowed, name } = report.plan
  const open = narrowed ? [] : counts.mandatory.openCases
  const reasons = [...Map.groupBy(left, ({ reason }) => reason)].slice(0, LISTED)
  return [
    `### Plan ${text(name)}`,
    '',
    `- ${planText(counts.mandatory, 'mandatory')}${narrowed ? ', of which some were asked for' : ''}`,
    `- ${planText(counts.optional, 'optional')}`,
    ...(open.length
      ? [`- open: ${text(open.slice(0, 4 * LISTED).join(', '))}${open.length > 4 * LISTED ? ', …' : ''}`]
      : []),
    '',
    ...(reasons.length
      ? folded(
          `Not applicable by the plan (${left.length})`,
          reasons.map(([reason, some]) => `- ${text(some.map(({ case: id }) => id).join(', '))}: ${text(reason)}`),
        )
      : []),
  ]
}

function failures(failed: ReportResult[]): string[] {
  if (failed.length === 0) return []
  const [shown, hidden] = shownClusters(
    [...clusters(failed.filter((result) => !isKnown(result))), ...clusters(failed.filter(isKnown))],
    LISTED,
  )
  const rows = shown.map(([result, ...same]) => {
    const { expected, actual } = wording.comparison(result)
    const cause = result.cause ? firstSentence(result.cause.text) : ''
    const clause = result.clause ? `<br>${text(result.clause)}` : ''
    const name = `**${text(result.case)}** ${text(wording.caseTitle(result))}${clause}`
    const also = same.length ? `<br>and ${text(wording.others(same))}` : ''
    const was = isRegression(result) ? `<br>**regression**: was ${VERDICT_WORD[result.was ?? 'passed']}` : ''
    const earlier = result.attempts?.at(-1)
    const tried = earlier ? `<br>${text(wording.attemptText(earlier))}` : ''
    const place = `${text(wording.where(result))}${also}${was}${isKnown(result) ? '<br>known' : ''}${tried}`
    return [name, place, text(expected), text(actual), text(cause)]
  })
  const head = ['Case', 'Version, role', 'Expected', 'Actual', 'Probable cause']
  const commands = [...new Set(shown.flatMap(([{ repeat }]) => (repeat ? [visible(repeat)] : [])))]
  return [
    `### Failures (${failed.length})`,
    '',
    ...table(head, 'left', rows),
    '',
    ...more(hidden),
    ...(commands.length ? folded('Commands that repeat them', fenced('sh', commands)) : []),
  ]
}

/** What can not be seen at any result: checks that were to be made, and were not. */
function vanished({ baseline }: Report): string[] {
  if (!baseline?.vanished.length) return []
  const lines = baseline.vanished.slice(0, LISTED).map((change) => {
    return `- **${text(change.case)}** ${text(wording.where(change))}: ${text(wording.caseTitle(change))}`
  })
  const count = baseline.vanished.length
  return [`### Vanished (${count})`, '', ...lines, '', ...more(count - LISTED)]
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
  const lines: string[] = []
  if (result.requirement) lines.push(`> ${text(result.requirement)}`, '')
  if (messages.length) lines.push(...fenced('text', messages), '')
  if (result.repeat) lines.push(...fenced('sh', [visible(result.repeat)]))
  return folded(`First failure: ${text(result.case)}, messages and command`, lines)
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
    const was = isRegression(result) ? `, was ${VERDICT_WORD[result.was ?? 'passed']}` : ''
    const verdict = `${named ? `, ${VERDICT_WORD[result.verdict]}` : ''}${was}`
    return `- **${text(result.case)}** ${text(wording.where(result))}${verdict}: ${text(wording.headline(result))}`
  })
  return [`### ${title} (${found.length})`, '', ...lines, '', ...more(found.length - LISTED)]
}

function waivers(report: Report): string[] {
  if (!report.waivers?.length) return []
  const rows = report.waivers.map((waiver) => {
    const used = report.results.filter((result) => result.waiver === waiver.id).length
    const state = waiver.quirk
      ? `quirk of the venue, ${used ? `seen ${plural(used, 'time')}` : 'not seen'}: ${text(waiver.reason)}${waiver.source ? ` (${text(waiver.source)})` : ''}`
      : waiver.expired
        ? '**expired**: renew it or repair the case'
        : waiver.stale
          ? '**stale**: the case passes, remove it'
          : waiver.otherOutcome
            ? '**another outcome**: the case fails otherwise'
            : `used ${plural(used, 'time')}`
    const only = waiver.scenario === undefined ? '' : ` (${text(waiver.scenario)})`
    const what = `${text(waiver.case)}${only}: ${text(waiver.expect)}`
    return [
      text(`${waiver.id} ${waiver.issue ?? ''}`.trim()),
      what,
      text(waiver.owner),
      waiver.quirk ? 'never' : text(waiver.until),
      state,
    ]
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
  return folded('Matrix', [...table(head, 'matrix', rows), '', legend])
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
