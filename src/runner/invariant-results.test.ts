import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { resultOf } from '../report/report-fixtures.ts'
import type { Leg } from '../testbench/leg.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { invariantResults } from './invariant-results.ts'

const legThatPlays = (plays: 'venue' | 'client'): Leg =>
  legWith({ trading: { plays, symbol: 'SIM', price: '100', tolerates: [] } })

const scenario = (line: number, checks: Record<string, number>): ReportResult =>
  resultOf({ case: 'ORD-03.a', feature: 'features/application/orders.feature', line, checks })

const broken = (line: number): ReportResult => {
  const { checks: _checks, ...rest } = scenario(line, {})
  return { ...rest, case: 'INV-1', verdict: 'failed' }
}

const told = (leg: Leg, results: readonly ReportResult[], id: string): string | undefined => {
  const found = invariantResults(leg, results).find((result) => result.case === id)
  return found === undefined ? undefined : `${found.verdict}: ${found.actual}`
}

describe('what held of the invariants', () => {
  const venue = legThatPlays('venue')

  test('one result for each, over all scenarios of the leg', () => {
    const results = [scenario(1, { 'INV-1': 3, 'INV-19': 1, 'INV-20': 2 }), scenario(2, { 'INV-1': 1231 })]
    assert.equal(told(venue, results, 'INV-1'), 'passed: held on 1,234 reports of 2 scenarios')
    assert.equal(told(venue, results, 'INV-19'), 'passed: held on 1 order of 1 scenario')
    assert.equal(told(venue, results, 'INV-20'), 'passed: held on 2 requests of 1 scenario')
    assert.equal(invariantResults(venue, results).length, 22)
  })

  test('a scenario in which one was broken does not count for it', () => {
    const results = [scenario(1, { 'INV-1': 3 }), broken(1), scenario(2, { 'INV-1': 4 })]
    assert.equal(told(venue, results, 'INV-1'), 'passed: held on 4 reports of 1 scenario')
    assert.equal(told(venue, results.slice(0, 2), 'INV-1'), undefined)
  })

  test('one that nothing was held against does not apply, and says why', () => {
    const results = [scenario(1, { 'INV-16': 2 })]
    assert.equal(told(venue, results, 'INV-15'), 'notApplicable: no scenario of this run came to what it is about')
    const client = legThatPlays('client')
    assert.equal(told(client, results, 'INV-15'), 'notApplicable: it is about a venue, and the target plays the client')
    assert.equal(told(client, results, 'INV-16'), 'passed: held on 2 requests of 1 scenario')
  })

  test('none where nothing was traded', () => {
    assert.deepEqual(invariantResults(venue, [resultOf()]), [])
    assert.deepEqual(invariantResults(legWith(), [scenario(1, { 'INV-1': 1 })]), [])
  })
})
