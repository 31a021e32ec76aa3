import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { renderJson } from './formats/json.ts'
import { MergeError } from './merge-error.ts'
import { mergeReports } from './merge-reports.ts'
import { parseReport } from './parse-report.ts'
import type { Report, ReportWaiver } from './report.ts'
import { changeOf } from './report-diff.ts'
import { reportOf, resultOf } from './report-fixtures.ts'

const merge = (...reports: Report[]) =>
  mergeReports(
    reports.map((report, i) => [`${i + 1}.json`, report] as const),
    'merge 1.json 2.json',
  )
const waiver: ReportWaiver = { id: 'W-1', case: '2.c', expect: 'x', reason: 'y', owner: 'z', until: '2026-12-31' }

describe('the reports of shards', () => {
  test('become one: all results, counted anew, with an exit code of their own', () => {
    const { report, repeated } = merge(
      reportOf([resultOf({ case: '2.a' }), resultOf({ case: '2.b', verdict: 'failed' })], {
        startedAt: '2026-09-14T08:00:00.000Z',
        outcome: { exitCode: 1, word: 'non-conformant' },
      }),
      reportOf([resultOf({ case: '2.c' })], { startedAt: '2026-09-14T07:00:00.000Z' }),
    )
    assert.equal(repeated, 0)
    assert.deepEqual(
      report.results.map((result) => result.case),
      ['2.a', '2.b', '2.c'],
    )
    assert.deepEqual([report.summary.passed, report.summary.failed], [2, 1])
    assert.deepEqual(report.outcome, { exitCode: 1, word: 'non-conformant' })
    assert.equal(report.startedAt, '2026-09-14T07:00:00.000Z')
    assert.equal(report.durationMs, 2468)
    assert.equal(report.command, 'merge 1.json 2.json')
    assert.deepEqual(parseReport(renderJson(report), 'merged.json'), report)
  })

  test('name the files of all of them, and a file twice that was changed between them', () => {
    const feature = (file: string, digit: string) => ({ kind: 'feature' as const, file, sha256: digit.repeat(64) })
    const [one, two, other] = [feature('1.feature', 'a'), feature('2.feature', 'b'), feature('2.feature', 'c')]
    const of = (...sources: NonNullable<Report['sources']>) => reportOf([resultOf()], { sources })
    assert.deepEqual(merge(of(one), of(one, two), of(other)).report.sources, [one, two, other])
    assert.equal(merge(of(one), reportOf([resultOf()])).report.sources, undefined, 'one does not tell')
  })

  test('of a check that is in several the worst verdict is kept, where it was first', () => {
    const flaky = resultOf({ case: '2.b', verdict: 'failed' })
    const { report, repeated } = merge(
      reportOf([resultOf({ case: '2.b' }), resultOf({ case: '2.c' })]),
      reportOf([flaky]),
      reportOf([resultOf({ case: '2.b', verdict: 'warning' })]),
    )
    assert.equal(repeated, 1)
    assert.deepEqual(
      report.results.map((result) => `${result.case} ${result.verdict}`),
      ['2.b failed', '2.c passed'],
    )
  })

  test('a waiver that one shard used is not stale, whatever another says', () => {
    const used = reportOf([resultOf({ verdict: 'waived', waiver: 'W-1' })], { waivers: [waiver] })
    const unused = reportOf([resultOf({ beginString: 'FIX.4.2' })], { waivers: [{ ...waiver, stale: true }] })
    assert.equal(merge(unused, used).report.waivers?.[0]?.stale, undefined)
    assert.equal(merge(unused, used).report.outcome?.exitCode, 0)
    assert.equal(merge(unused, unused).report.waivers?.[0]?.stale, true)
    assert.equal(merge(unused, unused).report.outcome?.exitCode, 6)
  })

  test('what one shard missed of the baseline, another may have run', () => {
    const baseline = (...missed: string[]) => ({
      file: 'before.json',
      startedAt: '2026-09-01T07:00:00.000Z',
      sha256: 'a'.repeat(64),
      vanished: missed.map((id) => changeOf(resultOf({ case: id }), undefined)),
      repaired: [],
      changed: 0,
      added: 0,
    })
    const first = reportOf([resultOf({ case: '2.a', was: 'passed' })], { baseline: baseline('2.b', '2.c') })
    const second = reportOf([resultOf({ case: '2.b', was: 'passed' })], { baseline: baseline('2.a', '2.c') })
    const { report } = merge(first, second)
    assert.deepEqual(
      report.baseline?.vanished.map((change) => change.case),
      ['2.c'],
    )
    assert.equal(report.outcome?.exitCode, 7)
  })

  test('an interrupted shard leaves the whole interrupted', () => {
    const cut = reportOf([resultOf()], { outcome: { exitCode: 130, word: 'interrupted' } })
    assert.equal(merge(reportOf([resultOf({ case: '2.a' })]), cut).report.outcome?.exitCode, 130)
  })

  test('seeds and places that differ are all named', () => {
    const here = reportOf([resultOf()], { environment: { host: 'one', node: '24' } })
    const there = reportOf([resultOf({ targetRole: 'initiator' })], {
      seed: 8,
      environment: { host: 'two', node: '24' },
      target: { role: 'initiator', address: ':9979' },
    })
    const { report } = merge(here, there)
    assert.deepEqual(report.environment, { host: 'one, two', node: '24', seed: '7, 8' })
    assert.deepEqual(report.target.endpoints, [
      { role: 'acceptor', address: '127.0.0.1:9878' },
      { role: 'initiator', address: ':9979' },
    ])
  })

  for (const [what, change] of [
    ['tool', { tool: { name: 'fixproof', version: '0.2.0' } }],
    ['target', { target: { role: 'acceptor', address: '127.0.0.1:9878', version: '2' } }],
    ['suite', { suite: { name: 'Orders', version: '1', cases: 1 } }],
    ['identity', { identity: { firm: 'Other' } }],
  ] as const)
    test(`reports of another ${what} are not joined`, () => {
      assert.throws(
        () => merge(reportOf([resultOf()]), reportOf([resultOf()], change as Partial<Report>)),
        (error) =>
          error instanceof MergeError && error.message.startsWith(`2.json is not of the same ${what} as 1.json: `),
      )
    })
})
