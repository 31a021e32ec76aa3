import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimal, formatDecimal } from '../codec/decimal.ts'
import { listed } from '../testing/venue-rig.ts'
import { partsOf, toLot } from './amounts.ts'
import type { Instrument } from './desk.ts'

function instrument(lot: string): Instrument {
  return { row: listed('SIM', { lot }), phase: 'open', last: decimal('100') }
}

test('an amount is rounded down to the lot', () => {
  for (const [qty, lot, rounded] of [
    ['150', '100', '100'],
    ['200', '100', '200'],
    ['99', '100', '0'],
    ['7', '1', '7'],
    ['10.5', '1', '10'],
    ['10.57', '0.05', '10.55'],
    ['7', '0', '7'],
  ] as const)
    assert.equal(formatDecimal(toLot(decimal(qty), instrument(lot))), rounded, `${qty} in lots of ${lot}`)
})

test('equal parts are whole lots, and the last takes what is left', () => {
  assert.deepEqual(partsOf(decimal('1050'), 3, instrument('100')).map(formatDecimal), ['300', '300', '450'])
})
