import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkSum, formatCheckSum } from './checksum.ts'
import * as time from './time-values.ts'
import { isUtcTimestamp } from './utc-timestamp.ts'
import * as values from './values.ts'

type Check = (bytes: Uint8Array, from: number, to: number) => boolean

const cases: [check: Check, good: string[], bad: string[]][] = [
  [values.isDigits, ['0', '007', '12'], ['', '-1', '+1', '1.0', ' 1', '1 ', 'a']],
  [values.isInt, ['0', '-1', '007', '-007'], ['', '-', '+1', '--1', '1.0', ' 1', '1-']],
  [
    values.isFloat,
    ['1', '-1', '1.', '.5', '-0.50', '0023.2300'],
    ['', '-', '.', '+1', '1e5', '1.2.3', '1,5', ' 1', '1-'],
  ],
  [values.isBoolean, ['Y', 'N'], ['', 'y', 'n', 'YY', '1', 'T']],
  [values.isChar, ['A', ' ', '='], ['', 'AB', '\x01']],
  [values.isString, ['A', 'a b', ' '], ['', 'a\x01b']],
  [values.isMultipleValueString, ['A', 'AB CD', '1 2 3'], ['', ' A', 'A ', 'A  B', ' ']],
  [values.isMultipleCharValue, ['A', 'A B', '1 2 3'], ['', 'AB', 'A BC', 'A  B', 'A ', ' A', 'ABC']],
  [
    time.isUtcTimeOnly,
    ['00:00:00', '23:59:60', '12:34:56.7', '12:34:56.789012345678'],
    ['', '12:34', '24:00:00', '12:60:00', '12:00:61', '12:34:56.', '12:34:56.1234567890123', '1:00:00', '12:34:56Z'],
  ],
  [
    time.isLocalMktDate,
    ['20240229', '20000229', '19991231'],
    ['', '19000229', '20230229', '20240230', '20241301', '20240001', '20240100', '2024-1-1', '2024022', '202402290'],
  ],
  [time.isUtcDateOnly, ['20240229'], ['20230229']],
  [
    time.isMonthYear,
    ['202402', '20240229', '202402w1', '202402w5'],
    ['', '2024', '202413', '202400', '20240230', '202402w0', '202402w6', '202402W1', '2024021'],
  ],
  [
    time.isTzTimeOnly,
    ['07:39', '07:39Z', '02:39-05', '15:39+08', '13:09+05:30', '07:39:12', '07:39:12.5Z'],
    ['', '7:39', '07:39z', '07:39+5', '07:39+05:3', '07:39+24', '07:39:61', '07:39:12.Z', '07:39:'],
  ],
  [
    time.isTzTimestamp,
    ['20060901-07:39:00', '20060901-07:39:00Z', '20060901-02:39:00-05', '20060901-13:09:00.123+05:30'],
    ['', '20060901', '20060901-07:39', '20060901-07:39Z', '20060931-07:39:00Z', '20060901 07:39:00Z'],
  ],
  [time.isDayOfMonth, ['1', '01', '31'], ['', '0', '32', '-1', '1.0']],
  [
    isUtcTimestamp,
    ['20240229-12:34:56', '20161231-23:59:60', '20240229-12:34:56.7', '20240229-12:34:56.123456789012'],
    [
      '',
      '20240229',
      '20230229-12:34:56',
      '20240229-24:00:00',
      '20240229-12:60:00',
      '20240229-12:34:61',
      '20240229-12:34:56.',
      '20240229-12:34:56.1234567890123',
      '20240229-12:34:56,7',
      '20240229 12:34:56',
      '20240229-12.34:56',
      '20240229-12:34.56',
      '2024022a-12:34:56',
      '20240229-12:34:5',
      '20240229-12:34:56.1a',
      '20240229-12:34:56Z',
    ],
  ],
]

describe('values', () => {
  for (const [check, good, bad] of cases) {
    it(`${check.name}: only what §8.2 allows, and only inside the range`, () => {
      for (const [text, expected] of [...good.map((t) => [t, true] as const), ...bad.map((t) => [t, false] as const)]) {
        const bytes = Buffer.from(`1${text}1`, 'latin1')
        assert.equal(check(bytes, 1, bytes.length - 1), expected, JSON.stringify(text))
      }
    })
  }

  it('readInt gives NaN for what is no int or does not fit', () => {
    const read = (text: string) => values.readInt(Buffer.from(text), 0, text.length)
    assert.equal(read('-0042'), -42)
    assert.equal(read('-0'), 0)
    assert.equal(read('9007199254740991'), Number.MAX_SAFE_INTEGER)
    for (const text of ['', '-', '+1', '1.0', '9007199254740992', '99999999999999999999']) {
      assert.equal(read(text), Number.NaN, text)
    }
  })

  it('readInt reads any int', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        assert.equal(values.readInt(Buffer.from(String(n)), 0, String(n).length), n === 0 ? 0 : n)
      }),
    )
  })

  it('readFloat is the nearest double, NaN for what is none', () => {
    const read = (text: string) => values.readFloat(Buffer.from(`1${text}1`), 1, text.length + 1)
    const texts = [
      '0',
      '-0',
      '-0.00',
      '1.',
      '.5',
      '-.5',
      '0023.2300',
      '670.06',
      '9007199254740993',
      '0.1',
      '1'.repeat(400),
    ]
    texts.push(
      '123456789012345678901.5',
      `-0.${'0'.repeat(30)}`,
      `.${'0'.repeat(30)}7`,
      '9007199254740991.9',
      '0.30000000000000004',
      '4.35',
    )
    for (const text of texts) assert.equal(read(text), Number(text) + 0, text)
    for (const text of ['', '-', '.', '-.', '+1', '1e5', '1.2.3', '1,5', ' 1', '1-', '--1', '0x1']) {
      assert.equal(read(text), Number.NaN, text)
    }
  })

  it('readFloat agrees with isFloat and with Number', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 25 })
    const wellFormed = fc
      .tuple(fc.constantFrom('', '-'), digits, fc.constantFrom('', '.'), digits)
      .map((p) => p.join(''))
    const any = fc.string({ unit: fc.constantFrom(...'059.-+e '), maxLength: 8 })
    fc.assert(
      fc.property(fc.oneof(wellFormed, any), (text) => {
        const bytes = Buffer.from(text)
        const expected = values.isFloat(bytes, 0, bytes.length) ? Number(text) + 0 : Number.NaN
        assert.equal(values.readFloat(bytes, 0, bytes.length), expected)
      }),
      { numRuns: 2000 },
    )
  })

  it('readDecimal keeps every digit', () => {
    const read = (text: string) => values.readDecimal(Buffer.from(text), 0, text.length)
    assert.deepEqual(read('10.50'), { unscaled: 1050n, scale: 2 })
    assert.deepEqual(read('-.5'), { unscaled: -5n, scale: 1 })
    assert.deepEqual(read('7.'), { unscaled: 7n, scale: 0 })
    assert.deepEqual(read('123456789012345678901234567890.1'), { unscaled: 1234567890123456789012345678901n, scale: 1 })
    assert.equal(read('1e5'), undefined)
  })
})

describe('CheckSum(10)', () => {
  it('is the sum modulo 256 with three digits', () => {
    const bytes = Buffer.from('x8=FIX.4.4\x019=5\x0135=0\x01x')
    assert.equal(checkSum(bytes, 1, bytes.length - 1), 163)
    assert.deepEqual([0, 7, 45, 255].map(formatCheckSum), ['000', '007', '045', '255'])
  })
})
