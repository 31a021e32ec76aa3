import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, type ExitOptions, exitCode, exitText, reportExitCode } from './outcome.ts'
import type { Report, ReportWaiver, Verdict } from './report.ts'
import { changeOf } from './report-diff.ts'
import { reportOf, reportWith, resultOf } from './report-fixtures.ts'

const waiver: ReportWaiver = { id: 'W-1', case: '2.c', expect: 'x', reason: 'y', owner: 'z', until: '2026-12-31' }
const withWaiver = (report: Report, change: Partial<ReportWaiver>) => ({
  ...report,
  waivers: [{ ...waiver, ...change }],
})

const withBaseline = (report: Report, vanished = 0): Report => ({
  ...report,
  baseline: {
    file: 'before.json',
    startedAt: '2026-09-01T07:00:00.000Z',
    sha256: 'a'.repeat(64),
    vanished: Array.from({ length: vanished }, () => changeOf(resultOf(), undefined)),
    repaired: [],
    changed: 0,
    added: 0,
  },
})
/** A check that passes as it did, and one with this verdict in the baseline and now. */
const since = (was: Verdict | undefined, verdict: Verdict): Report =>
  withBaseline(
    reportOf([resultOf({ was: 'passed' }), resultOf({ case: '2.b', verdict, ...(was === undefined ? {} : { was }) })]),
  )
const shardWith = (verdict: Verdict): Report => ({ ...reportWith(verdict), shard: { index: 1, of: 2 } })
const expiredFailure = withWaiver(reportOf([resultOf(), resultOf({ verdict: 'failed', waiver: 'W-1' })]), {
  expired: true,
})
const other = resultOf({ case: '2.b', verdict: 'failed' })

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
  ['a failure with an expired waiver asks for the waiver', expiredFailure, {}, 6],
  [
    'an expired waiver covers no other failure',
    { ...expiredFailure, results: [...expiredFailure.results, other] },
    {},
    1,
  ],
  ['a regression, which is a failure too', since('passed', 'failed'), {}, 7],
  ['a failure as in the baseline', since('failed', 'failed'), {}, 0],
  ['a failure that the baseline does not know', since(undefined, 'failed'), {}, 1],
  ['a failure that was not proven before', since('inconclusive', 'failed'), {}, 7],
  ['a failure that was waived before', since('waived', 'failed'), {}, 7],
  ['what passed is no longer proven', since('passed', 'inconclusive'), {}, 7],
  ['what passed is no longer tried', since('warning', 'notApplicable'), {}, 7],
  ['not proven as in the baseline', since('inconclusive', 'inconclusive'), {}, 0],
  ['not proven where it failed', since('failed', 'inconclusive'), {}, 0],
  ['a fault of the harness is no regression', since('passed', 'errored'), {}, 8],
  ['a warning is no regression', since('passed', 'warning'), {}, 0],
  ['a check of the baseline has vanished', withBaseline(reportWith('passed'), 1), {}, 7],
  ['a stale waiver beside a baseline', withWaiver(since('failed', 'failed'), { stale: true }), {}, 6],
  [
    'nothing proved, in the baseline neither',
    { ...since('inconclusive', 'inconclusive'), results: [resultOf({ verdict: 'inconclusive', was: 'inconclusive' })] },
    {},
    5,
  ],
  ['a fault of the harness before inconclusive', reportWith('passed', 'errored', 'inconclusive'), {}, 8],
  ['interrupted', reportWith('failed'), { interrupted: true }, 130],
  ['scenarios that were not made are not proved', { ...reportWith('passed', 'waived'), unfinished: 6 }, {}, 5],
  ['a failure before what was not made', { ...reportWith('failed'), unfinished: 6 }, {}, 1],
  // The scenario that it covers may be in another shard: who joins them sees it.
  ['a waiver that is stale in a shard', withWaiver(shardWith('passed'), { stale: true }), {}, 0],
  ['a waiver that has expired, in a shard', withWaiver(shardWith('passed'), { expired: true }), {}, 6],
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
  assert.doesNotMatch(answer(since('failed', 'failed')).heading, /^Conformant/)
  assert.doesNotMatch(answer(since('inconclusive', 'inconclusive')).heading, /^Conformant/)
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
  assert.equal(
    of(expiredFailure),
    'Venue breaks a must of the standard in 1 of the 2 checks that were exercised. Waiver W-1 expired on 2026-12-31.',
  )
  assert.equal(
    of(since('failed', 'failed')),
    'Venue breaks a must of the standard in 1 of the 2 checks that were exercised. Against the baseline of 2026-09-01: nothing is worse, 1 known.',
  )
  assert.equal(
    of(withBaseline(reportWith('passed'), 1)),
    'Venue keeps every must of the standard in 1 check. Against the baseline of 2026-09-01: 1 regression (1 of them vanished).',
  )
  assert.equal(of(reportOf([])), 'No scenario matched. Nothing was proved.')
  assert.equal(of({ ...reportWith('passed'), unfinished: 6 }), 'Nothing failed, but not everything was proved.')
  assert.match(
    of(reportOf([resultOf()], { outcome: { exitCode: 130, word: 'interrupted' } })),
    /interrupted before its end/,
  )
})
