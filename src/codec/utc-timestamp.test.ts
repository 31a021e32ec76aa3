import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatUtcTimestamp, parseUtcTimestamp } from './utc-timestamp.ts'

const LEAP_DAY = Date.UTC(2024, 1, 29, 12, 34, 56, 789)

describe('UTCTimestamp', () => {
  const precisions: [fractionDigits: number, text: string][] = [
    [0, '20240229-12:34:56'],
    [3, '20240229-12:34:56.789'],
    [6, '20240229-12:34:56.789012'],
    [9, '20240229-12:34:56.789012345'],
    [12, '20240229-12:34:56.789012345678'],
  ]
  for (const [fractionDigits, text] of precisions) {
    it(`writes ${fractionDigits} fraction digits, cutting off the rest`, () => {
      assert.equal(formatUtcTimestamp(LEAP_DAY, fractionDigits, 12_345_678), text)
    })

    it(`round-trips at ${fractionDigits} fraction digits`, () => {
      fc.assert(
        fc.property(
          fc.integer({ min: Date.UTC(0, 0, 1) - 1e12, max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) }),
          fc.nat(999_999_999),
          (epochMs, picos) => {
            const unit = 10 ** (12 - fractionDigits)
            const ms = fractionDigits === 0 ? Math.floor(epochMs / 1000) * 1000 : epochMs
            const fine = fractionDigits <= 3 ? 0 : picos - (picos % unit)
            const written = formatUtcTimestamp(ms, fractionDigits, fine)
            assert.deepEqual(parseUtcTimestamp(written), { epochMs: ms, picos: fine, fractionDigits })
            assert.equal(
              written.slice(0, 17),
              new Date(ms).toISOString().slice(0, 19).replaceAll('-', '').replace('T', '-'),
            )
          },
        ),
        { numRuns: 300 },
      )
    })
  }

  it('writes milliseconds when not told otherwise', () => {
    assert.equal(formatUtcTimestamp(0), '19700101-00:00:00.000')
    assert.equal(formatUtcTimestamp(-1), '19691231-23:59:59.999')
  })

  it('a second written twice and another between them', () => {
    const texts = [LEAP_DAY, LEAP_DAY + 1, LEAP_DAY + 1000, LEAP_DAY].map((at) => formatUtcTimestamp(at))
    assert.deepEqual(texts, [
      '20240229-12:34:56.789',
      '20240229-12:34:56.790',
      '20240229-12:34:57.789',
      '20240229-12:34:56.789',
    ])
  })

  it('an instant written twice, and what differs from it in one thing only', () => {
    const texts = [
      formatUtcTimestamp(LEAP_DAY, 6),
      formatUtcTimestamp(LEAP_DAY, 6),
      formatUtcTimestamp(LEAP_DAY, 6, 12_345_678),
      formatUtcTimestamp(LEAP_DAY, 6),
      formatUtcTimestamp(LEAP_DAY, 3),
      formatUtcTimestamp(LEAP_DAY + 1, 3),
      formatUtcTimestamp(LEAP_DAY + 1, 0),
    ]
    assert.deepEqual(texts, [
      '20240229-12:34:56.789000',
      '20240229-12:34:56.789000',
      '20240229-12:34:56.789012',
      '20240229-12:34:56.789000',
      '20240229-12:34:56.789',
      '20240229-12:34:56.790',
      '20240229-12:34:56',
    ])
    assert.throws(() => formatUtcTimestamp(LEAP_DAY + 1, 13), RangeError)
    assert.throws(() => formatUtcTimestamp(LEAP_DAY + 1, 13), RangeError)
  })

  it('the leap second is the instant after 59', () => {
    assert.equal(parseUtcTimestamp('20161231-23:59:60.500')?.epochMs, Date.UTC(2017, 0, 1, 0, 0, 0, 500))
  })

  it('any number of fraction digits up to twelve', () => {
    assert.deepEqual(parseUtcTimestamp('19700101-00:00:00.5'), { epochMs: 500, picos: 0, fractionDigits: 1 })
    assert.deepEqual(parseUtcTimestamp('19700101-00:00:00.00000005'), { epochMs: 0, picos: 50_000, fractionDigits: 8 })
  })

  it('text beyond latin1 is no timestamp', () => {
    assert.equal(parseUtcTimestamp('20240229-12:34:5\u0136'), undefined)
  })

  it('refuses what it cannot write', () => {
    assert.throws(() => formatUtcTimestamp(Number.NaN), RangeError)
    assert.throws(() => formatUtcTimestamp(Date.UTC(10000, 0, 1)), RangeError)
    assert.throws(() => formatUtcTimestamp(0, 13), RangeError)
    assert.throws(() => formatUtcTimestamp(0, 6, 1e9), RangeError)
  })
})
