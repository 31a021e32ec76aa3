import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { applyBaseline, baselineCounts } from './baseline.ts'
import { reportDigest } from './digest.ts'
import type { ReportResult, Verdict } from './report.ts'
import { diffReports, isKnown, isRegression, resultsByIdentity } from './report-diff.ts'
import { reportOf, resultOf } from './report-fixtures.ts'

const pair = (before: Verdict, now: Verdict, actual = 'seen') =>
  diffReports(
    { results: [resultOf({ verdict: before, actual: 'seen' })] },
    { results: [resultOf({ verdict: now, actual })] },
  )

const LISTS: readonly (readonly [before: Verdict, now: Verdict, list: string])[] = [
  ['passed', 'failed', 'worse'],
  ['warning', 'failed', 'worse'],
  ['waived', 'failed', 'worse'],
  ['notApplicable', 'failed', 'worse'],
  ['inconclusive', 'failed', 'worse'],
  ['errored', 'failed', 'worse'],
  ['passed', 'inconclusive', 'worse'],
  ['passed', 'notApplicable', 'worse'],
  ['failed', 'passed', 'repaired'],
  ['inconclusive', 'passed', 'repaired'],
  ['errored', 'warning', 'repaired'],
  ['waived', 'passed', 'repaired'],
  ['passed', 'warning', 'changed'],
  ['passed', 'errored', 'changed'],
  ['failed', 'waived', 'changed'],
  ['failed', 'inconclusive', 'changed'],
  ['notApplicable', 'passed', 'changed'],
  ['notApplicable', 'inconclusive', 'changed'],
]

describe('the difference of two reports', () => {
  for (const [before, now, list] of LISTS)
    test(`${before}, then ${now}: ${list}`, () => {
      const { unchanged, ...lists } = pair(before, now)
      assert.equal(unchanged, 0)
      const filled = Object.entries(lists).filter(([, changes]) => changes.length > 0)
      assert.deepEqual(
        filled.map(([name]) => name),
        [list],
      )
      assert.deepEqual(filled[0]?.[1][0]?.before, { verdict: before, finding: 'seen' })
      assert.equal(filled[0]?.[1][0]?.now?.verdict, now)
    })

  test('the same verdict is a change where the finding is another, but not of what passed', () => {
    assert.equal(pair('failed', 'failed', 'other').changed.length, 1)
    assert.equal(pair('warning', 'warning', 'other').changed.length, 1)
    assert.equal(pair('failed', 'failed').unchanged, 1)
    assert.equal(pair('passed', 'passed', 'other').unchanged, 1)
  })

  test('a check is a case, a version, a role and an example, in whatever order', () => {
    const checks = [
      resultOf(),
      resultOf({ case: '2.d' }),
      resultOf({ beginString: 'FIX.4.2' }),
      resultOf({ targetRole: 'initiator' }),
      resultOf({ example: 'CheckSum of two bytes' }),
    ]
    const same = diffReports({ results: checks }, { results: [...checks].reverse() })
    assert.equal(same.unchanged, 5)
    const { added, vanished } = diffReports({ results: checks.slice(0, 4) }, { results: checks.slice(1) })
    assert.deepEqual(
      added.map(({ example, before }) => [example, before]),
      [['CheckSum of two bytes', undefined]],
    )
    assert.deepEqual(
      vanished.map(({ example, now }) => [example, now]),
      [[undefined, undefined]],
    )
  })

  test('checks that nothing tells apart are counted', () => {
    assert.deepEqual(
      [...resultsByIdentity([resultOf(), resultOf()]).keys()],
      ['2.c~FIX.4.4~acceptor~', '2.c~FIX.4.4~acceptor~~2'],
    )
  })
})

describe('a baseline', () => {
  const everything = () => true
  const before = reportOf([
    resultOf({ case: '2.a' }),
    resultOf({ case: '2.b', verdict: 'failed' }),
    resultOf({ case: '2.c', verdict: 'failed' }),
    resultOf({ case: '2.d' }),
  ])
  const now = (): ReportResult[] => [
    resultOf({ case: '2.a', verdict: 'failed' }),
    resultOf({ case: '2.b', verdict: 'failed', actual: 'other' }),
    resultOf({ case: '2.c' }),
    resultOf({ case: '2.e', verdict: 'failed' }),
  ]

  test('tells regressions, known and new failures, repaired and vanished checks apart', () => {
    const results = now()
    const baseline = applyBaseline(results, before, 'before.json', everything)
    assert.deepEqual(results.map(isRegression), [true, false, false, false])
    assert.deepEqual(results.map(isKnown), [false, true, false, false])
    assert.deepEqual(
      [baseline.vanished.map((change) => change.case), baseline.repaired.map((change) => change.case)],
      [['2.d'], ['2.c']],
    )
    assert.deepEqual([baseline.changed, baseline.added], [1, 1])
    assert.equal(baseline.sha256, reportDigest(before))
    const counts = { regressions: 2, vanished: 1, repaired: 1, known: 1 }
    assert.deepEqual(baselineCounts({ results, baseline }), counts)
  })

  test('what the run was not to show has not vanished', () => {
    const { vanished } = applyBaseline(now(), before, 'before.json', (result) => result.case !== '2.d')
    assert.deepEqual(vanished, [])
  })
})
