/** What a strict certificate asks for of the suite's own scenarios. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { reportOf, resultOf } from '../report/report-fixtures.ts'
import { type SuiteScenario, suiteGaps } from './suite-gaps.ts'

const OWN = 'features/session/02.feature'
const SCENARIOS: readonly SuiteScenario[] = [
  { feature: OWN, line: 10, cases: ['2.a'] },
  { feature: OWN, line: 20, cases: ['2.c'] },
  { feature: OWN, line: 30, cases: ['2.c', '9'] },
  { feature: 'features/application/orders.feature', line: 5, cases: ['ORD-01'] },
]
const made = (id: string, line: number, change: Partial<ReportResult> = {}): ReportResult =>
  resultOf({ case: id, line, feature: `../../lib/${OWN}`, ...change })
const WHOLE = [made('2.a', 10), made('2.c', 20), made('2.c', 30), made('9', 30)]
const gaps = (results: ReportResult[], asked: readonly string[] = ['2.a', '2.c', '9', 'ORD-01']): string =>
  suiteGaps(reportOf(results), SCENARIOS, (id) => asked.includes(id)).join('\n')

test('all scenarios of what was asked for: no gap, wherever the package lay', () => {
  assert.equal(gaps(WHOLE), '')
  assert.equal(gaps(WHOLE.map((result) => ({ ...result, feature: result.feature.replaceAll('/', '\\') }))), '')
})

test('a scenario that the profile left out, though others of its case were made', () => {
  assert.equal(
    gaps(WHOLE.filter(({ line }) => line !== 20)),
    `1 scenario of the suite left out: ${OWN}:20 (FIX.4.4 acceptor)`,
  )
  // In one of two versions.
  const both = [...WHOLE, ...WHOLE.map((result): ReportResult => ({ ...result, beginString: 'FIX.4.2' }))]
  assert.match(gaps(both.filter((result) => result !== WHOLE[1])), /left out: .*:20 \(FIX\.4\.4 acceptor\)$/)
})

test('a case that a feature of the user shows in the place of ours', () => {
  const instead = resultOf({ case: '2.c', feature: 'mine.feature', line: 3 })
  const told = gaps([made('2.a', 10), instead])
  assert.match(told, /^shown only by features that are not of the suite: 2\.c$/m)
  assert.match(told, /^2 scenarios of the suite left out: /m)
  assert.equal(gaps([...WHOLE, instead]), '', 'beside ours it is welcome')
})

test('what no plan asks for, what does not apply, and orders where a version has none', () => {
  assert.equal(gaps([made('2.a', 10), made('2.c', 20)], ['2.a']), '')
  assert.equal(gaps([made('2.a', 10), made('2.c', 20, { verdict: 'notApplicable' })], ['2.a', '2.c']), '')
  const order = made('ORD-01', 5, { feature: 'features/application/orders.feature' })
  assert.equal(gaps([order, ...WHOLE, made('2.a', 10, { beginString: 'FIX.4.0' })], ['2.a', 'ORD-01']), '')
})
