import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readDigits } from './bytes.ts'
import { formatUtcTimestamp, isDate, parseUtcTimestamp, readUtcTimestamp, type UtcTimestamp } from './utc-timestamp.ts'

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

/** The obvious way: every part by itself, and the calendar asked each time. */
function readPlainly(bytes: Uint8Array, from: number, to: number): UtcTimestamp | undefined {
  const text = Buffer.from(bytes.subarray(from, to)).toString('latin1')
  if (!/^\d{8}-\d\d:\d\d:\d\d(\.\d{1,12})?$/.test(text)) return undefined
  const part = (at: number, length: number) => readDigits(bytes, from + at, from + at + length)
  const [year, month, day] = [part(0, 4), part(4, 2), part(6, 2)] as const
  const [hour, minute, second] = [part(9, 2), part(12, 2), part(15, 2)] as const
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 60) return undefined
  // Years below 100 are those of the last century for Date.UTC.
  const wholeMs = new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000
  const fraction = text.slice(18)
  const picos = BigInt(fraction.padEnd(12, '0'))
  return {
    epochMs: wholeMs + Number(picos / 1_000_000_000n),
    picos: Number(picos % 1_000_000_000n),
    fractionDigits: fraction.length,
  }
}

describe('readUtcTimestamp', () => {
  const digits = (min: number, max: number, length: number) =>
    fc.integer({ min, max }).map((value) => String(value).padStart(length, '0'))
  const fraction = fc.stringMatching(/^\d{0,13}$/)
  const day = fc.oneof(
    fc.constantFrom('20240229', '20230229', '20261121', '00000101', '99991231'),
    fc.tuple(digits(0, 9999, 4), digits(0, 13, 2), digits(0, 32, 2)).map((parts) => parts.join('')),
  )
  const stamp = fc
    .tuple(day, digits(0, 25, 2), digits(0, 61, 2), digits(0, 62, 2), fraction, fc.boolean())
    .map(([date, hour, minute, second, rest, point]) => `${date}-${hour}:${minute}:${second}${point ? '.' : ''}${rest}`)
  const spoilt = fc
    .tuple(stamp, fc.nat(30), fc.oneof(fc.constantFrom(0x2f, 0x3a, 0x2e, 0x2d, 0xb0), fc.nat(255)))
    .map(([text, at, byte]) => text.slice(0, at) + String.fromCharCode(byte) + text.slice(at + 1))

  it('reads, and refuses, what the obvious way does, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(stamp, spoilt), { minLength: 1, maxLength: 4 }), fc.nat(3), (texts, margin) => {
        // Several in turn, since the day before is remembered.
        for (const text of texts) {
          const bytes = Buffer.from(`${'9'.repeat(margin)}${text}${'9'.repeat(margin)}`, 'latin1')
          const to = margin + text.length
          assert.deepEqual(readUtcTimestamp(bytes, margin, to), readPlainly(bytes, margin, to), text)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
