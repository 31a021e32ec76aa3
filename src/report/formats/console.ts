/** The report for a terminal: head and progress while it runs, then matrix, findings, summary and the exit code last. */
import { reportDigest } from '../digest.ts'
import { caseLink, columnsOf, matrixOf, resultKeys } from '../matrix.ts'
import { answer, exitText, needsAttention } from '../outcome.ts'
import { clip, visible } from '../plain-text.ts'
import type { Report, ReportResult, ReportWaiver, Verdict } from '../report.ts'
import { VERDICTS } from '../report.ts'
import { countVerdicts, plural, tally, VERDICT_MARK, withVerdict } from '../verdicts.ts'
import * as wording from '../wording.ts'
import { consoleMatrix } from './console-matrix.ts'
import { type Paper, pad, paper, seenLength, wrap } from './terminal.ts'

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
/** Above this many, a list says how many more there are and where to see them. */
const LISTED = 30
/** A value may be a message of thousands of characters: the page shows all of it. */
const LONGEST_TEXT = 400
const TEXT_INDENT = 11

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
  failures(out, report, linkTo, page)
  findings(out, report, 'Not proven', ['errored', 'inconclusive'], page)
  findings(out, report, 'Warnings', ['warning'], page)
  findings(out, report, 'Waived', ['waived'], page)
  notApplicable(out, report, page)
  summary(out, report, written)
  return out.text()
}

function paperFor(options: ConsoleOptions): Paper {
  return paper(Math.max(80, options.width ?? WIDTH), options.color ?? false)
}

function mark(out: Paper, verdict: Verdict): string {
  return out.style(verdict, VERDICT_MARK[verdict])
}

function more(out: Paper, hidden: number, verdicts: Verdict[], page: string | undefined): void {
  if (hidden <= 0) return
  const place = page ? `${page}#verdict=${verdicts.join(',')}` : 'report.json'
  out.line(out.style('muted', `  and ${hidden.toLocaleString('en')} more: see ${place}`))
  out.line()
}

function failures(
  out: Paper,
  report: Report,
  linkTo: (result: ReportResult) => string | undefined,
  page: string | undefined,
): void {
  const failed = withVerdict(report.results, 'failed')
  if (failed.length === 0) return
  out.section(`Failures (${failed.length})`)
  for (const result of failed.slice(0, LISTED)) failure(out, result, linkTo(result))
  more(out, failed.length - LISTED, ['failed'], page)
}

function failure(out: Paper, result: ReportResult, link: string | undefined): void {
  const tail = `${result.level.toUpperCase()}  ${wording.where(result)}`
  const id = clip(visible(result.case), 14).padEnd(6)
  const room = out.width - tail.length - id.length - 6
  const title = clip(visible(wording.caseTitle(result)), room)
  const head = `  ${out.style('failed', '✕')} ${out.style('bold', `${id} ${title}`)}`
  out.line(`${pad(head, out.width - tail.length)}${out.style('muted', tail)}`)
  wrap(visible(result.requirement ?? ''), out.width - TEXT_INDENT - 3).forEach((text, i) => {
    if (text) out.line(`${' '.repeat(TEXT_INDENT)}${i ? '  ' : '->'} ${text}`)
  })
  const { expected, actual } = wording.comparison(result)
  out.label('Expected', clip(expected, LONGEST_TEXT), { indent: TEXT_INDENT, style: 'passed' })
  out.label('Actual', clip(actual, LONGEST_TEXT), { indent: TEXT_INDENT, style: 'failed' })
  if (result.cause) out.label('Probable', clip(result.cause.text, LONGEST_TEXT), { indent: TEXT_INDENT })
  if (result.repeat) out.command('Repeat', result.repeat, { indent: TEXT_INDENT })
  out.label('See', `${result.feature}:${result.line}`, { indent: TEXT_INDENT })
  if (link) out.label('', link, { indent: TEXT_INDENT, style: 'link' })
  out.line()
}

/** A line each: mark, case, where, what. */
function findings(out: Paper, report: Report, title: string, verdicts: Verdict[], page: string | undefined): void {
  const found = withVerdict(report.results, ...verdicts)
  if (found.length === 0) return
  out.section(`${title} (${found.length})`)
  for (const result of found.slice(0, LISTED)) {
    const waiver = result.waiver && report.waivers?.find((candidate) => candidate.id === result.waiver)
    const covered = waiver ? `${waiver.id}, until ${waiver.until}: ` : ''
    const head = `${clip(visible(result.case), 14).padEnd(6)} ${wording.where(result).padEnd(21)}`
    hanging(out, `  ${mark(out, result.verdict)} ${head} `, `${covered}${wording.headline(result)}`)
  }
  out.line()
  more(out, found.length - LISTED, verdicts, page)
}

/** What was left out, by reason: many cases share one. */
function notApplicable(out: Paper, report: Report, page: string | undefined): void {
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
  const first = withVerdict(report.results, 'failed')[0]
  if (first)
    out.label('first', clip(`${first.case} ${wording.caseTitle(first)} (${wording.where(first)})`, LONGEST_TEXT))
  for (const waiver of (report.waivers ?? []).filter(needsAttention)) {
    const state = waiver.expired
      ? `expired on ${waiver.until}: renew it or repair ${waiver.case}.`
      : `is stale: ${waiver.case} passes${conditions(waiver)}. Remove it from the waivers.`
    out.label('waiver', `${waiver.id} ${state}`, { style: 'warning' })
  }
  if (written.length) out.label('written', together(written))
  out.label('sha256', `${reportDigest(report)}  report.json`)
  if (report.command) out.command('again', report.command)
  out.label('exit', exitText(exitCode))
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
