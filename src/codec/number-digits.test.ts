import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { digitsOf, NUMBER_ROOM, writeDecimal, writeInt } from './number-digits.ts'

const bytes = Buffer.alloc(2 * NUMBER_ROOM)
const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

/** What was written at some place, and that nothing before or beyond the room was touched. */
function written(write: (at: number) => number): string | undefined {
  bytes.fill(0x23)
  const end = write(5)
  assert.equal(bytes.toString('latin1', 0, 5), '#####')
  assert.ok(bytes.subarray(5 + NUMBER_ROOM).every((byte) => byte === 0x23))
  return end < 0 ? undefined : bytes.toString('latin1', 5, end)
}

describe('digits of numbers', () => {
  it('whole numbers as text has them', () => {
    const edges = Array.from({ length: 10 }, (_, i) => [10 ** i - 1, 10 ** i, 10 ** i + 1]).flat()
    for (const number of [...edges, 2 ** 31 - 1]) {
      assert.equal(
        written((at) => writeInt(view, number, at)),
        String(number),
      )
      assert.equal(digitsOf(number), String(number).length)
    }
    fc.assert(
      fc.property(fc.nat(), (number) => {
        assert.equal(
          written((at) => writeInt(view, number, at)),
          String(number),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('a decimal of up to 15 digits and 8 places is written, as text has it', () => {
    const decimal = fc.tuple(fc.integer({ min: -1e15 + 1, max: 1e15 - 1 }), fc.nat(8))
    fc.assert(
      fc.property(decimal, ([digits, places]) => {
        const number = digits / 10 ** places
        const shown = number.toFixed(places)
        assert.equal(
          written((at) => writeDecimal(view, number, at)),
          places === 0 ? String(digits) : shown.replace(/\.?0+$/, ''),
        )
        if (!String(number).includes('e'))
          assert.equal(
            written((at) => writeDecimal(view, number, at)),
            String(number),
          )
      }),
      { numRuns: 3000 },
    )
  })

  it('any other number is refused, or written as text has it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.float(), fc.maxSafeInteger()), (number) => {
        const text = written((at) => writeDecimal(view, number, at))
        if (text !== undefined && !String(number).includes('e')) assert.equal(text, String(number))
        else if (text !== undefined) assert.equal(Number(text), number)
      }),
      { numRuns: 3000 },
    )
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY, 1e15, 0.1 + 0.2, 1e-9, 2 ** 53])
      assert.equal(
        written((at) => writeDecimal(view, number, at)),
        undefined,
        String(number),
      )
  })
})
