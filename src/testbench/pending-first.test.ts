import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { pendingFirst } from './pending-first.ts'
import { reportPattern } from './reports.ts'

const TERMS: readonly Field[] = [
  [55, 'SIM'],
  [54, '1'],
]

/** A bench with an order X and its cancel Y, and what has been reported and judged so far. */
function talk(...reports: (readonly Field[])[]): { bench: Bench; order: Message; by: Message } {
  const bench = new Bench(legWith({ version: 'FIX.4.4' }), 'pending')
  const { journal } = bench.environment
  const said = (direction: 'in' | 'out', msgType: string, fields: readonly Field[]): Message => {
    const message = decode(encode([[8, 'FIX.4.4'], [35, msgType], ...fields, ...TERMS]))
    journal.message(direction, message, 1)
    return message
  }
  const order = said('out', 'D', [[11, 'X']])
  const by = said('out', 'F', [
    [11, 'Y'],
    [41, 'X'],
  ])
  for (const report of reports) said('in', '8', report)
  bench.skipToNow()
  return { bench, order, by }
}

const ids = (patterns: ReturnType<typeof pendingFirst>): string[] =>
  patterns.map(({ fields }) =>
    [150, 11].map((tag) => fields.find((field) => field.tag === tag)?.matcher.describe).join(' of '),
  )

test('Pending New may come before whatever is told of an order first', () => {
  const { bench, order } = talk()
  assert.deepEqual(ids(pendingFirst(bench, { order }, 'Fill')), ['A Pending new of X'])
})

test('it may not come where it is expected, nor behind a report of the order', () => {
  const { bench, order } = talk()
  assert.deepEqual(pendingFirst(bench, { order }, 'Pending New'), [])
  const later = talk([
    [11, 'X'],
    [150, '0'],
  ])
  assert.deepEqual(pendingFirst(later.bench, { order: later.order }, 'Fill'), [])
})

test('a report of the order that is not judged yet is no reason against it', () => {
  const { bench, order } = talk([
    [11, 'X'],
    [150, 'A'],
  ])
  bench.cursor = 0
  assert.equal(pendingFirst(bench, { order }, 'New').length, 1)
})

test('Pending Cancel may come before the answer to a cancel, and before its refusal', () => {
  const { bench, order, by } = talk([
    [11, 'X'],
    [150, '0'],
  ])
  assert.deepEqual(ids(pendingFirst(bench, { order, by }, 'Canceled')), ['6 Pending cancel of Y'])
  assert.deepEqual(ids(pendingFirst(bench, { order, by }, undefined)), ['6 Pending cancel of Y'])
})

test('it comes once', () => {
  const { bench, order, by } = talk([
    [11, 'Y'],
    [41, 'X'],
    [150, '6'],
  ])
  assert.deepEqual(pendingFirst(bench, { order, by }, 'Canceled'), [])
})

test('what a step has allowed already is not allowed a second time', () => {
  const { bench, order, by } = talk()
  bench.allowedFirst = [reportPattern(bench, 'Pending Cancel', { order, by }, [['LeavesQty', '5']])]
  assert.deepEqual(pendingFirst(bench, { order, by }, 'Canceled'), [])
})
