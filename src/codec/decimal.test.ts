import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  add,
  compare,
  decimal,
  divide,
  formatDecimal,
  isMultipleOf,
  multiply,
  negate,
  parseDecimal,
  subtract,
  trimDecimal,
} from './decimal.ts'

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }))
  .map(([units, scale]) => ({ units, scale }))

test('text becomes a decimal and the same text again', () => {
  for (const text of ['0', '100', '10.50', '-0.01', '999999999999.00000001', '0.00000001'])
    assert.equal(formatDecimal(decimal(text)), text)
})

test('what a FIX float may leave out is read', () => {
  assert.equal(formatDecimal(decimal('.5')), '0.5')
  assert.equal(formatDecimal(decimal('5.')), '5')
  assert.equal(formatDecimal(decimal('007')), '7')
  assert.equal(formatDecimal(decimal('-.25')), '-0.25')
})

test('what is no FIX float is refused', () => {
  for (const text of ['', '-', '.', '1e5', '+1', '1,5', ' 1', '1 ', 'NaN', '0x10', '1.2.3', '1'.repeat(65)])
    assert.equal(parseDecimal(text), undefined, text)
  assert.equal(parseDecimal(undefined), undefined)
  assert.throws(() => decimal('1e5'), /"1e5" is no decimal/)
})

test('addition and subtraction are each other’s reverse', () => {
  fc.assert(fc.property(decimals, decimals, (a, b) => compare(subtract(add(a, b), b), a) === 0))
})

test('a tenth three times is three tenths', () => {
  const tenth = decimal('0.1')
  assert.equal(formatDecimal(add(add(tenth, tenth), tenth)), '0.3')
  assert.equal(formatDecimal(multiply(decimal('1.10'), decimal('3'))), '3.30')
})

test('a quotient is rounded half away from zero at the digit asked for', () => {
  assert.equal(formatDecimal(divide(decimal('2'), decimal('3'), 4)), '0.6667')
  assert.equal(formatDecimal(divide(decimal('-2'), decimal('3'), 4)), '-0.6667')
  assert.equal(formatDecimal(divide(decimal('1'), decimal('8'), 2)), '0.13')
  assert.equal(formatDecimal(divide(decimal('-1'), decimal('8'), 2)), '-0.13')
  assert.equal(formatDecimal(divide(decimal('1.000'), decimal('8'), 0)), '0')
  assert.throws(() => divide(decimal('1'), decimal('0.00'), 2), RangeError)
})

test('a quotient is never further off than half a unit of its last digit', () => {
  const divisor = decimals.filter(({ units }) => units !== 0n)
  fc.assert(
    fc.property(decimals, divisor, fc.integer({ min: 0, max: 10 }), (a, b, scale) => {
      const rest = subtract(multiply(divide(a, b, scale), b), a)
      const twice = multiply(rest, decimal(2))
      const limit = multiply(b, { units: 1n, scale })
      const size = (value: typeof a) => (value.units < 0n ? negate(value) : value)
      return compare(size(twice), size(limit)) <= 0
    }),
  )
})

test('order is that of the values, whatever the digits behind the point', () => {
  assert.equal(compare(decimal('10.0'), decimal('10')), 0)
  assert.ok(compare(decimal('9.99'), decimal('10')) < 0)
  assert.ok(compare(decimal('-1'), decimal('-2.5')) > 0)
})

test('multiples of a tick', () => {
  assert.equal(isMultipleOf(decimal('10.05'), decimal('0.05')), true)
  assert.equal(isMultipleOf(decimal('10.03'), decimal('0.05')), false)
  assert.equal(isMultipleOf(decimal('100'), decimal('0.01')), true)
})

test('zeroes at the end can be left out', () => {
  assert.equal(formatDecimal(trimDecimal(decimal('10.50'))), '10.5')
  assert.equal(formatDecimal(trimDecimal(decimal('300'))), '300')
  assert.equal(formatDecimal(trimDecimal(decimal('0.00'))), '0')
})

test('what was read before means and reads the same, however much is read in between', () => {
  const read = () => ['5.', '007', '100.250', '-0.5', '1e5'].map((text) => parseDecimal(text))
  const first = read()
  for (let i = 0; i < 10_000; i++) assert.equal(formatDecimal(decimal(`${i}.10`)), `${i}.10`)
  assert.deepEqual(read(), first)
  assert.deepEqual(
    read().map((value) => value && formatDecimal(value)),
    ['5', '7', '100.250', '-0.5', undefined],
  )
})

test('a sum has the digits of the finer summand, of zeroes too', () => {
  for (const [a, b, sum] of [
    ['0.00', '5', '5.00'],
    ['0', '5.10', '5.10'],
    ['5', '0.00', '5.00'],
    ['0', '0', '0'],
  ] as const)
    assert.equal(formatDecimal(add(decimal(a), decimal(b))), sum)
})
