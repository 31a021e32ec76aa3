import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, type ExitOptions, exitCode, exitText, reportExitCode } from './outcome.ts'
import type { Report, ReportWaiver } from './report.ts'
import { reportOf, reportWith, resultOf } from './report-fixtures.ts'

const waiver: ReportWaiver = { id: 'W-1', case: '2.c', expect: 'x', reason: 'y', owner: 'z', until: '2026-12-31' }
const withWaiver = (report: Report, change: Partial<ReportWaiver>) => ({
  ...report,
  waivers: [{ ...waiver, ...change }],
})

const CODES: [name: string, report: Report, options: ExitOptions, code: number][] = [
  ['all passed', reportWith('passed', 'passed'), {}, 0],
  ['a warning is conformant', reportWith('warning'), {}, 0],
  ['a waiver that covers what was seen', withWaiver(reportWith('passed', 'waived'), {}), {}, 0],
  ['not applicable beside passed', reportWith('passed', 'notApplicable'), {}, 0],
  ['a failure', reportWith('passed', 'failed'), {}, 1],
  ['a failure before a fault of the harness', reportWith('errored', 'failed', 'inconclusive'), {}, 1],
  ['nothing matched', reportOf([]), {}, 3],
  ['the target was not reached', reportOf([]), { unreachable: true }, 4],
  ['one inconclusive among passed', reportWith('passed', 'inconclusive'), {}, 5],
  ['nothing but not applicable proves nothing', reportWith('notApplicable', 'notApplicable'), {}, 5],
  ['a stale waiver', withWaiver(reportWith('passed'), { stale: true }), {}, 6],
  ['an expired waiver', withWaiver(reportWith('passed'), { expired: true }), {}, 6],
  ['inconclusive before a stale waiver', withWaiver(reportWith('inconclusive'), { stale: true }), {}, 5],
  ['a regression, which is a failure too', reportWith('failed'), { regressions: 1 }, 7],
  ['no regression', reportWith('passed'), { regressions: 0 }, 0],
  ['a fault of the harness before inconclusive', reportWith('passed', 'errored', 'inconclusive'), {}, 8],
  ['interrupted', reportWith('failed'), { interrupted: true, regressions: 1 }, 130],
]

for (const [name, report, options, code] of CODES) {
  test(`exit code ${code}: ${name}`, () => assert.equal(exitCode(report, options), code))
}

test('every exit code has its word', () => {
  assert.equal(exitText(1), '1 (non-conformant)')
  for (const code of [0, 1, 2, 3, 4, 5, 6, 7, 8, 130]) assert.doesNotMatch(exitText(code), /unknown/)
})

test('a stated exit code that its results contradict is not believed', () => {
  const stated = (report: Report, code: number) => reportExitCode({ ...report, outcome: { exitCode: code, word: '' } })
  assert.equal(stated(reportWith('failed'), 0), 1)
  assert.equal(stated(reportWith('inconclusive'), 6), 5)
  assert.equal(stated(reportWith('failed'), 7), 7)
  assert.equal(stated(reportWith('passed'), 130), 130)
})

test('the answer is never Conformant while something failed, erred or stayed open', () => {
  for (const verdict of ['failed', 'errored', 'inconclusive'] as const) {
    assert.doesNotMatch(answer(reportWith('passed', verdict)).heading, /^Conformant/)
  }
  assert.equal(answer(reportWith('passed')).heading, 'Conformant')
  assert.equal(answer(reportWith('passed', 'waived')).heading, 'Conformant, with waivers')
})

test('the sentence counts what was exercised, and a waived must is not among those that were kept', () => {
  const named = { target: { role: 'acceptor' as const, address: 'a:1', name: 'Venue' } }
  const of = (report: Report) => answer({ ...report, ...named }).lede
  assert.equal(
    of(reportWith('failed', 'passed', 'inconclusive', 'notApplicable', 'waived')),
    'Venue breaks a must of the standard in 1 of the 3 checks that were exercised. Of 5 checks in all, 1 is waived, 1 not proven and 1 not applicable.',
  )
  assert.equal(
    of(withWaiver(reportWith('passed', 'warning', 'waived'), { stale: true })),
    'Venue keeps every must of the standard in 2 checks, with 1 warning. Of 3 checks in all, 1 is waived. Waiver W-1 is stale.',
  )
  assert.equal(
    of(reportWith('notApplicable')),
    'Nothing failed, but nothing was proved. Of 1 check in all, 1 not applicable.',
  )
  assert.equal(of(reportOf([])), 'No scenario matched. Nothing was proved.')
  assert.match(
    of(reportOf([resultOf()], { outcome: { exitCode: 130, word: 'interrupted' } })),
    /interrupted before its end/,
  )
})
