/** What `fixproof grade` tells people: what was read, and for each side what held, what broke and what never came up. */
import { findRequirement } from '../../conformance/catalogue.ts'
import { GRADED_CASES } from '../../conformance/monitors/graded-cases.ts'
import type { Report, ReportResult } from '../../report/report.ts'
import { countVerdicts, plural } from '../../report/verdicts.ts'
import type { ReadLog } from './grade-logs.ts'
import { ASKED, type Coverage } from './grade-report.ts'
import type { GradeAnswer } from './grade-run.ts'

const COLOURS = { failed: '\x1b[31m', warning: '\x1b[33m', passed: '\x1b[32m' } as const
const PLAIN = '\x1b[0m'
const RAW = 180

export function readText({ logs, sessions: count, beyond: more, forgotten }: GradeAnswer): string {
  const lines = logs.map(logText)
  const sessions = plural(count, 'session')
  const beyond = more === 0 ? '' : `; ${plural(more, 'message')} of further sessions not graded`
  const { orders, execIDs } = forgotten
  const gone = `${plural(orders, 'finished order')} and ${plural(execIDs, 'ExecID')} were forgotten on the way: a second use of those is not found`
  return [...lines, `${sessions}${beyond}`, ...(orders + execIDs > 0 ? [gone] : [])].join('\n')
}

function logText({ name, messages, garbled, events, form, firstGarbled }: ReadLog): string {
  const parts = [
    plural(messages, 'message'),
    `${garbled.toLocaleString('en')} garbled`,
    plural(events, 'other line'),
    form,
  ]
  const faults = firstGarbled.map(({ line, problem }) => `  ${name}:${line} garbled: ${problem}`)
  const more = garbled > faults.length ? [`  … and ${plural(garbled - faults.length, 'more')}`] : []
  return [`${name}: ${parts.join(', ')}`, ...faults, ...more].join('\n')
}

export function sideText(report: Report, coverage: Coverage, color: boolean): string {
  const { name, role } = report.target
  const versions = [...new Set(report.results.map(({ beginString }) => beginString))].join(', ')
  const counts = countVerdicts(report.results)
  const paint = (verdict: keyof typeof COLOURS, text: string): string =>
    color ? `${COLOURS[verdict]}${text}${PLAIN}` : text
  const tallies = [
    paint('passed', `${counts.passed} passed`),
    paint('warning', `${counts.warning} ${counts.warning === 1 ? 'warning' : 'warnings'}`),
    paint('failed', `${counts.failed} failed`),
  ]
  return [
    '',
    `${name} (${role}${versions === '' ? '' : `, ${versions}`})`,
    `  ${tallies.join(', ')}`,
    `  ${coverage.exercised.length} of ${ASKED.length} cases exercised; a log can show ${GRADED_CASES.size} of them`,
    ...report.results
      .filter(({ verdict }) => verdict === 'failed')
      .flatMap((one) => resultText(one, paint('failed', 'F'))),
    ...report.results
      .filter(({ verdict }) => verdict === 'warning')
      .flatMap((one) => resultText(one, paint('warning', 'W'))),
    ...openText(coverage),
  ].join('\n')
}

function resultText(result: ReportResult, mark: string): string[] {
  const { case: id, title, feature, line, beginString, expected, actual, transcript } = result
  const shown = transcript.slice(-6).map(({ direction, note = '', raw, text = '' }) => {
    const arrow = { in: '←', out: '→', event: ' ' }[direction]
    return `        ${note} ${arrow} ${clip(raw === '' ? text : raw)}`
  })
  return [
    `  ${mark} ${id}  ${title} (${beginString})  ${feature}:${line}`,
    `      expected  ${expected.join('; ')}`,
    `      actual    ${actual}`,
    ...shown,
  ]
}

function openText({ open }: Coverage): string[] {
  const reasons = new Map<string, string[]>()
  for (const { id, reason } of open) reasons.set(reason, [...(reasons.get(reason) ?? []), id])
  if (reasons.size === 0) return []
  return [
    '  not exercised, though it came up:',
    ...[...reasons].map(([reason, ids]) => `    ${ids.join(', ')}: ${reason}`),
  ]
}

function clip(text: string): string {
  return text.length <= RAW ? text : `${text.slice(0, RAW)}…`
}

/** All cases, one a line, with why they were not exercised; for the file beside the report. */
export function coverageJson(side: string, coverage: Coverage): unknown {
  const notGradeable = ASKED.filter((id) => !GRADED_CASES.has(id))
  return {
    target: side,
    exercised: coverage.exercised,
    notExercised: [
      ...coverage.open.map(({ id, reason }) => ({ case: id, title: titleOf(id), reason })),
      ...coverage.never.map((id) => ({ case: id, title: titleOf(id), reason: 'it never came up' })),
      ...notGradeable.map((id) => ({ case: id, title: titleOf(id), reason: 'no log can show it' })),
    ],
  }
}

function titleOf(id: string): string {
  return findRequirement(id)?.title ?? ''
}
