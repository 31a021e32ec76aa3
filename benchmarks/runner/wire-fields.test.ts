import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode } from '../../src/codec/codec.ts'
import { differences, isFramed } from './wire-fields.ts'

const FIELDS = [
  [35, '0'],
  [34, 7],
  [52, '20261122-10:00:00.000'],
] as const
const text = encode(FIELDS, [
  [8, 'FIX.4.4'],
  [49, 'A'],
  [56, 'B'],
])
  .toString('latin1')
  .replaceAll('\x01', '|')

test('fields are compared wherever they stand, without lengths, sums and times', () => {
  assert.deepEqual(differences('8=FIX.4.4|9=5|35=8|55=IBM|52=now|10=1|', '8=FIX.4.4|9=6|35=8|52=then|55=IBM|10=2|'), [])
  assert.deepEqual(differences('35=8|55=IBM|', '35=8|55=MSFT|1=A|'), [
    'only here: 55=IBM',
    'only there: 1=A',
    'only there: 55=MSFT',
  ])
})

test('a message is framed when its length and its sum are right', () => {
  assert.ok(isFramed(text))
  assert.ok(!isFramed(text.replace('34=7', '34=77')))
  // The same digits in another order: the sum stays right.
  assert.ok(!isFramed(text.replace(/9=(\d)(\d)\|/, '9=$2$1|')))
  assert.ok(!isFramed(text.replace('49=A', '49=C')))
})
