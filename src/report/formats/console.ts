/** The report for a terminal: head and progress while it runs, then matrix, findings, summary and the exit code last. */

import { reportDigest } from '../digest.ts'
import { caseLink, columnsOf, matrixOf, resultKeys } from '../matrix.ts'
import { answer, exitText } from '../outcome.ts'
import { clip, visible } from '../plain-text.ts'
import { planCounts, planText } from '../plan-counts.ts'
import type { Report, ReportResult, ReportWaiver } from '../report.ts'
import { VERDICTS } from '../report.ts'
import { isKnown } from '../report-diff.ts'
import { countVerdicts, plural, tally, withVerdict } from '../verdicts.ts'
import * as wording from '../wording.ts'
import { failures, findings, LONGEST_TEXT, mark, notApplicable, planned, quirks, vanished } from './console-findings.ts'
import { consoleMatrix } from './console-matrix.ts'
import { type Paper, pad, paper, wrap } from './terminal.ts'

export interface ConsoleOptions {
  /** The caller decides it from NO_COLOR and from whether there is a terminal. */
  color?: boolean
  width?: number
  /** Files that were written, as paths; a link into the page is printed when one of them is its HTML. */
  written?: readonly string[]
}

/** What is known of a run before it begins. */
export type ReportHead = Pick<Report, 'tool' | 'profile' | 'seed' | 'target' | 'suite' | 'dictionaries'>

const WIDTH = 100
/** The whole report in one piece: what a terminal has shown when a run is over. */
export function renderConsole(report: Report, options: ConsoleOptions = {}): string {
  const progress: string[] = []
  let done = 0
  for (const column of columnsOf(report.results)) {
    done += column.results.length
    progress.push(progressLine(column, done, report.results.length, options))
  }
  const head = renderHead(report, { ...options, scenarios: report.results.length })
  return `${head}\n${progress.map((line) => `${line}\n`).join('')}\n${renderBody(report, options)}`
}

/** What stands above the progress lines: tool, profile, seed, target, suite, dictionaries. */
export function renderHead(head: ReportHead, options: ConsoleOptions & { scenarios?: number } = {}): string {
  const out = paperFor(options)
  const label = (key: string, text: string) => out.label(key, text, { indent: 0, keyWidth: 12 })
  const { tool, suite, dictionaries } = head
  const profile = clip(visible(head.profile), 50)
  out.line(`${out.style('bold', visible(`${tool.name} ${tool.version}`))}  profile ${profile}  seed ${head.seed}`)
  out.line()
  label('target', `${head.target.name ? `${wording.targetName(head)}, ` : ''}${wording.endpoints(head)}`)
  const scenarios = options.scenarios === undefined ? '' : plural(options.scenarios, 'scenario')
  const parts = suite
    ? [`${suite.name} ${suite.version}`, plural(suite.cases, 'case'), scenarios, suite.tags]
    : [scenarios]
  if (parts.some(Boolean)) label('suite', parts.filter(Boolean).join(', '))
  if (dictionaries?.length)
    label('dictionary', dictionaries.map((d) => `${d.name} ${d.sha256.slice(0, 12)}`).join(', '))
  return out.text()
}

/**
 * One version and role that has been run: `FIX.4.4 acceptor  41/72  ...F..  278 ms  4 failed`.
 *
 * @param done - results so far, all versions and roles together
 */
export function progressLine(
  column: { beginString: string; role: ReportResult['targetRole']; results: readonly ReportResult[] },
  done: number,
  total: number,
  options: ConsoleOptions = {},
): string {
  const out = paperFor(options)
  const { results } = column
  const counts = countVerdicts(results)
  const room = out.width - 58
  const marks = results.map(({ verdict }) => (verdict === 'passed' ? out.style('passed', '.') : mark(out, verdict)))
  const summed = VERDICTS.filter((verdict) => verdict !== 'failed' && counts[verdict])
  const dots =
    marks.length <= room
      ? marks.join('')
      : summed.map((verdict) => `${counts[verdict]} ${verdict === 'passed' ? 'passed' : mark(out, verdict)}`).join(' ')
  const took = wording.duration(results.reduce((sum, result) => sum + result.durationMs, 0))
  const failed = counts.failed ? out.style('failed', `  ${counts.failed} failed`) : ''
  const name = clip(`${wording.fullVersion(column.beginString)} ${column.role}`, 21).padEnd(21)
  out.line(`  ${name} ${`${done}/${total}`.padStart(9)}  ${pad(dots, room)} ${took.padStart(11)}${failed}`)
  return out.text().trimEnd()
}

/** What is printed when the run is over: matrix, findings, summary, exit code. */
export function renderBody(report: Report, options: ConsoleOptions = {}): string {
  const out = paperFor(options)
  const written = options.written ?? []
  const page = written.find((file) => file.endsWith('.html'))?.replace(/^.*[\\/]/, '')
  const keys = resultKeys(report.results)
  const linkTo = (result: ReportResult) => (page ? `${page}#${caseLink(keys.get(result) ?? '')}` : undefined)

  if (report.results.length) {
    out.line(out.style('bold', 'Matrix'))
    out.line()
    consoleMatrix(out, matrixOf(report))
  }
  vanished(out, report)
  failures(out, report, linkTo, page)
  findings(out, report, 'Not proven', ['errored', 'inconclusive'], page)
  findings(out, report, 'Warnings', ['warning'], page)
  findings(out, report, 'Waived', ['waived'], page)
  quirks(out, report)
  notApplicable(out, report, page)
  planned(out, report)
  summary(out, report, written)
  return out.text()
}

function paperFor(options: ConsoleOptions): Paper {
  return paper(Math.max(80, options.width ?? WIDTH), options.color ?? false)
}

function summary(out: Paper, report: Report, written: readonly string[]): void {
  const { heading, tone, counts, lede, exitCode } = answer(report)
  out.section('Summary')
  const word = heading.toUpperCase()
  wrap(visible(lede), out.width - word.length - 4).forEach((text, i) => {
    out.line(`  ${i ? ' '.repeat(word.length) : out.style(tone, out.style('bold', word))}  ${text}`)
  })
  out.line()
  out.line(`  ${VERDICTS.map((verdict) => out.style(verdict, tally(verdict, counts[verdict]))).join(', ')}`)
  const virtual = wording.virtualMs(report.results)
  const took = `${wording.duration(report.durationMs)}${virtual ? `, ${wording.duration(virtual)} on the virtual clock` : ''}`
  out.line(`  ${plural(report.results.length, 'check')} in ${took}`)
  out.line()
  for (const note of wording.runNotes(report)) out.label('run', note)
  const counted = planCounts(report)
  if (counted)
    out.label('plan', planText(counted.mandatory, 'mandatory'), counted.mandatory.open ? { style: 'warning' } : {})
  const failed = withVerdict(report.results, 'failed')
  const first = failed.find((result) => !isKnown(result)) ?? failed[0]
  if (first)
    out.label('first', clip(`${first.case} ${wording.caseTitle(first)} (${wording.where(first)})`, LONGEST_TEXT))
  for (const waiver of report.waivers ?? []) {
    const state = waiverState(waiver)
    if (state) out.label('waiver', `${waiver.id} ${state}`, { style: 'warning' })
  }
  if (report.baseline) out.label('baseline', `${report.baseline.file}, sha256 ${report.baseline.sha256.slice(0, 16)}`)
  if (written.length) out.label('written', together(written))
  out.label('sha256', `${reportDigest(report)}  report.json`)
  if (report.command) out.command('again', report.command)
  out.label('exit', exitText(exitCode, report))
}

/** What is to be done about a waiver; undefined while it does its work. */
function waiverState(waiver: ReportWaiver): string | undefined {
  if (waiver.expired) return `expired on ${waiver.until}: renew it or repair ${waiver.case}.`
  if (waiver.stale) return `is stale: ${waiver.case} passes${conditions(waiver)}. Remove it from the waivers.`
  return waiver.otherOutcome ? `does not cover what ${waiver.case} shows now; it is for: ${waiver.expect}` : undefined
}

function conditions({ when }: ReportWaiver): string {
  const versions = when?.beginString?.map(wording.fullVersion).join(', ')
  const parts = [versions, when?.targetRole?.join(', ')].filter(Boolean)
  return parts.length ? ` with ${parts.join(' ')}` : ''
}

/** Paths of one folder: the folder is named once. */
function together(files: readonly string[]): string {
  const folder = files[0]?.replace(/[^\\/]*$/, '') ?? ''
  return files.map((file, i) => (i > 0 && file.startsWith(folder) ? file.slice(folder.length) : file)).join(', ')
}
