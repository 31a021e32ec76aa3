import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, exitCode, reportExitCode } from './outcome.ts'
import { missingMandatory, planCounts, planText } from './plan-counts.ts'
import type { Report } from './report.ts'
import { plannedReport, reportOf, resultOf } from './report-fixtures.ts'

const plan = (mandatory: string[], change: Partial<NonNullable<Report['plan']>> = {}): NonNullable<Report['plan']> => ({
  ...{ name: 'p', file: 'plan.yaml', sha256: 'a'.repeat(64), mandatory, optional: [], notApplicable: [] },
  ...change,
})

test('a case counts once, over all versions and roles, by the worst that was seen', () => {
  const counts = planCounts(plannedReport())
  assert.deepEqual(counts?.mandatory, { total: 5, passed: 2, waived: 1, failed: 1, open: 1, openCases: ['4.a'] })
  assert.deepEqual(counts?.optional.openCases, ['3.b'])
  const results = [
    resultOf({ case: '2.a' }),
    resultOf({ case: '2.a', beginString: 'FIX.4.2', verdict: 'inconclusive' }),
    resultOf({ case: '2.b', verdict: 'warning' }),
    resultOf({ case: '2.b', beginString: 'FIX.4.2', verdict: 'notApplicable' }),
  ]
  const of = planCounts(reportOf(results, { plan: plan(['2.a', '2.b']) }))?.mandatory
  assert.equal(of && planText(of, 'mandatory'), '1 of 2 mandatory done: 1 passed, 0 failed, 1 open')
  assert.equal(planCounts(reportOf(results)), undefined)
})

test('a mandatory case that nothing was seen of is never silently green', () => {
  for (const verdict of ['passed', 'notApplicable'] as const) {
    const results = [resultOf({ case: '2.a' }), resultOf({ case: '2.b', verdict })]
    const report = reportOf(results, { plan: plan(['2.a', '2.b']) })
    assert.equal(exitCode(report), verdict === 'passed' ? 0 : 5, verdict)
  }
  const report = reportOf([resultOf({ case: '2.a' })], {
    plan: plan(['2.a', '2.b']),
    outcome: { exitCode: 0, word: 'conformant' },
  })
  assert.equal(reportExitCode(report), 5)
  assert.match(answer(report).lede, /Nothing was seen of 1 mandatory case of the plan\./)
  assert.doesNotMatch(answer(report).lede, /keeps every must/)
})

test('what was not asked for is not missed: some cases were named, or another shard has them', () => {
  const results = [resultOf({ case: '2.a' })]
  assert.deepEqual(missingMandatory({ plan: plan(['2.a', '2.b']), results }), ['2.b'])
  assert.deepEqual(missingMandatory({ plan: plan(['2.a', '2.b'], { narrowed: true }), results }), [])
  assert.deepEqual(missingMandatory({ plan: plan(['2.a', '2.b']), results, shard: { index: 1, of: 2 } }), [])
})

test('a broken must and a fault of the harness go before what is missing', () => {
  const failed = reportOf([resultOf({ verdict: 'failed' })], { plan: plan(['2.b']) })
  assert.equal(exitCode(failed), 1)
  assert.equal(exitCode({ ...failed, results: [resultOf({ verdict: 'errored' })] }), 8)
})
