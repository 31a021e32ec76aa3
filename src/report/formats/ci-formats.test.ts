/** What CI servers read: annotations, code quality, badges. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SaxesParser } from 'saxes'
import type { Report } from '../report.ts'
import { baselineReport, hostileReport, reportOf, reportWith, resultOf, wideReport } from '../report-fixtures.ts'
import { countVerdicts } from '../verdicts.ts'
import { githubAnnotations } from './annotations.ts'
import { renderBadge, renderBadgeJson } from './badge.ts'
import { renderCodeQuality } from './code-quality.ts'

/** A line as the runner of GitHub reads it. */
function parsed(line: string): { kind: string; properties: Record<string, string>; message: string } {
  const [, kind = '', list = '', message = ''] = /^::(\w+)(?: ([^:]*))?::(.*)$/.exec(line) ?? assert.fail(line)
  const plain = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
  const properties = list.split(',').filter(Boolean)
  return {
    kind,
    message: plain(message),
    properties: Object.fromEntries(
      properties.map((one) => {
        const at = one.indexOf('=')
        return [
          one.slice(0, at),
          plain(
            one
              .slice(at + 1)
              .replaceAll('%3A', ':')
              .replaceAll('%2C', ','),
          ),
        ]
      }),
    ),
  }
}

describe('annotations', () => {
  test('name feature, line, case and what was seen, and how to repeat it', () => {
    const failed = resultOf({
      verdict: 'failed',
      title: 'a: b, 100% c',
      actual: 'no Logout',
      repeat: 'npx fixproof run 2.c',
    })
    const [line = '', ...more] = githubAnnotations(reportOf([failed, resultOf()]), false)
    assert.deepEqual(more, [])
    assert.deepEqual(parsed(line), {
      kind: 'error',
      properties: { file: failed.feature, line: '38', title: '2.c a: b, 100% c' },
      message: 'FIX.4.4 acceptor: no Logout\nnpx fixproof run 2.c',
    })
  })

  test('hostile text ends no line, adds no property and begins no command', () => {
    const lines = githubAnnotations(hostileReport(), true)
    assert.equal(lines.length, 2, 'an error for all that have one cause, and a warning')
    for (const line of lines) {
      assert.doesNotMatch(line, /[\r\n\u0000-\u001f]/)
      const { kind, properties } = parsed(line)
      assert.ok(['error', 'warning', 'notice'].includes(kind))
      assert.ok(
        Object.keys(properties).every((name) => ['file', 'line', 'title'].includes(name)),
        line.slice(0, 200),
      )
    }
  })

  test('what was not proven is told, a warning only where it is asked for, what a baseline excuses not at all', () => {
    const report = reportWith('inconclusive', 'errored', 'warning', 'waived', 'notApplicable', 'passed')
    const kinds = (warnings: boolean) => githubAnnotations(report, warnings).map((line) => parsed(line).kind)
    assert.deepEqual(kinds(false), ['error', 'error'])
    assert.deepEqual(kinds(true), ['error', 'error', 'warning'])
    assert.ok(githubAnnotations(baselineReport(), false).every((line) => !line.includes('2.a ')))
  })

  test('a defect is told once, and so many at most; a notice counts the others', () => {
    const same = Array.from({ length: 30 }, () => resultOf({ verdict: 'failed', actual: 'x' }))
    assert.equal(githubAnnotations(reportOf(same), false).length, 1)
    const many = Array.from({ length: 30 }, (_, i) => resultOf({ verdict: 'failed', actual: `x${i}` }))
    const lines = githubAnnotations(reportOf(many), false)
    assert.equal(lines.length, 10)
    assert.deepEqual(parsed(lines.at(-1) ?? ''), {
      kind: 'notice',
      properties: {},
      message: '21 more errors: see the job summary or report.html',
    })
  })

  test('a feature that is not in the repository has no place in it', () => {
    const [line = ''] = githubAnnotations(reportWith('failed'), false, () => undefined)
    assert.deepEqual(Object.keys(parsed(line).properties), ['title'])
  })
})

describe('code quality', () => {
  test('has an issue for each finding, with a place and a severity that GitLab knows', () => {
    const report = wideReport()
    const issues = JSON.parse(renderCodeQuality(report)) as {
      fingerprint: string
      severity: string
      description: string
      location: { path: string; lines: { begin: number } }
    }[]
    const { passed, notApplicable } = countVerdicts(report.results)
    assert.equal(issues.length, report.results.length - passed - notApplicable)
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length, 'each has its own')
    for (const { severity, location, description } of issues) {
      assert.ok(['info', 'minor', 'major', 'critical', 'blocker'].includes(severity))
      assert.ok(location.lines.begin >= 1 && location.path.endsWith('.feature') && description.length > 0)
    }
    assert.deepEqual(JSON.parse(renderCodeQuality(reportWith('passed'))), [])
  })

  test('a finding is the same one wherever its scenario moves to', () => {
    const at = (line: number) =>
      JSON.parse(renderCodeQuality(reportOf([resultOf({ verdict: 'failed', line })])))[0].fingerprint
    assert.equal(at(3), at(30))
  })
})

describe('a badge', () => {
  const messages: [Report, string][] = [
    [reportWith('passed', 'warning'), 'conformant'],
    [reportWith('passed', 'waived'), 'conformant, with waivers'],
    [reportWith('failed', 'failed', 'passed'), '2 failed'],
    [reportWith('inconclusive'), 'not proven'],
    [baselineReport(), 'regression'],
    [{ ...reportWith('passed'), shard: { index: 2, of: 3 } }, 'shard 2 of 3'],
  ]
  for (const [report, message] of messages)
    test(`says ${message}`, () => {
      const { label, message: shown, schemaVersion, color, isError } = JSON.parse(renderBadgeJson(report))
      assert.deepEqual([shown, schemaVersion], [message, 1])
      assert.match(label, /^FIX\.4\.[24]/)
      assert.match(color, /^[0-9a-f]{6}$/)
      assert.equal(isError, message === '2 failed' || message === 'regression')
      const svg = renderBadge(report)
      assert.match(svg, new RegExp(`<title>[^<]*: ${message}</title>`))
      assert.match(svg, new RegExp(`role="img" aria-label="[^"]*: ${message}"`))
    })

  test('names one version, or the first and the last', () => {
    assert.equal(JSON.parse(renderBadgeJson(wideReport())).label, 'FIX.4.0 to FIX.5.0SP2')
  })

  test('is well-formed whatever the target is called', () => {
    const parser = new SaxesParser()
    parser.on('error', (error) => assert.fail(error.message))
    parser.write(renderBadge(hostileReport())).close()
  })
})
