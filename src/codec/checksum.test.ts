import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkSum, sumOf } from './checksum.ts'

describe('sumOf', () => {
  // Full bytes overflow a lane soonest; the lengths go beyond the bytes that are added up at a time.
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.uint8Array({ maxLength: 3000, size: 'max' }),
    fc.nat(5000).map((length) => new Uint8Array(length).fill(0xff)),
  )

  it('adds up by words what checkSum adds up by bytes, wherever it begins and ends', () => {
    fc.assert(
      fc.property(bytes, fc.nat(20), fc.nat(20), (all, skipped, left) => {
        const from = Math.min(skipped, all.length)
        const to = Math.max(from, all.length - left)
        const view = new DataView(all.buffer, all.byteOffset, all.byteLength)
        assert.equal(sumOf(view, from, to), checkSum(all, from, to))
      }),
      // Not made shorter when it fails: of thousands of bytes that would take minutes.
      { numRuns: 500, endOnFailure: true },
    )
  })
})
