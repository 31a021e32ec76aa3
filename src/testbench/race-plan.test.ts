/** The plan of the races: a function of its seed, and every order before what is asked about it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { planRaces } from './race-plan.ts'
import { seededRandom } from './seeded-random.ts'

const plan = planRaces(100, seededRandom(7))

test('the same seed gives the same plan, another one another', () => {
  assert.deepEqual(planRaces(100, seededRandom(7)), plan)
  assert.notDeepEqual(planRaces(100, seededRandom(8)), plan)
})

test('times only go on, and each order is sent before it is canceled or replaced', () => {
  const sent = new Set<number>()
  let before = 0
  for (const { at, order, does } of plan) {
    assert.ok(at >= before)
    before = at
    if (does === 'new') assert.ok(!sent.has(order))
    else assert.ok(sent.has(order))
    sent.add(order)
  }
  assert.equal(sent.size, 100)
})

test('there are cancels, replaces, both sides, and orders with several requests', () => {
  assert.ok(plan.some(({ does }) => does === 'cancel'))
  assert.ok(plan.some(({ does }) => does === 'replace'))
  assert.equal(new Set(plan.map(({ side }) => side)).size, 2)
  assert.ok(plan.length > 250)
})
