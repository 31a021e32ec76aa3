import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Plan } from '../onboarding/plan.ts'
import { resultOf } from '../report/report-fixtures.ts'
import { applyPlan, plannedPart, reportPlan, whyLeftOut } from './planned.ts'
import type { ScenarioSummary } from './scenarios.ts'

const PLAN: Plan = {
  ...{ file: '/x/plan.yaml', name: 'onboarding', suiteVersion: '0.1.0', answers: {} },
  cases: [
    { id: '2.a', obligation: 'mandatory', reason: 'asked for' },
    { id: '2.b', obligation: 'optional', reason: 'offered' },
    { id: '2.c', obligation: 'notApplicable', reason: 'no acceptor' },
    { id: 'INV-5', obligation: 'mandatory', reason: 'orders' },
  ],
}
const COLUMN = { version: 'FIX.4.4', targetRole: 'acceptor' } as const

const scenarioOf = (cases: string[], tags: string[] = []): ScenarioSummary => ({
  ...{ file: 'x.feature', line: 1, name: '', steps: 1, waitS: 0 },
  ...{ cases, tags },
})

describe('a run with a plan', () => {
  const isRun = (mandatoryOnly: boolean, cases: string[], tags: string[] = []): boolean =>
    plannedPart(PLAN, mandatoryOnly).isToRun(scenarioOf(cases, tags), COLUMN)

  test('makes what is mandatory or optional, and not what does not apply', () => {
    assert.deepEqual(
      [['2.a'], ['2.b'], ['2.c'], ['2.c', '2.b']].map((cases) => isRun(false, cases)),
      [true, true, false, true],
    )
  })

  test('only what is mandatory, where that was asked for', () => {
    assert.deepEqual(
      [['2.a'], ['2.b'], ['2.c'], ['2.a', '2.c']].map((cases) => isRun(true, cases)),
      [true, false, false, true],
    )
  })

  test('makes scenarios of the user that name no case, unless only what is mandatory was asked for', () => {
    assert.deepEqual([isRun(false, []), isRun(true, [])], [true, false])
  })

  test('makes scenarios of the application for what is judged over all of them', () => {
    assert.equal(isRun(true, ['2.b'], ['@application']), true)
  })

  test('each result carries its obligation; what does not apply is none', () => {
    const results = ['2.a', '2.b', '2.c', 'own.feature:3'].map((id) => resultOf({ case: id, obligation: 'optional' }))
    assert.deepEqual(
      applyPlan(results, PLAN).map((result) => [result.case, result.obligation]),
      [
        ['2.a', 'mandatory'],
        ['2.b', 'optional'],
        ['own.feature:3', undefined],
      ],
    )
  })

  test('the report has the plan with its reasons', () => {
    const { mandatory, optional, notApplicable, narrowed } = reportPlan(PLAN, 'plan.yaml', 'a'.repeat(64), false)
    assert.deepEqual(mandatory, ['2.a', 'INV-5'])
    assert.deepEqual(optional, ['2.b'])
    assert.deepEqual(notApplicable, [{ case: '2.c', reason: 'no acceptor' }])
    assert.equal(narrowed, undefined)
  })

  test('who asks for what the plan leaves out is told why', () => {
    assert.equal(whyLeftOut([scenarioOf(['2.c'])], PLAN), 'the plan onboarding calls 2.c not applicable: no acceptor')
    assert.equal(whyLeftOut([scenarioOf(['2.a'])], PLAN), undefined)
  })
})
