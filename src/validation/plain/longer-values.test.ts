import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isString } from '../../codec/values.ts'
import { LongerValues, longerValues } from './longer-values.ts'

test('values are found in their enumeration, and nothing else is, though places in the table are shared', () => {
  const evens = Array.from({ length: 400 }, (_, i) => String(10 + 2 * i))
  const odds = Array.from({ length: 400 }, (_, i) => String(11 + 2 * i))
  const all = [...longerValues(1, evens, isString), ...longerValues(2, odds, isString)]
  const values = new LongerValues(new Int32Array(24), all, new Set())
  for (let number = 10; number < 10_000; number++) {
    const bytes = Buffer.from(String(number), 'latin1')
    assert.equal(values.holds(1, bytes, 0, bytes.length), evens.includes(String(number)), `${number}`)
    assert.equal(values.holds(2, bytes, 0, bytes.length), odds.includes(String(number)), `${number}`)
  }
})

test('a value that is not latin1 is not in the table: no message holds it', () => {
  assert.deepEqual(longerValues(1, ['\u0141\u00f3', 'x', ''], isString), [])
})
