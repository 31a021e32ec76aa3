/** What is wrong is found: each invariant by a record that breaks it, and nothing besides. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OrderTalk } from '../../testing/order-talk.ts'
import { NEW, WRONG_ORDERS } from '../../testing/wrong-orders.ts'
import { INVARIANT_CASES } from '../invariant-cases.ts'

const VERSIONS = ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2']

for (const version of VERSIONS)
  describe(`wrong orders in ${version}`, () => {
    for (const { name, rows, last = {}, found, versions = VERSIONS, tolerated, waits = false } of WRONG_ORDERS) {
      if (!versions.includes(version)) continue
      const talk = (): OrderTalk => {
        const lines = rows.split('\n')
        const made = new OrderTalk(version).rows(lines.slice(0, -1).join('\n')).row(lines.at(-1) ?? '', last)
        return waits ? made.passes(10_000) : made
      }
      test(name, () => assert.deepEqual(talk().found(), found))
      if (tolerated !== undefined)
        test(`${name}, which the profile allows`, () => assert.deepEqual(talk().found({ tolerates: [tolerated] }), []))
    }
  })

test('every invariant of a venue is broken by a record', () => {
  const broken = new Set(WRONG_ORDERS.flatMap(({ found }) => found.map((one) => one.split(' ')[0])))
  assert.deepEqual(
    INVARIANT_CASES.map(({ id }) => id).filter((id) => !broken.has(id)),
    [],
  )
})

test('a finding says where, what had to hold, and what came', () => {
  const talk = new OrderTalk('FIX.4.4').rows(`${NEW}\n8 X - F 1/0 1 100 40 61 40`)
  const { findings, checks } = talk.judged()
  assert.deepEqual(findings, [
    {
      id: 'INV-1',
      level: 'must',
      entry: 3,
      expected: 'LeavesQty is 60 while the order works (OrderQty 100, CumQty 40)',
      actual: 'LeavesQty is 61',
      difference: {
        entry: 3,
        fields: [{ tag: 151, name: 'LeavesQty', expected: '60', actual: '61', equal: false }],
      },
    },
  ])
  assert.equal(checks['INV-1'], 2)
  assert.equal(checks['INV-9'], 1)
  assert.equal(checks['INV-19'], 1)
})
