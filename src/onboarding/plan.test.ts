/** A plan is read as a whole or not at all: whatever is wrong with it is told with its line. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CATALOGUE } from '../conformance/catalogue.ts'
import { obligationOf, PlanError, type PlannedCase, parsePlan, plannedCaseOf } from './plan.ts'
import { planChanges } from './plan-changes.ts'
import { progressOf, stateCounts } from './plan-progress.ts'
import { planText } from './plan-text.ts'

const CASES: readonly PlannedCase[] = CATALOGUE.map(({ id }) => ({
  id,
  obligation: 'mandatory',
  reason: 'It is: "so" {really} # and: no more.',
}))

function text(cases: readonly PlannedCase[]): string {
  return planText({ name: 'desk', suiteVersion: '0.1.0', answers: { role: 'acceptor', control: [] }, cases })
}

function problemOf(yaml: string): string {
  try {
    parsePlan(yaml, 'scenarios/desk/plan.yaml')
  } catch (error) {
    assert.ok(error instanceof PlanError)
    return error.message
  }
  return 'nothing'
}

describe('a plan', () => {
  test('is read as it was written, ids that look like numbers too', () => {
    const plan = parsePlan(text(CASES), 'plan.yaml')
    assert.deepEqual(plan.cases, CASES)
    assert.deepEqual(plan.answers, { role: 'acceptor', control: [] })
    assert.equal(obligationOf(plan, '5'), 'mandatory')
    assert.equal(obligationOf(plan, 'XX-1'), undefined)
    assert.equal(plannedCaseOf(plan, '2.c')?.reason, 'It is: "so" {really} # and: no more.')
    const unquoted = text(CASES).replace('id: "5"', 'id: 5')
    assert.deepEqual(parsePlan(unquoted, 'plan.yaml').cases, CASES)
  })

  const good = text(CASES)
  const line = good.split('\n').findIndex((one) => one.includes('"1B.b"')) + 1
  const wrong: readonly (readonly [what: string, yaml: string, problem: RegExp])[] = [
    [
      'an obligation that is none',
      good.replace('mandatory', 'needed'),
      /^.*plan\.yaml:\d+: "cases\.0\.obligation" is "needed": expected mandatory, optional, notApplicable$/,
    ],
    [
      'a key that is none',
      good.replace(', obligation:', ', obligaton:'),
      /unknown key "cases\.0\.obligaton": did you mean "obligation"\?/,
    ],
    [
      'a case twice',
      good.replace('"1B.b"', '"1B.a"'),
      new RegExp(`plan\\.yaml:${line}: case 1B\\.a is there twice, also at .*:${line - 1}: keep one`),
    ],
    [
      'a case without a reason',
      good.replace(/reason: .* \}/, 'reason: "" }'),
      /"cases\.0\.reason" is "": expected a sentence/,
    ],
    ['no YAML', 'name: [', /plan\.yaml:1:8: /],
    ['nothing at all', '', /the plan is null: /],
    [
      'aliases that multiply',
      `a: &a [x,x]\nb: &b [${'*a,'.repeat(30)}]\nc: &c [${'*b,'.repeat(30)}]\nd: [${'*c,'.repeat(30)}]`,
      /alias/,
    ],
  ]
  for (const [what, yaml, problem] of wrong)
    test(`${what} is refused, with its place`, () => {
      assert.match(problemOf(yaml), problem)
    })

  test('a catalogue that has changed since is told, and what to do', () => {
    const without = text(CASES.filter(({ id }) => id !== '2.c' && id !== 'SD-43'))
    assert.match(
      problemOf(without),
      /made for the suite 0\.1\.0.*without an obligation: 2\.c, SD-43\. fixproof plan desk --update/,
    )
    const more = text(CASES).replace('"2.c"', '"2.z"')
    assert.match(problemOf(more), /without an obligation: 2\.c; no longer there: 2\.z\. /)
  })
})

test('what changes between two plans: obligations, new cases and lost ones; reasons alone do not', () => {
  const row = (id: string, obligation: PlannedCase['obligation'], reason = 'so'): PlannedCase => ({
    id,
    obligation,
    reason,
  })
  assert.deepEqual(
    planChanges(
      [row('1', 'mandatory'), row('2', 'mandatory'), row('3', 'optional')],
      [row('1', 'mandatory', 'other'), row('2', 'notApplicable', 'why'), row('4', 'optional')],
    ),
    [
      { id: '2', before: 'mandatory', after: 'notApplicable', reason: 'why' },
      { id: '4', after: 'optional', reason: 'so' },
      { id: '3', before: 'optional', reason: 'The suite no longer has it.' },
    ],
  )
})

test('a case is done only when something proved it and nothing spoke against it', () => {
  const verdicts = {
    '1B.a': ['passed', 'notApplicable'],
    '1B.b': ['passed', 'failed'],
    '1B.c': ['passed', 'inconclusive'],
    '1B.d': ['notApplicable'],
    '1B.e': ['waived', 'warning'],
    '2.a': ['errored', 'passed'],
  } as const
  const results = Object.entries(verdicts).flatMap(([id, list]) => list.map((verdict) => ({ case: id, verdict })))
  const plan = parsePlan(
    text(CASES.map((row) => (row.id === '2.a' ? { ...row, obligation: 'optional' as const } : row))),
    'plan.yaml',
  )
  const states = progressOf(plan, { results } as never)
  const stateOf = Object.fromEntries(states.map(({ id, state }) => [id, state]))
  assert.deepEqual(
    Object.keys(verdicts).map((id) => [id, stateOf[id]]),
    [
      ['1B.a', 'done'],
      ['1B.b', 'failed'],
      ['1B.c', 'open'],
      ['1B.d', 'open'],
      ['1B.e', 'done'],
      ['2.a', 'open'],
    ],
  )
  assert.deepEqual(stateCounts(states).optional, { done: 0, failed: 0, open: 1 })
  assert.equal(stateCounts(states).mandatory.open, CASES.length - 4)
})
