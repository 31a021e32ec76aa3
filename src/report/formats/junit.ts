/**
 * The report for CI servers: a test suite per version and role of the target. What was not proved is an error and
 * never skipped, since readers of JUnit files count a skipped test as no trouble.
 */
import { reportDigest } from '../digest.ts'
import { columnsOf, type MatrixColumn } from '../matrix.ts'
import { answer } from '../outcome.ts'
import { visible } from '../plain-text.ts'
import { planCounts } from '../plan-counts.ts'
import type { Report, ReportResult } from '../report.ts'
import { isKnown, isRegression } from '../report-diff.ts'
import { countVerdicts } from '../verdicts.ts'
import * as wording from '../wording.ts'
import { wireLine } from './markdown.ts'

export function renderJunit(report: Report): string {
  const suites = columnsOf(report.results).map((column) => suite(report, column))
  const attributes = {
    name: `${report.tool.name} ${report.profile}`,
    ...totals(report.results),
    time: seconds(report.durationMs),
    timestamp: report.startedAt,
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, suites.join(''))}`
}

function totals(results: readonly ReportResult[]) {
  const counts = countVerdicts(results)
  return {
    tests: results.length,
    failures: counts.failed,
    errors: counts.errored + counts.inconclusive,
    skipped: counts.notApplicable + counts.waived,
  }
}

function suite(report: Report, column: MatrixColumn): string {
  const counts = countVerdicts(column.results)
  const { exitCode, heading } = answer(report)
  const facts: Record<string, string | number> = {
    tool: `${report.tool.name} ${report.tool.version}`,
    profile: report.profile,
    seed: report.seed,
    target: wording.targetName(report),
    beginString: column.beginString,
    targetRole: column.role,
    ...(report.suite && { suite: `${report.suite.name} ${report.suite.version}` }),
    answer: heading,
    exitCode,
    'report.sha256': reportDigest(report),
    ...planFacts(report),
    ...(report.shard && { shard: `${report.shard.index}/${report.shard.of}` }),
    // Verdicts that JUnit has no word for.
    ...counts,
  }
  const properties = Object.entries(facts).map(([name, value]) => element('property', { name, value }))
  const time = column.results.reduce((sum, result) => sum + result.durationMs, 0)
  const attributes = {
    name: `${wording.fullVersion(column.beginString)} ${column.role}`,
    ...totals(column.results),
    time: seconds(time),
    timestamp: column.results[0]?.startedAt ?? report.startedAt,
  }
  const taken = new Map<string, number>()
  const cases = column.results.map((result) => {
    const plain = `${result.case} ${result.title}${result.example ? ` [${result.example}]` : ''}`
    const count = (taken.get(plain) ?? 0) + 1
    taken.set(plain, count)
    return testcase(report, result, count > 1 ? `${plain} (${count})` : plain)
  })
  return element('testsuite', attributes, element('properties', {}, properties.join('')) + cases.join(''))
}

/** `plan.mandatory.failed` and so on: of the whole report, since a plan is about all versions and roles. */
function planFacts(report: Report): Record<string, string | number> {
  const counts = planCounts(report)
  if (report.plan === undefined || counts === undefined) return {}
  const { openCases: _, ...mandatory } = counts.mandatory
  const figures = Object.entries(mandatory).map(([name, count]) => [`plan.mandatory.${name}`, count])
  return { plan: report.plan.name, ...Object.fromEntries(figures) }
}

function testcase(report: Report, result: ReportResult, name: string): string {
  const attributes = {
    name,
    // A dot would be taken for the border between package and class.
    classname: `${wording.fullVersion(result.beginString).replaceAll('.', '_')}.${result.targetRole}`,
    file: result.feature,
    line: result.line,
    time: seconds(result.durationMs),
  }
  return element('testcase', attributes, verdictElement(report, result))
}

function verdictElement(report: Report, result: ReportResult): string {
  const message = wording.headline(result)
  switch (result.verdict) {
    case 'passed':
      return ''
    case 'failed':
      return element('failure', { type: 'failed', message }, escaped(evidence(result)))
    case 'errored':
    case 'inconclusive':
      return element('error', { type: result.verdict, message }, escaped(evidence(result)))
    case 'notApplicable':
      return element('skipped', { message: `not applicable: ${message}` })
    case 'waived': {
      const waiver = report.waivers?.find((candidate) => candidate.id === result.waiver)
      const source = waiver?.source ? ` (${waiver.source})` : ''
      const by = waiver ? `, ${wording.holdsUntil(waiver)}, owner ${waiver.owner}: ${waiver.reason}${source}` : ''
      return element('skipped', { message: `waived by ${result.waiver ?? 'a waiver'}${by} Seen: ${message}` })
    }
    case 'warning':
      return element('system-out', {}, escaped(`warning: ${visible(message)}\n\n${evidence(result)}`))
  }
}

function evidence(result: ReportResult): string {
  const { expected, actual } = wording.comparison(result)
  const lines = [
    result.requirement && `Requirement: ${result.requirement}`,
    result.clause && `Clause: ${result.clause}`,
    `Expected: ${expected}`,
    `Actual: ${actual}`,
    ...(result.attempts ?? []).map((earlier) => `Earlier: ${wording.attemptText(earlier)}`),
    result.obligation && `Plan: ${result.obligation}`,
    isRegression(result) && `Before: ${result.was} in the baseline`,
    isKnown(result) && `Before: ${result.was} in the baseline, so it does not count`,
    result.cause && `Probable cause: ${wording.causeText(result.cause)}`,
    result.repeat && `Repeat: ${result.repeat}`,
    `See: ${result.feature}:${result.line}`,
  ].filter((line) => typeof line === 'string' && line !== '')
  return [...lines.map((line) => visible(String(line))), '', ...result.transcript.map(wireLine)].join('\n')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

/** `content` is XML already; without it the element is empty. */
function element(name: string, attributes: Record<string, string | number>, content = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(visible(String(value)))}"`)
  const open = `<${name}${list.join('')}`
  if (content === '') return `${open}/>\n`
  return `${open}>${content.startsWith('<') ? '\n' : ''}${content}</${name}>\n`
}

/** Markup for XML 1.0; `visible` has taken out before what XML cannot hold at all. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
