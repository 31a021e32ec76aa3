import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isLocalMktDate, isUtcTimeOnly } from '../../codec/time-values.ts'
import { readUtcTimestamp } from '../../codec/utc-timestamp.ts'
import { isDigits, isFloat, isInt } from '../../codec/values.ts'
import { isPositive } from '../formats.ts'
import { countIn, isPlainDate, isPlainNumber, isPlainTime, isPlainTimestamp, NumberForm } from './byte-loops.ts'

/** A value with digits around it, so that a loop that leaves its range is found out. */
function within(text: string): readonly [Buffer, number, number] {
  return [Buffer.from(`17${text}23`, 'latin1'), 2, 2 + text.length]
}

const { Signed, Decimal, NotZero } = NumberForm
const NUMBERS = [
  ['digits', isDigits, 0],
  ['int', isInt, Signed],
  ['float', isFloat, Signed | Decimal],
  ['Length', isPositive, NotZero],
] as const

for (const [name, format, form] of NUMBERS) {
  test(`${name}: the short loop and the plain one agree`, () => {
    const text = fc.string({
      unit: fc.constantFrom('0', '9', '5', '-', '.', '/', ':', '+'),
      minLength: 1,
      maxLength: 6,
    })
    const property = fc.property(text, (value) => {
      assert.equal(isPlainNumber(...within(value), form), format(...within(value)), value)
    })
    fc.assert(property, {
      numRuns: 3000,
      examples: [['0'], ['00'], ['-'], ['.'], ['-.'], ['5.'], ['.5'], ['-5'], ['1.2.3']],
    })
  })
}

test('dates: every month and day of two digits, leap years or not', () => {
  for (const year of ['1900', '2000', '2023', '2024', '0000', '9999']) {
    for (let monthAndDay = 0; monthAndDay <= 9999; monthAndDay++) {
      const text = year + String(monthAndDay).padStart(4, '0')
      assert.equal(isPlainDate(...within(text)), isLocalMktDate(...within(text)), text)
    }
  }
})

/** A value of which up to two bytes are others, or which is cut or continued. */
function nearly(values: readonly string[]): fc.Arbitrary<string> {
  const byte = fc.constantFrom(...'0123456789/:-.,x')
  return fc
    .tuple(fc.constantFrom(...values), fc.array(fc.tuple(fc.nat(40), byte), { maxLength: 2 }), fc.nat(30))
    .map(([value, changes, length]) => {
      const characters = [...value]
      for (const [at, character] of changes) characters[at % characters.length] = character
      return length > 2 && length < 28 ? characters.join('').slice(0, length) : characters.join('')
    })
    .filter((text) => text.length > 0)
}

const TIMES = ['10:15:30', '23:59:60', '00:00:00.123', '19:09:59.1', '29:00:00', '10:00:69', '09:09:09.123456789012']

test('dates, times and timestamps with bytes changed: the short loop and the plain one agree', () => {
  const stamps = TIMES.map((time) => `20240229-${time}`)
  const fraction = fc.constantFrom(0, 1, 3, 12)
  const property = fc.property(
    nearly(['20261122', '20240229']),
    nearly(TIMES),
    nearly(stamps),
    fraction,
    (...drawn) => {
      const [date, time, stamp, most] = drawn
      assert.equal(isPlainDate(...within(date)), isLocalMktDate(...within(date)), date)
      const isTime = isUtcTimeOnly(...within(time)) && time.length - 9 <= most
      assert.equal(isPlainTime(...within(time), most), isTime, `${time} ${most}`)
      const read = readUtcTimestamp(...within(stamp))
      const isStamp = read !== undefined && read.fractionDigits <= most
      assert.equal(isPlainTimestamp(...within(stamp), most), isStamp, `${stamp} ${most}`)
    },
  )
  fc.assert(property, { numRuns: 20_000 })
})

test('a count has up to nine digits', () => {
  const counts = ['0', '07', '123456789', '1234567890', '-1', '1x', '']
  assert.deepEqual(
    counts.map((text) => countIn(...within(text))),
    [0, 7, 123456789, -1, -1, -1, -1],
  )
})
