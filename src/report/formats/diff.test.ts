import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ReportResult } from '../report.ts'
import { diffReports } from '../report-diff.ts'
import { HOSTILE, hostileReport, reportOf, resultOf } from '../report-fixtures.ts'
import { type Compared, diffExitCode, renderDiff, renderDiffJson, renderDiffMarkdown } from './diff.ts'

const compare = (before: ReportResult[], now: ReportResult[]): Compared => {
  const [first, second] = [reportOf(before), reportOf(now)]
  return { before: first, now: second, diff: diffReports(first, second) }
}

const failed = (id: string, actual = 'nothing within 2 s') => resultOf({ case: id, verdict: 'failed', actual })
const everything = compare(
  [resultOf({ case: '2.a' }), resultOf({ case: '2.b' }), failed('2.c'), failed('2.d'), failed('2.e')],
  [
    failed('2.a'),
    resultOf({ case: '2.c' }),
    failed('2.d', 'Reject 2'),
    failed('2.e'),
    resultOf({ case: '3.b' }),
    failed('3.e'),
  ],
)

describe('what changed', () => {
  test('for a terminal: each list by its name, with verdicts and findings', () => {
    const text = renderDiff(everything)
    for (const title of ['Worse (1)', 'Vanished (1)', 'Repaired (1)', 'Changed (1)', 'New (2)'])
      assert.ok(text.includes(`\n${title}\n`), title)
    assert.match(text, /F 2\.a +FIX\.4\.4 acceptor +passed → failed\n.*\n +nothing within 2 s\n/)
    assert.match(text, /· 2\.b +FIX\.4\.4 acceptor +passed\n/)
    assert.match(text, /✔ 2\.c +FIX\.4\.4 acceptor +failed → passed\n/)
    assert.match(text, /F 2\.d +FIX\.4\.4 acceptor +still failed\n.*\n +Reject 2\n +before: nothing within 2 s\n/)
    assert.match(text, /F 3\.e .*failed\n/)
    assert.match(text, /and 1 that passed or do not apply/)
    assert.doesNotMatch(text, /2\.e/)
    assert.match(text, /1 worse, 1 vanished, 1 repaired, 1 changed, 2 new, 1 unchanged/)
    assert.match(text, /exit +1 \(worse\)\n$/)
  })

  test('as Markdown and JSON: the same', () => {
    const markdown = renderDiffMarkdown(everything)
    assert.match(markdown, /^## ✕ Worse: 1 worse, 1 vanished, /)
    assert.match(markdown, /\| \*\*2\.a\*\* .* \| FIX\.4\.4 acceptor \| passed → failed \| nothing within 2 s \|/)
    const json = JSON.parse(renderDiffJson(everything))
    assert.deepEqual([json.exitCode, json.worse.length, json.unchanged], [1, 1, 1])
    assert.deepEqual(json.worse[0].now, { verdict: 'failed', finding: 'nothing within 2 s' })
    assert.equal(json.now.summary.failed, 4)
  })

  test('the exit code is 1 for what is worse, vanished, or new and fails', () => {
    const code = (before: ReportResult[], now: ReportResult[]) => diffExitCode(compare(before, now).diff)
    assert.equal(code([resultOf()], [failed('2.c')]), 1)
    assert.equal(code([resultOf()], []), 1)
    assert.equal(code([], [failed('2.c')]), 1)
    assert.equal(code([failed('2.c')], [failed('2.c', 'Reject 2')]), 0)
    assert.equal(code([failed('2.c')], [resultOf()]), 0)
    assert.equal(code([], [resultOf()]), 0)
  })

  test('hostile text moves no cursor, breaks no line and is no markup', () => {
    const now = hostileReport()
    const compared = { before: reportOf([]), now, diff: diffReports(reportOf([]), now) }
    const text = renderDiff(compared)
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    for (const line of text.split('\n')) assert.ok([...line].length <= 100, line)
    const markdown = renderDiffMarkdown(compared)
    assert.ok(!markdown.includes('<img'))
    assert.ok(!markdown.includes(HOSTILE))
  })

  test('a long list says how many more there are', () => {
    const now = Array.from({ length: 130 }, (_, i) => failed(`SD-${i}`))
    const compared = compare([], now)
    assert.match(renderDiff(compared), /and 30 more: --format json has them/)
    assert.match(renderDiffMarkdown(compared), /^and 30 more$/m)
    assert.equal(JSON.parse(renderDiffJson(compared)).added.length, 130)
  })
})
