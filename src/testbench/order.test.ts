import assert from 'node:assert/strict'
import { test } from 'node:test'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { orderFields } from './order.ts'

const orderOf = (order: readonly (readonly [number, string | null])[]) =>
  orderFields(new Bench(legWith({ order }), 'order')).slice(1)

test('the usual order is that of the version', () => {
  const tags = orderOf([]).map(([tag]) => tag)
  assert.deepEqual(tags, [55, 54, 60, 38, 40, 44])
})

test('what the profile states stands in its place, what it does not know behind, and null leaves a field out', () => {
  const fields = orderOf([
    [44, '1.00'],
    [1, 'ACCOUNT'],
    [60, null],
  ])
  assert.deepEqual(fields, [
    [55, 'FIXP'],
    [54, '1'],
    [38, '100'],
    [40, '2'],
    [44, '1.00'],
    [1, 'ACCOUNT'],
  ])
})
